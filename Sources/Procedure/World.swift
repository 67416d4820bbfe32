/// Disputes and vendors in memory, decided and folded by the core alone: what a replay walks, and what a policy is tried on.
///
///     var world = World()
///     let facts = try world.perform(.log(ticket), on: TicketID("CX-1"), by: Actor(Person("asha"), .executive), at: now)
public struct World: Sendable {
  /// The policy that counts.
  public var policy: Policy
  /// The latest time that was recorded; a clock set back is held to it.
  public private(set) var latest: Instant?
  /// Every dispute, by id.
  public private(set) var disputes: [TicketID: Dispute] = [:]
  /// Every vendor's record.
  public private(set) var vendors: [VendorName: VendorRecord] = [:]
  private var places: [TicketID: Int64] = [:]
  private var byOrder: [OrderID: [TicketID]] = [:]

  /// A world where nothing has happened.
  public init(policy: Policy = Policy()) { self.policy = policy }

  /// Decides a command and records what follows; a refusal changes nothing but the latest time.
  public mutating func perform(
    _ command: Command, on id: TicketID, by actor: Actor, at: Instant
  ) throws(Refusal) -> [Fact] {
    let now = max(latest ?? at, at)
    latest = now
    let context = context(for: Needs(dispute: disputes[id], command: command), on: id, actor, now)
    let facts = try decide(command, on: disputes[id], id: id, in: context)
    for fact in facts {
      record(Event(fact, by: actor.person, role: actor.role, at: now), on: id)
    }
    return facts
  }

  /// The circumstances in which a dispute is looked at.
  public func context(of id: TicketID, by actor: Actor, at now: Instant) -> Context {
    context(for: Needs(dispute: disputes[id]), on: id, actor, now)
  }

  /// Folds an event that was decided elsewhere.
  public mutating func record(_ event: Event, on id: TicketID) {
    latest = max(latest ?? event.at, event.at)
    if let vendor = event.fact.vendor {
      vendors[vendor] = (vendors[vendor] ?? VendorRecord(name: vendor)).evolved(by: event, of: id)
    }
    let before = disputes[id]
    guard let after = evolve(before, event, id: id) else { return }
    disputes[id] = after
    if places[id] == nil { places[id] = Int64(places.count) }
    if before?.ticket.order != after.ticket.order {
      if let former = before?.ticket.order { byOrder[former]?.removeAll { $0 == id } }
      byOrder[after.ticket.order, default: []].append(id)
    }
  }

  private func context(for needs: Needs, on id: TicketID, _ actor: Actor, _ now: Instant) -> Context
  {
    var surroundings = Surroundings()
    surroundings.place = places[id] ?? Int64(places.count)
    for order in needs.orders {
      surroundings.orders[order] = (byOrder[order] ?? []).filter { $0 != id }.compactMap(sibling)
    }
    for name in needs.vendors {
      surroundings.vendors[name] = VendorSituation(
        record: vendors[name] ?? VendorRecord(name: name),
        disputes: disputes.values.filter { $0.order?.vendor == name && $0.id != id }.compactMap {
          dispute in
          dispute.countsFrom(policy: policy, isDuplicated: isDuplicated(dispute)).map {
            CountedDispute(id: dispute.id, loggedAt: dispute.ticket.loggedAt, countsFrom: $0)
          }
        })
    }
    for dispute in disputes.values where dispute.id != id {
      for recorded in dispute.proofs where recorded.verdict != .rejected {
        let sighting = Sighting(of: recorded, on: dispute.id, order: dispute.ticket.order)
        if needs.proofs.contains(where: sighting.matches) {
          surroundings.sightings.append(sighting)
        }
      }
    }
    surroundings.mergeTarget = needs.mergeTarget.flatMap(sibling)
    return Context(actor: actor, now: now, policy: policy, surroundings: surroundings)
  }

  private func sibling(_ id: TicketID) -> SiblingDispute? {
    disputes[id].map { SiblingDispute(of: $0, place: places[id] ?? 0) }
  }

  private func isDuplicated(_ dispute: Dispute) -> Bool {
    (byOrder[dispute.ticket.order] ?? []).contains {
      $0 != dispute.id && disputes[$0]?.state != .merged
    }
  }
}
