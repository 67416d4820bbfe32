/// Disputes and vendors in memory, decided and folded by the core alone: what a replay walks, and what a policy is tried on.
///
///     var world = World()
///     let facts = try world.perform(.log(ticket), on: TicketID("CX-1"), by: Actor(Person("asha"), .executive), at: now)
public struct World: Sendable {
  /// The policy that counts.
  public var policy: Policy {
    didSet { for id in disputes.keys { recount(id) } }
  }
  /// The latest time that was recorded; a clock set back is held to it.
  public private(set) var latest: Instant?
  /// Every dispute, by id.
  public private(set) var disputes: [TicketID: Dispute] = [:]
  /// Every vendor's record.
  public private(set) var vendors: [VendorName: VendorRecord] = [:]
  private var places: [TicketID: Int64] = [:]
  private var byOrder: [OrderID: [TicketID]] = [:]
  private var byVendor: [VendorName: [TicketID]] = [:]
  private var byEvidence: [String: [TicketID]] = [:]
  /// The disputes that E3 counts, or will from some moment on, by vendor and in the order of their tickets; kept, for looking at
  /// each anew would take long.
  private var counted: [VendorName: [CountedDispute]] = [:]
  private var countedOf: [TicketID: (vendor: VendorName, entry: CountedDispute)] = [:]
  private var ledger = WorldLedger()

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
      record(Event(fact, by: actor, at: now), on: id)
    }
    return facts
  }

  /// The circumstances in which a dispute is looked at.
  public func context(of id: TicketID, by actor: Actor, at now: Instant) -> Context {
    context(for: Needs(dispute: disputes[id]), on: id, actor, now)
  }

  /// The other disputes that decisions on a dispute look at: those of its order, those where its proofs' references or files
  /// stand, and, further off, those of its vendor.
  public func neighbours(of id: TicketID) -> (near: Set<TicketID>, far: Set<TicketID>) {
    guard let dispute = disputes[id] else { return ([], []) }
    let evidence = dispute.proofs.flatMap(\.proof.evidence)
    let near = Set(byOrder[dispute.ticket.order] ?? []).union(
      evidence.flatMap { byEvidence[$0] ?? [] })
    let far = Set(dispute.order.flatMap { byVendor[$0.vendor] } ?? [])
    return (near.subtracting([id]), far.subtracting([id]))
  }

  /// The circumstances in which somebody decides on a dispute, with all that is shown to them.
  public func evidence(of id: TicketID, by actor: Actor, at now: Instant) -> Context {
    guard let dispute = disputes[id] else { return context(of: id, by: actor, at: now) }
    return context(for: .evidence(of: dispute), on: id, actor, now)
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
    ledger.follow(before, after)
    if places[id] == nil { places[id] = Int64(places.count) }
    if before?.ticket.order != after.ticket.order {
      if let former = before?.ticket.order { byOrder[former]?.removeAll { $0 == id } }
      byOrder[after.ticket.order, default: []].append(id)
    }
    if let vendor = after.order?.vendor, vendor != before?.order?.vendor {
      if let former = before?.order?.vendor { byVendor[former]?.removeAll { $0 == id } }
      byVendor[vendor, default: []].append(id)
    }
    recount(id)
    if before?.ticket.order != after.ticket.order || before?.state != after.state {
      let orders = Set([before?.ticket.order, after.ticket.order].compactMap(\.self))
      for sibling in orders.flatMap({ byOrder[$0] ?? [] }) { recount(sibling) }
    }
    if case .proofRecorded(let proof) = event.fact {
      for evidence in proof.evidence where byEvidence[evidence]?.contains(id) != true {
        byEvidence[evidence, default: []].append(id)
      }
    }
  }

  /// Takes an entry of a vendor's ledger in, or what it says by now.
  public mutating func list(_ entry: StatementEntry, at: Instant) { ledger.list(entry, at: at) }

  /// Takes in of what time a vendor's ledger shows everything.
  public mutating func cover(_ span: StatementSpan, at: Instant) {
    ledger.spans.append(ImportedSpan(span: span, importedAt: at))
  }

  /// The circumstances in which something is decided that asks for some knowledge of elsewhere.
  func context(for needs: Needs, on id: TicketID, _ actor: Actor, _ now: Instant) -> Context {
    var surroundings = Surroundings()
    surroundings.place = places[id] ?? Int64(places.count)
    for order in needs.orders {
      surroundings.orders[order] = (byOrder[order] ?? []).filter { $0 != id }.compactMap(sibling)
    }
    for name in needs.vendors {
      surroundings.vendors[name] = VendorSituation(
        record: vendors[name] ?? VendorRecord(name: name),
        disputes: counted(of: name, at: now).filter { $0.id != id })
    }
    let evidence = Set(needs.proofs.flatMap(\.evidence))
    let seenOn = Set(evidence.flatMap { byEvidence[$0] ?? [] }.filter { $0 != id })
    for other in seenOn.sorted(by: { places[$0] ?? 0 < places[$1] ?? 0 }) {
      guard let dispute = disputes[other] else { continue }
      for recorded in dispute.proofs
      where recorded.verdict != .rejected && !evidence.isDisjoint(with: recorded.proof.evidence) {
        surroundings.sightings.append(
          Sighting(of: recorded, on: other, order: dispute.ticket.order))
      }
    }
    surroundings.mergeTarget = needs.mergeTarget.flatMap(sibling)
    surroundings.ledger = ledger.entries(for: needs.ledger, around: id)
    surroundings.spans = needs.ledger.isEmpty ? [] : ledger.spans
    if let needs = needs.background { surroundings.background = background(for: needs, of: id) }
    return Context(actor: actor, now: now, policy: policy, surroundings: surroundings)
  }

  /// What an approver is shown; of the panel's lists a world knows nothing.
  private func background(for needs: Background.Needs, of id: TicketID) -> Background {
    var background = Background()
    let others = disputes.values.filter { $0.id != id }.sorted { place($0.id) > place($1.id) }
    if let vendor = needs.vendor {
      background.settled = latest(.settled, of: others) { $0.vendor == vendor }
        .prefix(Background.usualCount).map(\.payout.amount)
    }
    for vendor in needs.vendors {
      background.openDisputes[vendor] =
        others.last { $0.order?.vendor == vendor && ($0.state == .open || $0.state == .escalated) }?
        .id
    }
    if let maker = needs.maker {
      let all = disputes.values.sorted { place($0.id) > place($1.id) }
      background.declined = latest(.declined, of: all) { $0.asker == maker }
        .map { DeclinedRequest(dispute: $0.dispute, at: $0.payout.at) }
    }
    if let payTo = needs.payTo?.comparedAddress {
      let uses = others.filter {
        $0.ticket.order != needs.order && $0.order?.payTo?.comparedAddress == payTo
      }.map { PayToUse(order: $0.ticket.order, customer: $0.ticket.customer.folded) }
      background.payToUses = Set(uses).sorted {
        ($0.order.text, $0.customer) < ($1.order.text, $1.customer)
      }
    }
    if !needs.unpaid.isEmpty {
      background.paidOnStatement = needs.paidOnStatement(ledger.debits(around: id), on: id)
    }
    return background
  }

  private func latest(
    _ end: PastPayout.End, of disputes: [Dispute], _ isMeant: (PastPayout) -> Bool
  ) -> [(dispute: TicketID, payout: PastPayout)] {
    // Sorting is stable: of one moment the later dispute's come first, and of one dispute the later payout.
    disputes.flatMap { dispute in
      dispute.pastPayouts.reversed().filter { $0.end == end && isMeant($0) }
        .map { (dispute.id, $0) }
    }.sorted { $0.1.at > $1.1.at }
  }

  private func place(_ id: TicketID) -> Int64 { places[id] ?? 0 }

  /// The disputes of a vendor that can count at a moment: tickets of the counted days and later ones.
  private func counted(of vendor: VendorName, at now: Instant) -> ArraySlice<CountedDispute> {
    let disputes = counted[vendor] ?? []
    let earliest = now.adding(seconds: -Int64(policy.countedDays) * 86_400)
    return disputes[World.place(of: earliest, in: disputes)...]
  }

  /// Where the first ticket that is not earlier than a moment stands.
  private static func place(of moment: Instant, in disputes: [CountedDispute]) -> Int {
    var range = 0..<disputes.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range =
        disputes[middle].loggedAt < moment
        ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }

  private mutating func recount(_ id: TicketID) {
    guard let dispute = disputes[id] else { return }
    let former = countedOf[id]
    let entry = dispute.countsFrom(policy: policy, isDuplicated: isDuplicated(dispute)).map {
      CountedDispute(id: id, loggedAt: dispute.ticket.loggedAt, countsFrom: $0)
    }
    guard former?.entry != entry || former?.vendor != dispute.order?.vendor else { return }
    if let former { counted[former.vendor]?.removeAll { $0.id == id } }
    countedOf[id] = nil
    guard let vendor = dispute.order?.vendor, let entry else { return }
    let place = World.place(of: entry.loggedAt, in: counted[vendor] ?? [])
    counted[vendor, default: []].insert(entry, at: place)
    countedOf[id] = (vendor, entry)
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
