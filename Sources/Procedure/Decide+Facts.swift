/// What a command that is admitted records, or which of its fields cannot be.
extension Decision {
  func facts(of command: Command) throws(Refusal) -> [Fact] {
    switch command {
    case .log: return []  // `admit` has refused it: there is a dispute already.
    case .relist(let ticket): return try relist(ticket)
    case .amend(let amendment): return try amend(amendment)
    case .claim: return dispute.holder == actor.person ? [] : [.claimed]
    case .release: return [.released]
    case .assign(let person):
      try filled("to", person.text)
      return [.assigned(to: person)]
    case .review: return [.ticketReviewed]
    case .order(let order): return try record(order)
    case .acknowledge(let disagreement): return try acknowledge(disagreement)
    case .contact(let party, let channel, let outcome):
      return [.contacted(party: party, channel: channel, outcome: outcome)]
    case .answer(let paid, let reason):
      try filled("reason", reason)
      return [.vendorAnswered(paid: paid, reason: reason)]
    case .hear(let received, let note):
      try filled("note", note?.text)
      return [.customerHeard(received: received, note: note)]
    case .proof, .accept, .reject, .supportDeduction: return try evidence(command)
    case .requestPayout, .approve, .decline, .send, .sendIn, .settle, .fail, .reverse:
      return try payout(command)
    case .debit, .credit, .suspend, .block, .unblock, .flag, .keep: return try measure(command)
    case .remark(let text):
      try filled("text", text)
      return [.remarked(text: text)]
    case .note(let text):
      try filled("text", text)
      return [.noted(text: text)]
    case .signOff:
      try checker(.signOff)
      return [.signedOff(basis: dispute.basis(in: context.circumstances(of: dispute)))]
    case .escalate(let to, let reason, let about):
      try filled("reason", reason)
      let vendor = about == .vendor ? dispute.order?.vendor : nil
      return [.escalated(to: to, reason: reason, about: about, vendor: vendor)]
    case .find(let finding, let amount, let reason): return try find(finding, amount, reason)
    case .return(let instruction):
      try filled("instruction", instruction)
      try addressed()
      return [.returned(instruction: instruction)]
    case .park(let until, let reason):
      guard until > context.now else {
        throw .invalid(
          "until", Phrase("The time has passed: say when it comes back."), rule: "Parking")
      }
      try filled("reason", reason)
      return [.parked(until: until, reason: reason)]
    case .summarise(let text):
      try filled("text", text)
      return [.summarised(text: text)]
    case .mark(let status): return try mark(status)
    case .close(let seen): return try close(seen)
    case .applied(let item):
      guard dispute.outstanding.contains(item) else {
        throw .invalid("item", Phrase("Nothing is outstanding of: \(item.shown)."), rule: "Outside")
      }
      return [.outsideApplied(item: item)]
    case .reopen(let reason):
      try filled("reason", reason)
      return [.reopened(reason: reason)]
    case .merge(let target): return try merge(into: target)
    case .withdraw(let what): return [.withdrawn(what: what)]
    case .show: return [.personalDataShown]
    }
  }

  /// Refuses empty text; nil is text that was left out.
  func filled(_ field: String, _ text: String?) throws(Refusal) {
    guard let text, text.isBlank else { return }
    throw .invalid(field, Phrase("The \(field) is empty."))
  }

  /// Refuses an amount of nothing.
  func positive(_ amount: Money) throws(Refusal) {
    if amount <= .zero { throw .invalid("amount", Phrase("The amount is zero.")) }
  }

  /// Maker and checker are two people (procedure, "People").
  func checker(_ kind: Command.Kind) throws(Refusal) {
    switch Permission.of(kind).maker {
    case .asker:
      guard let payout = dispute.livePayout,
        let why = actor.doer.checkFault(of: payout.asker, Phrase("asked for this payout"))
      else { return }
      throw Refusal(
        .forbidden, Phrase("\(why): somebody else has to approve it."), rule: "Maker and checker")
    case .holder:
      guard let keeper = dispute.keeper,
        let why = actor.doer.checkFault(
          of: keeper, Phrase("holds this dispute"), byYou: Phrase("hold this dispute"))
      else { return }
      throw Refusal(
        .forbidden, Phrase("\(why): somebody else has to decide."), rule: "Maker and checker",
        remedy: keeper.person == actor.person ? .release : .assign)
    case nil: return
    }
  }

  /// What finance alone was asked, an ops manager does not decide.
  func addressed() throws(Refusal) {
    let asked = dispute.undecided
    guard !asked.isEmpty, !asked.contains(where: { $0.to.isOrYieldsTo(actor.role) }) else { return }
    throw Refusal(
      .forbidden,
      Phrase("The finance manager was asked: an ops manager cannot decide in their place."),
      rule: "Escalation")
  }

  private func relist(_ ticket: Ticket) throws(Refusal) -> [Fact] {
    if let mistake = ticket.mistake { throw .invalid(mistake.field, mistake.why.sentence) }
    let amendment = dispute.listed.correction(to: ticket, except: dispute.amendedFields)
    try admitAmended(amendment)
    return [.ticketRelisted(ticket: ticket, amendment: amendment)]
  }

  private func amend(_ amendment: TicketAmendment) throws(Refusal) -> [Fact] {
    guard !amendment.fields.isEmpty else {
      throw .invalid("fields", Phrase("Nothing is corrected: name a field."))
    }
    if amendment.received != nil, (amendment.tag ?? dispute.ticket.tag) == .customerNotPaid {
      throw .invalid(
        "received",
        Phrase("On Customer Not Paid nothing has come: correct the tag, or leave it out."))
    }
    try admitAmended(amendment)
    return [.ticketAmended(amendment: amendment)]
  }

  private func admitAmended(_ amendment: TicketAmendment) throws(Refusal) {
    if let mistake = dispute.ticket.amended(by: amendment).mistake {
      let field =
        mistake.field == "received" && amendment.received == nil ? "quoted" : mistake.field
      throw .invalid(field, mistake.why.sentence)
    }
    if let order = amendment.order, !order.text.isID { throw .noOrderID }
    // Money that is on its way or there belongs to the order that it was asked for.
    if let order = amendment.order, order != dispute.ticket.order,
      dispute.payouts.contains(where: { $0.state == .sent || $0.state == .settled })
    {
      throw Refusal(
        .inFlight, Phrase("A payout of this order is sent or settled: the order cannot change."),
        rule: "Payouts")
    }
  }

  private func record(_ order: OrderFacts) throws(Refusal) -> [Fact] {
    if let mistake = order.mistake { throw .invalid(mistake.field, mistake.why.sentence) }
    var after = dispute
    after.order = order
    let standing = after.readings(others: surroundings.siblings(of: dispute))
    return [
      .orderRecorded(
        order: order, disagreements: Disagreement.allCases.filter { standing[$0] != nil })
    ]
  }

  private func acknowledge(_ disagreement: Disagreement) throws(Refusal) -> [Fact] {
    let readings = dispute.readings(others: surroundings.siblings(of: dispute))
    guard let reading = readings[disagreement] else {
      throw .invalid("disagreement", Phrase("No such disagreement stands."), rule: "Step 2")
    }
    return [
      .disagreementAcknowledged(disagreement: disagreement, reading: reading.map { Personal($0) })
    ]
  }

  private func find(_ kind: FindingKind, _ amount: Money?, _ reason: String) throws(Refusal)
    -> [Fact]
  {
    if kind == .validDeduction {
      guard let amount, amount > .zero else {
        throw .invalid("amount", Phrase("A valid deduction needs its amount."), rule: "Findings")
      }
      guard amount + dispute.supportedByNotes < dispute.quoted else {
        throw .invalid(
          "amount",
          Phrase("All deductions together have to stay below the quoted \(dispute.quoted.short)."),
          rule: "Supporting")
      }
    } else if amount != nil {
      throw .invalid("amount", Phrase("Only a valid deduction has an amount."), rule: "Findings")
    }
    try filled("reason", reason)
    try checker(.find)
    try addressed()
    return [.found(finding: kind, amount: amount, reason: reason)]
  }

  private func mark(_ status: FinalStatus) throws(Refusal) -> [Fact] {
    guard dispute.leads(to: status, scenario) else {
      let now =
        scenario.map {
          Phrase("they lead to \(context.policy.wording(of: $0.status).name) (\($0.rawValue))")
        }
        ?? Phrase("no scenario holds yet: \(dispute.whatIsMissing(in: context))")
      throw .invalid(
        "status",
        Phrase("The facts do not lead to \(context.policy.wording(of: status).name); \(now)."),
        rule: "G3")
    }
    return [.statusMarked(status: status)]
  }

  private func close(_ seen: Int?) throws(Refusal) -> [Fact] {
    let failures = dispute.gateFailures(in: context, seen: seen)
    guard failures.isEmpty, let status = dispute.status else {
      throw Refusal(
        .gate,
        Phrase(
          "It cannot be closed: \(failures.map { Phrase("\($0.row.rawValue) \($0.why)") }.joined(separator: "; "))."
        ),
        rule: failures.first?.row.rawValue ?? "G3", missing: failures.map(\.row),
        remedy: failures.first { $0.remedy != nil }?.remedy)
    }
    let comment = dispute.ticketComment(status: status, in: context)
    return [.closed(status: status, scenario: scenario, comment: comment)]
  }

  private func merge(into target: TicketID) throws(Refusal) -> [Fact] {
    guard target != dispute.id else {
      throw .invalid("into", Phrase("A dispute is not merged into itself."), rule: "Merging")
    }
    let known = surroundings.siblings(of: dispute) + [surroundings.mergeTarget].compactMap(\.self)
    guard let into = known.first(where: { $0.id == target }) else {
      throw Refusal(.unknown, Phrase("There is no ticket \(target)."), rule: "Merging")
    }
    guard into.order == dispute.ticket.order else {
      throw .invalid(
        "into", Phrase("\(target) is of another order, \(into.order)."), rule: "Merging")
    }
    guard into.state != .merged else {
      throw .invalid(
        "into", Phrase("\(target) is merged itself: name the one that is left."), rule: "Merging")
    }
    guard (into.loggedAt, into.place) < (dispute.ticket.loggedAt, surroundings.place) else {
      throw .invalid(
        "into", Phrase("\(target) is the later ticket: merge that one into this one."),
        rule: "Merging")
    }
    guard dispute.livePayout == nil, dispute.settled.isZero else {
      throw Refusal(
        .inFlight, Phrase("A payout of this dispute is alive or settled: it cannot be merged."),
        rule: "Merging")
    }
    return [.merged(into: target)]
  }
}
