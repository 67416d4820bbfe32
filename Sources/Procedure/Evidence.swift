/// What a decision on a dispute rests on: what speaks for the customer's claim, and what makes an approver look twice.
///
///     let evidence = Evidence(on: dispute, in: context)
///     evidence.doubts.map { $0.words(offset: 19_800) }   // ["3 disputes of this vendor within 30 days"]
///
/// The escalated pane and the approval form read the same one. The context's surroundings have to hold what
/// `Needs.evidence(of:)` names.
public struct Evidence: Hashable, Sendable {
  /// What speaks for.
  public var grounds: [Ground]
  /// What speaks against.
  public var doubts: [Doubt]

  /// What speaks for.
  public enum Ground: Hashable, Sendable {
    /// What was paid of what is due, and what the facts lead to.
    case figures(paid: Money, due: Money, Scenario?)
    /// Evidence that is not rejected.
    case proof(RecordedProof)
    /// What the vendor said.
    case vendorSays(paid: Money, reason: String?)
    /// The vendor was tried so often, and did not answer.
    case vendorSilent(attempts: Int)
    /// What the customer says has come.
    case customerConfirms(Money)
    /// A pickup note supports a deduction.
    case note(PickupNote, supports: Money)
    /// No deduction is supported.
    case noDeduction
    /// What a manager found.
    case finding(Finding)
  }

  /// What speaks against.
  public enum Doubt: Hashable, Sendable {
    /// Something is wrong with a proof that is not rejected.
    case proof(ProofID, Warning, seenOn: [TicketID])
    /// Ticket and order do not agree.
    case disagreement(Disagreement, reading: [String])
    /// The bank statement shows as paid what stands here as a payout that never paid.
    case paidOnStatement(String, Payout.State, Money, on: CivilDay)
    /// E3 counts several disputes of the vendor.
    case repeatVendor(disputes: Int, days: Int)
    /// The amount is far from what is usual for the vendor, over so many settled payouts.
    case unusual(Money, usual: Money, of: Int)
    /// Where the customer is to be paid reads otherwise than before; when it was changed last.
    case payToChanged(at: Instant)
    /// The payout asked for goes elsewhere than the order says now.
    case payToChangedSinceAsked
    /// The payment address is the vendor's own.
    case payToIsVendors
    /// The payment address stands on orders of other customers.
    case payToElsewhere([OrderID])
    /// The panel lists another payment address.
    case payToNotListed
    /// The maker asked for payouts that were declined.
    case declinedBefore(Person, times: Int, days: Int)
    /// Cashkr has paid on this order already.
    case settledOnOrder(TicketID, Money)
    /// A note that supports the deduction was written after the pickup.
    case noteAfterPickup(PickupNote)
  }

  /// What speaks for and against what is asked on a dispute.
  public init(on dispute: Dispute, in context: Context) {
    grounds = dispute.grounds(in: context)
    doubts = dispute.doubts(in: context)
  }
}

extension Dispute {
  fileprivate func grounds(in context: Context) -> [Evidence.Ground] {
    let scenario = scenario(in: context.circumstances(of: self))
    var grounds: [Evidence.Ground] = [.figures(paid: paid, due: due, scenario)]
    grounds += proofs.filter { $0.verdict != .rejected }.map { .proof($0) }
    if let answer {
      grounds.append(.vendorSays(paid: answer.paid, reason: answer.reason))
    } else if !vendorContacts.isEmpty {
      grounds.append(.vendorSilent(attempts: vendorContacts.count))
    }
    if received > .zero { grounds.append(.customerConfirms(received)) }
    for (index, amount) in supported.sorted(by: { $0.key < $1.key }) {
      if let notes = order?.notes, notes.indices.contains(index) {
        grounds.append(.note(notes[index], supports: amount))
      }
    }
    if let finding { grounds.append(.finding(finding)) }
    if order != nil, supportedDeduction.isZero { grounds.append(.noDeduction) }
    return grounds
  }

  fileprivate func doubts(in context: Context) -> [Evidence.Doubt] {
    statementDoubts(in: context) + proofDoubts(in: context) + payToDoubts(in: context)
      + vendorDoubts(in: context) + makerDoubts(in: context) + orderDoubts(in: context)
  }

  private func statementDoubts(in context: Context) -> [Evidence.Doubt] {
    context.surroundings.background.paidOnStatement.compactMap { paid in
      payouts.first { $0.id == paid.payout }.map {
        .paidOnStatement($0.id, $0.state, paid.amount, on: paid.day)
      }
    }
  }

  private func proofDoubts(in context: Context) -> [Evidence.Doubt] {
    proofs.flatMap { recorded in
      warnings(of: recorded, in: context).map { warning in
        let seen =
          warning == .reused
          ? Set(sightings(of: recorded.proof, in: context.surroundings).map(\.dispute)) : []
        return .proof(recorded.proof.id, warning, seenOn: seen.sorted { $0.text < $1.text })
      }
    }
  }

  private func payToDoubts(in context: Context) -> [Evidence.Doubt] {
    let background = context.surroundings.background
    guard let payTo = livePayout?.payTo ?? order?.payTo else { return [] }
    var doubts: [Evidence.Doubt] = []
    if let changed = payToChange(in: background) { doubts.append(.payToChanged(at: changed)) }
    if let payout = livePayout, order?.payTo?.comparedAddress != payout.payTo.comparedAddress {
      doubts.append(.payToChangedSinceAsked)
    }
    if background.vendorListing?.vpa?.comparedAddress == payTo.comparedAddress {
      doubts.append(.payToIsVendors)
    }
    let elsewhere = background.payToUses.filter {
      $0.order != ticket.order && $0.customer != ticket.customer.folded
    }.map(\.order)
    if !elsewhere.isEmpty { doubts.append(.payToElsewhere(elsewhere)) }
    if let listed = background.listings.last?.facts.payTo,
      listed.comparedAddress != payTo.comparedAddress
    {
      doubts.append(.payToNotListed)
    }
    return doubts
  }

  /// When the payment address was last recorded or listed otherwise than before, if that was after the pickup.
  private func payToChange(in background: Background) -> Instant? {
    let recorded = payTos.map { (payTo: $0.payTo, at: $0.at) }
    let listed = background.listings.map { (payTo: $0.facts.payTo, at: $0.at) }
    func changes(_ versions: [(payTo: Personal?, at: Instant)]) -> [Instant] {
      // What was not known before was no other address.
      let known = versions.compactMap { version in
        version.payTo.map { ($0.comparedAddress, version.at) }
      }
      return zip(known, known.dropFirst()).filter { $0.0 != $1.0 }.map { $1.1 }
    }
    let latest = (changes(recorded) + changes(listed)).max()
    guard let latest, order?.pickedUpAt.map({ latest > $0 }) ?? true else { return nil }
    return latest
  }

  private func vendorDoubts(in context: Context) -> [Evidence.Doubt] {
    var doubts: [Evidence.Doubt] = []
    let counted = countedDisputes(in: context).count
    if counted >= context.policy.flagFrom {
      doubts.append(.repeatVendor(disputes: counted, days: context.policy.countedDays))
    }
    let amount = livePayout?.amount ?? payoutDue
    let settled = context.surroundings.background.settled
    if amount > .zero, let usual = Evidence.usual(of: settled),
      Evidence.isFar(amount, from: usual)
    {
      doubts.append(.unusual(amount, usual: usual, of: settled.count))
    }
    return doubts
  }

  private func makerDoubts(in context: Context) -> [Evidence.Doubt] {
    guard let maker = livePayout?.askedBy ?? holder else { return [] }
    let days = context.policy.countedDays
    let earliest = context.now.adding(seconds: -Int64(days) * 86_400)
    let declined = context.surroundings.background.declined.filter {
      $0.at >= earliest && $0.at <= context.now
    }
    return declined.isEmpty
      ? [] : [.declinedBefore(maker, times: declined.count, days: days)]
  }

  private func orderDoubts(in context: Context) -> [Evidence.Doubt] {
    let siblings = context.surroundings.siblings(of: self)
    let readings = readings(others: siblings)
    var doubts: [Evidence.Doubt] = Disagreement.allCases.compactMap { disagreement in
      readings[disagreement].map { .disagreement(disagreement, reading: $0) }
    }
    doubts += siblings.filter { $0.settled > .zero }.map { .settledOnOrder($0.id, $0.settled) }
    if let order, let pickedUpAt = order.pickedUpAt {
      for index in supported.keys.sorted() where order.notes.indices.contains(index) {
        let note = order.notes[index]
        if note.at > pickedUpAt { doubts.append(.noteAfterPickup(note)) }
      }
    }
    return doubts
  }
}

extension Evidence {
  /// Settled payouts of a vendor without which nothing is called usual.
  static let enough = 3

  /// What is usual: the median of a vendor's last settled payouts, of an even number the lower of the two in the middle; nil
  /// where there are too few.
  static func usual(of settled: [Money]) -> Money? {
    guard settled.count >= enough else { return nil }
    return settled.sorted()[(settled.count - 1) / 2]
  }

  /// Whether an amount is more than three times what is usual, or less than a third of it.
  static func isFar(_ amount: Money, from usual: Money) -> Bool {
    amount > usual.times(3) || amount.times(3) < usual
  }
}
