import Procedure

/// Step 3: one form for a contact with the vendor. Attempts, what was answered, and the proofs of it.
///
/// Parts that are not used record nothing; so the form serves a call that nobody took as well as a vendor who answers all
/// four questions at once.
enum VendorForm {
  /// The answer to “did you pay the customer?”.
  enum Payment: String, CaseIterable {
    case no, full, part

    var words: Phrase {
      switch self {
      case .no: Phrase("no")
      case .full: Phrase("yes, in full")
      case .part: Phrase("yes, in part")
      }
    }

    var shown: String { phrase(words) }

    init(of answer: VendorAnswer, due: Money) {
      self = answer.paid.isZero ? .no : answer.paid >= due ? .full : .part
    }
  }

  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.emptiness =
      phrase(
        "Nothing was typed yet: log a call\(sheet.context.bracketed(.logCall)), or say what the vendor answered."
      )
    offerKeys(dispute, &sheet)
    // What the ledger shows is looked at before anybody is called.
    for recorded in dispute.proofs where recorded.proof.entry != nil {
      show(recorded, on: dispute, phrase("Ledger"), &sheet)
    }
    // Whom to dial; once a proof is typed its rows need the room.
    if sheet.typed("proof.0") == nil, let phone = sheet.context.look?.vendorListing?.phone {
      sheet.fact(phrase("Phone"), phone.text)
    }
    let call = call(dispute, &sheet)
    let payment = answer(dispute, &sheet)
    if let call {
      // The call comes before the answer that it brought.
      sheet.steps.insert(call, at: 0)
      if sheet.summary.isEmpty { sheet.summary = callSummary(call.step) }
    }
    if payment != VendorForm.Payment.no || sheet.typed("proof.0") != nil {
      proofs(dispute, &sheet)
    }
    if sheet.form.intent == .logCall { keepOnly(call, &sheet) }
  }

  private static func offerKeys(_ dispute: Dispute, _ sheet: inout FormSheet) {
    sheet.hints.append(FormHint(.logCall, phrase("log a call")))
    let hasDrop = !sheet.context.drop.isEmpty
    sheet.hints.append(
      FormHint(.addProof, hasDrop ? phrase("add proof, newest drop") : phrase("add proof")))
    sheet.hints.append(FormHint(.message, phrase("message to vendor")))
    if dispute.proofs.contains(where: { $0.proof.sha256 != nil })
      || PaymentEvidence(sheet.typed("proof.0") ?? "").path != nil
    {
      sheet.hints.append(FormHint(.lookAtProof, phrase("look at proof")))
    }
    let isTyping = sheet.typed("proof.0").map { !$0.trimmed.isEmpty } ?? false
    if isTyping || dispute.proofs.contains(where: { $0.verdict == .waiting }) {
      sheet.hints.append(FormHint(.acceptHere, phrase("accept")))
      sheet.hints.append(
        FormHint(.leaveWaiting, isTyping ? phrase("leave waiting") : phrase("reject")))
    }
  }

  // MARK: Calls

  private static func call(_ dispute: Dispute, _ sheet: inout FormSheet) -> FormSheet.Planned? {
    sheet.fact(phrase("Calls"), calls(dispute, sheet.context), .text)
    let isAnswering = sheet.typed("didPay") != nil
    let wasReached = dispute.vendorContacts.contains { $0.outcome == .answered }
    let options =
      [FormOption("none", Phrase("none", sense: "no call"))]
      + Outcome.allCases.map { FormOption($0.rawValue, $0.shown) }
    let picked = sheet.pick(
      "outcome", phrase("New call"), options,
      suggestion: isAnswering && !wasReached ? Outcome.answered.rawValue : "none",
      need: .optional)
    guard let outcome = picked.flatMap(Outcome.init) else { return nil }
    let channel = sheet.choice(
      "channel", "  " + phrase("By", sense: "by which channel"), Channel.allCases,
      suggestion: dispute.vendorContacts.last?.channel ?? .phone, shown: \.shown)
    guard let channel else { return nil }
    return FormSheet.Planned(
      step: .command(.contact(party: .vendor, channel: channel, outcome: outcome)), names: [:],
      fields: ["outcome", "channel"])
  }

  private static func callSummary(_ step: FormStep) -> String {
    guard case .command(.contact(_, let channel, let outcome)) = step else { return "" }
    return phrase("call logged: \(channel.shown), \(outcome.shown)")
  }

  /// `13:14 phone, no answer · 14:02 WhatsApp, answered`; of an earlier day with the day.
  static func calls(_ dispute: Dispute, _ context: FormContext) -> String {
    let contacts = dispute.vendorContacts
    guard !contacts.isEmpty else { return phrase("none yet; the first starts the window") }
    let today = context.context.now.civil(offset: context.offset).day
    let words = contacts.suffix(4).map { contact in
      let time = contact.at.civil(offset: context.offset)
      let day = time.day == today ? "" : time.day.short + " "
      return
        "\(day)\(time.clock) \(phrase(contact.channel.shown)), \(phrase(contact.outcome.shown))"
    }
    let before = contacts.count - words.count
    return (before > 0 ? phrase("\(before) before", sense: "earlier calls") + "; " : "")
      + words.joined(separator: " \(context.glyphs.dot) ")
  }

  /// Leaves of the form what is logged of a call.
  private static func keepOnly(_ call: FormSheet.Planned?, _ sheet: inout FormSheet) {
    sheet.mistakes = []
    sheet.steps = call.map { [$0] } ?? []
    sheet.summary = call.map { callSummary($0.step) } ?? ""
    sheet.keepsOpen = true
  }

  // MARK: The answer

  private static func answer(_ dispute: Dispute, _ sheet: inout FormSheet) -> Payment? {
    let known = dispute.answer
    let payment = sheet.choice(
      "didPay", phrase("Did you pay the customer?"), Payment.allCases,
      suggestion: known.map { Payment(of: $0, due: dispute.due) }, need: .wanted, shown: \.words)
    guard let payment else { return nil }
    var paid: Money? = .zero
    if payment != .no {
      let wasSame = known.map { Payment(of: $0, due: dispute.due) == payment } ?? false
      let suggestion = wasSame ? known?.paid : payment == .full ? dispute.due : nil
      paid = sheet.money("paid", phrase("How much?"), suggestion: suggestion)
      if let paid, paid > dispute.quoted {
        sheet.remark(phrase("more than the quoted \(dispute.quoted.short)"), .warning)
      }
    }
    var reason = known?.reason
    if payment != .full || reason != nil || (paid.map { $0 != dispute.quoted } ?? false) {
      reason = sheet.text(
        "reason", phrase("Why the difference?"), suggestion: known?.reason ?? "", need: .wanted,
        placeholder: phrase("in the vendor’s words"))
    }
    guard let paid else { return payment }
    guard known?.paid != paid || known?.reason != reason else { return payment }
    sheet.record(
      .answer(paid: paid, reason: reason), names: ["paid": "paid", "reason": "reason"],
      fields: ["didPay", "paid", "reason"])
    let words =
      paid.isZero ? phrase("vendor did not pay") : phrase("vendor says it paid \(paid.short)")
    sheet.summary = words
    return payment
  }

  // MARK: Proofs

  private static func show(
    _ recorded: RecordedProof, on dispute: Dispute, _ label: String, _ sheet: inout FormSheet
  ) {
    sheet.fact(
      label, ProofWords.line(recorded, sheet.context),
      recorded.verdict == .waiting ? .waiting : .value)
    if let words = ProofWords.confirmation(of: recorded.proof, dispute, sheet.context) {
      sheet.say("  \(words)")
    }
    for warning in dispute.warnings(of: recorded, in: sheet.context.context) {
      sheet.say(
        "  \(sheet.context.glyphs.alarm) "
          + ProofWords.warning(warning, recorded.proof, dispute, sheet.context), .warning)
    }
  }

  private static func proofs(_ dispute: Dispute, _ sheet: inout FormSheet) {
    sheet.gap()
    for recorded in dispute.proofs where recorded.proof.entry == nil {
      show(recorded, on: dispute, phrase("Proof"), &sheet)
    }
    var index = 0
    while true {
      let standing = sheet.rehearsed().dispute ?? dispute
      let claimed = standing.claimed ?? .zero
      let unproven = (claimed - standing.paid).notBelowZero
      let isWaiting = standing.proofs.contains { $0.verdict == .waiting }
      sheet.proof(
        "proof.\(index)",
        index == 0 && dispute.proofs.isEmpty ? phrase("Proof") : phrase("Another proof"),
        need: unproven > .zero && !isWaiting && index == 0 ? .wanted : .optional)
      guard let typed = sheet.typed("proof.\(index)"), !typed.trimmed.isEmpty else { return }
      index += 1
    }
  }
}
