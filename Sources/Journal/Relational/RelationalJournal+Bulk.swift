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
    try read { reading in
      let end = try reading.log.end()
      let before = try reading.dispute(dispute)
      let moment = Instant(microseconds: max(now.microseconds, end.at))
      let facts = try reading.facts(
        of: command, on: dispute, as: before, by: actor, at: moment, under: try desk(in: reading),
        after: end)
      return Rehearsed(version: before?.dispute.version ?? 0, facts: facts)
    }
  }
}
