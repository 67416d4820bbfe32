import Foundation
import SeededDesk

/// What is asked for on the command line, as `--name value`.
struct Options {
  /// Sizes of desks.
  var tickets = [1_000]
  /// Where desks are kept that take long to make.
  var desks = ".build/desks"
  /// The release build.
  var program = "../.build/release/paydesk"
  /// Where the figures go, and the page that holds the table.
  var json: String?
  var page: String?
  /// Which parts are measured.
  var parts: Set = ["record", "read", "terminal", "import", "idle"]

  init(_ words: [String]) throws {
    for (name, value) in zip(words, words.dropFirst()) where name.hasPrefix("--") {
      switch name {
      case "--tickets": tickets = value.split(separator: ",").compactMap { Int($0) }.sorted()
      case "--desks": desks = value
      case "--program": program = value
      case "--json": json = value
      case "--page": page = value
      case "--parts": parts = Set(value.split(separator: ",").map(String.init))
      default: throw Trouble("there is no option \(name)")
      }
    }
  }
}

@main
struct Bench {
  static func main() {
    do {
      try measure(Options(Array(CommandLine.arguments.dropFirst())))
    } catch {
      say("\(error)")
      exit(1)
    }
  }

  private static func measure(_ options: Options) throws {
    let program = URL(fileURLWithPath: options.program).path
    let floor =
      URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
      + "/ListFloor"
    let folder = URL(fileURLWithPath: options.desks).path
    try clear(folder)
    var report = Report(on: Machine(folder: folder))
    var desks: [WorkingDesk] = []
    for tickets in options.tickets where options.parts != ["import"] {
      let desk = try WorkingDesk(tickets: tickets, desks: folder)
      desks.append(desk)
      if options.parts.contains("record") {
        say("recording at \(tickets) tickets")
        try RecordingBench(desk: desk).measure(into: &report)
      }
      if options.parts.contains("read") { try ReadingBench(desk: desk).measure(into: &report) }
      if options.parts.contains("terminal") {
        say("the terminal at \(tickets) tickets")
        let terminal = TerminalBench(desk: desk, programs: (program, floor))
        try terminal.measureStart(rounds: 15, into: &report)
        try terminal.measureKeys(into: &report)
        try terminal.measureOpening(into: &report)
        try terminal.measureSearch(into: &report)
        terminal.measurePeak(into: &report)
      }
    }
    for tickets in options.tickets where options.parts.contains("import") {
      say("importing \(tickets) orders and tickets")
      try ImportBench(tickets: tickets, desks: folder, program: program).measure(into: &report)
    }
    if options.parts.contains("idle") {
      try IdleBench(desks: desks, program: program).measure(into: &report)
    }
    print(report.columns)
    print(report.verdict)
    if let json = options.json { try report.write(json: json) }
    if let page = options.page { try report.write(page: page) }
  }

  /// Makes the folder of desks, and removes from it what a run that was broken off left.
  private static func clear(_ folder: String) throws {
    let files = FileManager.default
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in try files.contentsOfDirectory(atPath: folder)
    where name.hasPrefix("work-") || name.hasPrefix("import-") {
      try files.removeItem(atPath: "\(folder)/\(name)")
    }
  }
}
