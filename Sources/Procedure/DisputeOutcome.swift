/// What one dispute contributes to reports: the milestones that its events make, oldest first of what happened.
///
///     var outcome = DisputeOutcome()
///     outcome.follow(event, from: before, to: after, under: policy)
///
/// It follows from the dispute's own events and the policies that counted meanwhile, and from nothing else: what the order's
/// other disputes do moves no milestone. A merged dispute contributes nothing.
public struct DisputeOutcome: Hashable, Sendable {
  /// What happened, in the order in which it was recorded.
  public private(set) var milestones: [Milestone]

  /// A dispute of which so much is known; nothing is known of one that arrives.
  public init(milestones: [Milestone] = []) { self.milestones = milestones }

  /// Takes in an event that led from one reading of the dispute to another, under the policy that counted then.
  public mutating func follow(
    _ event: Event, from before: Dispute?, to after: Dispute, under policy: Policy
  ) {
    guard after.state != .merged else {
      milestones = []
      return
    }
    // A ticket that is listed anew may have been logged at another time; its first round began then.
    if before?.ticket.loggedAt != after.ticket.loggedAt { begin(with: after) }
    if let milestone = milestone(of: event, before, after) { milestones.append(milestone) }
    if case .withdrawn(.contact) = event.fact, let taken = before?.contacts.last,
      taken.party == .vendor
    {
      milestones.removeAll {
        $0.kind == .contacted && $0.round == after.reopenings && $0.at == taken.at
      }
    }
    foresee(after, at: event.at, under: policy)
  }

  /// Takes in that another policy counts from a moment on: windows that still run lapse by it.
  public mutating func adopt(_ policy: Policy, on dispute: Dispute, at moment: Instant) {
    foresee(dispute, at: moment, under: policy)
  }

  /// When a round began: with the ticket, or with what opened it again.
  private func beginning(of round: Int) -> Instant? {
    milestones.first {
      $0.round == round && [.opened, .reopened, .reversed].contains($0.kind)
    }?.at
  }

  private mutating func begin(with dispute: Dispute) {
    let logged = dispute.ticket.loggedAt
    if milestones.isEmpty { milestones.append(Milestone(.opened, at: logged, round: 0)) }
    for index in milestones.indices where milestones[index].round == 0 {
      switch milestones[index].kind {
      case .opened: milestones[index].at = logged
      case .contacted, .closed, .handedOver: milestones[index].since = logged
      default: break
      }
    }
  }

  private func milestone(of event: Event, _ before: Dispute?, _ after: Dispute) -> Milestone? {
    func happened(_ kind: Milestone.Kind) -> Milestone {
      Milestone(
        kind, at: event.at, round: after.reopenings, vendor: after.order?.vendor,
        person: after.holder ?? event.by)
    }
    var milestone: Milestone
    switch event.fact {
    case .contacted(.vendor, _, _):
      guard !milestones.contains(where: { $0.kind == .contacted && $0.round == after.reopenings })
      else { return nil }
      milestone = happened(.contacted)
      milestone.since = beginning(of: after.reopenings)
    case .closed(let status, let scenario, _):
      milestone = happened(status == .escalatedPendingManager ? .handedOver : .closed)
      milestone.since = beginning(of: after.reopenings)
      milestone.scenario = scenario
    case .payoutSettled(let id, _):
      guard let payout = after.payouts.first(where: { $0.id == id }) else { return nil }
      milestone = happened(.settled)
      milestone.amount = payout.amount
      milestone.payout = id
    case .payoutReversed(let id, _):
      // It is taken back from those whom it was counted for.
      guard let settled = milestones.last(where: { $0.kind == .settled && $0.payout == id })
      else { return nil }
      milestone = happened(.reversed)
      milestone.amount = settled.amount
      milestone.vendor = settled.vendor
      milestone.person = settled.person
      milestone.payout = id
    case .vendorDebited(let vendor, let amount):
      milestone = happened(.debited)
      milestone.amount = amount
      milestone.vendor = vendor
    case .vendorCredited(let vendor, let amount, _):
      milestone = happened(.credited)
      milestone.amount = amount
      milestone.vendor = vendor
    case .reopened: milestone = happened(.reopened)
    default: return nil
    }
    return milestone
  }

  /// A window has lapsed from the first moment at which D1 or D2 holds by it, however long the facts let that wait: the
  /// attempts that the policy asks for, a proof still to be looked at. While it runs, its lapse stands ahead.
  ///
  /// What stood ahead and has not come by the moment did not happen. One window lapses once.
  private mutating func foresee(_ dispute: Dispute, at moment: Instant, under policy: Policy) {
    milestones.removeAll { $0.kind == .lapsed && $0.at > moment }
    guard dispute.state == .open || dispute.state == .escalated,
      let lapse = dispute.lapse(policy: policy, isDuplicated: false),
      let start = lapse.scenario == .d1
        ? dispute.vendorContacts.first?.at : dispute.secondWindowFrom,
      !milestones.contains(where: {
        $0.kind == .lapsed && $0.scenario == lapse.scenario && $0.since == start
          && $0.round == dispute.reopenings
      })
    else { return }
    milestones.append(
      Milestone(
        .lapsed, at: max(lapse.at, moment), round: dispute.reopenings, since: start,
        scenario: lapse.scenario, vendor: dispute.order?.vendor, person: dispute.holder))
  }
}

extension DisputeOutcome {
  /// A policy, and the number of the event in the log that made it count.
  public typealias Adoption = (number: Int64, at: Instant, policy: Policy)

  /// A dispute's history, folded: the dispute, and what it contributes.
  ///
  /// - Parameters:
  ///   - history: its events with their numbers in the log, oldest first.
  ///   - adoptions: the policies that were adopted, oldest first; before the first the built-in one counted.
  public static func folding(
    _ history: [(number: Int64, event: Event)], of id: TicketID, adoptions: [Adoption]
  ) -> (dispute: Dispute, outcome: DisputeOutcome)? {
    var dispute: Dispute?
    var outcome = DisputeOutcome()
    var policy = Policy()
    var coming = adoptions[...]
    func adopt(before number: Int64) {
      while let next = coming.first, next.number < number {
        coming = coming.dropFirst()
        policy = next.policy
        // One that is closed has no window left to move.
        if let dispute, dispute.state != .closed {
          outcome.adopt(policy, on: dispute, at: next.at)
        }
      }
    }
    for (number, event) in history {
      adopt(before: number)
      guard let after = evolve(dispute, event, id: id) else { continue }
      outcome.follow(event, from: dispute, to: after, under: policy)
      dispute = after
    }
    adopt(before: .max)
    return dispute.map { ($0, outcome) }
  }
}
