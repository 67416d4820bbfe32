import struct Journal.Look
import Procedure

/// What follows from a dispute's facts for who sits here, and what they could do on it: worked out once for each minute in which
/// it is shown, and not with each frame.
struct Foresight: Sendable {
  /// What follows from the facts.
  let assessment: Assessment
  /// What can be done of what its step is about, the most useful first.
  let possible: [ActionID]
  private let minute: Int64
  private let actor: Actor
  private let desk: Int

  /// What follows for who sits here, now.
  init(of look: Look, in session: Session) {
    let context = session.context(look)
    let assessment = Assessment(of: look.dispute, in: context)
    self.assessment = assessment
    let isMine = look.dispute.holder == session.actor.person
    possible = Foresight.wanted(on: look.dispute, at: assessment.step).filter { id in
      if id == .claim, isMine { return false }
      guard let command = Action.of(id).command else { return true }
      return look.dispute.refusal(of: command, in: context) == nil
    }
    minute = Foresight.minute(session)
    actor = session.actor
    desk = session.desk.version
  }

  /// Whether it is so still: the minute is the same, and the person, role and policy are.
  func holds(in session: Session) -> Bool {
    minute == Foresight.minute(session) && actor == session.actor && desk == session.desk.version
  }

  private static func minute(_ session: Session) -> Int64 {
    session.now.microseconds / 60_000_000
  }

  /// What a step is about.
  private static func wanted(on dispute: Dispute, at step: Step) -> [ActionID] {
    if dispute.state == .closed || dispute.state == .escalated {
      return [.comment, .applied, .reopen, .assign]
    }
    return switch step {
    case .ticket: [.claim, .review, .amend]
    case .order: [.claim, .order, .acknowledge]
    case .vendor: [.claim, .vendor, .proof, .acceptProof, .customer, .park, .escalate]
    case .action:
      [
        .claim, .payout, .send, .settle, .debit, .block, .remark, .note, .support, .escalate,
        .approve,
      ]
    case .close: [.claim, .close, .escalate]
    }
  }
}

/// A dispute that was read before it is shown, with what follows from it.
struct Foreseen: Sendable {
  /// What is known of it.
  var look: Look
  /// What follows.
  var foresight: Foresight

  /// A dispute, as who sits here sees it now.
  init(_ look: Look, in session: Session) {
    self.look = look
    foresight = Foresight(of: look, in: session)
  }
}
