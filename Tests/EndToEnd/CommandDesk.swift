import Foundation
import Testing
import TmuxDriver

/// The built program with a home of its own, as somebody at a shell has it.
final class CommandDesk {
  /// What came of a command.
  struct Outcome {
    var status: Int32
    var output: String
    var complaint: String

    /// The lines of the output.
    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  let home: String
  private var runs = 0

  init() throws {
    home = NSTemporaryDirectory() + "paydesk-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: home) }

  /// The program that the package's debug build has made, beside the tests themselves.
  static let program: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
    let beside = bundle.map { path in
      (path.components(separatedBy: ".xctest")[0] as NSString).deletingLastPathComponent
        + "/paydesk"
    }
    if let beside, FileManager.default.isExecutableFile(atPath: beside) { return beside }
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return root.path + "/.build/debug/paydesk"
  }()

  /// What a program of this home finds in its environment, and nothing of the person's who runs the tests: but how a sanitizer
  /// reports, where it was built with one.
  func surroundings(_ more: [String: String] = [:]) -> [String: String] {
    [
      "HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TMPDIR": home,
      "XDG_CONFIG_DIRS": home + "/etc",
    ]
    .merging(sanitizerOptions) { $1 }
    .merging(more) { $1 }
  }

  /// The usual place of the database in this home.
  var database: String { home + "/.local/share/paydesk/paydesk.db" }

  /// Runs the program.
  @discardableResult
  func run(
    _ arguments: String..., input: String = "", environment: [String: String] = [:],
    through launcher: [String] = [], output: String? = nil
  ) throws -> Outcome {
    try run(
      arguments, input: input, environment: environment, through: launcher, output: output)
  }

  /// Runs the program with arguments that were put together.
  @discardableResult
  func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    through launcher: [String] = [], output: String? = nil
  ) throws -> Outcome {
    try start(
      arguments, input: input, environment: environment, through: launcher, output: output
    ).outcome()
  }

  /// A command that runs.
  struct Running {
    let process: Process
    fileprivate let files: (out: String, error: String)

    /// What comes of it, once it has ended. One that a signal ended has its number and 128 more as its status.
    func outcome() throws -> Outcome {
      process.waitUntilExit()
      let isKilled = process.terminationReason == .uncaughtSignal
      return Outcome(
        status: process.terminationStatus + (isKilled ? 128 : 0),
        output: String(decoding: try Data(contentsOf: URL(filePath: files.out)), as: UTF8.self),
        complaint: String(
          decoding: try Data(contentsOf: URL(filePath: files.error)), as: UTF8.self))
    }
  }

  /// Starts the program, and does not wait for it.
  func start(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    through launcher: [String] = [], output: String? = nil
  ) throws -> Running {
    runs += 1
    let files = (out: "\(home)/out-\(runs)", error: "\(home)/error-\(runs)")
    for file in [files.out, files.error] {
      try Data().write(to: URL(filePath: file))
    }
    let given = "\(home)/in-\(runs)"
    try Data(input.utf8).write(to: URL(filePath: given))
    let words = launcher + (launcher.isEmpty ? [CommandDesk.program] : []) + arguments
    let process = Process()
    process.executableURL = URL(filePath: words[0])
    process.arguments = Array(words.dropFirst())
    process.currentDirectoryURL = URL(filePath: home)
    process.environment = surroundings(environment)
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: given))
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output ?? files.out))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: files.error))
    try process.run()
    return Running(process: process, files: files)
  }

  /// Writes a file in the home and gives its path.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try text.write(toFile: home + "/" + name, atomically: true, encoding: .utf8)
    return home + "/" + name
  }

  /// What a file in the home holds.
  func text(of name: String) throws -> String {
    try String(contentsOfFile: home + "/" + name, encoding: .utf8)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: home + "/" + name) }

  /// Tickets as the platform exports them: `count` good ones, with changes by number.
  func tickets(_ count: Int, with changes: [Int: [String: String]] = [:]) -> String {
    let columns = [
      "Ticket ID", "Created At", "Status", "Tag", "Customer Name", "Phone", "Order ID",
      "Final App Price", "Amount Received", "Complaint", "Attachments",
    ]
    let rows = (1...count).map { number -> String in
      var row = [
        "Ticket ID": "CX-\(100_000 + number)", "Created At": "2026-11-21T13:00:00+05:30",
        "Status": "OPEN", "Tag": number % 2 == 0 ? "Less Paid" : "Customer Not Paid",
        "Customer Name": "श्रेया देशपांडे", "Phone": "+91 98765 \(43_000 + number)",
        "Order ID": "ORD-\(number)", "Final App Price": "10000.00",
        "Amount Received": number % 2 == 0 ? "8000.00" : "",
        "Complaint": "Please help, second time I write.\nI need the \"money\" today.",
        "Attachments": "chat.png",
      ]
      row.merge(changes[number] ?? [:]) { $1 }
      return columns.map { name in
        "\"" + (row[name] ?? "").replacingOccurrences(of: "\"", with: "\"\"") + "\""
      }.joined(separator: ",")
    }
    return ([columns.joined(separator: ",")] + rows).joined(separator: "\r\n") + "\r\n"
  }
}
