/// Measures about the vendor (procedure E3, D1, D2, D5, D6).
extension Decision {
  func measure(_ command: Command) throws(Refusal) -> [Fact] {
    let vendor = try vendor()
    switch command {
    case .debit(let amount):
      try positive(amount)
      if !actor.role.isManager { try fitting(amount) }
      return [.vendorDebited(vendor: vendor, amount: amount)]
    case .credit(let amount, let reason):
      try positive(amount)
      try filled("reason", reason)
      return [.vendorCredited(vendor: vendor, amount: amount, reason: reason)]
    case .suspend(let reason):
      try filled("reason", reason)
      return [.vendorSuspended(vendor: vendor, reason: reason)]
    case .block(let reason):
      try filled("reason", reason)
      return [
        .vendorBlocked(
          vendor: vendor, reason: reason ?? scenario.map { "\($0.rawValue): \($0.shown)" })
      ]
    case .unblock(let reason):
      try filled("reason", reason)
      return [.vendorUnblocked(vendor: vendor, reason: reason, seen: counted)]
    case .flag(let reason):
      try filled("reason", reason)
      return [.vendorFlagged(vendor: vendor, reason: reason)]
    case .keep(let reason):
      try filled("reason", reason)
      return [.vendorKept(vendor: vendor, reason: reason, seen: counted)]
    default: return []
    }
  }

  private var counted: [TicketID] { dispute.countedDisputes(in: context).map(\.id) }

  /// In D5 exactly what the payout is for, in D6 at most that; a manager is not bound by it.
  private func fitting(_ amount: Money) throws(Refusal) {
    let payout = dispute.livePayout ?? dispute.payouts.last { $0.state == .settled }
    let base = payout?.amount ?? dispute.shortfall
    if scenario == .d5, amount != base {
      throw .invalid(
        "amount", Phrase("In D5 credits are reduced by exactly \(base.short)."), rule: "D5")
    }
    if amount > base {
      throw .invalid(
        "amount", Phrase("In D6 credits are reduced by at most \(base.short)."), rule: "D6")
    }
  }
}
