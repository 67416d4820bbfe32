import Journal
import Procedure

/// Tries another policy on what a journal holds, one vendor's disputes at a time; nothing is written.
public struct PolicyTrialRun {
  /// What would have differed on a dispute.
  public struct Dispute: Sendable {
    /// The dispute.
    public var id: TicketID
    /// Where it stands.
    public var state: DisputeState
    /// What would have differed.
    public var differences: [PolicyDifference]
  }

  /// What would have differed about a vendor.
  public struct Vendor: Sendable {
    /// The vendor.
    public var name: VendorName
    /// What E3 does under the policy in force.
    public var inForce: [VendorMeasure]
    /// What it does under the other one.
    public var other: [VendorMeasure]
  }

  /// The disputes' journal.
  public let journal: any Journal
  /// The policy that is tried.
  public let policy: Policy
  /// The disputes that are meant; E3 counts the others all the same.
  public var selection = DisputeSelection()
  /// Told from time to time how many disputes were looked at.
  public var progress: (Int) -> Void = { _ in }
  /// Asked between vendors whether to end.
  public var shouldStop: () -> Bool = { false }

  /// A trial of a policy on a journal.
  public init(of policy: Policy, on journal: any Journal) {
    self.policy = policy
    self.journal = journal
  }

  /// Goes through all disputes.
  ///
  /// - Parameters:
  ///   - now: the moment at which open disputes are looked at.
  ///   - dispute: takes each dispute of which anything differs.
  ///   - vendor: takes each vendor of which anything differs.
  /// - Returns: the sum; nil where somebody ended it.
  public func run(
    at now: Instant, dispute: (Dispute) -> Void, vendor: (Vendor) -> Void
  ) throws -> PolicyTrialSum? {
    let inForce = try journal.desk().policy
    var sum = PolicyTrialSum()
    var seen = 0
    var isWhole = true
    try journal.histories { history in
      guard !shouldStop() else {
        isWhole = false
        return false
      }
      var trial = PolicyTrial(of: policy, against: inForce)
      for entry in history.entries { trial.record(entry.event.event, on: entry.dispute) }
      trial.finish(at: now)
      for id in history.disputes where history.own.contains(id) {
        guard let found = trial.dispute(id), found.state != .merged,
          selection.contains(id, loggedAt: found.ticket.loggedAt)
        else { continue }
        let differences = trial.differences(of: id)
        sum.add(differences)
        guard !differences.isEmpty else { continue }
        dispute(Dispute(id: id, state: found.state, differences: differences))
      }
      if let name = history.vendor {
        let measures = trial.measures(of: name)
        let found = Vendor(
          name: name, inForce: measures.inForce.filter(isMeant),
          other: measures.other.filter(isMeant))
        sum.add(inForce: found.inForce, other: found.other)
        if found.inForce.map(\.moment) != found.other.map(\.moment) { vendor(found) }
      }
      seen += history.own.count
      progress(seen)
      return true
    }
    return isWhole ? sum : nil
  }

  private func isMeant(_ measure: VendorMeasure) -> Bool {
    if let from = selection.from, measure.at < from { return false }
    if let before = selection.before, measure.at >= before { return false }
    return true
  }
}

extension VendorMeasure {
  /// What is compared of it: what is done, and when.
  fileprivate var moment: [String] { [kind.rawValue, "\(at.microseconds)"] }
}

extension DisputeHistories {
  /// Its disputes, in the order of arrival.
  fileprivate var disputes: [TicketID] {
    var seen: Set<TicketID> = []
    return entries.map(\.dispute).filter { seen.insert($0).inserted }
  }
}
