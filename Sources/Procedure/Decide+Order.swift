/// What has to come first (procedure, "Order" and "Refusals": outOfOrder).
extension Decision {
  func admitOrder(_ command: Command) throws(Refusal) {
    switch command {
    case .order, .acknowledge:
      guard dispute.isTicketDone else {
        throw outOfOrder(Phrase("Confirm the review of the ticket first (Step 1)."), .review)
      }
    case .contact(.vendor, _, _), .proof, .accept, .reject, .supportDeduction: try afterStep2()
    case .answer:
      try afterStep2()
      guard !dispute.vendorContacts.isEmpty else {
        throw outOfOrder(
          Phrase("Log a contact with the vendor first: none is in this round."), .contact)
      }
    case .requestPayout: try admitPayout()
    case .approve, .decline:
      guard dispute.livePayout?.state == .asked else {
        throw outOfOrder(Phrase("No payout waits for approval."), .requestPayout)
      }
    case .send, .sendIn:
      guard dispute.livePayout?.state == .approved else {
        throw outOfOrder(Phrase("No approved payout waits to be sent."), .approve)
      }
    case .settle, .fail:
      guard let state = dispute.livePayout?.state, state != .asked else {
        throw outOfOrder(Phrase("No approved or sent payout waits for the bank's word."), .approve)
      }
    case .reverse:
      guard dispute.payouts.contains(where: { $0.state == .settled }) else {
        throw outOfOrder(Phrase("No payout is settled."), .settle)
      }
    case .debit:
      let vendor = try vendor()
      guard !actor.role.isManager else { return }
      try demanded(by: .debit)
      if let debit = dispute.debited[vendor], debit > .zero {
        throw outOfOrder(
          Phrase(
            "The vendor's credits are reduced by \(debit.short) already; a manager can change them."
          ),
          nil)
      }
    case .block:
      _ = try vendor()
      if !actor.role.isManager { try demanded(by: .block) }
    case .credit, .suspend, .unblock, .flag, .keep, .escalate(_, _, .vendor): _ = try vendor()
    case .signOff:
      guard dispute.needsSignOff(policy: context.policy, isDuplicated: isDuplicated) else {
        throw outOfOrder(Phrase("No sign-off is asked for (E2)."), nil)
      }
      guard dispute.signOff == nil else {
        throw outOfOrder(Phrase("It is signed off already."), nil)
      }
    case .find(let finding, _, _): try admit(finding)
    case .close:
      guard dispute.state != .escalated || dispute.status != .escalatedPendingManager else {
        throw outOfOrder(Phrase("It is closed as Escalated – Pending Manager already."), nil)
      }
    case .reopen:
      guard dispute.state == .closed else { throw outOfOrder(Phrase("It is not closed."), nil) }
    case .withdraw(let what): try admit(what)
    default: return
    }
  }

  private func outOfOrder(_ said: Phrase, _ remedy: Command.Kind?, rule: String = "Order")
    -> Refusal
  {
    Refusal(.outOfOrder, said, rule: rule, remedy: remedy)
  }

  private func afterStep2() throws(Refusal) {
    guard isOrderDone else {
      let missing = dispute.whatIsMissing(in: context)
      throw outOfOrder(
        Phrase("Step \(dispute.isReviewed ? 2 : 1) comes first: \(missing)."),
        dispute.isReviewed ? (dispute.order == nil ? .order : .acknowledge) : .review)
    }
  }

  /// What a holder may do in some scenarios alone.
  private func demanded(by kind: Command.Kind) throws(Refusal) {
    let scenarios = Permission.of(kind).scenarios
    guard let scenario, scenarios.contains(scenario) else {
      let names = scenarios.map(\.rawValue).sorted()
      let all = names.dropFirst().reduce((names.first ?? "").phrase) { Phrase("\($0) and \($1)") }
      throw outOfOrder(
        Phrase("The holder may do this in \(all) alone; elsewhere a manager decides."), .escalate,
        rule: all.english)
    }
  }

  private func admitPayout() throws(Refusal) {
    guard scenario == .d5 || scenario == .d6 else {
      let now =
        scenario.map { Phrase("\($0.rawValue), \($0.shown)") } ?? dispute.whatIsMissing(in: context)
      throw outOfOrder(
        Phrase("A payout can be asked for in D5 and D6 alone; now: \(now)."), nil, rule: "D5")
    }
    guard let payTo = dispute.order?.payTo, !payTo.isErased else {
      throw outOfOrder(
        Phrase("Where the customer is to be paid is not known: correct the order (Step 2)."),
        .order,
        rule: "Payouts")
    }
  }

  private func admit(_ finding: FindingKind) throws(Refusal) {
    switch finding {
    case .nothingOwed: return
    case .validDeduction: try afterStep2()
    case .unpaid:
      guard dispute.order?.pickup == .completed else {
        throw outOfOrder(
          Phrase("The pickup is not completed: nothing can be unpaid yet."), nil, rule: "Findings")
      }
      guard dispute.answer != nil || scenario == .d1 else {
        throw outOfOrder(
          Phrase("The vendor has neither answered nor let the window lapse."), .contact,
          rule: "Findings")
      }
    }
  }
}
