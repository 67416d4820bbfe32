import Journal
import struct Journal.Look
import Procedure

extension Journal {
  /// Where proofs that are not recorded yet stand already: on other disputes than this one, and in the vendor's ledger.
  func whereSeen(_ proofs: [Proof], except ticket: TicketID) throws -> (
    sightings: [Sighting], ledger: [LedgerEntry]
  ) {
    var found: [Sighting] = []
    for reference in proofs.compactMap(\.reference) {
      for row in try search(reference, limit: 20) where row.ticket != ticket {
        guard let dispute = try look(at: row.ticket)?.dispute else { continue }
        found += dispute.proofs.filter { $0.verdict != .rejected }
          .map { Sighting(of: $0, on: dispute.id, order: dispute.ticket.order) }
          .filter { sighting in proofs.contains(where: sighting.matches) }
      }
    }
    return (found, try proofs.flatMap { try ledger(around: $0, on: ticket) })
  }
}

extension Look {
  /// The same with where proofs that are being typed were seen.
  func knowing(_ sightings: [Sighting], _ ledger: [LedgerEntry]) -> Look {
    var look = self
    look.surroundings.sightings += sightings
    let known = Set(surroundings.ledger.map(\.entry.id))
    look.surroundings.ledger += ledger.filter { !known.contains($0.entry.id) }
    return look
  }
}

extension [Proof] {
  /// Those that can have been seen before: of a wallet payment without a reference the ledger knows amount and day.
  var thatCanBeSeen: [Proof] { filter { $0.reference != nil || $0.kind == .wallet } }
}
