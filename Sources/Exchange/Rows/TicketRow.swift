import Procedure

/// A ticket as a file gives it.
public struct TicketRow: Equatable, Sendable {
  /// The fields, by the names that a mapping uses.
  public enum Field: String, CaseIterable, Sendable {
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case ticket, loggedAt, platformStatus, tag, customer, phone, order, quoted, received, complaint
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case attachments
  }

  /// The line of the file, from 1.
  public var line: Int
  /// The ticket's id.
  public var ticket: TicketID
  /// When it was logged.
  public var loggedAt: Instant
  /// The platform's status as it writes it; empty if the file has none.
  public var platformStatus: String
  /// The kind of complaint.
  public var tag: TagWord
  /// The customer's name.
  public var customer: String
  /// The customer's phone number.
  public var phone: String?
  /// The order that it is about.
  public var order: OrderID
  /// The final price on the app.
  public var quoted: Money
  /// What the customer says has come; nil is unknown.
  public var received: Money?
  /// What the customer wrote.
  public var complaint: String
  /// The names of the attachments.
  public var attachments: [String]
  /// What was changed on the way in, and is not lost silently.
  public var warnings: [SourceMistake]

  /// The ticket in a row, or all that is wrong with it. Times that name no offset are at `offset`,
  /// seconds east of UTC.
  public static func parse(
    _ row: SourceRow, mapping: ColumnMapping, offset: Int
  ) -> Result<TicketRow, RejectedRow> {
    var parser = RowParser(row: row, mapping: mapping, offset: offset)
    let ticket = parser.id(Field.ticket)
    let loggedAt = parser.time(Field.loggedAt, isNeeded: true)
    let status = parser.text(Field.platformStatus) ?? ""
    let tag = parser.word(Field.tag, TagWord.self)
    let customer = parser.text(Field.customer, isNeeded: true)
    let phone = parser.text(Field.phone)
    let order = parser.id(Field.order)
    let quoted = parser.money(Field.quoted, isNeeded: true)
    let received = parser.money(Field.received)
    let complaint = parser.text(Field.complaint, isNeeded: true)
    let attachments = parser.names(Field.attachments)
    guard let ticket, let loggedAt, let tag, let customer, let order, let quoted, let complaint,
      parser.mistakes.isEmpty
    else { return .failure(parser.rejected()) }
    return .success(
      TicketRow(
        line: row.line, ticket: TicketID(ticket), loggedAt: loggedAt, platformStatus: status,
        tag: tag, customer: customer, phone: phone, order: OrderID(order), quoted: quoted,
        received: received, complaint: complaint, attachments: attachments,
        warnings: parser.warnings))
  }
}

extension RowParser {
  /// Names between commas, semicolons or line breaks, or in a JSON list.
  fileprivate mutating func names(_ field: TicketRow.Field) -> [String] {
    guard case .list(let items)? = value(field) else {
      let text = text(field) ?? ""
      return text.split { $0 == "," || $0 == ";" || $0 == "\n" }.map { trimmed(String($0)) }
        .filter { !$0.isEmpty }
    }
    var names: [String] = []
    for item in items {
      guard case .text(let name) = item else {
        miss(field, found: item.cell, "a list of names")
        return []
      }
      names.append(clean(name, field))
    }
    return names
  }
}
