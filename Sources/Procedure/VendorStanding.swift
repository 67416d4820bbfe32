/// E3: several disputes of one vendor within the counted days.
extension Dispute {
  /// The vendor's disputes that E3 counts at the context's moment, this one included, oldest first.
  public func countedDisputes(in context: Context) -> [CountedDispute] {
    guard let vendor = context.surroundings.vendor(of: self) else { return [] }
    var disputes = vendor.disputes.filter { $0.id != id }
    let isDuplicated = context.surroundings.isDuplicated(self)
    if let countsFrom = countsFrom(policy: context.policy, isDuplicated: isDuplicated) {
      disputes.append(
        CountedDispute(id: id, loggedAt: ticket.loggedAt, countsFrom: countsFrom))
    }
    let earliest = context.now.adding(seconds: -Int64(context.policy.countedDays) * 86_400)
    return disputes.filter {
      $0.loggedAt >= earliest && $0.loggedAt <= context.now && $0.countsFrom <= context.now
    }.sorted { ($0.loggedAt, $0.id.text) < ($1.loggedAt, $1.id.text) }
  }

  /// Whether the vendor is a repeat offender (procedure E3: from the 2nd).
  public func isRepeatOffender(in context: Context) -> Bool {
    countedDisputes(in: context).count >= context.policy.flagFrom
  }

  /// What looking at the vendor after a command brings about: a flag, a proposal to block, or nothing.
  ///
  /// - Parameter record: the vendor's record after the command's own facts.
  func vendorConsequences(record: VendorRecord, in context: Context) -> [Fact] {
    let counted = countedDisputes(in: context).map(\.id)
    guard counted.contains(where: { !record.seen.contains($0) }) else { return [] }
    var facts: [Fact] = []
    if counted.count >= context.policy.flagFrom, !record.isFlagged {
      facts.append(.repeatOffenderFlagged(vendor: record.name, disputes: counted))
    }
    if counted.count >= context.policy.blockFrom, !record.getsNoOrders,
      !record.questions.contains(where: \.isProposal)
    {
      facts.append(.blockProposed(vendor: record.name, seen: counted))
    }
    return facts
  }
}
