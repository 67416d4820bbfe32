import Foundation
import Journal
import PostgresServer
import Procedure
import SeededDesk

/// What is asked for on the command line, as `--name value`.
struct Options {
  /// Sizes of desks.
  var tickets = [1_000]
  /// How many people work.
  var people = Cast.people.count
  /// How long each part takes.
  var seconds = 60.0
  /// How long people work before that.
  var warming = 20.0
  /// How long a person pauses in the mean.
  var pause = 1.0
  /// Where files are kept that take long to make.
  var folder = ".build/desks"
  /// Where the figures go.
  var json: String?
  /// Settings of the server beside those that are usual here.
  var settings = ["shared_buffers=1GB", "max_connections=500", "max_wal_size=4GB"]

  init(_ words: [String]) throws {
    for (name, value) in zip(words, words.dropFirst()) where name.hasPrefix("--") {
      switch name {
      case "--tickets": tickets = value.split(separator: ",").compactMap { Int($0) }
      case "--people": people = Int(value) ?? people
      case "--seconds": seconds = Double(value) ?? seconds
      case "--warming": warming = Double(value) ?? warming
      case "--pause": pause = Double(value) ?? pause
      case "--folder": folder = value
      case "--json": json = value
      case "--setting": settings.append(value)
      default: throw Trouble("there is no option \(name)")
      }
    }
  }
}

@main
struct TeamBench {
  static func main() {
    do {
      try measure()
    } catch {
      say("\(error)")
      exit(1)
    }
  }

  private static func measure() throws {
    let options = try Options(Array(CommandLine.arguments.dropFirst()))
    let server = try PostgresServer(settings: options.settings)
    try server.start()
    say("the server's socket is in \(server.socketFolder)")
    var results: [Run.Result] = []
    for tickets in options.tickets {
      results.append(try Run(server: server, tickets: tickets, options: options).result())
      Table(results).show()
      if let file = options.json {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(results).write(to: URL(fileURLWithPath: file))
      }
    }
    guard results.allSatisfy({ $0.checks.allSatisfy(\.faults.isEmpty) }) else { exit(1) }
  }
}
