import Journal
import struct Journal.Look
import Procedure

/// Payments that are typed into a form and may stand somewhere already.
struct TypedPayments: Sendable {
  /// Those that a vendor proves.
  var proofs: [Proof] = []
  /// The reference that a payout is settled with.
  var reference: String?

  /// What they are known by: what else is typed of them changes nothing about where they stand.
  var marks: [String] {
    proofs.map { $0.comparedReference ?? "\($0.amount.plain) \($0.paidAt.microseconds)" }
      + (reference.map { ["payout \($0)"] } ?? [])
  }
}

/// Where payments that are being typed stand already.
struct SightedPayments: Sendable {
  /// On other disputes, in proofs that are not rejected.
  var proofs: [Sighting] = []
  /// In the vendor's ledger.
  var ledger: [LedgerEntry] = []
  /// The reference that a payout is settled with.
  var references: [ReferenceSighting] = []
}

extension Journal {
  /// Where payments that are not recorded yet stand already: on other disputes than this one, and in the vendor's ledger.
  func whereSeen(_ typed: TypedPayments, except ticket: TicketID) throws -> SightedPayments {
    let proofs = typed.proofs
    var found: [Sighting] = []
    for reference in proofs.compactMap(\.reference) {
      for row in try search(reference, limit: 20) where row.ticket != ticket {
        guard let dispute = try look(at: row.ticket)?.dispute else { continue }
        found += dispute.proofs.filter { $0.verdict != .rejected }
          .map { Sighting(of: $0, on: dispute.id, order: dispute.ticket.order) }
          .filter { sighting in proofs.contains(where: sighting.matches) }
      }
    }
    return SightedPayments(
      proofs: found, ledger: try proofs.flatMap { try ledger(around: $0, on: ticket) },
      references: try typed.reference.map(sightings(ofReference:)) ?? [])
  }
}

extension Look {
  /// The same with where payments that are being typed were seen.
  func knowing(_ sighted: SightedPayments) -> Look {
    var look = self
    look.surroundings.sightings += sighted.proofs
    look.surroundings.references += sighted.references
    let known = Set(surroundings.ledger.map(\.entry.id))
    look.surroundings.ledger += sighted.ledger.filter { !known.contains($0.entry.id) }
    return look
  }
}

extension Form {
  /// What of what is typed can have been seen before: of a wallet payment without a reference the ledger knows amount and day.
  func typedPayments(_ context: FormContext) -> TypedPayments {
    let sheet = sheet(context)
    return TypedPayments(
      proofs: sheet.proofs.filter { $0.reference != nil || $0.kind == .wallet },
      reference: sheet.steps.lazy.compactMap {
        if case .command(.settle(let reference)) = $0.step { reference } else { nil }
      }.first)
  }
}
