import Dispatch
import Glibc
import Procedure
import Synchronization

/// What the program does, line by line, for whoever looks into a fault: moments, figures and kinds of errors, and nothing about
/// any person.
///
///     let log = try DiagnosticLog(at: "paydesk.log")
///     log.note(DiagnosticNote("start").saying("schema", 7))
///     log.close()
///
/// A note waits in memory and is written on a lane of the log's own, so whoever makes it never waits for a disk; where more
/// wait than ``waitingLimit``, the newer ones are dropped and counted. The file is for its owner alone. At ``sizeLimit`` bytes it
/// becomes `FILE.1`, in the place of the one before, and a new one begins.
public final class DiagnosticLog: Sendable {
  /// Why there can be no log.
  public struct Failure: Error, CustomStringConvertible {
    /// One plain sentence, with what to do.
    public var description: String
  }

  /// How many notes may wait to be written.
  public static let waitingLimit = 1_000
  /// How large a file of the log becomes at most, in bytes.
  public static let sizeLimit = 1 << 20

  private struct Waiting {
    var lines: [String] = []
    var dropped = 0
  }

  private let waiting = Mutex(Waiting())
  private let lane = Lane()
  private let file: Mutex<LogFile>

  /// Opens the log in a file, which is made where there is none; one that is there has to be a log.
  public init(at path: String) throws(Failure) {
    file = Mutex(try LogFile(at: path, limit: DiagnosticLog.sizeLimit))
  }

  /// Notes something, with the moment.
  public func note(_ note: DiagnosticNote) {
    let line = Instant.onThisMachine.rfc3339(offset: 0) + " \(note)\n"
    let isFirst = waiting.withLock { waiting in
      guard waiting.lines.count < DiagnosticLog.waitingLimit else {
        waiting.dropped += 1
        return false
      }
      waiting.lines.append(line)
      return waiting.lines.count == 1
    }
    if isFirst { lane.async { self.write() } }
  }

  /// Does something and notes how long it took, and the kind of error if it failed.
  static func timing<Result>(
    in log: DiagnosticLog?, _ name: StaticString, _ body: () throws -> Result
  ) rethrows -> Result {
    guard let log else { return try body() }
    let start = ContinuousClock.now
    func took() -> DiagnosticNote {
      DiagnosticNote(name).saying("took", ContinuousClock.now - start)
    }
    do {
      let result = try body()
      log.note(took())
      return result
    } catch {
      log.note(took().saying(error))
      throw error
    }
  }

  /// Writes what waits, and waits for that a second at most.
  public func close() {
    let isWritten = DispatchSemaphore(value: 0)
    lane.async {
      self.write()
      isWritten.signal()
    }
    _ = isWritten.wait(timeout: .now() + 1)
  }

  private func write() {
    var (lines, dropped) = waiting.withLock { waiting in
      defer { waiting = Waiting() }
      return (waiting.lines, waiting.dropped)
    }
    if dropped > 0 {
      let note = DiagnosticNote("dropped").saying("notes", dropped)
      lines.append(Instant.onThisMachine.rfc3339(offset: 0) + " \(note)\n")
    }
    guard !lines.isEmpty else { return }
    file.withLock { $0.append(lines) }
  }
}
