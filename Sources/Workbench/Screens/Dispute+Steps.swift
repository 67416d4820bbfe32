import Journal
import struct Journal.Look
import Procedure
import Terminal

/// What is known of the step that is looked at.
extension Model {
  func step(_ look: Look, _ assessment: Assessment, in sheet: inout Sheet) {
    let step = pane.step
    let dispute = look.dispute
    sheet.rule(
      phrase("Step \(step.rawValue) \(session.glyphs.dot) \(step.task)"),
      trailing: stepTrailing(look, assessment, step, nil))
    if let instruction = dispute.instruction, dispute.state == .open {
      sheet.entry(phrase("Came back"), "“\(said(instruction))”", .accent)
    }
    if let until = dispute.parkedUntil {
      sheet.entry(
        phrase("Parked"),
        phrase("until \(Moments.day(until, offset: session.offset, now: session.now))")
          + (dispute.parkedReason.map { ": \(said($0))" } ?? ""), .waiting)
    }
    switch step {
    case .ticket: ticketStep(dispute, in: &sheet)
    case .order: orderStep(look, assessment, in: &sheet)
    case .vendor: vendorStep(look, assessment, in: &sheet)
    case .action: actionStep(dispute, assessment, in: &sheet)
    case .close: closeStep(look, assessment, in: &sheet)
    }
  }

  /// When the window closes and how much of it is left, in the rule over Step 3.
  func stepTrailing(
    _ look: Look, _ assessment: Assessment, _ step: Step, _ form: FormKind?
  ) -> String {
    guard step == .vendor, form == nil || form == .vendor, look.dispute.state == .open,
      let window = assessment.window
    else { return "" }
    let when = Moments.clock(window.lapsesAt, now: session.now, offset: session.offset)
    guard !window.hasLapsed(at: session.now) else { return phrase("window lapsed \(when)") }
    let left = Moments.left(until: window.lapsesAt, from: session.now)
    return title([phrase("window closes \(when)"), phrase("\(left) left")])
  }

  private func ticketStep(_ dispute: Dispute, in sheet: inout Sheet) {
    let ticket = dispute.ticket
    sheet.entry(
      phrase("Logged"), Moments.day(ticket.loggedAt, offset: session.offset), .value)
    sheet.entry(phrase("Complaint"), "“\(said(ticket.complaint.text))”", .quote)
    if let received = ticket.received {
      sheet.entry(phrase("Received"), phrase("\(received.shown), says the ticket"))
    }
    sheet.entry(
      phrase("Attached"),
      ticket.attachments.isEmpty ? phrase("nothing") : ticket.attachments.joined(separator: ", "),
      ticket.attachments.isEmpty ? .dim : .value)
    if !dispute.amendedFields.isEmpty {
      sheet.entry(
        phrase("Corrected"), phrase(dispute.amendedFields.shown))
    }
    sheet.entry(
      phrase("Review"), dispute.isReviewed ? phrase("confirmed") : phrase("to be confirmed"),
      dispute.isReviewed ? .good : .text)
  }

  private func orderStep(_ look: Look, _ assessment: Assessment, in sheet: inout Sheet) {
    guard let order = look.dispute.order else {
      sheet.entry(phrase("Order"), phrase("not recorded yet"), .dim)
      if let listing = look.listing {
        sheet.entry(
          phrase("Listed"),
          phrase(
            "\(listing.device), invoice \(listing.facts.invoice.short), \(listing.facts.vendor), pickup \(listing.facts.pickup.shown)"
          )
        )
      }
      return
    }
    if let device = look.listing?.device { sheet.entry(phrase("Device"), device) }
    sheet.entry(phrase("Customer"), order.customer?.text ?? phrase("not named"))
    sheet.entry(
      phrase("Marked", sense: "the payment, on the order"),
      order.paymentMarked ? phrase("payment marked: yes") : phrase("payment marked: no"))
    for (index, note) in order.notes.enumerated() {
      guard let amount = look.dispute.supported[index] else { continue }
      sheet.entry(phrase("Supported"), phrase("\(amount.short) by “\(said(note.text))”"), .good)
    }
    for (disagreement, isAcknowledged) in assessment.disagreements {
      let reading = reading(disagreement, look)
      sheet.entry(
        session.glyphs.unequal, isAcknowledged ? phrase("\(reading), seen") : reading,
        isAcknowledged ? .dim : .warning,
        after: isAcknowledged ? nil : Sheet.Piece(keyed(.acknowledge), .key))
    }
    if assessment.disagreements.isEmpty {
      sheet.entry(phrase("Ticket"), phrase("agrees with the order"), .good)
    }
  }

  /// How a disagreement of ticket and order reads.
  func reading(_ disagreement: Disagreement, _ look: Look) -> String {
    let dispute = look.dispute
    switch disagreement {
    case .invoice:
      return phrase(
        "quoted \(dispute.quoted.short), invoice \(dispute.order?.invoice.short ?? "–")")
    case .quoted:
      return phrase(
        "quoted \(dispute.quoted.short) on the ticket, \(dispute.order?.quoted?.short ?? "–") on the order"
      )
    case .paymentMarked: return phrase("payment is marked “yes”, the ticket says Customer Not Paid")
    case .customer:
      return dispute.order?.customer.map { phrase("the order belongs to \($0.text)") }
        ?? phrase("the order belongs to another")
    case .duplicateOrder:
      let others = (look.surroundings.orders[dispute.ticket.order] ?? []).filter {
        $0.id != dispute.id && $0.state != .merged
      }
      return phrase(
        "the order has another dispute: \(others.map(\.id.text).joined(separator: ", "))")
    }
  }

  private func vendorStep(_ look: Look, _ assessment: Assessment, in sheet: inout Sheet) {
    let dispute = look.dispute
    // What the ledger shows is looked at before anybody is called.
    for recorded in dispute.proofs where recorded.proof.entry != nil {
      proof(recorded, look, in: &sheet)
    }
    contacts(dispute, .vendor, phrase("Calls"), in: &sheet)
    if dispute.contacts.contains(where: { $0.party == .customer }) {
      contacts(dispute, .customer, phrase("Customer"), in: &sheet)
    }
    if let answer = dispute.answer {
      let when = Moments.clock(answer.at, now: session.now, offset: session.offset)
      sheet.entry(
        phrase("Answer"),
        answer.paid.isZero
          ? phrase("it paid nothing, \(when)") : phrase("it paid \(answer.paid.shown), \(when)"))
      if let reason = answer.reason { sheet.entry(phrase("Reason"), "“\(said(reason))”", .quote) }
    } else {
      sheet.entry(phrase("Answer"), phrase("none yet"), .dim)
    }
    if let heard = dispute.heard {
      sheet.entry(phrase("Customer"), phrase("says \(heard.shown) has come"))
    }
    for recorded in dispute.proofs where recorded.proof.entry == nil {
      proof(recorded, look, in: &sheet)
    }
  }

  private func contacts(
    _ dispute: Dispute, _ party: Party, _ label: String, in sheet: inout Sheet
  ) {
    let calls = dispute.contacts.filter { $0.party == party }.map {
      let when = Moments.clock($0.at, now: session.now, offset: session.offset)
      return $0.round < dispute.reopenings
        ? phrase("\(when) \($0.channel.shown), \($0.outcome.shown) (before the reopening)")
        : phrase("\(when) \($0.channel.shown), \($0.outcome.shown)")
    }
    sheet.entry(
      label, calls.isEmpty ? phrase("none yet") : title(calls), calls.isEmpty ? .dim : .value)
  }

  private func proof(_ recorded: RecordedProof, _ look: Look, in sheet: inout Sheet) {
    let proof = recorded.proof
    var text = phrase(proof.kind.shown)
    if let reference = proof.reference {
      text += " \(reference)"
      if let decoded = PaymentReference.decoded(
        reference, kind: proof.kind, asOf: recorded.recordedAt), let day = decoded.day
      {
        text += " = \(day.short)" + (decoded.hour.map { " " + phrase("\($0)h") } ?? "")
      }
    }
    text += ", \(proof.amount.short), \(phrase(recorded.verdict.shown))"
    let role: Terminal.Role =
      switch recorded.verdict {
      case .waiting: .waiting
      case .accepted: .good
      case .rejected: .disabled
      }
    sheet.entry(proof.entry == nil ? phrase("Proof \(proof.id)") : phrase("Ledger"), text, role)
    if let source = ProofWords.source(of: proof, formContext) {
      sheet.entry("", source, .dim)
    }
    if let words = ProofWords.confirmation(of: proof, look.dispute, formContext) {
      sheet.entry("", words, .good)
    }
    if let file = proof.file { sheet.entry("", said(file), .link) }
    if let payee = proof.payee { sheet.entry("", phrase("to \(personal(payee))"), .dim) }
    for warning in look.dispute.warnings(of: recorded, in: session.context(look)) {
      let words =
        warning == .contradictsStatement
        ? ProofWords.warning(warning, proof, look.dispute, formContext) : phrase(warning.shown)
      sheet.entry("", phrase("\(session.glyphs.alarm) \(words)"), .warning)
    }
    if let reason = recorded.reason { sheet.entry("", phrase("because: \(said(reason))"), .dim) }
  }

  private func actionStep(_ dispute: Dispute, _ assessment: Assessment, in sheet: inout Sheet) {
    let before = sheet.rows.count
    defer { if sheet.rows.count == before { sheet.say(phrase("Nothing is recorded yet."), .dim) } }
    for payout in dispute.payouts {
      var text = phrase(
        "\(payout.amount.shown), \(payout.standing), asked for by \(payout.asker.shown)")
      if let decider = payout.decider { text += ", " + phrase("decided by \(decider.shown)") }
      if let reference = payout.reference { text += ", " + phrase("reference \(reference)") }
      if let reason = payout.reason { text += ": \(said(reason))" }
      sheet.entry(phrase("Payout"), text, payout.role)
    }
    for (vendor, amount) in dispute.debited.sorted(by: { $0.key.text < $1.key.text })
    where !amount.isZero {
      sheet.entry(phrase("Credits"), phrase("\(amount.short) taken from \(vendor)"))
    }
    for escalation in dispute.escalations {
      let (to, by) = (escalation.to.shown, escalation.asker.shown)
      let (reason, state) = (said(escalation.reason), escalation.state.shown)
      sheet.entry(
        phrase("Escalated"),
        escalation.about == .vendor
          ? phrase("the vendor, to the \(to) by \(by): \(reason) (\(state))")
          : phrase("to the \(to) by \(by): \(reason) (\(state))"),
        escalation.state == .undecided ? .waiting : .dim)
    }
    for question in assessment.vendor?.questions ?? [] where question.dispute != dispute.id {
      sheet.entry(
        phrase("Vendor"), phrase("asked on \(question.dispute): \(said(question.reason))"), .waiting
      )
    }
    if let finding = dispute.finding {
      let (kind, by, reason) = (finding.kind.shown, finding.finder.shown, said(finding.reason))
      sheet.entry(
        phrase("Found"),
        finding.amount.map { phrase("\(kind) of \($0.short) by \(by): \(reason)") }
          ?? phrase("\(kind) by \(by): \(reason)"))
    }
    if let signOff = dispute.signOff {
      sheet.entry(phrase("Signed off"), phrase("by \(signOff.giver.shown)"), .good)
    }
    if let remarks = dispute.remarks { sheet.entry(phrase("Remarks"), said(remarks)) }
    for note in dispute.notes { sheet.entry(phrase("Note"), said(note)) }
  }

  private func closeStep(_ look: Look, _ assessment: Assessment, in sheet: inout Sheet) {
    let dispute = look.dispute
    if let summary = dispute.summary {
      sheet.entry(phrase("Summary"), said(summary))
    } else {
      let draft = dispute.draftedSummary(in: session.context(look))
      sheet.entry(
        phrase("Draft"), draft.isEmpty ? phrase("none before a scenario holds") : said(draft), .dim)
    }
    sheet.entry(
      phrase("Status"),
      dispute.status.map { session.desk.policy.wording(of: $0).name } ?? phrase("not marked"),
      dispute.status == nil ? .dim : .good)
    for item in OutsideItem.allCases where dispute.outstanding.contains(item) {
      sheet.entry(phrase("To do"), phrase("\(item.shown), not confirmed yet"), .waiting)
    }
  }

  /// `[o] order`, beside what it mends; on a page `(order)`.
  func keyed(_ id: ActionID) -> String {
    session.hasKeys ? bracketed(id) : "(\(Action.of(id).word))"
  }
}

extension Step {
  /// What is done in it.
  fileprivate var task: String {
    switch self {
    case .ticket: phrase("Look at the ticket")
    case .order: phrase("Look at the order")
    case .vendor: phrase("Ask the vendor")
    case .action: phrase("Act")
    case .close: phrase("Close", sense: "what one does")
    }
  }
}

extension Payout {
  fileprivate var role: Terminal.Role {
    switch state {
    case .asked, .approved, .sent: .waiting
    case .settled: .good
    case .declined, .failed, .reversed: .bad
    case .void: .disabled
    }
  }
}
