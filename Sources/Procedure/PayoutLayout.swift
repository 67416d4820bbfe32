/// Which columns the file of a batch has, in their order, and what they are called there.
///
/// A batch keeps the layout that it was made with, so that its file can be written again as it was.
public struct PayoutLayout: Hashable, Sendable, Codable {
  /// What a column can hold.
  public enum Field: String, CaseIterable, Sendable, Codable {
    /// The batch's id.
    case batch
    /// The line in the batch, from 1.
    case line
    /// The payout's id, by which the bank's result is read again.
    case intent
    /// Who is paid.
    case payee
    /// The UPI address; empty where an account is paid.
    case vpa
    /// The account's number; empty where a UPI address is paid.
    case account
    /// The account's branch; empty where a UPI address is paid.
    case ifsc
    /// Rupees with two decimals, without grouping.
    case amount
    /// The dispute.
    case ticket
    /// The sale.
    case order
  }

  /// A column under its heading.
  public struct Column: Hashable, Sendable, Codable {
    /// What it holds.
    public var field: Field
    /// What it is called in the file.
    public var heading: String

    /// A column.
    public init(_ field: Field, _ heading: String) {
      self.field = field
      self.heading = heading
    }
  }

  /// The columns, in their order.
  public var columns: [Column]

  /// Some columns.
  public init(_ columns: [Column]) { self.columns = columns }

  /// The layout of our own.
  public static let standard = PayoutLayout([
    Column(.batch, "Batch"), Column(.line, "Line"), Column(.intent, "Intent"),
    Column(.payee, "Payee"), Column(.vpa, "VPA"), Column(.account, "Account"),
    Column(.ifsc, "IFSC"), Column(.amount, "Amount"), Column(.ticket, "Ticket"),
    Column(.order, "Order"),
  ])

  /// The headings.
  public var headings: [String] { columns.map(\.heading) }

  /// The cells of a line, in the columns' order.
  public func cells(of line: PayoutLine) -> [String] { columns.map { line.cell($0.field) } }

  /// The first thing that speaks against the layout: the field meant and what is wrong.
  ///
  /// A line without its payout's id could not be known again in the bank's result, and one without amount, payee or a place to
  /// pay to could not be paid.
  public var mistake: (field: Field, why: String)? {
    let fields = columns.map(\.field)
    for field in [Field.intent, .payee, .amount] where !fields.contains(field) {
      return (field, "a column: no line can be paid or known again without it")
    }
    if !fields.contains(.vpa), !fields.contains(.account) {
      return (.vpa, "a column for UPI addresses, or one for accounts with one for their IFSC")
    }
    if fields.contains(.account) != fields.contains(.ifsc) {
      let missing: Field = fields.contains(.account) ? .ifsc : .account
      return (missing, "a column: accounts are paid by number and IFSC")
    }
    var seen: Set<String> = []
    for column in columns {
      if let fault = FileCell.fault(in: column.heading) {
        return (column.field, "a heading that can be written: this one \(fault)")
      }
      if !seen.insert(column.heading).inserted {
        return (column.field, "a heading of its own")
      }
    }
    return nil
  }

  /// Refuses a line of which this layout would leave the place to pay to out.
  public func admit(_ line: PayoutLine) throws(Refusal) {
    let (needed, what): (Field, String) =
      switch line.address {
      case .vpa: (.vpa, "a UPI address")
      case .account: (.account, "an account")
      }
    guard !columns.contains(where: { $0.field == needed }) else { return }
    throw .invalid(
      "payTo",
      Phrase(
        "It is paid to \(what), and this layout has no column for it: use one that has. The payout stays approved."
      ),
      rule: "Batches")
  }
}

extension PayoutLine {
  fileprivate func cell(_ field: PayoutLayout.Field) -> String {
    switch (field, address) {
    case (.batch, _): place.batch.text
    case (.line, _): "\(place.line)"
    case (.intent, _): intent
    case (.payee, _): payee.text
    case (.vpa, .vpa(let vpa)): vpa
    case (.account, .account(let number, _)): number
    case (.ifsc, .account(_, let ifsc)): ifsc
    case (.vpa, _), (.account, _), (.ifsc, _): ""
    case (.amount, _): amount.plain
    case (.ticket, _): ticket.text
    case (.order, _): order.text
    }
  }
}
