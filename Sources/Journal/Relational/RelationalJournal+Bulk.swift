import Procedure

/// What bulk decisions ask for: what somebody holds, and what a command would record.
extension RelationalJournal {
  /// Everything open or escalated that a person holds, in the order of arrival.
  public func held(by person: Person) throws -> [TicketID] {
    try read { reading in
      try reading.db.all(
        """
        SELECT ticket FROM dispute INDEXED BY dispute_held
        WHERE holder <> '' AND kind <= 7 AND holder = ? ORDER BY place
        """, [.text(person.text)]
      ) { TicketID($0.text(0)) }
    }
  }

  /// What a command on a dispute would record, decided as `perform` decides it, with nothing written.
  public func rehearse(
    _ command: Command, on dispute: TicketID, by actor: Actor, at now: Instant
  ) throws -> Rehearsed {
    try rehearse([command], on: dispute, by: actor, at: now)
  }

  /// The same of several commands in order, each decided on what those before it would have recorded.
  public func rehearse(
    _ commands: [Command], on dispute: TicketID, by actor: Actor, at now: Instant
  ) throws -> Rehearsed {
    try read { reading in
      let end = try reading.log.end()
      let moment = Instant(microseconds: max(now.microseconds, end.at))
      let before = try reading.dispute(dispute)
      let desk = try desk(in: reading)
      var placed = before
      var rehearsed = Rehearsed(version: before?.dispute.version ?? 0, facts: [])
      for command in commands {
        let facts = try reading.facts(
          of: command.seeing(placed?.dispute.version), on: dispute, as: placed, by: actor,
          at: moment, under: desk, after: end)
        rehearsed.facts += facts
        for fact in facts {
          let event = Event(fact, by: actor, at: moment)
          let after = evolve(placed?.dispute, event, id: dispute)
          placed = after.map { Placed(dispute: $0, place: placed?.place ?? end.number + 1) }
          if let vendor = fact.vendor {
            reading.remember(try reading.record(of: vendor).evolved(by: event, of: dispute))
          }
        }
      }
      return rehearsed
    }
  }
}

extension Command {
  /// Closing has seen the version that it is done on; whatever else is as it was.
  func seeing(_ version: Int?) -> Command {
    if case .close(seen: nil) = self { .close(seen: version) } else { self }
  }
}
