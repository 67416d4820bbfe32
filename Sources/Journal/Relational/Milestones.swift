import Procedure

extension Reading {
  static let milestoneColumns =
    "ticket, kind, at, round, since, scenario, amount, vendor, person, payout"

  /// The milestones of a dispute.
  func outcome(at place: Int64) throws -> DisputeOutcome {
    DisputeOutcome(
      milestones: try db.all(.milestones(at: place), Reading.milestone))
  }

  /// The milestones of all disputes from a moment on and before another.
  func milestones(from start: Instant, before end: Instant) throws -> [(TicketID, Milestone)] {
    try db.all(
      """
      SELECT \(Reading.milestoneColumns) FROM milestone INDEXED BY milestone_at
      WHERE at >= ? AND at < ? ORDER BY at
      """, [.integer(start.microseconds), .integer(end.microseconds)]
    ) { (TicketID($0.text(0)), try Reading.milestone($0)) }
  }

  private static func milestone(_ row: any Columns) throws -> Milestone {
    guard let kind = Milestone.Kind(rawValue: row.text(1)) else {
      throw JournalError.stale("a milestone of \(row.text(0)) is of an unknown kind")
    }
    return Milestone(
      kind, at: Instant(microseconds: row.integer(2)), round: Int(row.integer(3)),
      since: row.optionalInteger(4).map(Instant.init(microseconds:)),
      scenario: row.optionalText(5).flatMap(Scenario.init),
      amount: Money(paise: row.integer(6)), vendor: row.optionalText(7).map(VendorName.init),
      person: row.optionalText(8).map(Person.init), payout: row.optionalText(9))
  }

  /// Everything that is open at a moment.
  func backlog(at now: Instant) throws -> [OpenDispute] {
    try db.all(
      "SELECT ticket, logged_at, escalated, step, lapses_at, lapsed_step FROM backlog"
    ) { row in
      let hasLapsed = row.optionalInteger(4).map { $0 <= now.microseconds } ?? false
      guard let step = Step(rawValue: Int(row.integer(hasLapsed ? 5 : 3))) else {
        throw JournalError.stale("\(row.text(0)) is open at no step that is known")
      }
      return OpenDispute(
        id: TicketID(row.text(0)), loggedAt: Instant(microseconds: row.integer(1)),
        isEscalated: row.integer(2) == 1, step: step)
    }
  }

  /// The policies that were adopted, oldest first.
  func adoptions() throws -> [DisputeOutcome.Adoption] {
    let events = try log.events(of: .desk)
    try turn(to: .desk)
    return try events.compactMap { logged in
      guard case .policyAdopted(let policy) = try coding.fact(DeskFact.self, of: logged) else {
        return nil
      }
      return (logged.number, Instant(microseconds: logged.at), policy)
    }
  }
}

extension Recording {
  /// Keeps a dispute's milestones in the place of those that were known.
  func keep(_ outcome: DisputeOutcome, of placed: Placed, known: DisputeOutcome) throws {
    let same = zip(outcome.milestones, known.milestones).prefix { $0 == $1 }.count
    for ordinal in same..<max(same, known.milestones.count) {
      try db.remove(
        .milestone, where: ["place": .integer(placed.place), "ordinal": .integer(ordinal)])
    }
    for (ordinal, milestone) in outcome.milestones.enumerated().dropFirst(same) {
      try db.put(
        .milestone,
        [
          .integer(placed.place), .integer(ordinal), .text(placed.dispute.id.text),
          .text(milestone.kind.rawValue), .integer(milestone.at.microseconds),
          .integer(milestone.round), .optional(milestone.since?.microseconds),
          .optional(milestone.scenario?.rawValue), .integer(milestone.amount.paise),
          .optional(milestone.vendor?.text), .optional(milestone.person?.text),
          .optional(milestone.payout),
        ])
    }
  }

  /// Lets another policy move the lapse of a window that still runs.
  func adopt(_ policy: Policy, on placed: Placed, at moment: Instant) throws {
    let known = try reading.outcome(at: placed.place)
    var outcome = known
    outcome.adopt(policy, on: placed.dispute, at: moment)
    if outcome != known { try keep(outcome, of: placed, known: known) }
  }

  /// What keeps a dispute among what is open, at its step, or takes it out.
  func backlog(of placed: Placed, step: Step) throws -> Change {
    let dispute = placed.dispute
    guard dispute.state == .open || dispute.state == .escalated else {
      return .remove(Table.backlog.name, where: ["place"], [.integer(placed.place)])
    }
    let lapse = try lapse(of: placed)
    return .put(
      Table.backlog.name,
      [
        .integer(placed.place), .text(dispute.id.text),
        .integer(dispute.ticket.loggedAt.microseconds),
        .integer(dispute.state == .escalated ? 1 : 0), .integer(step.rawValue),
        .optional(lapse?.at.microseconds), .optional(lapse.map { Int64($0.step.rawValue) }),
      ])
  }

  /// When a running window lapses, and the step that the dispute is at then.
  ///
  /// E3's count moves with the time and is left out, as it is of the queue's rows; D1 and D2 do not ask for it.
  private func lapse(of placed: Placed) throws -> (at: Instant, step: Step)? {
    let dispute = placed.dispute
    guard let lapse = dispute.lapse(policy: desk.policy, isDuplicated: false),
      lapse.at > dispute.touchedAt
    else { return nil }
    let context = Context(
      actor: Actor(dispute.holder ?? Person(""), .viewer), now: lapse.at, policy: desk.policy,
      surroundings: try reading.surroundings(
        for: Needs(dispute: dispute), of: dispute.id, at: placed.place,
        countedFrom: Instant(microseconds: .max)))
    return (lapse.at, Assessment.standing(of: dispute, in: context).step)
  }
}
