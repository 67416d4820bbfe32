import Foundation
import Synchronization
import Testing

@testable import Pictures

/// The program's own child with a decoder in it that a picture has taken over: `Hostile/decoder.c` in the place of libpng, which
/// tries one thing that nobody who decodes has any need of.
@Suite("A decoder that was taken over")
struct ConfinedTests {
  private func attempt(
    _ name: String, by child: ChildProcess = ChildProcess()
  ) throws -> PictureCells {
    var picture = try Made.picture("receipt.png")
    picture.environment = ["LD_LIBRARY_PATH=\(try Made.hostileLibrary(name))"]
    return try picture.cells(Made.whole, by: child)
  }

  @Test(
    "is killed by the kernel for what it may not do",
    arguments: [
      "open", "write", "unlink", "read", "complain", "socket", "unix", "fork", "execute", "kill",
      "trace", "code", "file", "protect", "sleep",
    ])
  func killed(name: String) throws {
    #expect(throws: PictureTrouble.stopped(signal: SIGSYS)) { try attempt(name) }
    #expect(!FileManager.default.fileExists(atPath: "/tmp/paydesk-hostile"))
  }

  @Test("is ended where it works or waits without end", arguments: ["spin", "wait"])
  func ended(name: String) throws {
    let start = ContinuousClock.now
    #expect(throws: PictureTrouble.tooLong) { try attempt(name) }
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  // Sanitizers take terabytes for themselves, so that under one there is no such limit.
  @Test("gets no more memory than it may have", .enabled(if: !Made.isSanitized))
  func memory() throws {
    #expect(throws: PictureTrouble.broken) { try attempt("allocate") }
  }

  @Test(
    "is not listened to where it says more, or other things, than an answer",
    arguments: ["talk", "lie"])
  func answers(name: String) throws {
    #expect(throws: PictureTrouble.noAnswer) { try attempt(name) }
  }

  @Test("is killed at once when nobody waits for it any more")
  func cancelled() throws {
    let child = ChildProcess()
    // It would wait until its time is over; once it runs, nobody wants to know any more.
    Thread.detachNewThread {
      while !child.isRunning, !child.isCancelled { usleep(1_000) }
      child.cancel()
    }
    defer { child.cancel() }
    #expect(throws: PictureTrouble.cancelled) { try attempt("wait", by: child) }
    #expect(!child.isRunning)
    #expect(throws: PictureTrouble.cancelled) { try attempt("wait", by: child) }
  }
}
