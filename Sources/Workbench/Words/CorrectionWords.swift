import Procedure

/// What a correction changed: what stood before, and what stands since.
extension Fact {
  /// Whether something that was recorded before may read otherwise by it.
  var canCorrect: Bool {
    switch self {
    case .ticketAmended, .ticketRelisted, .orderRecorded, .vendorAnswered, .customerHeard,
      .deductionSupported, .remarked, .summarised, .statusMarked, .parked, .assigned, .withdrawn:
      true
    default: false
    }
  }

  /// The fact in words, with what it changed on a dispute as old and new.
  func words(correcting before: Dispute?, offset: Int, masked: Bool, arrow: String) -> String {
    let words = words(offset: offset, masked: masked)
    guard let before else { return words }
    func said(_ text: String) -> String { "“\(masked ? text.discreet : text)”" }
    func since(_ old: String?) -> String { old.map { phrase("\(words) (before: \($0))") } ?? words }
    switch self {
    case .ticketAmended(let amendment):
      let changes = before.ticket.changes(amendment, masked: masked, arrow: arrow)
      return changes.isEmpty ? words : phrase("ticket corrected: \(changes)")
    case .ticketRelisted(_, let amendment):
      let changes = before.ticket.changes(amendment, masked: masked, arrow: arrow)
      return changes.isEmpty ? words : phrase("ticket listed anew: \(changes)")
    case .orderRecorded(let order, _):
      guard let former = before.order else { return words }
      let changes = former.changes(order, masked: masked, arrow: arrow, offset: offset)
      return changes.isEmpty
        ? phrase("order recorded again, the same") : phrase("order corrected: \(changes)")
    case .vendorAnswered: return since(before.answer.map(\.paid.short))
    case .customerHeard: return since(before.heard.map(\.short))
    case .deductionSupported(_, let note): return since(before.supported[note].map(\.short))
    case .remarked: return since(before.remarks.map(said))
    case .summarised: return since(before.summary.map(said))
    case .statusMarked: return since(before.status.map(\.plain))
    case .parked: return since(before.parkedUntil.map { Moments.day($0, offset: offset) })
    case .assigned: return since(before.holder.map(\.text))
    case .withdrawn(let what): return since(what.taken(from: before, offset: offset))
    default: return words
    }
  }
}

extension Ticket {
  /// What an amendment changes, as `quoted ₹10,000 → ₹9,000`.
  fileprivate func changes(_ amendment: TicketAmendment, masked: Bool, arrow: String) -> String {
    var changes: [String] = []
    let none = phrase("none")
    func changed(_ label: String, _ old: String?, _ new: String?) {
      if let new, new != old { changes.append("\(label) \(old ?? none) \(arrow) \(new)") }
    }
    func shown(_ personal: Personal?) -> String? { masked ? personal?.text.hidden : personal?.text }
    changed(phrase("tag"), phrase(tag.shown), amendment.tag.map { phrase($0.shown) })
    changed(phrase("customer"), customer.text, amendment.customer?.text)
    if let phone = amendment.phone, phone != self.phone {
      changes.append(
        "\(phrase("phone")) \(shown(self.phone) ?? none) \(arrow) \(shown(phone) ?? none)")
    }
    changed(phrase("order"), order.text, amendment.order?.text)
    changed(phrase("quoted"), quoted.short, amendment.quoted?.short)
    changed(phrase("received"), received?.short, amendment.received?.short)
    func said(_ text: String) -> String { "“\(masked ? text.discreet : text)”" }
    changed(phrase("complaint"), said(complaint.text), amendment.complaint.map { said($0.text) })
    return changes.joined(separator: ", ")
  }
}

extension OrderFacts {
  /// What another version of the order says otherwise.
  func changes(
    _ other: OrderFacts, masked: Bool, arrow: String, offset: Int
  ) -> String {
    var changes: [String] = []
    let none = phrase("none")
    func changed(_ label: String, _ old: String?, _ new: String?) {
      if new != old { changes.append("\(label) \(old ?? none) \(arrow) \(new ?? none)") }
    }
    changed(phrase("pickup"), phrase(pickup.shown), phrase(other.pickup.shown))
    changed(
      phrase("picked up"), pickedUpAt.map { Moments.day($0, offset: offset) },
      other.pickedUpAt.map { Moments.day($0, offset: offset) })
    changed(phrase("invoice"), invoice.short, other.invoice.short)
    changed(phrase("vendor"), vendor.text, other.vendor.text)
    func word(_ isMarked: Bool) -> String { isMarked ? phrase("yes") : phrase("no") }
    changed(phrase("payment marked"), word(paymentMarked), word(other.paymentMarked))
    changed(phrase("notes"), notes.words, other.notes.words)
    if payTo != other.payTo {
      func shown(_ personal: Personal?) -> String {
        (masked ? personal?.text.hidden : personal?.text) ?? none
      }
      changes.append("\(phrase("pay to")) \(shown(payTo)) \(arrow) \(shown(other.payTo))")
    }
    changed(phrase("customer"), customer?.text, other.customer?.text)
    changed(phrase("quoted"), quoted?.short, other.quoted?.short)
    return changes.joined(separator: ", ")
  }
}

extension [PickupNote] {
  fileprivate var words: String? {
    isEmpty
      ? nil
      : map { "“\($0.text)”" + ($0.amount.map { " \($0.short)" } ?? "") }
        .joined(separator: ", ")
  }
}

extension Withdrawal {
  /// What stood on a dispute before it was taken back; nil where the name says it all.
  fileprivate func taken(from dispute: Dispute, offset: Int) -> String? {
    switch self {
    case .contact:
      dispute.contacts.last.map {
        phrase("\($0.party.shown) by \($0.channel.shown), \($0.outcome.shown)")
      }
    case .answer: dispute.answer.map(\.paid.short)
    case .word: dispute.heard.map(\.short)
    case .verdict(let proof): dispute.proof(proof).map { phrase($0.verdict.shown) }
    case .acknowledgement(let disagreement): phrase(disagreement.shown)
    case .remarks: dispute.remarks.map { "“\($0)”" }
    case .summary: dispute.summary.map { "“\($0)”" }
    case .status: dispute.status.map(\.plain)
    case .parking: dispute.parkedUntil.map { Moments.day($0, offset: offset) }
    case .assignment: dispute.holder.map(\.text)
    case .review, .order, .escalation: nil
    }
  }
}
