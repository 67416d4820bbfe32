import ArgumentParser
import Exchange
import Journal
import Procedure

/// Erases a customer's personal data.
struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Erase a customer's personal data; the history stays whole.",
    discussion: """
      A manager does, with a reason. Names, phones, payment addresses, complaints and proof files of the disputes go, \
      and do not come back with the next import. This cannot be undone.
      """)

  @Option(help: "A ticket of the customer; may be given several times.")
  var ticket: [String] = []

  @Option(help: "The customer's phone number: all of its disputes.")
  var phone: String?

  @Option(help: "Why, as it stands in the log.")
  var reason: String

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func validate() throws {
    guard ticket.isEmpty != (phone == nil) else {
      throw ValidationError("Say whose data: either --ticket or --phone.")
    }
  }

  func run() throws {
    let access = try desk.open()
    let disputes =
      try phone.map { try found($0, in: access.journal) } ?? ticket.map { TicketID($0) }
    try access.journal.perform(
      .erase(disputes, reason: reason), by: access.actor, at: access.now)
    let names = disputes.map(\.text)
    if json.isJSON {
      Output.json(.object([.init("erased", .array(names.map { .string($0) }))]))
    } else {
      Output.line("Erased the personal data of \(names.joined(separator: ", ")).")
    }
  }

  /// The disputes whose ticket has a phone number; numbers are compared by their last ten digits.
  private func found(_ phone: String, in journal: any Journal) throws -> [TicketID] {
    let wanted = EraseCommand.digits(phone)
    guard wanted.count == 10 else {
      throw CommandFailure(.usage, "--phone: found “\(phone)”, expected a number of ten digits.")
    }
    let disputes = try journal.search(phone, limit: 1_000).map(\.ticket).filter { id in
      let ticket = try journal.look(at: id)?.dispute.ticket
      return ticket?.phone.map { EraseCommand.digits($0.text) == wanted } ?? false
    }
    guard !disputes.isEmpty else {
      throw CommandFailure(.noInput, "no dispute has the phone number \(phone).")
    }
    return disputes
  }

  private static func digits(_ phone: String) -> String {
    String(phone.filter { $0.isASCII && $0.isNumber }.suffix(10))
  }
}
