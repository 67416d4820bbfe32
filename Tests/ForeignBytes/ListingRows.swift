import Exchange
import Procedure

extension Check {
  /// Files of tickets.
  static func tickets(_ bytes: [UInt8]) throws {
    let mapping = ColumnMapping.default(for: .tickets)
    func column(_ field: TicketRow.Field) -> String? { mapping.column(field) }
    try checkRows(
      bytes, read: { TicketRow.parse($0, mapping: mapping, offset: india) },
      write: { row in
        RowAgain(
          row: row, line: row.line, warnings: row.warnings,
          cells: [
            (column(.ticket), .text(row.ticket.text)), (column(.loggedAt), .time(row.loggedAt)),
            (column(.platformStatus), .text(row.platformStatus)), (column(.tag), .word(row.tag)),
            (column(.customer), .text(row.customer)), (column(.phone), .text(row.phone)),
            (column(.order), .text(row.order.text)), (column(.quoted), .money(row.quoted)),
            (column(.received), .money(row.received)), (column(.complaint), .text(row.complaint)),
            (column(.attachments), .list(row.attachments.map { .text($0) })),
          ])
      },
      same: { again, row in
        var again = again
        (again.line, again.warnings) = (row.line, row.warnings)
        return again == row
      })
  }

  /// Files of orders.
  static func orders(_ bytes: [UInt8]) throws {
    let mapping = ColumnMapping.default(for: .orders)
    func column(_ field: OrderRow.Field) -> String? { mapping.column(field) }
    try checkRows(
      bytes, read: { OrderRow.parse($0, mapping: mapping, offset: india) },
      write: { row in
        RowAgain(
          row: row, line: row.line, warnings: row.warnings,
          cells: [
            (column(.order), .text(row.order.text)), (column(.customer), .text(row.customer)),
            (column(.customerVPA), .text(row.customerVPA)),
            (column(.customerAccount), .text(row.customerAccount)),
            (column(.device), .text(row.device)), (column(.vendor), .text(row.vendor.text)),
            (column(.pickup), .word(row.pickup)), (column(.pickedUpAt), .time(row.pickedUpAt)),
            (column(.quoted), .money(row.quoted)), (column(.invoice), .money(row.invoice)),
            (column(.paymentMarked), .bool(row.paymentMarked)),
            (column(.notes), .list(row.notes.map(written))),
          ])
      },
      same: { again, row in
        var again = again
        (again.line, again.warnings) = (row.line, row.warnings)
        return again == row
      })
  }

  private static func written(_ note: NoteRow) -> SourceValue {
    .object([
      SourceMember(name: "at", value: .time(note.at)),
      SourceMember(name: "amount", value: .money(note.amount)),
      SourceMember(name: "text", value: .text(note.text)),
    ])
  }

  /// Files of vendors.
  static func vendors(_ bytes: [UInt8]) throws {
    let mapping = ColumnMapping.default(for: .vendors)
    func column(_ field: VendorRow.Field) -> String? { mapping.column(field) }
    try checkRows(
      bytes, read: { VendorRow.parse($0, mapping: mapping) },
      write: { row in
        RowAgain(
          row: row, line: row.line, warnings: row.warnings,
          cells: [
            (column(.vendor), .text(row.vendor.text)), (column(.city), .text(row.city)),
            (column(.phone), .text(row.phone)), (column(.vpa), .text(row.vpa)),
            (column(.credits), .text("\(row.credits)")), (column(.standing), .word(row.standing)),
          ])
      },
      same: { again, row in
        var again = again
        (again.line, again.warnings) = (row.line, row.warnings)
        return again == row
      })
  }
}
