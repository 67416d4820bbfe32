/// E3: several disputes of one vendor within the counted days.
extension Dispute {
  /// The vendor's disputes that E3 counts at the context's moment, this one included, oldest first.
  public func countedDisputes(in context: Context) -> [CountedDispute] {
    guard let vendor = context.surroundings.vendor(of: self) else { return [] }
    var situation = vendor
    situation.disputes.removeAll { $0.id == id }
    let isDuplicated = context.surroundings.isDuplicated(self)
    if let countsFrom = countsFrom(policy: context.policy, isDuplicated: isDuplicated) {
      situation.disputes.append(
        CountedDispute(id: id, loggedAt: ticket.loggedAt, countsFrom: countsFrom))
    }
    return situation.counted(at: context.now, policy: context.policy)
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
    guard !record.hasSeen(counted) else { return [] }
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

/// How near E3 is to proposing a block.
public enum BlockOutlook: Hashable, Sendable {
  /// It is proposed, and nobody has decided.
  case proposed
  /// Enough disputes count by now, and the next word recorded on one of them proposes it.
  case due
  /// So many more disputes that count within the days, and it is proposed; at least one.
  case after(Int)
  /// The vendor gets no new orders: nothing is proposed.
  case pointless
}

extension VendorSituation {
  /// Those of its disputes that E3 counts at a moment, oldest first.
  public func counted(at now: Instant, policy: Policy) -> [CountedDispute] {
    let earliest = now.adding(seconds: -Int64(policy.countedDays) * 86_400)
    return disputes.filter {
      $0.loggedAt >= earliest && $0.loggedAt <= now && $0.countsFrom <= now
    }.sorted { ($0.loggedAt, $0.id.text) < ($1.loggedAt, $1.id.text) }
  }

  /// How near E3 is to proposing a block at a moment, with all of the vendor's disputes in `disputes`.
  public func blockOutlook(at now: Instant, policy: Policy) -> BlockOutlook {
    if record.getsNoOrders { return .pointless }
    if record.questions.contains(where: \.isProposal) { return .proposed }
    let counted = counted(at: now, policy: policy).map(\.id)
    guard counted.count >= policy.blockFrom else { return .after(policy.blockFrom - counted.count) }
    return record.hasSeen(counted) ? .after(1) : .due
  }
}

extension VendorRecord {
  /// Whether an earlier proposal, `keep` or `unblock` has seen all of these.
  fileprivate func hasSeen(_ counted: [TicketID]) -> Bool { counted.allSatisfy(seen.contains) }
}
