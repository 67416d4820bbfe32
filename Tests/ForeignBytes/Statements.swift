import Exchange
import Procedure

extension Check {
  /// Statements of wallets and of the bank: each file is read as either.
  static func statements(_ bytes: [UInt8]) throws {
    for kind in [FileKind.wallet, .bank] {
      for vendor in [nil, VendorName("FoneBay Pune")] {
        try entries(bytes, kind, vendor)
      }
    }
  }

  private static func entries(_ bytes: [UInt8], _ kind: FileKind, _ vendor: VendorName?) throws {
    let mapping = ColumnMapping.default(for: kind)
    try checkRows(
      bytes,
      read: { EntryRow.parse($0, mapping: mapping, offset: india, vendor: vendor) },
      write: { row in
        let entry = row.numbered.entry
        let isPaid = entry.direction == .paid
        let at = entry.isDayAlone ? "\(entry.day)" : entry.at.rfc3339(offset: india)
        let values: [EntryRow.Field: SourceValue] = [
          .number: .text(entry.number), .at: .text(at), .vendor: .text(entry.vendor?.text),
          .direction: .word(isPaid ? DirectionWord.paid : .received),
          .amount: .money(entry.amount), .order: .text(entry.order?.text),
          .debit: isPaid ? .money(entry.amount) : .null,
          .credit: isPaid ? .null : .money(entry.amount), .payee: .text(entry.payee?.text),
          .reference: .text(entry.reference), .narration: .text(entry.narration?.text),
        ]
        return RowAgain(
          row: row, line: row.line, warnings: row.warnings,
          cells: values.map { (mapping.column($0.key), $0.value) })
      },
      same: { again, row in again.numbered == row.numbered })
  }
}
