import ArgumentParser
import Journal
import Synchronization

/// The diagnostic log of this process, where `--log` names one.
enum Diagnostics {
  private static let opened = Mutex<DiagnosticLog?>(nil)

  /// The log; nil where none is kept.
  static var log: DiagnosticLog? { opened.withLock { $0 } }

  /// Opens the log that a command was told to keep.
  static func begin(_ command: any ParsableCommand) throws {
    guard let path = path(in: command) else { return }
    do {
      let log = try DiagnosticLog(at: path)
      opened.withLock { $0 = log }
      log.note(
        DiagnosticNote("start").saying("version", Paydesk.version)
          .saying("command", type(of: command)))
    } catch {
      throw CommandFailure(.cannotCreate, error.description)
    }
  }

  /// Notes how the process ends, and brings the log to its file.
  static func end(_ status: Int32, for error: (any Error)? = nil) {
    guard let log else { return }
    var note = DiagnosticNote("end").saying("status", Int(status))
    if let error, !(error is ExitCode) { note = note.saying(error) }
    log.note(note)
    log.close()
  }

  private static func path(in command: any ParsableCommand) -> String? {
    Mirror(reflecting: command).children.lazy
      .compactMap { ($0.value as? OptionGroup<DeskOptions>)?.wrappedValue.log }.first
  }
}
