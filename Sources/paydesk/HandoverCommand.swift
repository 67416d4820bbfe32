import ArgumentParser
import Exchange
import Journal
import Procedure
import Terminal

/// What the next shift has to know.
struct HandoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handover", abstract: "Print what the next shift has to know.",
    discussion: """
      The windows that lapse in the next hours, the decisions that wait and for whom, what is put aside and until when, \
      what is outstanding elsewhere, and what was touched today. At most 80 columns wide and without colour, so that it \
      can be printed, mailed or paged.
      """)

  @Option(help: "How many hours ahead windows are told of, 1 to 168.")
  var hours = 12

  @Option(
    name: .customLong("for"),
    help: "One person's alone: what they hold, what awaits them, what they asked for and did.")
  var person: String?

  @Flag(help: "Print ASCII alone; else as the locale says.")
  var ascii = false

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func validate() throws {
    guard (1...168).contains(hours) else { throw ValidationError("--hours is from 1 to 168.") }
  }

  func run() throws {
    let journal = try desk.open().journal
    let now = journal.now()
    var actor: Actor?
    if let person {
      actor = try journal.desk().actor(Person(person), at: now)
      guard actor != nil else {
        throw CommandFailure(
          .data, "\(person) does not work at this desk: `paydesk people` lists who does.")
      }
    }
    let handover = try Handover(of: actor, in: journal, at: now, hours: hours)
    if json.isJSON {
      Output.json(handover.json)
    } else {
      Output.line(HandoverPage(handover, glyphs: ascii ? .ascii : .printed).text)
    }
  }
}
