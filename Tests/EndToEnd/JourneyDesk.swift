import Foundation
import Testing
import TmuxDriver

/// A home of its own with a desk in it, and the terminals that people sit at.
///
///     let desk = try JourneyDesk.sample()
///     let asha = try desk.open("sample --open --as asha")
///     try asha.show("CX-10459")
final class JourneyDesk {
  let shell: CommandDesk
  private var terminals = 0

  init() throws { shell = try CommandDesk() }

  var home: String { shell.home }
  /// Where the sample's database is.
  var sampleDatabase: String { home + "/.local/share/paydesk/sample/paydesk.db" }

  /// A desk with the sample queue. It is made once and copied: it takes a second to play.
  static func sample() throws -> JourneyDesk {
    let desk = try JourneyDesk()
    let data = desk.home + "/.local/share/paydesk"
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: try made.get(), toPath: data + "/sample")
    return desk
  }

  /// The folder of a sample that no journey changes.
  private static let made = Result {
    let desk = try JourneyDesk()
    let outcome = try desk.shell.run("sample")
    guard outcome.status == 0 else { throw Trouble(description: outcome.complaint) }
    atexit { try? FileManager.default.removeItem(atPath: JourneyDesk.madeFolder) }
    try FileManager.default.moveItem(
      atPath: (desk.sampleDatabase as NSString).deletingLastPathComponent, toPath: madeFolder)
    return madeFolder
  }

  private static var madeFolder: String {
    NSTemporaryDirectory() + "paydesk-sample-\(getpid())"
  }

  /// A desk of one's own, with what some files hold.
  static func own(tickets: String? = nil, orders: String? = nil) throws -> JourneyDesk {
    let desk = try JourneyDesk()
    try desk.shell.run("init")
    if let orders {
      try desk.shell.run("import", "orders", desk.shell.write("orders.csv", orders))
    }
    if let tickets {
      try desk.shell.run("import", "tickets", desk.shell.write("tickets.csv", tickets))
    }
    return desk
  }

  /// Has the person who works here a configuration of their own.
  func configure(_ yaml: String) throws {
    try FileManager.default.createDirectory(
      atPath: home + "/.config/paydesk", withIntermediateDirectories: true)
    try shell.write(".config/paydesk/config.yaml", yaml)
  }

  /// What went wrong before a journey began.
  struct Trouble: Error, CustomStringConvertible { var description: String }

  /// Starts the program in a terminal of its own.
  ///
  /// - Parameters:
  ///   - environment: what is set beside home, path, terminal and locale.
  ///   - isShell: whether it is started from an interactive shell, which is there when it stops.
  ///   - file: where the very bytes are kept that the terminal is sent.
  ///   - launcher: a command that the program is started through.
  func start(
    _ arguments: String, columns: Int = 120, rows: Int = 31,
    environment: [String: String] = [:], isShell: Bool = false, recordingTo file: String? = nil,
    through launcher: String = ""
  ) throws -> JourneyTerminal {
    var variables = shell.surroundings(["TERM": "xterm-256color", "LANG": "C.UTF-8"])
    // It would win over what a journey says of its terminal.
    variables["LC_ALL"] = nil
    variables.merge(environment) { $1 }
    let terminal = try JourneyTerminal(
      "\(launcher) \(CommandDesk.program) \(arguments)", variables, columns: columns, rows: rows,
      isShell: isShell, at: shell, pidFile: "\(home)/pid-\(terminals)", recording: file)
    terminals += 1
    return terminal
  }

  /// Starts the workbench and waits until its queue is there.
  func open(
    _ arguments: String = "", columns: Int = 120, rows: Int = 31,
    environment: [String: String] = [:]
  ) throws -> JourneyTerminal {
    let terminal = try start(
      arguments, columns: columns, rows: rows, environment: environment)
    try terminal.wait(for: "Queue ")
    try terminal.screen("the queue's end") { $0.contains(" of ") || $0.contains("nothing") }
    return terminal
  }
}

/// Somebody's terminal with the program in it.
final class JourneyTerminal {
  private let server: TmuxServer
  /// The home, which stays as long as somebody sits there.
  private let shell: CommandDesk
  private let pidFile: String
  /// How many keys were pressed; text that is typed or pasted counts as none.
  private(set) var keys = 0

  init(
    _ command: String, _ variables: [String: String], columns: Int, rows: Int, isShell: Bool,
    at shell: CommandDesk, pidFile: String, recording: String?
  ) throws {
    self.shell = shell
    self.pidFile = pidFile
    let words = variables.sorted { $0.key < $1.key }.map { "\($0.key)='\($0.value)'" }
    let environment = "env -i " + words.joined(separator: " ")
    // What the terminal's own settings are once the program has ended.
    let modes =
      "echo \"modes: $(stty -a | tr ';' ' ' | grep -o -w -e '-\\{0,1\\}icanon' -e '-\\{0,1\\}echo' | sort -r | tr '\\n' ' ')\""
    let start = "sh -c 'echo $$ > \(pidFile); exec \(command)'"
    let script =
      isShell
      ? "\(environment) bash --norc --noprofile -i"
      : "\(environment) \(start); echo code $?; \(modes); sleep 600"
    // The shell waits for a word, so that what is recorded begins before the program does.
    server = try TmuxServer(
      columns: columns, rows: rows, script: recording == nil ? script : "read line; \(script)")
    if let recording {
      server.record(to: recording)
      server.press("Enter")
    }
    if isShell {
      server.type("PS1='$ '; \(start)")
      server.press("Enter")
    }
  }

  /// Presses keys by tmux's names, one after the other.
  func press(_ names: String...) {
    keys += names.count
    server.press(names)
  }

  /// Types a text.
  func type(_ text: String) { server.type(text) }

  /// Pastes a text.
  func paste(_ text: String) { server.paste(text) }

  /// Presses keys, and waits for a text that was not there before.
  @discardableResult
  func press(_ names: String..., until text: String) throws -> String {
    keys += names.count
    server.press(names)
    return try wait(for: text)
  }

  /// The screen, once it holds a text.
  @discardableResult
  func wait(for text: String, seconds: Double = 15) throws -> String {
    try server.wait(for: text, seconds: seconds)
  }

  /// The screen, once it is as expected.
  @discardableResult
  func screen(
    _ what: String, seconds: Double = 15, until isExpected: (String) -> Bool
  ) throws -> String {
    try server.screen(what, seconds: seconds, until: isExpected)
  }

  /// The screen as it is.
  func now() throws -> String { try server.screen { _ in true } }

  /// What was sent to the clipboard.
  func clipboard() throws -> String { try server.clipboard() }

  /// The terminal's title, once it is as expected.
  @discardableResult
  func title(_ what: String, until isExpected: (String) -> Bool) throws -> String {
    try server.title(what, until: isExpected)
  }

  /// The colours and attributes that are on the screen.
  func colours() throws -> Set<String> {
    Set(try server.painted().matches(of: /\x1B\[[0-9;]*m/).map { String($0.output) })
  }

  func resize(_ columns: Int, _ rows: Int) { server.resize(columns, rows) }

  /// Ends the terminal, and waits for the program, which keeps what was typed and leaves its files in order.
  deinit {
    server.end()
    let end = Date.now + 5
    while isRunning, Date.now < end { Thread.sleep(forTimeInterval: 0.01) }
  }

  /// Whether the program has not ended; one that nobody has asked how it ended has no words left.
  private var isRunning: Bool {
    guard let pid, let words = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") else {
      return false
    }
    return !words.isEmpty
  }

  /// The program's process.
  private var pid: Int32? {
    (try? String(contentsOfFile: pidFile, encoding: .utf8)).flatMap { Int32($0.filter(\.isNumber)) }
  }

  /// The names of the program's threads.
  func threads() throws -> [String] {
    let folder = "/proc/\(try #require(pid))/task"
    return try FileManager.default.contentsOfDirectory(atPath: folder).compactMap {
      try? String(contentsOfFile: "\(folder)/\($0)/comm", encoding: .utf8)
    }
  }

  /// The processes that the program has started and that have not ended.
  func children() throws -> [Int32] {
    let folder = "/proc/\(try #require(pid))/task"
    return try FileManager.default.contentsOfDirectory(atPath: folder).flatMap { thread in
      let text = try? String(contentsOfFile: "\(folder)/\(thread)/children", encoding: .utf8)
      return (text ?? "").split(separator: " ").compactMap { Int32($0) }
    }
  }

  /// Sends the program a signal.
  func signal(_ signal: Int32) throws {
    let pid = try #require(pid)
    #expect(kill(pid, signal) == 0)
  }

  // MARK: At the desk

  /// Presses a key that opens a form, by the form's title.
  func openForm(_ key: String, _ title: String) throws {
    try press(key, until: "─ \(title) ─")
  }

  /// Finds a dispute and goes into its pane.
  func show(_ ticket: String) throws {
    press("/")
    try wait(for: "╭─ Search")
    type(ticket)
    try wait(for: "▌\(ticket)")
    press("Enter")
    try wait(for: "╭─ \(ticket) ")
    try screen("\(ticket) without the search") { !$0.contains("╭─ Search") }
  }

  /// The comment as the plain screen shows it after a closure; the workbench is on the queue again afterwards.
  func comment() throws -> String {
    let plain = try wait(for: "Press a key to go back.")
    press("Enter")
    try wait(for: "comment for the ticket")
    press("q")
    try screen("the workbench") { !$0.contains("comment for the ticket") && $0.contains("Queue ") }
    return plain
  }

  /// Becomes somebody else, which only the sample allows.
  func become(_ person: String) throws {
    press(":")
    try wait(for: "Actions and views")
    type("as \(person)")
    try wait(for: "▌             as \(person)")
    press("Enter")
    try wait(for: "You are \(person) now")
  }
}

/// A UPI reference whose payment was made so many hours ago, as banks in India make them.
func upiReference(hoursAgo: Double, sequence: Int = 345_678) -> String {
  let time = Date.now.addingTimeInterval(-hoursAgo * 3_600)
  var calendar = Calendar(identifier: .gregorian)
  calendar.timeZone = TimeZone(secondsFromGMT: 19_800) ?? .gmt
  let year = calendar.component(.year, from: time)
  let day = calendar.ordinality(of: .day, in: .year, for: time) ?? 1
  let hour = calendar.component(.hour, from: time)
  return String(format: "%d%03d%02d%06d", year % 10, day, hour, sequence)
}

extension Unicode.Scalar {
  /// Whether it stands over or under the letter before it and has no cell of its own, in every terminal.
  var isMark: Bool {
    [.nonspacingMark, .enclosingMark, .format].contains(properties.generalCategory)
  }
}
