import Journal
import struct Journal.Look
import Procedure
import Terminal

/// What was recorded on several disputes at once, and can be taken back at once.
struct BulkDone: Sendable {
  /// On each dispute, the versions that it made.
  var versions: [TicketID: Range<Int>]
  /// The disputes, in the order in which they were done.
  var disputes: [TicketID]
  /// What they are by it: `assigned to dev`.
  var past: String
}

extension BulkDone {
  /// What was recorded of the same on several disputes; nil where nothing was.
  init?(_ all: [Message.Performed]) {
    self.init(versions: [:], disputes: [], past: phrase("tried", sense: "several disputes"))
    for performed in all where !performed.facts.isEmpty {
      guard let version = performed.look?.dispute.version else { continue }
      disputes.append(performed.performance.dispute)
      versions[performed.performance.dispute] = version - performed.facts.count + 1..<version + 1
    }
    if disputes.isEmpty { return nil }
  }
}

/// Taking back: what was recorded last, shown first, and recorded as something new.
extension Model {
  /// Shows what would be taken back of the dispute: its last thing.
  mutating func takeBack() {
    guard !isCutOff() else { return }
    guard let ticket = pane.ticket else { return }
    let number = openPreview(.undo, phrase("Take back"), of: ticket)
    send(.undoing(number: number, ticket))
  }

  /// Where no one dispute is looked at: has all that was just recorded together taken back, or the last thing of each that is
  /// marked; gives whether it is about several.
  mutating func takesBackSeveral() -> Bool {
    guard focus != .dispute, forms.isEmpty else { return false }
    if let bulk {
      rehearse(
        .takingBack(versions: bulk.versions), on: bulk.disputes,
        past: phrase("taken back", sense: "several disputes"), from: "")
    } else if focus == .list, !marks.isEmpty {
      rehearse(
        .takingBack(versions: [:]), on: marks,
        past: phrase("taken back", sense: "several disputes"), from: "")
    } else if focus == .screen {
      say(phrase("Nothing was just recorded on several disputes at once."), .refusal)
    } else {
      return false
    }
    return true
  }

  /// Takes in what happened to the dispute: what of it can be taken back, and with what.
  mutating func receive(
    undoing number: Int, _ ticket: TicketID, _ look: Look?, _ history: [NumberedEvent]
  ) {
    guard case .preview(let screen) = overlay, screen.number == number else { return }
    guard let look else {
      overlay = nil
      return say(phrase("There is no such dispute any more."), .refusal)
    }
    do throws(Refusal) {
      let undoing = try Undoing(
        of: history.map(\.event), on: ticket, by: session.actor, at: session.now)
      let words = words(of: undoing.event)
      preview(
        [undoing.command], rows: rows(of: undoing, now: look.dispute), on: look,
        version: history.last?.version ?? 0, summary: phrase("Taken back: \(words)").sentence,
        in: screen)
    } catch {
      overlay = nil
      say(error)
    }
  }

  private func rows(of undoing: Undoing, now dispute: Dispute) -> [PreviewScreen.Row] {
    let event = undoing.event
    let at = Moments.day(event.at, offset: session.offset)
    var rows = [
      PreviewScreen.Row(label: phrase("Taken back"), text: words(of: event), role: .value),
      PreviewScreen.Row(
        label: phrase("Recorded"), text: phrase("by \(event.doer.shown), \(at)"), role: .text),
      PreviewScreen.Row(
        label: phrase("Stands again"),
        text: undoing.command.standing(
          after: undoing, now: dispute, session.glyphs.arrow, session.offset), role: .good),
    ]
    rows += undoing.fallen.enumerated().map { place, fact in
      PreviewScreen.Row(
        label: place == 0 ? phrase("Stays fallen") : "",
        text: fact.words(offset: session.offset, masked: !pane.isUnmasked), role: .warning)
    }
    rows += undoing.passed.enumerated().map { place, event in
      PreviewScreen.Row(
        label: place == 0 ? phrase("Stays as it is") : "",
        text: phrase("\(words(of: event)), \(event.doer.shown)"),
        role: .text)
    }
    return rows
  }

  private func words(of event: Event) -> String {
    event.fact.words(offset: session.offset, masked: !pane.isUnmasked)
  }
}

extension Command {
  /// What would stand again once it has taken something back.
  fileprivate func standing(
    after undoing: Undoing, now dispute: Dispute, _ arrow: String, _ offset: Int
  ) -> String {
    switch self {
    case .release, .withdraw(.assignment): phrase("nobody holds it")
    case .claim: phrase("you hold it")
    case .assign(let person): phrase("\(person) holds it")
    case .amend(let back): phrase("the ticket with \(back.words)")
    case .order(let order):
      phrase(
        "the order as it was: \(dispute.order?.changes(order, masked: true, arrow: arrow, offset: offset) ?? order.vendor.text)"
      )
    case .reject(let id, _) where undoing.before.proof(id) == nil:
      phrase("no proof \(id): it stays in the list as rejected, “\(Undoing.mistaken)”")
    case .accept(let id, _): phrase("proof \(id) accepted")
    case .reject(let id, _): phrase("proof \(id) rejected")
    case .supportDeduction(let amount, let note):
      amount.isZero
        ? phrase("no deduction by note \(note + 1)")
        : phrase("a deduction of \(amount.short) by note \(note + 1)")
    case .remark(let text): phrase("the remarks before: \(text)")
    case .summarise(let text): phrase("the summary before: \(text)")
    case .mark(let status): phrase("the status before: \(status.plain)")
    case .park(let until, _): phrase("parked until \(Moments.day(until, offset: offset))")
    case .withdraw(let what): what.standing(dispute)
    default: phrase("as it was before")
    }
  }
}

extension Withdrawal {
  /// What stands once it is taken back from a dispute.
  fileprivate func standing(_ dispute: Dispute) -> String {
    switch self {
    case .review: phrase("the ticket is not reviewed")
    case .order: phrase("no order is recorded")
    case .acknowledgement(let disagreement): phrase("not seen: \(disagreement.shown)")
    case .contact:
      dispute.contacts.dropLast().last.map {
        phrase(
          "the contact before: \($0.party.shown) by \($0.channel.shown), \($0.outcome.shown)")
      } ?? phrase("nobody was tried")
    case .answer:
      dispute.formerAnswers.last.map { phrase("the answer before: \($0.paid.short)") }
        ?? phrase("no answer of the vendor")
    case .word:
      dispute.formerWords.last.map { phrase("the word before: \($0.short)") }
        ?? phrase("what the ticket says: \((dispute.ticket.received ?? .zero).short)")
    case .verdict(let proof): phrase("proof \(proof) waits")
    case .remarks: phrase("no remarks")
    case .summary: phrase("no summary")
    case .status: phrase("no final status")
    case .parking: phrase("not parked")
    case .escalation: phrase("nobody is asked")
    case .assignment: phrase("nobody holds it")
    }
  }
}
