import Journal
import Procedure
import Terminal

/// A decision on several disputes, tried before it is done: on which it can be done, on which not and why; then what came of it.
struct RehearsalScreen: Sendable {
  /// How far it is.
  enum Stage: Sendable {
    /// It is being tried; so many were.
    case trying(Int)
    /// It was tried, and waits for a word.
    case ready(Rehearsal)
    /// It is being done; so many were decided.
    case doing(Rehearsal, Int)
    /// It was done.
    case done(Rehearsal, Rehearsal.Outcome)
  }

  /// Its number.
  var number: Int
  /// What a dispute is once it is done: `assigned to dev`.
  var past: String
  /// The form that it was asked from; empty where there was none.
  var draft: String
  /// How far it is.
  var stage: Stage
  /// The first of its lines that is visible.
  var top = 0
}

extension Model {
  /// Has a decision on several disputes tried.
  mutating func rehearse(_ many: Many, _ command: Command, from draft: String) {
    guard !isCutOff() else { return }
    let number = number()
    overlay = .rehearsal(
      RehearsalScreen(number: number, past: command.pastWords, draft: draft, stage: .trying(0)))
    let disputes: ManyDisputes =
      switch many {
      case .marked: .named(marks)
      case .heldBy(let person): .heldBy(person)
      }
    send(.rehearse(number: number, disputes, command, session.actor))
  }

  /// Has something tried on several disputes.
  mutating func rehearse(
    _ deed: Deed, on disputes: [TicketID], past: String, from draft: String
  ) {
    guard !isCutOff() else { return }
    let number = number()
    overlay = .rehearsal(
      RehearsalScreen(number: number, past: past, draft: draft, stage: .trying(0)))
    send(.rehearseDeed(number: number, disputes, deed, session.actor))
  }

  mutating func runRehearsal(_ id: ActionID) -> Bool {
    guard case .rehearsal(var screen) = overlay else { return false }
    switch (id, screen.stage) {
    case (.doAll, .ready(let rehearsal)) where !rehearsal.able.isEmpty:
      guard !isCutOff() else { return true }
      screen.stage = .doing(rehearsal, 0)
      screen.top = 0
      overlay = .rehearsal(screen)
      send(.performAll(number: screen.number, rehearsal))
    case (.doAll, _): break
    case (.leaveRehearsal, .trying), (.leaveRehearsal, .ready):
      overlay = nil
      send(.stopRehearsing)
      say(phrase("Nothing was recorded."), .info)
    case (.leaveRehearsal, .done):
      overlay = nil
      if forms.isEmpty, let takesBack { say(takesBack, .info) }
    case (.leaveRehearsal, .doing):
      say(phrase("It is under way; what was recorded stays."), .info)
    case (.linesDown, _), (.linesUp, _):
      screen.top = top(of: sheet(screen, width: overlayWidth), after: id, from: screen.top)
      overlay = .rehearsal(screen)
    default: return false
    }
    return true
  }

  mutating func receive(_ told: Message.Rehearsing) {
    guard case .rehearsal(var screen) = overlay, screen.number == told.number else { return }
    switch told.stage {
    case .tried(let count): screen.stage = .trying(count)
    case .rehearsed(let rehearsal): screen.stage = .ready(rehearsal)
    case .decided(let count):
      if case .doing(let rehearsal, _) = screen.stage { screen.stage = .doing(rehearsal, count) }
    case .done(let outcome):
      guard case .doing(let rehearsal, _) = screen.stage else { return }
      screen.stage = .done(rehearsal, outcome)
      end(rehearsal, outcome, screen)
      if outcome.failed.isEmpty, rehearsal.refused.isEmpty { return overlay = nil }
    case .failed(let sentence):
      overlay = nil
      return say(sentence, .trouble)
    }
    overlay = .rehearsal(screen)
  }

  /// What was done loses its mark; what could not be done, or failed, keeps it.
  private mutating func end(
    _ rehearsal: Rehearsal, _ outcome: Rehearsal.Outcome, _ screen: RehearsalScreen
  ) {
    let done = Set(outcome.done)
    marks.removeAll { done.contains($0) }
    let left = rehearsal.refused.count + outcome.failed.count
    if left == 0 { closeForm(screen.draft) }
    if focus != .screen { focus = .list }
    // What takes back is not itself taken back at once.
    bulk = nil
    if case .commands(let commands) = rehearsal.deed, !outcome.done.isEmpty {
      remember(commands)
      let recorded = rehearsal.able.filter { outcome.versions[$0.dispute] != nil }
      if recorded.contains(where: { $0.facts.contains(where: \.canBeTakenBack) }) {
        bulk = BulkDone(
          versions: outcome.versions, disputes: recorded.map(\.dispute), past: screen.past)
      }
    }
    let (count, past) = (outcome.done.count, screen.past)
    let words =
      switch left {
      case 0: phrase("\(count) \(past)").sentence
      case 1: phrase("\(count) \(past); 1 not, and is left as before.")
      default: phrase("\(count) \(past); \(left) not, and are left as before.")
      }
    // While what was not done is told, the key is not that of the list.
    say(
      ([words] + (left == 0 ? [takesBack].compactMap(\.self) : [])).joined(separator: "  "),
      left == 0 ? .good : .trouble)
    refresh()
    renewEvidence()
  }

  /// That what was just recorded on several can be taken back, where it can.
  private var takesBack: String? {
    bulk == nil ? nil : phrase("\(hint(.undo)) takes it back, as far as that can be.")
  }

  func draw(_ screen: RehearsalScreen, in frame: inout Frame) {
    draw(
      sheet(screen, width: overlayWidth), title: screen.title, scrolledTo: screen.top, in: &frame)
  }

  private func sheet(_ screen: RehearsalScreen, width: Int) -> Sheet {
    var sheet = Sheet(width: width, glyphs: session.glyphs)
    switch screen.stage {
    case .trying(let count):
      sheet.say(phrase("Trying it on each, with nothing recorded: \(count) so far"))
    case .ready(let rehearsal):
      sheet.say(
        phrase(
          "\(rehearsal.able.count) can be \(screen.past), \(rehearsal.refused.count) cannot. Nothing is recorded yet."
        ),
        .heading)
      // What was just typed into a form is not shown once more.
      ables(rehearsal.able, showingFacts: screen.draft.isEmpty, in: &sheet)
      groups(rehearsal.refused, phrase("Cannot"), in: &sheet)
      sheet.gap()
      if rehearsal.able.isEmpty {
        sheet.say(phrase("\(keyed(.leaveRehearsal)): nothing is recorded."), .dim)
      } else {
        sheet.say(
          doing(rehearsal, screen.past) + " "
            + phrase("\(keyed(.leaveRehearsal)): nothing is recorded."), .dim)
      }
    case .doing(let rehearsal, let count):
      sheet.say(phrase("\(count) of \(rehearsal.able.count) are decided"))
    case .done(let rehearsal, let outcome):
      sheet.say(phrase("\(outcome.done.count) \(screen.past)").sentence, .good)
      groups(outcome.failed, phrase("Failed"), in: &sheet)
      groups(rehearsal.refused, phrase("Could not"), in: &sheet)
      sheet.gap()
      let left = rehearsal.refused + outcome.failed
      sheet.say(
        left.allSatisfy { marks.contains($0.dispute) }
          ? phrase("\(keyed(.leaveRehearsal)): back; what was not done stays marked.")
          : phrase("\(keyed(.leaveRehearsal)): back."), .dim)
    }
    return sheet
  }

  /// What the key that does it comes to.
  private func doing(_ rehearsal: Rehearsal, _ past: String) -> String {
    let (key, count) = (keyed(.doAll), rehearsal.able.count)
    return switch (count, rehearsal.refused.isEmpty) {
    case (1, true): phrase("\(key): 1 is \(past).")
    case (1, false): phrase("\(key): 1 is \(past), the rest is left as it is.")
    case (_, true): phrase("\(key): \(count) are \(past).")
    case (_, false): phrase("\(key): \(count) are \(past), the rest is left as it is.")
    }
  }

  /// On which it can be done; where something is taken back or said again, by what that is.
  private func ables(
    _ able: [Rehearsal.Able], showingFacts: Bool, in sheet: inout Sheet
  ) {
    func facts(_ one: Rehearsal.Able) -> String {
      one.facts.map { $0.words(offset: session.offset, masked: true) }.joined(separator: "; ")
    }
    var groups: [(words: String, disputes: [TicketID])] = []
    let isUndoing = able.first?.undone.isEmpty == false
    let label = isUndoing ? phrase("Taken back") : phrase("Records")
    for one in able {
      let words =
        isUndoing
        ? one.undone.map {
          phrase("\($0.fact.words(offset: session.offset, masked: true)), \($0.doer.shown)")
        }.joined(separator: "; ") + " \(session.glyphs.arrow) " + facts(one)
        : showingFacts ? facts(one) : ""
      if let index = groups.firstIndex(where: { $0.words == words }) {
        groups[index].disputes.append(one.dispute)
      } else {
        groups.append((words, [one.dispute]))
      }
    }
    for group in groups {
      if !group.words.isEmpty {
        sheet.gap()
        sheet.entry(label, "\(group.disputes.count): \(group.words)")
      }
      names(group.disputes, in: &sheet)
    }
    if able.count > 1, able.contains(where: { $0.facts.contains(where: \.followsOfVendor) }) {
      sheet.gap()
      sheet.say(
        phrase(
          "Each was tried by itself: what several of them come to for one vendor shows once they are recorded."
        ), .dim)
    }
  }

  private func groups(
    _ refused: [Rehearsal.Refused], _ label: String, in sheet: inout Sheet
  ) {
    for (why, disputes) in refused.grouped {
      sheet.gap()
      sheet.entry(label, phrase("\(disputes.count): \(why)"), .warning)
      names(disputes, in: &sheet)
    }
  }

  private func names(_ disputes: [TicketID], in sheet: inout Sheet) {
    guard !disputes.isEmpty else { return }
    let named = 120
    let more = disputes.count > named ? "  " + phrase("and \(disputes.count - named) more") : ""
    sheet.entry("", disputes.prefix(named).map(\.text).joined(separator: "  ") + more)
  }
}

extension Fact {
  /// Whether it is about a vendor and nobody's own doing: it hangs on what is recorded on other disputes.
  fileprivate var followsOfVendor: Bool { vendor != nil && command == nil }
}

extension RehearsalScreen {
  /// Whether something can be done of it, and waits for a word.
  var waits: Bool {
    if case .ready(let rehearsal) = stage { !rehearsal.able.isEmpty } else { false }
  }

  fileprivate var title: String {
    switch stage {
    case .trying, .ready: phrase("Rehearsal")
    case .doing: phrase("Recording")
    case .done: phrase("Recorded")
    }
  }
}

extension Command {
  /// What a dispute is once the command is done: `declined`, `assigned to dev`.
  fileprivate var pastWords: String {
    switch self {
    case .decline: phrase("declined", sense: "several disputes")
    case .return: phrase("returned", sense: "several disputes")
    case .assign(let person): phrase("assigned to \(person)", sense: "several disputes")
    case .claim: phrase("claimed", sense: "several disputes")
    case .release: phrase("given back", sense: "several disputes")
    case .review: phrase("reviewed", sense: "several disputes")
    case .note: phrase("noted", sense: "several disputes")
    case .remark: phrase("remarked on", sense: "several disputes")
    case .reopen: phrase("reopened", sense: "several disputes")
    case .park: phrase("parked", sense: "several disputes")
    case .escalate(let to, _, _): phrase("escalated to the \(to.shown)", sense: "several disputes")
    case .contact(_, let channel, let outcome):
      phrase("logged as tried (\(channel.shown), \(outcome.shown))", sense: "several disputes")
    case .applied: phrase("confirmed", sense: "several disputes")
    case .block: phrase("blocked", sense: "several disputes")
    case .suspend: phrase("suspended", sense: "several disputes")
    case .unblock: phrase("released", sense: "several disputes")
    case .flag: phrase("flagged", sense: "several disputes")
    case .keep: phrase("left as they are", sense: "several disputes")
    default: phrase("decided", sense: "several disputes")
    }
  }
}
