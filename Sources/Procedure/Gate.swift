/// A row of the gate that does not hold: why, and what mends it.
public struct GateFailure: Hashable, Sendable {
  /// The row.
  public var row: GateRow
  /// What is missing, in plain words.
  public var why: Phrase
  /// The command that mends it, where one does.
  public var remedy: Command.Kind?
}

extension Policy {
  /// Whether a summary has the characters that G1 demands, spaces not counted.
  public func isLongEnough(summary: String) -> Bool {
    summary.count(where: { !$0.isWhitespace }) >= summaryLength
  }
}

/// What has to be there before a dispute can be closed (procedure, "The gate").
extension Dispute {
  /// Whether finance's sign-off is asked for (procedure E2): D3 or D4 above the limit, unless, in D3, the customer confirmed
  /// what was due.
  public func needsSignOff(policy: Policy, isDuplicated: Bool) -> Bool {
    guard disputed > policy.financeAbove else { return false }
    switch timelessScenario(isDuplicated: isDuplicated) {
    case .d3: return received < due
    case .d4: return true
    default: return false
    }
  }

  /// Who approves a payout of an amount, and why (procedure E2).
  public func approval(of amount: Money, policy: Policy) -> (by: Addressee, because: Phrase) {
    let limit = policy.financeAbove
    if amount > limit {
      return (.financeManager, Phrase("the payout \(amount.short) is above \(limit.short)"))
    }
    if disputed > limit {
      return (.financeManager, Phrase("disputed \(disputed.short) is above \(limit.short)"))
    }
    return (.opsManager, Phrase("neither disputed nor the payout is above \(limit.short)"))
  }

  /// Every row that does not hold, in order, the first thing missing of each.
  ///
  /// - Parameter seen: the version that the person who closes has seen; nil asks nothing of G8.
  public func gateFailures(in context: Context, seen: Int? = nil) -> [GateFailure] {
    var failures: [GateFailure] = []
    let scenario = scenario(in: context.circumstances(of: self))
    if !context.policy.isLongEnough(summary: summary ?? "") {
      failures.append(
        GateFailure(
          row: .g1,
          why: Phrase(
            "a summary of at least \(context.policy.summaryLength) characters is missing"),
          remedy: .summarise))
    }
    if let failure = proofFailure(scenario, in: context) { failures.append(failure) }
    if let failure = statusFailure(scenario) { failures.append(failure) }
    if let failure = demandFailure(scenario, in: context) { failures.append(failure) }
    if let payout = livePayout {
      failures.append(
        GateFailure(
          row: .g5, why: Phrase("the payout of \(payout.amount.short) is \(payout.state.shown)"),
          remedy: payout.state == .asked ? .approve : .settle))
    }
    if let why = makerFailure(policy: context.policy) {
      failures.append(GateFailure(row: .g6, why: why, remedy: nil))
    }
    if let failure = readinessFailure(in: context) { failures.append(failure) }
    if let seen, seen != version {
      failures.append(
        GateFailure(
          row: .g8,
          why: Phrase("version \(version) is the latest and \(seen) was seen: look again"),
          remedy: nil))
    }
    return failures
  }

  /// Whether all that a scenario demands is there, G2's part and G4's: whether Step 4 is done.
  func isActionDone(_ scenario: Scenario, in context: Context) -> Bool {
    scenarioProofFailure(scenario) == nil && scenarioDemandFailure(scenario, in: context) == nil
  }

  private var isMarkedEscalated: Bool { status == .escalatedPendingManager }

  /// G2.
  private func proofFailure(_ scenario: Scenario?, in context: Context) -> GateFailure? {
    if isMarkedEscalated, !isEscalating(scenario) {
      return undecided.isEmpty ? undecidedFailure(.g2) : nil
    }
    guard let scenario else {
      return GateFailure(
        row: .g2, why: Phrase("no scenario holds yet: \(whatIsMissing(in: context))"), remedy: nil)
    }
    return scenarioProofFailure(scenario)
  }

  /// G4.
  private func demandFailure(_ scenario: Scenario?, in context: Context) -> GateFailure? {
    if isMarkedEscalated, !isEscalating(scenario) {
      return undecided.isEmpty ? undecidedFailure(.g4) : nil
    }
    guard let scenario else {
      return GateFailure(
        row: .g4, why: Phrase("no scenario holds yet: \(whatIsMissing(in: context))"), remedy: nil)
    }
    return scenarioDemandFailure(scenario, in: context)
  }

  private func isEscalating(_ scenario: Scenario?) -> Bool {
    scenario?.status == .escalatedPendingManager
  }

  private func undecidedFailure(_ row: GateRow) -> GateFailure {
    GateFailure(
      row: row, why: Phrase("no escalation about the dispute is undecided"), remedy: .escalate)
  }

  private func scenarioProofFailure(_ scenario: Scenario) -> GateFailure? {
    func missing(_ why: Phrase, _ remedy: Command.Kind) -> GateFailure {
      GateFailure(row: .g2, why: why, remedy: remedy)
    }
    let hasProof = proofs.contains { $0.verdict == .accepted } || received > .zero
    let isSettled = payouts.contains { $0.state == .settled }
    switch scenario {
    case .d0: return order == nil ? missing(Phrase("the pickup status is missing"), .order) : nil
    case .d1, .d2:
      return contacts.contains { $0.party == .vendor }
        ? nil : missing(Phrase("no contact attempt is recorded"), .contact)
    case .d3:
      return hasProof
        ? nil : missing(Phrase("an accepted proof or the customer's word is missing"), .accept)
    case .d4:
      return (answer?.reason ?? "").isBlank
        ? missing(Phrase("the vendor's explanation is missing"), .answer) : nil
    case .d5:
      if !hasProof {
        return missing(Phrase("an accepted proof or the customer's word is missing"), .accept)
      }
      return isSettled ? nil : missing(Phrase("the payout is not settled"), livePayoutRemedy)
    case .d6:
      return isSettled ? nil : missing(Phrase("the payout is not settled"), livePayoutRemedy)
    case .d7: return finding == nil ? missing(Phrase("the finding is missing"), .find) : nil
    }
  }

  private var livePayoutRemedy: Command.Kind {
    switch livePayout?.state {
    case .asked: .approve
    case .approved, .sent: .settle
    default: .requestPayout
    }
  }

  private func scenarioDemandFailure(_ scenario: Scenario, in context: Context) -> GateFailure? {
    func missing(_ why: Phrase, _ remedy: Command.Kind?) -> GateFailure {
      GateFailure(row: .g4, why: why, remedy: remedy)
    }
    let vendor = context.surroundings.vendor(of: self)?.record
    let debit = vendor.flatMap { debited[$0.name] } ?? .zero
    let isDuplicated = context.surroundings.isDuplicated(self)
    switch scenario {
    case .d0, .d1, .d2:
      guard undecided.contains(where: { $0.to == .opsManager }) else {
        return missing(Phrase("an undecided escalation to the ops manager is missing"), .escalate)
      }
      if scenario != .d0, vendor?.getsNoOrders != true {
        return missing(Phrase("the vendor is not blocked from new orders"), .block)
      }
      return nil
    case .d3, .d4:
      if scenario == .d4, (remarks ?? "").isBlank {
        return missing(Phrase("the remarks are missing"), .remark)
      }
      if needsSignOff(policy: context.policy, isDuplicated: isDuplicated), signOff == nil {
        return missing(
          Phrase(
            "disputed \(disputed.short) is above \(context.policy.financeAbove.short): the finance manager's sign-off is missing (E2)"
          ),
          .signOff)
      }
      return nil
    case .d5, .d6:
      guard payouts.contains(where: { $0.state == .settled }), paid + settled >= due else {
        return missing(
          Phrase("a payout of \(payoutDue.short) has to be asked for, approved and settled"),
          livePayoutRemedy)
      }
      if scenario == .d5, debit < settled {
        return missing(Phrase("the vendor's credits are not reduced by \(settled.short)"), .debit)
      }
      guard scenario == .d6 else { return nil }
      if debit <= .zero, vendor?.isSuspended != true {
        return missing(
          Phrase("a penalty is missing: reduce the vendor's credits or suspend it"), .debit)
      }
      if notes.isEmpty { return missing(Phrase("an internal note is missing"), .note) }
      if isRepeatOffender(in: context), !hasVendorEscalation(vendor) {
        return missing(Phrase("the vendor is a repeat offender: escalate about it (E3)"), .escalate)
      }
      return nil
    case .d7: return nil
    }
  }

  /// An escalation about the vendor, made here or undecided anywhere.
  private func hasVendorEscalation(_ vendor: VendorRecord?) -> Bool {
    guard let vendor else { return false }
    return !vendor.questions.isEmpty
      || escalations.contains { $0.about == .vendor && $0.vendor == vendor.name }
  }

  /// G3.
  private func statusFailure(_ scenario: Scenario?) -> GateFailure? {
    guard let status else {
      return GateFailure(row: .g3, why: Phrase("the final status is not marked"), remedy: .mark)
    }
    guard !leads(to: status, scenario) else { return nil }
    return GateFailure(
      row: .g3, why: Phrase("the facts lead to another final status"), remedy: .mark)
  }

  /// Whether the facts lead to a final status.
  func leads(to status: FinalStatus, _ scenario: Scenario?) -> Bool {
    status == scenario?.status || (status == .escalatedPendingManager && !undecided.isEmpty)
  }

  /// G6.
  private func makerFailure(policy: Policy) -> Phrase? {
    for payout in payouts
    where payout.state == .approved || payout.state == .sent || payout.state == .settled {
      let isAbove = max(payout.amount, payout.basis.disputed) > policy.financeAbove
      guard let decider = payout.decider, !decider.sharesSide(with: payout.asker),
        payout.decidedAs?.isManager == true, !isAbove || payout.decidedAs == .financeManager
      else {
        return Phrase("the payout was not approved by a second person who may")
      }
    }
    if let signOff,
      signOff.keeper.map(signOff.giver.sharesSide) == true || signOff.role != .financeManager
    {
      return Phrase("the sign-off was not given by a second person who may")
    }
    if let finding,
      finding.keeper.map(finding.finder.sharesSide) == true || !finding.role.isManager
    {
      return Phrase("the finding was not made by a second person who may")
    }
    return nil
  }

  /// G7.
  private func readinessFailure(in context: Context) -> GateFailure? {
    if !isReviewed {
      return GateFailure(row: .g7, why: Phrase("the ticket is not reviewed"), remedy: .review)
    }
    if order == nil {
      return GateFailure(row: .g7, why: Phrase("the order is not recorded"), remedy: .order)
    }
    let others = context.surroundings.siblings(of: self)
    let open = unacknowledged(others: others)
    guard !open.isEmpty || !isOrderDone(isDuplicated: others.contains { $0.state != .merged })
    else {
      return nil
    }
    return GateFailure(
      row: .g7,
      why: Phrase("not acknowledged: \(open.map(\.shown).joined(separator: ", "))"),
      remedy: .acknowledge)
  }

  /// What Step 3, or a step before it, is still missing, named; “nothing” where all is there.
  public func whatIsMissing(in context: Context) -> Phrase {
    missing(in: context) ?? Phrase("nothing")
  }

  /// The same; nil where all is there.
  func missing(in context: Context) -> Phrase? {
    if !isReviewed { return Phrase("the ticket is to be reviewed") }
    if order == nil { return Phrase("the order is to be recorded") }
    let others = context.surroundings.siblings(of: self)
    if !isOrderDone(isDuplicated: others.contains { $0.state != .merged }) {
      return Phrase(
        "to be acknowledged: \(unacknowledged(others: others).map(\.shown).joined(separator: ", "))"
      )
    }
    guard let claimed else {
      if proofs.contains(where: { $0.verdict == .waiting && $0.proof.entry != nil }) {
        return Phrase("a payment in the vendor's ledger waits to be accepted or rejected")
      }
      if vendorContacts.isEmpty { return Phrase("the vendor is to be contacted") }
      if vendorContacts.count < context.policy.attempts {
        return
          Phrase(
            "\(context.policy.attempts) contact attempts are demanded, \(vendorContacts.count) made"
          )
      }
      return Phrase("the vendor's answer is missing")
    }
    if claimed > paid {
      let rest = (claimed - paid).short
      return proofs.contains { $0.verdict == .waiting }
        ? Phrase("a proof waits to be accepted or rejected; \(rest) of the claim is not proven")
        : Phrase(
          "\(rest) of what the vendor claims is neither proven nor confirmed by the customer")
    }
    return nil
  }
}
