import Journal
import Procedure

/// A row of a file that could be read, ready for the journal.
enum ImportRow {
  case ticket(TicketRow)
  case order(OrderRow)
  case vendor(VendorRow)
  case entry(EntryRow)

  /// The row under a mapping, or all that is wrong with it.
  static func parse(
    _ row: SourceRow, mapping: ColumnMapping, offset: Int, vendor: VendorName? = nil
  ) -> Result<ImportRow, RejectedRow> {
    switch mapping.kind {
    case .tickets:
      return TicketRow.parse(row, mapping: mapping, offset: offset).map(ImportRow.ticket)
    case .orders:
      return OrderRow.parse(row, mapping: mapping, offset: offset).map(ImportRow.order)
    case .vendors: return VendorRow.parse(row, mapping: mapping).map(ImportRow.vendor)
    case .wallet, .bank:
      return EntryRow.parse(row, mapping: mapping, offset: offset, vendor: vendor)
        .map(ImportRow.entry)
    }
  }

  var warnings: [SourceMistake] {
    switch self {
    case .ticket(let row): row.warnings
    case .order(let row): row.warnings
    case .vendor(let row): row.warnings
    case .entry(let row): row.warnings
    }
  }

  /// The id, by which the row is known again.
  var id: String {
    switch self {
    case .ticket(let row): row.ticket.text
    case .order(let row): row.order.text
    case .vendor(let row): row.vendor.text
    case .entry(let row): row.numbered.entry.number ?? ""
    }
  }

  /// The name of the field that holds the id.
  var idField: String {
    switch self {
    case .ticket: TicketRow.Field.ticket.rawValue
    case .order: OrderRow.Field.order.rawValue
    case .vendor: VendorRow.Field.vendor.rawValue
    case .entry: EntryRow.Field.number.rawValue
    }
  }

  func check(in seen: inout SeenRows) -> SeenRows.Verdict {
    switch self {
    case .ticket(let row): seen.check(row)
    case .order(let row): seen.check(row)
    case .vendor(let row): seen.check(row)
    case .entry(let row): seen.check(row)
    }
  }
}

extension Ticket {
  /// The ticket in a row. Nothing received on Customer Not Paid may be written as 0.
  init(_ row: TicketRow) {
    let tag: Tag = row.tag == .lessPaid ? .lessPaid : .customerNotPaid
    let saysNothing = tag == .customerNotPaid && row.received?.isZero == true
    self.init(
      tag: tag, customer: Personal(row.customer), phone: row.phone.map { Personal($0) },
      order: row.order, quoted: row.quoted, received: saysNothing ? nil : row.received,
      complaint: Personal(row.complaint), attachments: row.attachments, loggedAt: row.loggedAt)
  }
}

extension OrderListing {
  /// What the panel lists of an order, in a row.
  init(_ row: OrderRow) {
    let pickup: Pickup =
      switch row.pickup {
      case .completed: .completed
      case .pending: .pending
      case .cancelled: .cancelled
      }
    let facts = OrderFacts(
      pickup: pickup, pickedUpAt: row.pickedUpAt, invoice: row.invoice, vendor: row.vendor,
      paymentMarked: row.paymentMarked, notes: row.notes.map(PickupNote.init),
      payTo: (row.customerVPA ?? row.customerAccount).map { Personal($0) },
      customer: Personal(row.customer), quoted: row.quoted)
    self.init(order: row.order, facts: facts, device: row.device)
  }
}

extension PickupNote {
  /// A note in a row; one that names an amount alone says that amount.
  init(_ row: NoteRow) {
    self.init(
      text: row.text.isEmpty ? row.amount?.short ?? "" : row.text, amount: row.amount, at: row.at)
  }
}

extension VendorListing {
  /// What the panel lists of a vendor, in a row.
  init(_ row: VendorRow) {
    self.init(
      vendor: row.vendor, city: row.city, phone: row.phone.map { Personal($0) },
      vpa: row.vpa.map { Personal($0) }, credits: row.credits, standing: row.standing.standing)
  }
}

extension StandingWord {
  /// The standing that the word means.
  var standing: Standing {
    switch self {
    case .active: .active
    case .flagged: .flagged
    case .blocked: .blocked
    case .suspended: .suspended
    }
  }
}
