import Journal
import struct Journal.Look
import Procedure

/// The pane of one dispute: its facts, the step that is looked at, and what follows.
struct DisputePane: Sendable {
  /// The dispute that is shown.
  var ticket: TicketID?
  /// What is known of it; nil until it has come.
  var look: Look?
  /// Whether there is no such dispute.
  var isMissing = false
  /// What follows from its facts for who sits here.
  var foresight: Foresight?
  /// Everything that happened to it, once it was asked for.
  var history: [NumberedEvent]?
  /// The dispute before each event that may have corrected something, by the version that the event made.
  var corrected: [Int: Dispute] = [:]
  /// The dispute as it was, where one looks back.
  var past: Past?
  /// The step that is looked at; nil is the current one.
  var lookedAt: Step?
  /// Whether the timeline is shown in the place of the step.
  var showsTimeline = false
  /// The first row of its text that is visible.
  var scroll = 0
  /// The first row that is visible of what is around it.
  var aroundTop = 0
  /// Whether phone and payment address are shown.
  var isUnmasked = false

  /// What follows from its facts now.
  var assessment: Assessment? { foresight?.assessment }

  /// The step that is shown.
  var step: Step { lookedAt ?? assessment?.step ?? .ticket }
}

/// What a dispute asks for next, and the action that does it.
struct Primary: Sendable, Equatable {
  /// The action.
  var action: ActionID
  /// What it does, for the hint.
  var label: String
}

extension Model {
  /// Shows a dispute in the pane; its facts are fetched.
  mutating func show(_ ticket: TicketID) {
    guard pane.ticket != ticket else { return }
    pane = DisputePane(ticket: ticket)
    if let seen = ahead.looks[ticket] {
      receive(ticket, seen.look, foreseen: seen.foresight)
    } else {
      send(.look(ticket))
    }
    if Layout(self).around != nil { send(.history(ticket)) }
  }

  /// Takes in what is known of the dispute that is shown.
  mutating func receive(_ ticket: TicketID, _ look: Look?, foreseen: Foresight? = nil) {
    guard pane.ticket == ticket else { return }
    // What was asked for before something was recorded may come after what was recorded.
    if let look, let known = pane.look, look.dispute.version < known.dispute.version { return }
    pane.look = look
    pane.isMissing = look == nil
    if let foreseen, foreseen.holds(in: session) { pane.foresight = foreseen } else { assess() }
    if let look, evidence[ticket] != nil { evidence[ticket]?.look = look }
  }

  /// Derives what follows from the facts at this moment.
  mutating func assess() {
    pane.foresight = pane.look.map { Foresight(of: $0, in: session) }
  }

  /// Looks at the step before or after.
  mutating func lookAtStep(by change: Int) {
    if pane.showsTimeline { return stepThroughTime(by: change) }
    guard let current = pane.assessment?.step else { return }
    let wanted = Step(rawValue: pane.step.rawValue + change) ?? pane.step
    pane.lookedAt = wanted == current ? nil : wanted
    pane.showsTimeline = false
    pane.scroll = 0
  }

  /// Shows everything that happened, or the step again.
  mutating func toggleTimeline() {
    guard let ticket = pane.ticket else { return }
    focus = .dispute
    pane.past = nil
    pane.showsTimeline.toggle()
    pane.scroll = 0
    if pane.showsTimeline { send(.history(ticket)) }
  }

  /// Moves what is visible of the dispute.
  mutating func scrollDispute(by step: Int) {
    let inside = Layout(self).disputeInside
    let last = disputeSheet(inside).lastTop(showing: inside.rows)
    pane.scroll = min(max(pane.scroll + step, 0), last)
  }

  /// Why an action cannot be done now, in the core's words; nil where it can.
  func refusal(of action: Action) -> Refusal? {
    action.refusal(
      on: pane.look?.dispute, in: session.context(action.command == .log ? nil : pane.look))
  }

  /// The next thing that the dispute asks this person to do.
  var primary: Primary? {
    guard let look = pane.look, let assessment = pane.assessment else { return nil }
    let dispute = look.dispute
    if let decision = decision(dispute, assessment) { return decision }
    if dispute.state == .closed || dispute.state == .escalated {
      return dispute.outstanding.isEmpty
        ? nil : Primary(action: .applied, label: phrase("confirm what was done elsewhere"))
    }
    if dispute.holder == nil, refusal(of: .of(.claim)) == nil {
      return Primary(action: .claim, label: phrase("claim it"))
    }
    switch assessment.step {
    case .ticket: return Primary(action: .review, label: phrase("confirm the review"))
    case .order:
      return dispute.order == nil
        ? Primary(action: .order, label: phrase("record the order"))
        : Primary(action: .acknowledge, label: phrase("acknowledge the disagreement"))
    case .vendor:
      return dispute.proofs.contains { $0.verdict == .waiting }
        ? Primary(action: .acceptProof, label: phrase("accept the proof"))
        : Primary(action: .vendor, label: phrase("ask the vendor"))
    case .action:
      let demands: Set<GateRow> = [.g2, .g4, .g5]
      let remedies = assessment.failures.filter { demands.contains($0.row) }.compactMap(\.remedy)
      let actions = remedies.compactMap(Action.leading)
      return actions.first { refusal(of: $0) == nil }.map {
        Primary(action: $0.id, label: $0.label)
      }
    case .close:
      if let open = assessment.failures.first(where: { $0.row == .g7 })?.remedy,
        let action = Action.leading(to: open)
      {
        return Primary(action: action.id, label: action.label)
      }
      return Primary(action: .close, label: phrase("close it"))
    }
  }

  /// What a manager is asked to decide on it, where this person can.
  private func decision(_ dispute: Dispute, _ assessment: Assessment) -> Primary? {
    guard session.actor.role.isManager, dispute.holder != session.actor.person else { return nil }
    func primary(_ action: ActionID, _ label: String) -> Primary? {
      refusal(of: .of(action)) == nil ? Primary(action: action, label: label) : nil
    }
    if dispute.livePayout?.state == .asked,
      let primary = primary(.approve, phrase("approve the payout"))
    {
      return primary
    }
    if let primary = primary(.signOff, phrase("sign off")) { return primary }
    guard !dispute.undecided.isEmpty else { return nil }
    return primary(.find, phrase("record a finding")) ?? primary(.giveBack, phrase("return it"))
  }
}
