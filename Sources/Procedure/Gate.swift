extension Dispute {
  /// Whether finance's sign-off is asked for (procedure E2): D3 or D4 above the limit, unless, in D3, the customer confirmed
  /// what was due.
  func needsSignOff(policy: Policy, isDuplicated: Bool) -> Bool {
    guard disputed > policy.financeAbove else { return false }
    switch timelessScenario(isDuplicated: isDuplicated) {
    case .d3: return received < due
    case .d4: return true
    default: return false
    }
  }
}
