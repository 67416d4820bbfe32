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
        Phrase("No scenario holds yet: \(whatIsMissing(in: context))."), grounds)
    }
    return Explanation(
      .scenario, scenario.rawValue,
      Phrase("The first scenario that holds is \(scenario.rawValue), \(scenario.shown)."), grounds)
  }

  /// A condition with the facts that it looked at; nil where there is nothing to say of it.
  private func ground(
    of condition: ScenarioCondition, holds: Bool, in context: Context
  ) -> Explanation.Ground? {
    func says(_ label: String, _ value: Phrase, at: Instant? = nil) -> Explanation.Ground {
      Explanation.Ground(label, value, at: at, holds: holds)
    }
    switch condition {
    case .payoutSettled:
      guard holds, let payout = payouts.last(where: { $0.state == .settled }) else { return nil }
      return says(
        "Payouts",
        Phrase("a payout of \(payout.amount.short) is settled: the scenario it was asked in stays"),
        at: payout.askedAt)
    case .ticketReviewed:
      return says(
        "Step 1", holds ? Phrase("the ticket is reviewed") : Phrase("the ticket is not reviewed"))
    case .orderDone:
      if holds {
        return says("Step 2", Phrase("the order is recorded, its disagreements were seen"))
      }
      return says("Step 2", whatIsMissing(in: context))
    case .foundNothingOwed:
      return says(
        "D7",
        holds
          ? finding.map { Phrase("\($0.finder.shown) found that nothing is owed") }
            ?? Phrase("a manager found that nothing is owed")
          : Phrase("no manager found that nothing is owed"),
        at: holds ? finding?.at : nil)
    case .pickupNotCompleted:
      return says(
        "D0",
        order.map { Phrase("the pickup is \($0.pickup.shown)") }
          ?? Phrase("the pickup is not known"), at: order?.pickedUpAt)
    case .nothingShort:
      return says(
        "D3, D4",
        Phrase(
          "shortfall \(shortfall.short) \(holds ? "=" : "≠") ₹0: due \(due.short), paid \(paid.short)"
        )
      )
    case .nothingDeducted:
      return says(
        "D3",
        holds
          ? Phrase("supported deduction \(supportedDeduction.short) = ₹0")
          : Phrase("supported deduction \(supportedDeduction.short) ≠ ₹0: D4"))
    case .foundUnpaid:
      return says(
        "D5, D6",
        holds
          ? finding.map { Phrase("\($0.finder.shown) found the rest unpaid") }
            ?? Phrase("a manager found the rest unpaid")
          : Phrase("no manager found the rest unpaid"),
        at: holds ? finding?.at : nil)
    case .answered:
      return says(
        "D5, D6", holds ? Phrase("the vendor has answered") : Phrase("the vendor has not answered"),
        at: answer?.at)
    case .claimCovered:
      return says(
        "D5, D6",
        Phrase("claimed \((claimed ?? .zero).short) \(holds ? "≤" : ">") paid \(paid.short)"),
        at: answer?.at)
    case .somethingPaid:
      return says("D5", Phrase("paid \(paid.short) \(holds ? "> ₹0" : "= ₹0: D6")"))
    case .attemptsMade:
      return says(
        "D1",
        vendorContacts.count == 1
          ? Phrase("1 attempt made, \(context.policy.attempts) demanded")
          : Phrase("\(vendorContacts.count) attempts made, \(context.policy.attempts) demanded"),
        at: vendorContacts.first?.at)
    case .proofsDecided:
      return says(
        "D2",
        holds
          ? Phrase("no proof waits to be accepted or rejected")
          : Phrase("a proof waits to be accepted or rejected")
      )
    case .windowLapsed:
      let window = window(policy: context.policy)
      return says(
        claimed == nil ? "D1" : "D2",
        holds ? Phrase("the window has lapsed") : Phrase("the window still runs"),
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
          Phrase("Began"),
          Phrase(
            "with the first contact: \(contact.channel.shown), \(contact.outcome.shown), by \(contact.by)"
          ),
          at: contact.at))
      if policy.attempts > 1 {
        grounds.append(
          .init(
            Phrase("Attempts"), Phrase("\(vendorContacts.count) of \(policy.attempts)"),
            holds: vendorContacts.count >= policy.attempts))
      }
    } else {
      grounds.append(
        .init(
          Phrase("Began"), Phrase("with the first answer that claimed more than was paid"),
          at: window.startedAt))
      grounds.append(
        .init(Phrase("Claimed"), Phrase("\((claimed ?? .zero).short), paid \(paid.short)")))
    }
    let hours = policy.windowSeconds / 3_600
    let minutes = policy.windowSeconds / 60 % 60
    let length =
      minutes > 0 ? Phrase("\(hours) h \(minutes) min") : Phrase("\(hours) h")
    grounds.append(
      .init(
        Phrase("Window"),
        policy.workingHours == nil
          ? Phrase("\(length) round the clock") : Phrase("\(length) of working time")))
    grounds.append(
      .init(Phrase("Ends"), Phrase("at that moment it has lapsed"), at: window.lapsesAt))
    return grounds
  }
}

/// `1 attempt`, `2 attempts`.
func numbered(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)\(number == 1 ? "" : "s")"
}
