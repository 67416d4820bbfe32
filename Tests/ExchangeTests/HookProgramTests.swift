import Foundation
import Testing

@testable import Exchange

/// A folder of its own with the programs of a test in it.
final class HookFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "paydesk-hooks-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a program and gives its path.
  func program(_ name: String, _ text: String, mode: Int = 0o755) throws -> String {
    let file = path + "/" + name
    try text.write(toFile: file + ".text", atomically: true, encoding: .utf8)
    // Another process writes it: a program that another test has just begun could hold it open, and it could not be run.
    let copying = Process()
    copying.executableURL = URL(filePath: "/usr/bin/install")
    copying.arguments = ["-m", String(mode, radix: 8), file + ".text", file]
    try copying.run()
    copying.waitUntilExit()
    return file
  }

  /// What a file holds; empty where there is none.
  func text(_ name: String) -> String {
    (try? String(contentsOfFile: path + "/" + name, encoding: .utf8)) ?? ""
  }
}

@Suite("A program of the user's", .serialized)
struct HookProgramTests {
  private let folder: HookFolder

  init() throws { folder = try HookFolder() }

  private func run(_ words: [String], _ input: String = "{}\n", seconds: Int = 10) -> (
    end: HookProgram.End, complaint: String
  ) {
    HookProgram(words: words, seconds: seconds).run(with: Array(input.utf8))
  }

  @Test("gets its arguments and its input as they are, and no shell reads them")
  func raw() throws {
    let program = try folder.program(
      "tell",
      "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"\(folder.path)/words\"\ncat > \"\(folder.path)/input\"\n"
    )
    let words = ["$(touch \(folder.path)/hacked)", "`id`; rm -rf /", "a 'b' \"c\"\n\\", "", "*"]
    let input = #"{"vendor":"$(touch x) '; \"\\ ₹"}"# + "\n"
    #expect(run([program] + words, input).end == .done)
    #expect(folder.text("words") == words.map { $0 + "\n" }.joined())
    #expect(folder.text("input") == input)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/hacked"))
  }

  @Test("is fed as much as there is, whether it reads it or not")
  func large() throws {
    let large = String(repeating: "x", count: 1 << 20)
    let reader = try folder.program("reader", "#!/bin/sh\nwc -c > '\(folder.path)/size'\n")
    #expect(run([reader], large).end == .done)
    #expect(folder.text("size").filter(\.isNumber) == "\(1 << 20)")
    #expect(run(["/bin/true"], large).end == .done)
    let closing = try folder.program("closing", "#!/bin/sh\nexec 0<&-\nsleep 0.2\nexit 4\n")
    #expect(run([closing], large).end == .failed("ended with status 4"))
  }

  @Test("says how it ended, and what it complained of")
  func ends() throws {
    let failing = try folder.program("fail", "#!/bin/sh\necho no such channel >&2\nexit 3\n")
    let (end, complaint) = run([failing])
    #expect(end == .failed("ended with status 3") && complaint == "no such channel\n")
    let dying = try folder.program("die", "#!/bin/sh\nkill -SEGV $$\n")
    #expect(run([dying]).end == .failed("was ended by signal 11"))
    let loud = try folder.program("loud", "#!/bin/sh\nyes loud | head -c 1000000 >&2\n")
    let shout = run([loud])
    #expect(shout.end == .done && shout.complaint.utf8.count == 8 << 10)
  }

  @Test("is named by its path, or by its name where PATH has it; what cannot be run is said")
  func names() throws {
    #expect(run(["true"]).end == .done)
    #expect(
      run(["no-such-program"]).end
        == .failed("is not there: no program of that name can be run"))
    #expect(
      run([folder.path + "/none"]).end == .failed("cannot be run: No such file or directory"))
    let unreadable = try folder.program("plain", "#!/bin/sh\n", mode: 0o644)
    #expect(run([unreadable]).end == .failed("cannot be run: Permission denied"))
    #expect(run([folder.path]).end == .failed("cannot be run: Permission denied"))
    let shapeless = try folder.program("shapeless", "echo shell > '\(folder.path)/ran'\n")
    #expect(run([shapeless]).end == .failed("cannot be run: Exec format error"))
    #expect(folder.text("ran").isEmpty, "no shell stands in for what is no program")
  }

  @Test("that hangs is killed at its time, with all that it started")
  func hangs() throws {
    let hanging = try folder.program(
      "hang",
      """
      #!/bin/sh
      trap '' TERM INT HUP
      sleep 300 &
      echo $! > '\(folder.path)/child'
      echo waiting >&2
      wait
      """)
    let start = Date.now
    let (end, complaint) = run([hanging], seconds: 1)
    #expect(end == .failed("was still running after 1 s: killed"))
    #expect(complaint == "waiting\n")
    #expect(Date.now.timeIntervalSince(start) < 5)
    let child = try #require(Int32(folder.text("child").filter(\.isNumber)))
    let until = Date.now + 5
    while isAlive(child), Date.now < until { Thread.sleep(forTimeInterval: 0.01) }
    #expect(!isAlive(child))
  }

  @Test("that leaves something behind which holds its output is done when it has ended")
  func leaves() throws {
    let leaving = try folder.program("leave", "#!/bin/sh\nsleep 20 &\nexit 0\n")
    let start = Date.now
    #expect(run([leaving]).end == .done)
    #expect(Date.now.timeIntervalSince(start) < 5)
  }

  /// Whether a process runs; one that has ended and was not asked how has no words left.
  private func isAlive(_ pid: Int32) -> Bool {
    FileManager.default.contents(atPath: "/proc/\(pid)/cmdline").map { !$0.isEmpty } ?? false
  }
}
