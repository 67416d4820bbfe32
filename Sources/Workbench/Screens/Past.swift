import Journal
import struct Journal.Look
import Procedure
import Terminal

/// A dispute as it was once, folded up to one of its events; it is looked at, and nothing is recorded from there.
struct Past: Sendable {
  /// The event that it is shown after.
  var event: NumberedEvent
  /// The dispute then. What is known around it is of now.
  var look: Look
  /// What followed from its facts then.
  var assessment: Assessment
  /// Which of so many recordings it is, from 1.
  var place: Int
  /// How many there are.
  var count: Int
}

/// Looking back through a dispute, recording by recording, and on again to now.
extension Model {
  /// Keeps what happened to the dispute that is shown, and what each correction corrected.
  mutating func receive(_ ticket: TicketID, history: [NumberedEvent]) {
    guard pane.ticket == ticket else { return }
    pane.history = history
    pane.corrected = [:]
    var dispute: Dispute?
    for numbered in history {
      if let dispute, numbered.event.fact.canCorrect { pane.corrected[numbered.version] = dispute }
      dispute = evolve(dispute, numbered.event, id: ticket)
    }
    if let past = pane.past { show(pastAt: past.event.version) }
  }

  /// Looks at the dispute one recording earlier or later; the last one is now.
  mutating func stepThroughTime(by change: Int) {
    guard let history = pane.history else { return }
    let ends = history.recordings
    let here =
      pane.past.flatMap { past in ends.firstIndex(of: past.event.version) }
      ?? ends.count - 1
    let wanted = here + change
    guard ends.indices.contains(wanted) else {
      return say(
        change < 0 ? phrase("Nothing was recorded before this.") : phrase("This is how it is now."),
        .info)
    }
    pane.scroll = 0
    wanted == ends.count - 1 ? pane.past = nil : show(pastAt: ends[wanted])
  }

  private mutating func show(pastAt version: Int) {
    guard let now = pane.look, let history = pane.history,
      let last = history.first(where: { $0.version == version }),
      let dispute = history.prefix(version).reduce(
        nil, { evolve($0, $1.event, id: now.dispute.id) })
    else {
      pane.past = nil
      return
    }
    let ends = history.recordings
    var look = now
    look.dispute = dispute
    pane.past = Past(
      event: last, look: look,
      assessment: Assessment(of: dispute, in: session.context(look, at: last.event.at)),
      place: (ends.firstIndex(of: version) ?? 0) + 1, count: ends.count)
  }

  /// Whether an action would record something from where nothing is: what is looked at is how it was.
  mutating func isLookedBack(_ action: Action) -> Bool {
    guard let past = pane.past, focus == .dispute, action.records else { return false }
    let at = Moments.day(past.event.event.at, offset: session.offset)
    say(
      phrase("This is how it was on \(at): \(hint(.back)) goes back to now, where it can be done."),
      .refusal)
    return true
  }

  /// Everything that the pane says of a dispute as it was.
  func pastSheet(_ past: Past, _ inside: Rect) -> Sheet {
    var then = self
    then.session.now = past.event.event.at
    then.pane.look = past.look
    then.pane.foresight = Foresight(of: past.look, in: then.session)
    then.pane.past = nil
    then.pane.lookedAt = nil
    var sheet = Sheet(width: inside.columns, glyphs: session.glyphs)
    let event = past.event.event
    sheet.say(
      phrase(
        "As it was on \(Moments.day(event.at, offset: session.offset)), \(past.place) of \(past.count); to be looked at alone"
      ),
      .warning)
    sheet.say(
      phrase("after: \(words(of: past.event)), \(event.doer.shown)"), .text)
    sheet.gap()
    then.stepLine(past.assessment, in: &sheet)
    sheet.gap()
    then.facts(past.look, past.assessment, in: &sheet)
    sheet.gap()
    then.step(past.look, past.assessment, in: &sheet)
    sheet.gap()
    sheet.rule(phrase("What followed then"))
    then.follows(past.look, past.assessment, in: &sheet)
    sheet.gap()
    sheet.rule(phrase("Timeline"))
    timeline(in: &sheet)
    return sheet
  }
}

extension [NumberedEvent] {
  /// The version that each recording came to, oldest first: what follows from an event by itself belongs to it.
  var recordings: [Int] {
    indices.filter { $0 + 1 == count || self[$0 + 1].event.fact.command != nil }
      .map { self[$0].version }
  }
}

extension Action {
  /// Whether it records something on the dispute, or leads to where it is recorded.
  fileprivate var records: Bool {
    (command != nil && command != .log) || [.proceed, .undo, .again].contains(id)
  }
}

extension Session {
  /// The circumstances in which a dispute was looked at at some moment.
  fileprivate func context(_ look: Look, at moment: Instant) -> Context {
    var context = context(look)
    context.now = moment
    return context
  }
}
