import Journal
import struct Journal.Look
import Procedure
import Terminal

/// What was recorded on several disputes at once, and can be taken back at once.
struct BulkDone: Sendable {
  /// On each dispute, the version that it made.
  var versions: [TicketID: Int]
  /// The disputes, in the order in which they were done.
  var disputes: [TicketID]
  /// What they are by it: `assigned to dev`.
  var past: String
}

/// Taking back: what was recorded last, shown first, and recorded as something new.
extension Model {
  /// Shows what would be taken back: of several that were just done together all of it, else the last thing of the dispute.
  mutating func takeBack() {
    guard !isCutOff() else { return }
    if focus == .list, let bulk { return takeBack(bulk) }
    if focus == .list, !marks.isEmpty {
      return rehearse(
        .takingBack(versions: [:]), on: marks, past: "taken back", from: "")
    }
    guard let ticket = pane.ticket else { return }
    let number = openPreview(.undo, "Take back", of: ticket)
    send(.undoing(number: number, ticket))
  }

  private mutating func takeBack(_ bulk: BulkDone) {
    rehearse(
      .takingBack(versions: bulk.versions), on: bulk.disputes, past: "taken back", from: "")
  }

  /// Takes in what happened to the dispute: what of it can be taken back, and with what.
  mutating func receive(
    undoing number: Int, _ ticket: TicketID, _ look: Look?, _ history: [NumberedEvent]
  ) {
    guard case .preview(let screen) = overlay, screen.number == number else { return }
    guard let look else {
      overlay = nil
      return say("There is no such dispute any more.", .refusal)
    }
    do throws(Refusal) {
      let undoing = try Undoing(
        of: history.map(\.event), on: ticket, by: session.actor, at: session.now)
      let words = words(of: undoing.event)
      preview(
        [undoing.command], rows: rows(of: undoing, now: look.dispute), on: look,
        version: history.last?.version ?? 0, summary: "Taken back: \(words).", in: screen)
    } catch {
      overlay = nil
      say(error)
    }
  }

  private func rows(of undoing: Undoing, now dispute: Dispute) -> [PreviewScreen.Row] {
    let event = undoing.event
    let at = Moments.day(event.at, offset: session.offset)
    var rows = [
      PreviewScreen.Row(label: "Taken back", text: words(of: event), role: .value),
      PreviewScreen.Row(label: "Recorded", text: "by \(event.doer.shown), \(at)", role: .text),
      PreviewScreen.Row(
        label: "Stands again",
        text: undoing.command.standing(after: undoing, now: dispute, session.offset), role: .good),
    ]
    rows += undoing.fallen.enumerated().map { place, fact in
      PreviewScreen.Row(
        label: place == 0 ? "Stays fallen" : "",
        text: fact.words(offset: session.offset, masked: !pane.isUnmasked), role: .warning)
    }
    rows += undoing.passed.enumerated().map { place, event in
      PreviewScreen.Row(
        label: place == 0 ? "Stays as it is" : "", text: "\(words(of: event)), \(event.doer.shown)",
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
  fileprivate func standing(after undoing: Undoing, now dispute: Dispute, _ offset: Int) -> String {
    switch self {
    case .release, .withdraw(.assignment): "nobody holds it"
    case .claim: "you hold it"
    case .assign(let person): "\(person) holds it"
    case .amend(let back): "the ticket with \(back.words)"
    case .order(let order):
      "the order as it was: \(order.vendor), invoice \(order.invoice.short), pickup \(order.pickup.rawValue)"
    case .reject(let id, _) where undoing.before.proof(id) == nil:
      "no proof \(id): it stays in the list as rejected, “\(Undoing.mistaken)”"
    case .accept(let id, _): "proof \(id) accepted"
    case .reject(let id, _): "proof \(id) rejected"
    case .supportDeduction(let amount, let note):
      amount.isZero
        ? "no deduction by note \(note + 1)"
        : "a deduction of \(amount.short) by note \(note + 1)"
    case .remark(let text): "the remarks before: \(text)"
    case .summarise(let text): "the summary before: \(text)"
    case .mark(let status): "the status before: \(status.plain)"
    case .park(let until, _): "parked until \(Moments.day(until, offset: offset))"
    case .withdraw(let what): what.standing(dispute)
    default: "as it was before"
    }
  }
}

extension Withdrawal {
  /// What stands once it is taken back from a dispute.
  fileprivate func standing(_ dispute: Dispute) -> String {
    switch self {
    case .review: "the ticket is not reviewed"
    case .order: "no order is recorded"
    case .acknowledgement(let disagreement): "not seen: \(disagreement.shown)"
    case .contact:
      dispute.contacts.dropLast().last.map {
        "the contact before: \($0.party.rawValue) by \($0.channel.shown), \($0.outcome.shown)"
      } ?? "nobody was tried"
    case .answer:
      dispute.formerAnswers.last.map { "the answer before: \($0.paid.short)" }
        ?? "no answer of the vendor"
    case .word:
      dispute.formerWords.last.map { "the word before: \($0.short)" }
        ?? "what the ticket says: \((dispute.ticket.received ?? .zero).short)"
    case .verdict(let proof): "proof \(proof) waits"
    case .remarks: "no remarks"
    case .summary: "no summary"
    case .status: "no final status"
    case .parking: "not parked"
    case .escalation: "nobody is asked"
    case .assignment: "nobody holds it"
    }
  }
}
