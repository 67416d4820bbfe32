import Procedure

extension DisputeRow {
  /// The row of a dispute as it follows from its facts, the policy, the order's other disputes and its vendor.
  ///
  /// It follows from nothing else, and not from the time, so that making it anew gives the same. E3's count of the vendor's
  /// other disputes moves with the time and is left out: the step of the row does not ask for D6's escalation about a repeat
  /// offender; the dispute's own pane does.
  init(of placed: Placed, policy: Policy, reading: Reading) throws {
    let dispute = placed.dispute
    let siblings = try reading.siblings(in: dispute.ticket.order, of: placed.place)
    let isDuplicated = siblings.contains { $0.state != .merged }
    var surroundings = Surroundings()
    surroundings.place = placed.place
    surroundings.orders[dispute.ticket.order] = siblings
    for vendor in dispute.vendors {
      surroundings.vendors[vendor] = VendorSituation(record: try reading.record(of: vendor))
    }
    for recorded in dispute.proofs where recorded.verdict == .waiting {
      surroundings.sightings += try reading.sightings(of: recorded.proof, except: placed.place)
    }
    var context = Context(
      actor: Actor(dispute.holder ?? Person(""), .viewer), now: dispute.touchedAt,
      policy: policy, surroundings: surroundings)
    let standing = Assessment.standing(of: dispute, in: context)
    context.now = Instant(microseconds: .min)
    let scenario = dispute.scenario(in: context.circumstances(of: dispute))
    let matter = WaitingMatter(dispute.matters(in: context))

    line = QueueRow(
      ticket: dispute.id, place: placed.place, version: dispute.version, tag: dispute.ticket.tag,
      customer: dispute.ticket.customer.text, order: dispute.ticket.order,
      vendor: try dispute.order?.vendor
        ?? reading.listedVendor(of: dispute.ticket.order),
      holder: dispute.holder, state: dispute.state, step: standing.step, scenario: scenario,
      disputed: dispute.disputed,
      attention: dispute.attention(policy: policy, isDuplicated: isDuplicated),
      pending: standing.pending, outstanding: dispute.outstanding,
      loggedAt: dispute.ticket.loggedAt, touchedAt: dispute.touchedAt, matter: matter,
      lapsesAt: dispute.unescalatedLapse(policy: policy, isDuplicated: isDuplicated)?.at)
    phone = dispute.ticket.phone.map { String($0.text.filter(\.isNumber)) } ?? ""
    recordedVendor = dispute.order?.vendor
    var seen = Set<String>()
    references =
      (dispute.proofs.compactMap(\.proof.comparedReference)
      + dispute.payouts.compactMap(\.reference).map(PaymentReference.compared))
      .filter { seen.insert($0).inserted }.joined(separator: " ")
    countsFrom = dispute.countsFrom(policy: policy, isDuplicated: isDuplicated)
    ending = dispute.order == nil ? nil : dispute.ending
    isAsked = dispute.vendorQuestion(isDuplicated: isDuplicated) != nil
    askedUntil = isAsked ? dispute.window(policy: policy)?.lapsesAt : nil
    paidLateAt = dispute.ending == nil ? nil : dispute.paidLateAt
  }
}
