import Procedure

/// Reports.
extension RelationalJournal {
  /// How the desk did in a period, from the milestones of its days and what is open.
  public func report(of period: ReportPeriod, at now: Instant) throws -> DeskReport {
    try read { reading in
      let policy = try desk(in: reading).policy
      return DeskReport(
        of: period, at: now, policy: policy,
        milestones: try reading.milestones(
          from: period.start(offset: policy.offset), before: period.end(offset: policy.offset)),
        backlog: try reading.backlog(at: now))
    }
  }
}
