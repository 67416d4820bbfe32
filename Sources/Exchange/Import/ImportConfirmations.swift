import Journal
import Procedure

/// What is outstanding elsewhere and an import can show as done (procedure, "Outside the workbench"): the ticket's status in
/// the platform, a vendor blocked or released in the panel. Credits are not told from a sum of points; a ledger shows them (`StatementImport`).
struct ImportConfirmations {
  private let importer: Importer
  private var tickets: Set<TicketID> = []
  private var vendors: [VendorName: [TicketID]] = [:]

  /// How many outstanding things are looked at.
  private static let limit = 100_000

  init(_ importer: Importer) throws {
    self.importer = importer
    guard [.tickets, .vendors].contains(importer.mapping.kind) else { return }
    for row in try importer.journal.outstanding(limit: ImportConfirmations.limit) {
      if row.outstanding.contains(.comment) { tickets.insert(row.ticket) }
      if !row.outstanding.isDisjoint(with: [.block, .unblock]), let vendor = row.vendor {
        vendors[vendor, default: []].append(row.ticket)
      }
    }
  }

  /// Records what rows show as done; gives how many things that were.
  func confirm(_ batch: [ImportReading.Item]) throws -> Int {
    var confirmed = 0
    for item in batch {
      switch item.row {
      case .ticket(let row):
        guard tickets.contains(row.ticket), let look = try importer.journal.look(at: row.ticket),
          look.dispute.outstanding.contains(.comment), let status = look.dispute.status
        else { continue }
        let wording = importer.policy.wording(of: status)
        if wording.platformStatus.lowercased() == row.platformStatus.lowercased() {
          confirmed += try apply(.comment, on: row.ticket)
        }
      case .vendor(let row):
        let isBlocked = row.standing == .blocked || row.standing == .suspended
        for ticket in vendors[row.vendor] ?? [] {
          confirmed += try apply(isBlocked ? .block : .unblock, on: ticket)
        }
      case .order, .entry: continue
      }
    }
    return confirmed
  }

  private func apply(_ item: OutsideItem, on ticket: TicketID) throws -> Int {
    do {
      _ = try importer.journal.perform(
        .applied(item), on: ticket, by: importer.actor, at: importer.now, expecting: nil)
      return 1
    } catch is Refusal {
      // It is not outstanding, or not any more: nothing is to be confirmed.
      return 0
    }
  }
}
