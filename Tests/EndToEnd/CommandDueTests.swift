import Foundation
import Testing

/// What a clock asks for, what a shift leaves, and the programs that are told.
@Suite("Due, handover and hooks")
struct CommandDueTests {
  private let desk: JourneyDesk

  init() throws { desk = try JourneyDesk.sample() }

  private func run(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> CommandDesk.Outcome {
    try desk.shell.run(
      ["--db", desk.sampleDatabase] + arguments,
      environment: ["PAYDESK_AS": "ravi"].merging(environment) { $1 })
  }

  private func objects(_ text: String) throws -> [[String: Any]] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
  }

  // MARK: Handover

  @Test("a handover has its parts, fits a page, and tells no number and no address")
  func handover() throws {
    let page = try run("handover", "--ascii")
    #expect(page.status == 0, "\(page.complaint)")
    for part in [
      "Handover, ", "Windows that lapse until", "Decisions that wait: ", "for the ops manager: ",
      "for the finance manager: ", "Put aside: 1", "To be done elsewhere: ", "Touched today: ",
      "New, and held by nobody: 8", "approved, not sent",
    ] {
      #expect(page.output.contains(part), "\(part)")
    }
    for line in page.lines {
      #expect(line.utf8.count <= 80 && line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "\(line)")
    }
    let text = try run("handover").output
    #expect(text.contains("₹") && !text.contains("\u{1B}"))
    for all in [text, page.output, try run("handover", "--json").output] {
      #expect(!all.contains("@"))
      #expect(try /\d{10}/.firstMatch(in: all) == nil)
    }
    let other = try run("handover", environment: ["LC_ALL": "de_DE.ISO-8859-1"])
    #expect(other.output.utf8.allSatisfy { $0 < 0x80 }, "the locale asks for it")
  }

  @Test("a handover of one person is theirs alone, and the hours are said")
  func ofOne() throws {
    let json = try run("handover", "--json", "--for", "dev", "--hours", "1")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["person"] as? String == "dev")
    for part in ["windows", "parked", "outstanding"] {
      let items = try #require(object[part] as? [[String: Any]])
      #expect(items.allSatisfy { $0["holder"] as? String == "dev" })
    }
    let windows = try #require(object["windows"] as? [[String: Any]])
    #expect(windows.map { $0["what"] as? String } == ["windowLapsed"])
    let all = try run("handover", "--json", "--hours", "168")
    #expect(all.output.count > json.output.count)
    #expect(try run("handover", "--for", "nobody").status == 65)
    #expect(try run("handover", "--hours", "0").status == 64)
    #expect(try run("handover", "--hours", "soon").status == 64)
  }

  // MARK: Due

  @Test("what is due is a line each, the most urgent first, and the same in JSON")
  func due() throws {
    let lines = try run("due").lines
    let items = try objects(run("due", "--json").output)
    #expect(lines.count == items.count && lines.count > 20)
    let order = [
      "windowLapsed", "windowRunning", "parkedBack", "decision", "payoutApproved", "payoutSent",
      "outstanding",
    ]
    let ranks = items.compactMap { $0["what"] as? String }.compactMap { order.firstIndex(of: $0) }
    #expect(ranks.count == items.count)
    // Payouts on their way and what is outstanding are one part, each by its age.
    #expect(ranks.filter { $0 < 4 } == ranks.filter { $0 < 4 }.sorted())
    #expect(Set(items.flatMap(\.keys)).sorted() == Array(items[0].keys).sorted())
    #expect(lines[0].hasPrefix("lapsed ") && lines[0].contains("window lapsed, not escalated"))
    // The sample is made with 42 minutes left, some tests ago.
    #expect(lines.contains { $0.hasPrefix("in 0:") })
    #expect(try run("due", "--within", "1m").lines.allSatisfy { !$0.hasPrefix("in ") })
    #expect(try run("due", "--within", "6h").lines.count > lines.count)
    for wrong in ["2", "2d", "-1h", "169h"] {
      #expect(try run("due", "--within=\(wrong)").status == 64)
    }
  }

  @Test("nothing due is nothing printed, and an empty list")
  func nothing() throws {
    let own = try CommandDesk()
    try own.run("init")
    #expect(try own.run("due").output.isEmpty)
    #expect(try own.run("due", "--json").output == "[]\n")
    #expect(try own.run("due").status == 0)
    #expect(try own.run("handover").output.contains("Decisions that wait: none"))
  }

  // MARK: Hooks

  /// Writes `hooks.yaml`, with a program of shell for lapsed windows.
  private func hook(_ body: String, timeout: String = "20s") throws {
    let folder = desk.home + "/.config/paydesk"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try desk.shell.write("tell.sh", body)
    try "timeout: \(timeout)\nwindowLapsed: [/bin/sh, \(desk.home)/tell.sh, a 'b' $(c)]\n".write(
      toFile: folder + "/hooks.yaml", atomically: true, encoding: .utf8)
  }

  /// Has every running window lapse: both managers adopt a shorter one.
  private func lapse() throws {
    let shown = try run("policy", "show").output
    let file = try desk.shell.write(
      "policy.yaml", shown.replacing(/window: .*\n/, with: "window: 1m\n"))
    #expect(try run("policy", "adopt", file).status == 0)
    #expect(try run("policy", "adopt", file, environment: ["PAYDESK_AS": "nisha"]).status == 0)
  }

  /// A run of hooks that nobody waits for.
  private func begun() throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: CommandDesk.program)
    process.arguments = ["--db", desk.sampleDatabase, "--as", "ravi", "due", "--run-hooks"]
    process.environment = desk.shell.surroundings()
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func told() -> [String] {
    (try? desk.shell.text(of: "told"))?.split(separator: "\n").map(String.init) ?? []
  }

  @Test("a file that is not there, or is wrong, is said with its line, and nothing is remembered")
  func configuration() throws {
    let none = try run("due", "--run-hooks")
    #expect(none.status == 66 && none.complaint.contains("/.config/paydesk/hooks.yaml"))
    try hook("")
    try "timeout: 5s\nwindowLapsed: rm -rf /\n".write(
      toFile: desk.home + "/.config/paydesk/hooks.yaml", atomically: true, encoding: .utf8)
    let wrong = try run("due", "--run-hooks")
    #expect(wrong.status == 78)
    #expect(wrong.complaint.contains("hooks.yaml:2: windowLapsed: found “rm -rf /”"))
    #expect(!desk.shell.exists(".local/state/paydesk"))
  }

  @Test(
    "windows that lapse are told once each, also by two at once, with the arguments as they are")
  func once() throws {
    try hook("printf '%s ' \"$1\" >> '\(desk.home)/told'; cat >> '\(desk.home)/told'")
    let first = try run("due", "--run-hooks")
    #expect(first.status == 0 && first.complaint.contains("from now on"), "\(first.complaint)")
    #expect(try run("due", "--run-hooks").complaint.isEmpty)
    try lapse()
    let runs = try (1...4).map { _ in try begun() }
    for process in runs { process.waitUntilExit() }
    _ = try run("due", "--run-hooks")
    let tickets = try told().map { line in
      #expect(line.hasPrefix("a 'b' $(c) {\"what\":\"windowLapsed\""), "\(line)")
      return try #require(line.firstMatch(of: /"ticket":"([^"]*)"/)?.output.1)
    }
    #expect(tickets.count >= 4 && Set(tickets).count == tickets.count)
  }

  @Test("a program that fails is said with its words, and tried again next time")
  func fails() throws {
    try hook("echo 'no \u{1B}[31mchannel' >&2; exit 7")
    _ = try run("due", "--run-hooks")
    try lapse()
    for attempt in 1...4 {
      let outcome = try run("due", "--run-hooks")
      #expect(outcome.status == 75)
      #expect(outcome.complaint.contains("ended with status 7 (attempt \(attempt) of 5"))
      #expect(outcome.complaint.contains("channel") && !outcome.complaint.contains("\u{1B}"))
    }
    let last = try run("due", "--run-hooks", "--json")
    #expect(last.status == 69 && last.complaint.contains("given up after 5 attempts"))
    #expect(try objects(last.output).map { $0["givenUp"] as? Bool } == [true])
    try hook("cat >> '\(desk.home)/told'")
    #expect(try run("due", "--run-hooks").status == 0)
    #expect(told().count >= 3)
  }

  @Test(
    "killed in the middle, it tells the same again, and says which attempt it is",
    arguments: [
      SIGKILL, SIGTERM,
    ])
  func killed(signal: Int32) throws {
    try hook("cat >> '\(desk.home)/told'; echo $$ > '\(desk.home)/pid'; sleep 30")
    _ = try run("due", "--run-hooks")
    try lapse()
    let process = try begun()
    let end = Date.now + 10
    while !desk.shell.exists("pid"), Date.now < end { Thread.sleep(forTimeInterval: 0.01) }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
    let pid = try #require(Int32(desk.shell.text(of: "pid").filter(\.isNumber)))
    if signal == SIGTERM {
      let words = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
      #expect(words.isEmpty, "its program has ended with it")
    } else {
      kill(-pid, SIGKILL)
    }
    try hook("cat >> '\(desk.home)/told'")
    #expect(try run("due", "--run-hooks").status == 0)
    #expect(try run("due", "--run-hooks").status == 0)
    let ids = try told().map { try #require($0.firstMatch(of: /"id":"([^"]*)","attempt":(\d)/)) }
    #expect(ids.map { String($0.output.2) }.prefix(3) == ["1", "2", "1"])
    #expect(ids[0].output.1 == ids[1].output.1)
    #expect(Set(ids.map(\.output.1)).count == ids.count - 1, "and the others once")
  }
}
