import Foundation
import Procedure
import Testing

@testable import Journal

@Suite("The diagnostic log")
struct DiagnosticLogTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "paydesk-log-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private var path: String { folder + "/paydesk.log" }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  private func mode(_ path: String) throws -> Int {
    try #require(
      FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test("has a line for each note, with the moment, and is for its owner alone")
  func lines() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let log = try DiagnosticLog(at: path)
    log.note(DiagnosticNote("start").saying("schema", 7).saying("sample", true))
    log.note(
      DiagnosticNote("read").saying("took", .microseconds(1_234_005))
        .saying(JournalError.full(path: "/home/asha/secret")))
    log.note(
      DiagnosticNote("append").saying(
        Refusal(.notHeld, "Meera Iyer holds it".phrase, rule: "Holding")))
    log.note(
      DiagnosticNote("odd").saying(terminal: "xterm\u{1B}[2J").saying("role", Role.executive))
    log.close()
    let lines = try text(path).split(separator: "\n")
    #expect(lines.count == 5)
    #expect(
      try lines.dropFirst().allSatisfy {
        try /\d{4}-\d\d-\d\dT[\d:.]+Z .+/.wholeMatch(in: $0) != nil
      })
    #expect(lines[1].hasSuffix(" start schema=7 sample=yes"))
    #expect(lines[2].hasSuffix(" read took=1234.005ms error=full"))
    #expect(lines[3].hasSuffix(" append refused=notHeld"))
    #expect(lines[4].hasSuffix(" odd terminal=unusual role=executive"))
    #expect(try mode(path) == 0o600)
    // It is gone on with, and closed again where somebody opened it.
    chmod(path, 0o644)
    let again = try DiagnosticLog(at: path)
    again.note(DiagnosticNote("start"))
    again.close()
    #expect(try text(path).split(separator: "\n").count == 6 && mode(path) == 0o600)
  }

  @Test("a full file becomes the one before, so that there are never more than two")
  func bounded() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let log = try DiagnosticLog(at: path)
    let count = 3 * DiagnosticLog.sizeLimit / 40
    for number in 0..<count {
      log.note(DiagnosticNote("read").saying("number", number))
      // Notes come faster here than anywhere: the queue is let work off what waits.
      if number % (DiagnosticLog.waitingLimit / 2) == 0 { log.close() }
    }
    log.close()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names == ["paydesk.log", "paydesk.log.1"])
    for name in names {
      let size = try Data(contentsOf: URL(filePath: folder + "/" + name)).count
      #expect(size <= DiagnosticLog.sizeLimit && size > 0)
      #expect(try mode(folder + "/" + name) == 0o600)
      #expect(try text(folder + "/" + name).hasPrefix("paydesk log:"))
    }
    #expect(try text(path).hasSuffix("number=\(count - 1)\n"))
  }

  @Test("whoever notes waits for no disk: what is too much is dropped and counted")
  func waiting() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let log = try DiagnosticLog(at: path)
    for number in 0..<10_000 { log.note(DiagnosticNote("key").saying("number", number)) }
    log.close()
    let lines = try text(path).split(separator: "\n").dropFirst()
    let dropped = try lines.compactMap { try /\ dropped notes=(\d+)$/.firstMatch(in: $0) }
      .compactMap { Int($0.output.1) }.reduce(0, +)
    let kept = lines.filter { $0.contains(" key ") }.count
    #expect(kept + dropped == 10_000)
  }

  @Test("nothing but a log is written into, no link is followed, and the file before is one too")
  func others() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try "a letter".write(toFile: folder + "/letter", atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link", withDestinationPath: folder + "/target")
    try "another".write(toFile: path + ".1", atomically: true, encoding: .utf8)
    mkfifo(folder + "/pipe", 0o600)
    for name in ["letter", "link", "paydesk.log", "pipe", "nowhere/log", "."] {
      #expect(throws: DiagnosticLog.Failure.self) { try DiagnosticLog(at: folder + "/" + name) }
    }
    #expect(try text(folder + "/letter") == "a letter")
    #expect(try text(path + ".1") == "another")
    #expect(!FileManager.default.fileExists(atPath: folder + "/target"))
  }

  @Test("notes each transaction of a journal, and the kind of what fails in it")
  func transactions() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let journal = try RelationalJournal.inMemory(sample: true)
    let log = try DiagnosticLog(at: path)
    journal.note(in: log)
    let now = Instant(seconds: 1_795_000_000)
    try journal.perform(.initialise(Person("ravi"), uid: 4_000_000_001), by: nil, at: now)
    _ = try journal.desk()
    #expect(throws: (any Error).self) {
      try journal.perform(
        .claim, on: TicketID("CX-1"), by: Actor(Person("ravi"), .opsManager), at: now,
        expecting: nil)
    }
    log.close()
    let text = try text(path)
    #expect(text.contains(" append took=") && text.contains(" read took="))
    #expect(text.contains(" refused=unknown"))
    #expect(!text.contains("ravi") && !text.contains("CX-1"))
  }
}
