import Journal
import struct Journal.Look
import Procedure
import Terminal

/// What follows from the facts: the scenario, what it demands, who approves, and what is missing with the key that mends it.
extension Model {
  func follows(_ look: Look, _ assessment: Assessment, in sheet: inout Sheet) {
    outcome(look, assessment, in: &sheet)
    guard look.dispute.state != .closed, look.dispute.state != .merged else { return }
    sheet.indent = 4
    for failure in assessment.failures {
      // Without a scenario these two say what the line above says already.
      if assessment.scenario == nil, failure.row == .g2 || failure.row == .g4,
        failure.remedy == nil
      {
        continue
      }
      // What closing itself writes is missing until then, and nobody need be told.
      if assessment.step != .close, failure.row == .g1 || failure.row == .g3 { continue }
      let mend = failure.remedy.flatMap(Action.leading).map {
        Sheet.Piece(keyed($0.id), refusal(of: $0) == nil || $0.id == .close ? .key : .disabled)
      }
      sheet.entry(failure.row.rawValue, phrase(failure.why), .text, after: mend)
    }
    sheet.indent = 12
  }

  /// The scenario in words, and what it leads to.
  func outcome(_ look: Look, _ assessment: Assessment, in sheet: inout Sheet) {
    let dispute = look.dispute
    let arrow = session.glyphs.arrow
    guard dispute.state != .merged else {
      return sheet.say(
        dispute.mergedInto.map { phrase("It is merged: work on \($0.text).") }
          ?? phrase("It is merged: work on the other."), .dim)
    }
    if dispute.state == .closed || dispute.state == .escalated, let status = dispute.status {
      sheet.say(session.desk.policy.wording(of: status).name, .good)
      return
    }
    guard let scenario = assessment.scenario else {
      return sheet.say(
        assessment.missingFact.map { phrase("Not known yet: \($0).") }
          ?? phrase("Not known yet: a fact is missing."), .accent)
    }
    sheet.say(
      "\(phrase(scenario.shown).sentence.dropLast()) (\(scenario.rawValue)) \(arrow) "
        + session.desk.policy.wording(of: scenario.status).name, .accent)
    if let payout = payoutToAsk(look) {
      sheet.say(
        phrase("\(arrow) balance \(payout.amount.short), \(payout.approver.shown) approves"), .text)
    }
    if let first = assessment.pending.first {
      let all = assessment.pending.dropFirst().reduce(phrase("\(first.shown)")) {
        phrase("\($0) and the \($1.shown)")
      }
      sheet.say(phrase("\(arrow) awaits the \(all)"), .waiting)
    }
  }

  /// The payout that would have to be asked for, and who would approve it: what the core says of asking for it now.
  private func payoutToAsk(_ look: Look) -> (amount: Money, approver: Addressee)? {
    var dispute = look.dispute
    guard dispute.livePayout == nil, !dispute.payoutDue.isZero else { return nil }
    let holder = dispute.holder ?? session.actor.person
    dispute.holder = holder
    var context = session.context(look)
    context.actor = Actor(holder, .executive)
    let facts =
      try? decide(
        .requestPayout(amount: dispute.payoutDue), on: dispute, id: dispute.id, in: context)
    var after: Dispute? = dispute
    for fact in facts ?? [] {
      after = evolve(
        after, Event(fact, by: context.actor.person, role: .executive, at: context.now),
        id: dispute.id)
    }
    guard let after, let payout = after.livePayout else { return nil }
    return Assessment(of: after, in: context).pending.last.map { (payout.amount, $0) }
  }
}
