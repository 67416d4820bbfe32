import Journal
import Procedure

/// An entry of a statement as a file gives it.
public struct EntryRow: Equatable, Sendable {
  /// The fields, by the names that a mapping uses.
  public enum Field: String, CaseIterable, Sendable {
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case number, at, vendor, direction, amount, order, debit, credit, payee, reference, narration
  }

  /// The line of the file, from 1.
  public var line: Int
  /// The entry.
  public var numbered: NumberedEntry
  /// What was changed on the way in, and is not lost silently.
  public var warnings: [SourceMistake]

  /// The entry in a row, or all that is wrong with it. Times that name no offset are at `offset`, seconds east of UTC.
  ///
  /// - Parameter vendor: whose wallet it is where the row does not say.
  public static func parse(
    _ row: SourceRow, mapping: ColumnMapping, offset: Int, vendor: VendorName?
  ) -> Result<EntryRow, RejectedRow> {
    var parser = RowParser(row: row, mapping: mapping, offset: offset)
    let entry =
      mapping.kind == .bank ? bankEntry(&parser) : walletEntry(&parser, vendor: vendor)
    guard let entry, parser.mistakes.isEmpty else { return .failure(parser.rejected()) }
    return .success(
      EntryRow(
        line: row.line, numbered: NumberedEntry(entry), warnings: parser.warnings))
  }

  private static func walletEntry(
    _ parser: inout RowParser, vendor given: VendorName?
  ) -> StatementEntry? {
    let number = parser.optionalID(Field.number)
    let at = parser.time(Field.at, isNeeded: true)
    let vendor = parser.text(Field.vendor).map { VendorName($0) } ?? given
    if vendor == nil {
      parser.miss(
        Field.vendor, found: "", "whose wallet it is: the column, or --vendor for the file")
    }
    let direction = parser.word(Field.direction, DirectionWord.self)
    let amount = parser.moneyMoved(Field.amount, isNeeded: true)
    let order = parser.optionalID(Field.order)
    let texts = texts(&parser)
    if number == nil, texts.reference == nil {
      parser.miss(
        Field.number, found: "", "a number or a reference: an entry is known by one of the two")
    }
    guard let at, let vendor, let direction, let amount else { return nil }
    return StatementEntry(
      id: number.map { EntryID(.wallet, vendor: vendor, number: $0) } ?? EntryID(""),
      statement: .wallet, at: at, direction: direction == .paid ? .paid : .received,
      amount: amount, vendor: vendor, number: number, order: order.map { OrderID($0) },
      payee: texts.payee, reference: texts.reference, narration: texts.narration)
  }

  private static func bankEntry(_ parser: inout RowParser) -> StatementEntry? {
    let number = parser.optionalID(Field.number)
    let moment = parser.timeOrDay(Field.at)
    let debit = parser.money(Field.debit).flatMap { $0.isZero ? nil : $0 }
    let credit = parser.money(Field.credit).flatMap { $0.isZero ? nil : $0 }
    let texts = texts(&parser)
    if (debit == nil) == (credit == nil), parser.mistakes.isEmpty {
      parser.miss(
        Field.debit, found: debit?.plain ?? "",
        "an amount as debit or as credit, one of the two; as credit stands “\(credit?.plain ?? "")”"
      )
    }
    guard let moment, let amount = debit ?? credit else { return nil }
    return StatementEntry(
      id: number.map { EntryID(.bank, vendor: nil, number: $0) } ?? EntryID(""),
      statement: .bank, at: moment.at, isDayAlone: moment.isDayAlone,
      direction: debit == nil ? .received : .paid, amount: amount, number: number,
      payee: texts.payee, reference: texts.reference, narration: texts.narration)
  }

  private static func texts(_ parser: inout RowParser) -> (
    payee: Personal?, reference: String?, narration: Personal?
  ) {
    let payee = parser.text(Field.payee).map { Personal($0) }
    let reference = parser.text(Field.reference)
    if let reference, PaymentReference.compared(reference).count > 64 {
      parser.miss(Field.reference, found: reference, "a reference of at most 64 characters")
    }
    return (payee, reference, parser.text(Field.narration).map { Personal($0) })
  }

  /// The row as the so-many-eth of its file that reads alike.
  func counted(in occurrences: inout [StatementEntry: Int]) -> EntryRow {
    var row = self
    occurrences[numbered.entry, default: 0] += 1
    row.numbered.occurrence = occurrences[numbered.entry]
    return row
  }
}

extension RowParser {
  /// An id, or nothing.
  fileprivate mutating func optionalID(_ field: EntryRow.Field) -> String? {
    raw(field) == nil ? nil : id(field)
  }

  /// An amount above zero.
  fileprivate mutating func moneyMoved(_ field: EntryRow.Field, isNeeded: Bool) -> Money? {
    guard let amount = money(field, isNeeded: isNeeded) else { return nil }
    guard !amount.isZero else {
      miss(field, found: raw(field), "an amount above zero")
      return nil
    }
    return amount
  }

  /// A time, or a day alone as banks write it: the year first, or the day first.
  fileprivate mutating func timeOrDay(_ field: EntryRow.Field) -> (
    at: Instant, isDayAlone: Bool
  )? {
    guard let raw = raw(field, isNeeded: true) else { return nil }
    if let time = fileTime(raw, offset: offset) { return (time, false) }
    guard let day = CivilDay(iso: raw) ?? CivilDay(dayFirst: raw) else {
      miss(
        field, found: raw,
        "a day such as 2026-11-22 or 22/11/2026, or a time such as 2026-11-22 14:32")
      return nil
    }
    return (Instant(day: day, second: 0, offset: PaymentReference.india), true)
  }
}

extension CivilDay {
  /// Reads `22/11/2026` and `22-11-2026`, as India writes a day.
  fileprivate init?(dayFirst text: String) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "-" }
    guard parts.count == 3, parts[0].count == 2, parts[1].count == 2, parts[2].count == 4 else {
      return nil
    }
    self.init(iso: "\(parts[2])-\(parts[1])-\(parts[0])")
  }
}
