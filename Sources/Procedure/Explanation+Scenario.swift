/// What the facts lead to, with every condition that was asked on the way.
extension Dispute {
  func scenarioExplanation(in context: Context) -> Explanation {
    var grounds: [Explanation.Ground] = []
    let scenario = scenario(in: context.circumstances(of: self)) { condition, holds in
      if let ground = ground(of: condition, holds: holds, in: context) { grounds.append(ground) }
    }
    guard let scenario else {
      return Explanation(
        .scenario, isReviewed ? order == nil ? "Step 2" : "Step 3" : "Step 1",
        "No scenario holds yet: \(whatIsMissing(in: context)).", grounds)
    }
    return Explanation(
      .scenario, scenario.rawValue,
      "The first scenario that holds is \(scenario.rawValue), \(scenario.shown).", grounds)
  }

  /// A condition with the facts that it looked at; nil where there is nothing to say of it.
  private func ground(
    of condition: ScenarioCondition, holds: Bool, in context: Context
  ) -> Explanation.Ground? {
    func says(_ label: String, _ value: String, at: Instant? = nil) -> Explanation.Ground {
      Explanation.Ground(label, value, at: at, holds: holds)
    }
    switch condition {
    case .payoutSettled:
      guard holds, let payout = payouts.last(where: { $0.state == .settled }) else { return nil }
      return says(
        "Payouts",
        "a payout of \(payout.amount.short) is settled: the scenario it was asked in stays",
        at: payout.askedAt)
    case .ticketReviewed:
      return says("Step 1", holds ? "the ticket is reviewed" : "the ticket is not reviewed")
    case .orderDone:
      if holds { return says("Step 2", "the order is recorded, its disagreements were seen") }
      return says("Step 2", whatIsMissing(in: context))
    case .foundNothingOwed:
      return says(
        "D7",
        holds
          ? "\(finding?.finder.shown ?? "a manager") found that nothing is owed"
          : "no manager found that nothing is owed",
        at: holds ? finding?.at : nil)
    case .pickupNotCompleted:
      return says(
        "D0", "the pickup is \(order?.pickup.rawValue ?? "not known")", at: order?.pickedUpAt)
    case .nothingShort:
      return says(
        "D3, D4",
        "shortfall \(shortfall.short) \(holds ? "=" : "≠") ₹0: due \(due.short), paid \(paid.short)"
      )
    case .nothingDeducted:
      return says(
        "D3",
        "supported deduction \(supportedDeduction.short) \(holds ? "=" : "≠") ₹0"
          + (holds ? "" : ": D4"))
    case .foundUnpaid:
      return says(
        "D5, D6",
        holds
          ? "\(finding?.finder.shown ?? "a manager") found the rest unpaid"
          : "no manager found the rest unpaid",
        at: holds ? finding?.at : nil)
    case .answered:
      return says(
        "D5, D6", holds ? "the vendor has answered" : "the vendor has not answered", at: answer?.at)
    case .claimCovered:
      return says(
        "D5, D6",
        "claimed \((claimed ?? .zero).short) \(holds ? "≤" : ">") paid \(paid.short)",
        at: answer?.at)
    case .somethingPaid:
      return says("D5", "paid \(paid.short) \(holds ? "> ₹0" : "= ₹0: D6")")
    case .attemptsMade:
      return says(
        "D1",
        "\(numbered(vendorContacts.count, "attempt")) made, \(context.policy.attempts) demanded",
        at: vendorContacts.first?.at)
    case .proofsDecided:
      return says(
        "D2",
        holds
          ? "no proof waits to be accepted or rejected" : "a proof waits to be accepted or rejected"
      )
    case .windowLapsed:
      let window = window(policy: context.policy)
      return says(
        claimed == nil ? "D1" : "D2", holds ? "the window has lapsed" : "the window still runs",
        at: window?.lapsesAt)
    }
  }

  /// When the window that matters began and ends, and what it counts.
  func windowGrounds(policy: Policy) -> [Explanation.Ground] {
    guard let window = window(policy: policy) else { return [] }
    var grounds: [Explanation.Ground] = []
    if claimed == nil, let contact = vendorContacts.first {
      grounds.append(
        .init(
          "Began",
          "with the first contact: \(contact.channel.shown), \(contact.outcome.shown), by \(contact.by)",
          at: contact.at))
      if policy.attempts > 1 {
        grounds.append(
          .init(
            "Attempts", "\(vendorContacts.count) of \(policy.attempts)",
            holds: vendorContacts.count >= policy.attempts))
      }
    } else {
      grounds.append(
        .init(
          "Began", "with the first answer that claimed more than was paid", at: window.startedAt))
      grounds.append(.init("Claimed", "\((claimed ?? .zero).short), paid \(paid.short)"))
    }
    let hours = policy.windowSeconds / 3_600
    let minutes = policy.windowSeconds / 60 % 60
    grounds.append(
      .init(
        "Window",
        "\(hours) h" + (minutes > 0 ? " \(minutes) min" : "")
          + (policy.workingHours == nil ? " round the clock" : " of working time")))
    grounds.append(.init("Ends", "at that moment it has lapsed", at: window.lapsesAt))
    return grounds
  }
}

/// `1 attempt`, `2 attempts`.
func numbered(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)\(number == 1 ? "" : "s")"
}
