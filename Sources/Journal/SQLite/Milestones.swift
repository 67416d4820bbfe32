import GRDB
import Procedure

/// What reports are read from: each dispute's milestones, and what is open. Both are kept as events are appended.
enum ReportTables {
  /// A milestone's place among its dispute's is `ordinal`. Of a dispute whose window still runs, `lapses_at` says when it
  /// lapses unless something comes first, and `lapsed_step` at which step it will stand then.
  static let schema = """
    CREATE TABLE milestone (
      place INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      ticket TEXT NOT NULL,
      kind TEXT NOT NULL,
      at INTEGER NOT NULL,
      round INTEGER NOT NULL,
      since INTEGER,
      scenario TEXT,
      amount INTEGER NOT NULL,
      vendor TEXT,
      person TEXT,
      payout TEXT,
      PRIMARY KEY (place, ordinal)
    ) WITHOUT ROWID;
    CREATE INDEX milestone_at ON milestone (at);
    CREATE TABLE backlog (
      place INTEGER PRIMARY KEY,
      ticket TEXT NOT NULL,
      logged_at INTEGER NOT NULL,
      escalated INTEGER NOT NULL,
      step INTEGER NOT NULL,
      lapses_at INTEGER,
      lapsed_step INTEGER
    );
    """

  /// The tables that `schema` makes.
  static let names = ["milestone", "backlog"]
}

extension Reading {
  private static let milestoneColumns =
    "ticket, kind, at, round, since, scenario, amount, vendor, person, payout"

  /// The milestones of a dispute.
  func outcome(at place: Int64) throws -> DisputeOutcome {
    DisputeOutcome(
      milestones: try db.all(
        """
        SELECT \(Reading.milestoneColumns) FROM milestone WHERE place = ? ORDER BY ordinal
        """, [.integer(place)], Reading.milestone))
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

  private static func milestone(_ row: Columns) throws -> Milestone {
    guard let kind = Milestone.Kind(rawValue: row.text(1)) else {
      throw DatabaseError(
        resultCode: .SQLITE_CORRUPT,
        message: "a milestone of \(row.text(0)) is of an unknown kind: run `paydesk rebuild`")
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
        throw DatabaseError(
          resultCode: .SQLITE_CORRUPT,
          message: "\(row.text(0)) is open at no step that is known: run `paydesk rebuild`")
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
    if same < known.milestones.count {
      try db.run(
        "DELETE FROM milestone WHERE place = ? AND ordinal >= ?",
        [.integer(placed.place), .integer(same)])
    }
    for (ordinal, milestone) in outcome.milestones.enumerated().dropFirst(same) {
      try db.run(
        """
        INSERT INTO milestone (place, ordinal, ticket, kind, at, round, since, scenario, amount,
        vendor, person, payout) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
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

  /// Keeps what is open among what is open, at its step.
  func keepBacklog(_ placed: Placed, step: Step) throws {
    let dispute = placed.dispute
    guard dispute.state == .open || dispute.state == .escalated else {
      try db.run("DELETE FROM backlog WHERE place = ?", [.integer(placed.place)])
      return
    }
    let lapse = try lapse(of: placed)
    // Most events leave it as it is, and then no page is written.
    try db.run(
      """
      INSERT INTO backlog (place, ticket, logged_at, escalated, step, lapses_at, lapsed_step)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (place) DO UPDATE SET logged_at = excluded.logged_at,
        escalated = excluded.escalated, step = excluded.step, lapses_at = excluded.lapses_at,
        lapsed_step = excluded.lapsed_step
      WHERE (logged_at, escalated, step, lapses_at, lapsed_step) IS NOT
        (excluded.logged_at, excluded.escalated, excluded.step, excluded.lapses_at,
        excluded.lapsed_step)
      """,
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
    return (lapse.at, Assessment(of: dispute, in: context).step)
  }
}
