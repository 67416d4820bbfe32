import Journal
import Procedure
import Terminal

/// Recording, and what came of it.
extension Model {
  /// Records one command on the dispute that is shown.
  mutating func perform(_ command: Command, _ action: Action) {
    guard let dispute = pane.look?.dispute else { return }
    if let refusal = refusal(of: action) { return say(refusal) }
    record([.command(command)], on: dispute.id, seen: dispute.version, from: .action(action.id))
  }

  /// Records steps; one recording is under way at a time.
  mutating func record(
    _ steps: [FormStep], on dispute: TicketID, seen: Int?, from origin: Performance.Origin,
    saying summary: String? = nil
  ) {
    guard !isCutOff() else { return }
    let performance = Performance(
      number: number(), dispute: dispute, steps: steps, actor: session.actor, expected: seen,
      origin: origin, summary: summary)
    performing = performance
    send(.perform(performance))
  }

  /// Says the core's refusal, word for word, with the key that mends it, unless this person's role never may.
  mutating func say(_ refusal: Refusal) {
    let mend = refusal.remedy.flatMap(Action.leading)
    let isForbidden = mend.flatMap { self.refusal(of: $0) }?.reason == .forbidden
    say(phrase(refusal.said), .refusal, mend: isForbidden ? nil : mend?.id)
    notice?.refusal = refusal
  }

  mutating func receive(_ performed: Message.Performed) {
    guard performed.performance.number == performing?.number else { return }
    performing = nil
    let dispute = performed.performance.dispute
    if let look = performed.look {
      if performed.isNewTicket, case .recorded = performed.end { showNew(dispute) }
      receive(dispute, look)
    }
    switch performed.performance.origin {
    case .action(let id): end(performed, action: .of(id))
    case .form(let key, let submission): end(performed, form: key, submission)
    }
    if performed.clockWasBack, notice == nil || notice?.tone == .good {
      say(
        phrase(
          "Recorded; the clock stands before the latest event, so that event's time was taken."),
        .trouble)
    }
    if !performed.facts.isEmpty {
      bulk = nil
      remember(performed)
      takeIn(performed)
    }
    refresh(includingDispute: performed.look == nil)
    if pane.history != nil, pane.ticket == dispute { send(.history(dispute)) }
  }

  private mutating func showNew(_ ticket: TicketID) {
    pane = DisputePane(ticket: ticket)
    focus = .dispute
  }

  private mutating func end(_ performed: Message.Performed, action: Action) {
    switch performed.end {
    case .recorded:
      if action.id == .unmask { unmask(seen: performed.performance.expected) }
      say(
        performed.performance.summary ?? performed.words(offset: session.offset)
          ?? Action.holdsAlready,
        .good)
    case .refused(let refusal):
      say(refusal)
      let steps = performed.performance.steps.count
      guard performed.done > 0, steps > 1 else { break }
      let rest =
        performed.done == 1
        ? phrase("Of \(steps) steps the first 1 is recorded, the rest is not done.")
        : phrase(
          "Of \(steps) steps the first \(performed.done) are recorded, the rest is not done.")
      notice?.text += " " + rest
    case .failed(let sentence): say(sentence, .trouble)
    case .conflict(let events): showConflict(performed, events, typed: [])
    }
  }

  /// What some facts bring with them on the screen.
  private mutating func takeIn(_ performed: Message.Performed) {
    for fact in performed.facts {
      if case .closed(_, _, let comment) = fact {
        present(comment, of: performed.performance.dispute)
      }
    }
    pane.lookedAt = nil
    pane.past = nil
    renewEvidence()
  }

  mutating func receive(_ taken: Message.NextTaken) {
    isTakingNext = false
    if let trouble = taken.trouble { return say(trouble, .trouble) }
    guard let row = taken.row else {
      return say(phrase("Nothing asks for your work now."), .good)
    }
    if pane.ticket != row.ticket { pane = DisputePane(ticket: row.ticket) }
    focus = .dispute
    if let index = queue.rows.firstIndex(where: { $0.ticket == row.ticket }) {
      queue.place(at: index, visible: visibleRows)
    }
    receive(row.ticket, taken.look)
    if Layout(self).around != nil { send(.history(row.ticket)) }
    let claimed = taken.wasClaimed ? " " + phrase("You hold it now.") : ""
    say("\(row.ticket): \(why(row))" + claimed, .info)
    if taken.wasClaimed { refresh(includingDispute: false) }
  }

  /// Why a row is the next one.
  private func why(_ row: QueueRow) -> String {
    let now = session.now
    switch row.attention.kind {
    case .window:
      return row.attention.at <= now
        ? phrase("the vendor's window has lapsed.")
        : phrase(
          "the vendor's window closes in \(Moments.left(until: row.attention.at, from: now)).")
    case .cameBack: return phrase("a decision or the bank's word has come back.")
    case .settled: return phrase("the payout is settled, it can be closed.")
    case .begun: return phrase("it was begun and not finished.")
    case .new: return phrase("the oldest ticket that nobody has looked at.")
    case .waiting: return phrase("a decision is awaited.")
    case .parked: return phrase("its time has come.")
    case .escalated: return phrase("it waits for a manager.")
    case .closed, .merged: return phrase("it was found last.")
    }
  }
}

extension Message.Performed {
  /// Whether it was a ticket that is new.
  var isNewTicket: Bool {
    if case .log = performance.steps.first { true } else { false }
  }

  /// What was recorded, in words; nil where nothing was.
  func words(offset: Int) -> String? {
    facts.first.map { $0.words(offset: offset, masked: true).sentence }
  }
}
