import Foundation
import Journal
import Procedure
import Testing

/// A desk whose people one may all be, and that can be put back as it was.
final class FaultDesk {
  let shell: CommandDesk
  let database: String
  private let pristine: Data

  /// Makes one with so many approved payouts, on disputes that asha holds.
  init(payouts: Int) throws {
    shell = try CommandDesk()
    database = try PayoutDatabase.make(in: shell, count: payouts)
    pristine = try Data(contentsOf: URL(filePath: database))
  }

  /// Where the program keeps what was typed here.
  var drafts: String { "\(database).drafts-\(getuid())" }

  /// Puts the database back as it was made.
  func reset() throws {
    try remove()
    try pristine.write(to: URL(filePath: database), options: .atomic)
  }

  /// Takes the database away, with what stands beside it.
  func remove() throws {
    for suffix in ["-wal", "-shm", "-journal", ""] {
      try? FileManager.default.removeItem(atPath: database + suffix)
    }
  }

  /// Runs a command on the database.
  @discardableResult
  func run(
    _ words: String..., as person: String = "ravi", environment: [String: String] = [:],
    through launcher: [String] = []
  ) throws -> CommandDesk.Outcome {
    try shell.run(
      words + ["--db", database, "--as", person], environment: environment, through: launcher)
  }

  /// Runs a command on the database and kills it after a while, if it has not ended by then; tells how long it lived.
  func run(_ words: [String], killedAfter life: Duration?) throws -> (CommandDesk.Outcome, Duration)
  {
    let start = ContinuousClock.now
    let running = try shell.start(words + ["--db", database, "--as", "ravi"])
    if let life {
      usleep(UInt32(max(0, (start + life - .now) / .microseconds(1))))
      kill(running.process.processIdentifier, SIGKILL)
    }
    let outcome = try running.outcome()
    return (outcome, start.duration(to: .now))
  }

  /// The journal as this process reads it.
  func journal() throws -> RelationalJournal { try RelationalJournal.open(at: database) }

  /// What happened to a dispute, after a version.
  func facts(of ticket: String, after version: Int = 0) throws -> [Fact] {
    try journal().history(of: TicketID(ticket)).filter { $0.version > version }.map(\.event.fact)
  }

  /// The notes of a dispute, here or in another file.
  func notes(of ticket: String, in path: String? = nil) throws -> [String] {
    try RelationalJournal.open(at: path ?? database).look(at: TicketID(ticket))?.dispute.notes ?? []
  }

  /// The end of the log, as the program prints it, once all of it was verified.
  @discardableResult
  func verified(_ comment: String = "") throws -> String {
    let outcome = try run("verify")
    #expect(outcome.status == 0, "\(comment): \(outcome.complaint)")
    return outcome.output.split(separator: " ").last.map(String.init)?
      .trimmingCharacters(in: .newlines) ?? ""
  }

  /// Writes a file of tickets that an import takes in batches.
  func tickets() throws -> Tickets {
    Tickets(
      file: try shell.write("tickets.csv", shell.tickets(Tickets.count)),
      before: try journal().head().number)
  }

  /// The total of what can be sent, as it has to be confirmed.
  func total() throws -> String {
    let rehearsed = try run("payouts", "export", "--rehearse", "--json")
    return String(try #require(rehearsed.output.firstMatch(of: /"total":"([0-9.]+)"/)?.1))
  }

  /// The log holds, and all that is read from it is what it says, row for row.
  func isWhole(_ comment: String = "") throws {
    let outcome = try run("store", "check")
    #expect(outcome.status == 0, "\(comment): \(outcome.output)\(outcome.complaint)")
  }
}

/// A file of tickets to bring in, and how long the log was before.
struct Tickets {
  static let count = 1_200

  let file: String
  let before: Int64

  var words: [String] { ["import", "tickets", file] }

  /// How many of them a log holds: whole batches, and all of them where the import said so.
  func recorded(_ outcome: CommandDesk.Outcome, in path: String, _ comment: String) throws -> Int {
    let count = Int(try RelationalJournal.open(at: path).head().number - before)
    #expect([0, 500, 1_000, Tickets.count].contains(count), "\(count) in \(comment)")
    if outcome.output.contains("new") { #expect(count == Tickets.count, "\(comment)") }
    return count
  }

  /// Whether an import, said again, brought in what was missing and nothing else.
  func isGoneOnWith(_ outcome: CommandDesk.Outcome, after count: Int) -> Bool {
    outcome.status == 0
      && outcome.output.contains(
        "\(Tickets.count - count) new, 0 changed, \(count) same, 0 rejected")
  }
}

extension CommandDesk.Outcome {
  /// Whether it ended by itself and said why in plain words.
  var isPlainRefusal: Bool {
    status > 0 && status < 128 && complaint.hasPrefix("paydesk: ") && complaint.hasSuffix(".\n")
      && !complaint.contains("Error(") && !complaint.contains("SQLite error")
  }
}
