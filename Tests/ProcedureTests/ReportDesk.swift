@testable import Procedure

/// A desk in memory that keeps its histories, so that a report can be made of them.
struct ReportDesk {
  private(set) var world = World()
  private(set) var histories: [TicketID: [(number: Int64, event: Event)]] = [:]
  private(set) var refusals: [String] = []
  private var number: Int64 = 0

  /// What is done at a moment, written as it is in India; every act has to be accepted.
  mutating func at(_ time: String, @Acts _ acts: () -> [Act]) {
    let now = india(time)
    for act in acts() {
      guard let command = act.command(now) else { continue }
      do throws(Refusal) {
        record(
          try world.perform(command, on: act.dispute, by: act.actor, at: now), on: act.dispute,
          by: act.actor)
      } catch {
        refusals.append("\(time) \(act.dispute) \(command): \(error)")
      }
    }
  }

  /// Keeps what the world has just recorded.
  mutating func record(_ facts: [Fact], on id: TicketID, by actor: Actor) {
    for fact in facts {
      number += 1
      let event = Event(
        fact, by: actor.person, role: actor.role, at: world.latest ?? Story.morning)
      histories[id, default: []].append((number, event))
    }
  }

  mutating func perform(_ command: Command, on id: TicketID, by actor: Actor, at now: Instant) {
    guard let facts = try? world.perform(command, on: id, by: actor, at: now) else { return }
    record(facts, on: id, by: actor)
  }

  /// What the histories contribute, and what is open.
  func report(
    from: String, to: String, at moment: Instant, policy: Policy = Policy()
  ) -> DeskReport? {
    guard let first = CivilDay(iso: from), let last = CivilDay(iso: to),
      let period = ReportPeriod(from: first, to: last)
    else { return nil }
    let milestones = histories.flatMap { id, history in
      (DisputeOutcome.folding(history, of: id, adoptions: [])?.outcome.milestones ?? [])
        .map { (id, $0) }
    }
    let backlog = world.disputes.values
      .filter { $0.state == .open || $0.state == .escalated }
      .map { dispute in
        let context = world.context(of: dispute.id, by: vic.actor, at: moment)
        return OpenDispute(
          id: dispute.id, loggedAt: dispute.ticket.loggedAt,
          isEscalated: dispute.state == .escalated,
          step: Assessment(of: dispute, in: context).step)
      }
    return DeskReport(
      of: period, at: moment, policy: policy, milestones: milestones, backlog: backlog)
  }
}

/// A moment as clocks in India show it: `2026-12-01T01:59:59`.
func india(_ time: String) -> Instant {
  Instant(rfc3339: time + "+05:30") ?? Instant(microseconds: .min)
}

/// Steps 1 and 2 are done by somebody, on an order of its own.
@Acts func begun(
  _ id: TicketID, by player: Player, vendor: VendorName, quoted: Money = 10_000,
  received: Money? = nil, pickup: Pickup = .completed, notes: [PickupNote] = []
) -> [Act] {
  logged(id, order: OrderID("ORD-\(id)"), quoted: quoted, received: received)
  player(.claim, on: id)
  player(.review, on: id)
  player(order(pickup, invoice: quoted, vendor: vendor, notes: notes), on: id)
}

/// The vendor was tried by somebody.
func tried(_ id: TicketID, by player: Player) -> Act {
  player(.contact(party: .vendor, channel: .phone, outcome: .noAnswer), on: id)
}

/// Summarised, marked and closed by its holder.
@Acts func ended(_ id: TicketID, by player: Player, _ status: FinalStatus) -> [Act] {
  player(.summarise(text: "The vendor and the customer were both asked."), on: id)
  player(.mark(status), on: id)
  player(.close(seen: nil), on: id)
}

/// Handed over as Escalated – Pending Manager, with the question asked.
@Acts func handedOver(_ id: TicketID, by player: Player) -> [Act] {
  player(.escalate(to: .opsManager, reason: "please decide", about: .dispute), on: id)
  ended(id, by: player, .escalatedPendingManager)
}
