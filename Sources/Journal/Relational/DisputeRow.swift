import Procedure

/// A dispute as the queue, the search and E3 read it, in columns.
struct DisputeRow: Hashable {
  /// The line of the queue.
  var line: QueueRow
  /// The digits of the customer's phone number.
  var phone: String
  /// The vendor of Step 2, where the line's may come from the panel's list.
  var recordedVendor: VendorName?
  /// The references of proofs and payouts, as compared.
  var references: String
  /// The moment from which E3 counts it.
  var countsFrom: Instant?
  /// What became of it, as its vendor's page counts it; nil before Step 2, and of one that was merged.
  var ending: Ending?
  /// Whether its vendor still has something to say.
  var isAsked: Bool
  /// When the window of that lapses, once it runs.
  var askedUntil: Instant?
  /// When its vendor paid, if it paid only after the ticket was logged.
  var paidLateAt: Instant?

  /// The columns of a line, in the order in which `line(from:)` reads them.
  static let lineColumns = """
    place, ticket, version, tag, customer, order_id, vendor, holder, state, step, scenario, \
    disputed, kind, at, pending, outstanding, logged_at, touched_at, matter, matter_at, \
    matter_amount, stakes, lapses_at
    """
  static let columns =
    lineColumns
    + ", phone, recorded_vendor, refs, counts_from, ending, asked, asked_until, paid_late"

  /// What the search index holds, so that a change of it can be told.
  var searched: [String] {
    [line.ticket.text, line.order.text, line.customer, phone, line.vendor?.text ?? "", references]
  }

  /// Reads a line of the queue.
  static func line(from row: any Columns) throws -> QueueRow {
    guard let tag = Tag(rawValue: row.text(3)), let state = DisputeState(rawValue: row.text(8)),
      let step = Step(rawValue: Int(row.integer(9))),
      let kind = Attention.Kind(rawValue: Int(row.integer(12)))
    else {
      throw JournalError.stale("the row of \(row.text(1)) holds unknown words")
    }
    let holder = row.text(7)
    return QueueRow(
      ticket: TicketID(row.text(1)), place: row.integer(0), version: Int(row.integer(2)), tag: tag,
      customer: row.text(4), order: OrderID(row.text(5)),
      vendor: row.optionalText(6).map(VendorName.init),
      holder: holder.isEmpty ? nil : Person(holder), state: state, step: step,
      scenario: row.optionalText(10).flatMap(Scenario.init),
      disputed: Money(paise: row.integer(11)),
      attention: Attention(kind: kind, at: Instant(microseconds: row.integer(13))),
      pending: words(row.text(14)), outstanding: Set(words(row.text(15))),
      loggedAt: Instant(microseconds: row.integer(16)),
      touchedAt: Instant(microseconds: row.integer(17)),
      matter: row.optionalInteger(18).flatMap { Matter.Kind(rawValue: Int($0)) }.map {
        WaitingMatter(
          kind: $0, since: Instant(microseconds: row.integer(19)),
          amount: row.optionalInteger(20).map(Money.init(paise:)), stakes: stakes(row.text(21)))
      }, lapsesAt: row.optionalInteger(22).map(Instant.init(microseconds:)))
  }

  /// The row of a dispute, by its place.
  static func read(_ place: Int64, in db: any SQLConnection) throws -> DisputeRow? {
    try db.first(.row(at: place)) { row in
      DisputeRow(
        line: try line(from: row), phone: row.text(23),
        recordedVendor: row.optionalText(24).map(VendorName.init), references: row.text(25),
        countsFrom: row.optionalInteger(26).map(Instant.init(microseconds:)),
        ending: row.optionalText(27).flatMap(Ending.init), isAsked: row.integer(28) == 1,
        askedUntil: row.optionalInteger(29).map(Instant.init(microseconds:)),
        paidLateAt: row.optionalInteger(30).map(Instant.init(microseconds:)))
    }
  }

  /// The row in the order of its table's columns.
  var values: [Value] {
    [
      .integer(line.place), .text(line.ticket.text), .integer(line.version),
      .text(line.tag.rawValue), .text(line.customer), .text(line.order.text),
      .optional(line.vendor?.text), .text(line.holder?.text ?? ""), .text(line.state.rawValue),
      .integer(line.step.rawValue), .optional(line.scenario?.rawValue),
      .integer(line.disputed.paise), .integer(line.attention.kind.rawValue),
      .integer(line.attention.at.microseconds), .text(DisputeRow.text(line.pending)),
      .text(DisputeRow.text(line.outstanding.sorted { $0.rawValue < $1.rawValue })),
      .integer(line.loggedAt.microseconds), .integer(line.touchedAt.microseconds),
      .optional(line.matter.map { Int64($0.kind.rawValue) }),
      .optional(line.matter?.since.microseconds), .optional(line.matter?.amount?.paise),
      .text(DisputeRow.text(line.matter?.stakes ?? [:])), .optional(line.lapsesAt?.microseconds),
      .text(phone), .optional(recordedVendor?.text), .text(references),
      .optional(countsFrom?.microseconds),
      .optional(ending?.rawValue), .integer(isAsked ? 1 : 0),
      .optional(askedUntil?.microseconds), .optional(paidLateAt?.microseconds),
    ]
  }

  private static func words<Word: RawRepresentable>(_ text: String) -> [Word]
  where Word.RawValue == String {
    text.split(separator: " ").compactMap { Word(rawValue: String($0)) }
  }

  /// `opsManager=200000 financeManager=0`, in paise.
  private static func stakes(_ text: String) -> [Addressee: Money] {
    let pairs = text.split(separator: " ").compactMap { pair -> (Addressee, Money)? in
      let parts = pair.split(separator: "=")
      guard parts.count == 2, let addressee = Addressee(rawValue: String(parts[0])),
        let paise = Int64(parts[1])
      else { return nil }
      return (addressee, Money(paise: paise))
    }
    return Dictionary(pairs) { $1 }
  }

  private static func text(_ stakes: [Addressee: Money]) -> String {
    stakes.sorted { $0.key < $1.key }.map { "\($0.key.rawValue)=\($0.value.paise)" }
      .joined(separator: " ")
  }

  private static func text<Word: RawRepresentable>(_ words: [Word]) -> String
  where Word.RawValue == String {
    words.map(\.rawValue).joined(separator: " ")
  }
}
