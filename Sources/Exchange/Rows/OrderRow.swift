import Procedure

/// An order as a file gives it.
public struct OrderRow: Equatable, Sendable {
  /// The fields, by the names that a mapping uses.
  public enum Field: String, CaseIterable, Sendable {
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case order, customer, customerVPA, customerAccount, device, vendor, pickup, pickedUpAt, quoted
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case invoice, paymentMarked, notes
  }

  /// The line of the file, from 1.
  public var line: Int
  /// The order's id.
  public var order: OrderID
  /// The customer's name.
  public var customer: String
  /// The customer's UPI address, to which a payout goes.
  public var customerVPA: String?
  /// The customer's account and IFSC, if that is where a payout goes.
  public var customerAccount: String?
  /// What was sold; empty if the file does not say.
  public var device: String
  /// Who picked it up.
  public var vendor: VendorName
  /// Whether it was picked up.
  public var pickup: PickupWord
  /// When it was picked up; nil is unknown.
  public var pickedUpAt: Instant?
  /// The price that the panel names as quoted; nil is unknown.
  public var quoted: Money?
  /// The final invoice value.
  public var invoice: Money
  /// Whether the panel marks it as paid.
  public var paymentMarked: Bool
  /// The notes of the pickup.
  public var notes: [NoteRow]
  /// What was changed on the way in, and is not lost silently.
  public var warnings: [SourceMistake]

  /// The order in a row, or all that is wrong with it. Times that name no offset are at `offset`,
  /// seconds east of UTC.
  public static func parse(
    _ row: SourceRow, mapping: ColumnMapping, offset: Int
  ) -> Result<OrderRow, RejectedRow> {
    var parser = RowParser(row: row, mapping: mapping, offset: offset)
    let order = parser.id(Field.order)
    let customer = parser.text(Field.customer, isNeeded: true)
    let vpa = parser.vpa(Field.customerVPA)
    let account = parser.text(Field.customerAccount)
    let device = parser.text(Field.device) ?? ""
    let vendor = parser.text(Field.vendor, isNeeded: true)
    let pickup = parser.word(Field.pickup, PickupWord.self)
    let pickedUpAt = parser.time(Field.pickedUpAt)
    let quoted = parser.money(Field.quoted)
    let invoice = parser.money(Field.invoice, isNeeded: true)
    let marked = parser.word(Field.paymentMarked, YesNo.self)
    let notes = parser.notes(Field.notes)
    guard let order, let customer, let vendor, let pickup, let invoice, let marked,
      parser.mistakes.isEmpty
    else { return .failure(parser.rejected()) }
    return .success(
      OrderRow(
        line: row.line, order: OrderID(order), customer: customer, customerVPA: vpa,
        customerAccount: account, device: device, vendor: VendorName(vendor), pickup: pickup,
        pickedUpAt: pickedUpAt, quoted: quoted, invoice: invoice, paymentMarked: marked == .yes,
        notes: notes, warnings: parser.warnings))
  }
}
