/// A decision that somebody waits for, as a line of a list names it.
public struct WaitingDecision: Hashable, Sendable {
  /// What is decided on.
  public var about: DecisionTurn.About
  /// Whose decision it is.
  public var to: Addressee
  /// Since when it waits.
  public var since: Instant
  /// The money that it is about; nil where it is about the vendor.
  public var amount: Money?
  /// Who asked; nil where it is asked by itself.
  public var by: Doer?
  /// What it is, in a few words.
  public var why: String
  /// The vendor that it is about, or the dispute's.
  public var vendor: VendorName?

  /// Whether someone in a role may decide it.
  public func awaits(_ role: Role) -> Bool { to.isOrYieldsTo(role) }
}

extension Dispute {
  /// Every decision that waits on the dispute, and about vendors because of it, as `DecisionTurn` says that they were asked for.
  public func waitingDecisions(in context: Context) -> [WaitingDecision] {
    var decisions: [WaitingDecision] = []
    let scenario = scenario(in: context.circumstances(of: self))
    if state == .open || state == .escalated {
      if let payout = livePayout, payout.state == .asked {
        decisions.append(
          WaitingDecision(
            about: .payout, to: approval(of: payout.amount, policy: context.policy).by,
            since: payout.askedAt, amount: payout.amount, by: payout.asker,
            why: "payout: " + words(of: payout.basis.scenario ?? scenario), vendor: order?.vendor))
      }
      decisions += undecided.map {
        WaitingDecision(
          about: .dispute, to: $0.to, since: $0.at, amount: disputed, by: $0.asker, why: $0.reason,
          vendor: order?.vendor)
      }
      let isDuplicated = context.surroundings.isDuplicated(self)
      if signOff == nil, needsSignOff(policy: context.policy, isDuplicated: isDuplicated) {
        decisions.append(
          WaitingDecision(
            about: .signOff, to: .financeManager, since: touchedAt, amount: disputed, by: nil,
            why: "sign-off: " + words(of: scenario), vendor: order?.vendor))
      }
    }
    let questions = context.surroundings.vendors.values.flatMap(\.record.questions)
    decisions += questions.filter { $0.dispute == id }.map {
      WaitingDecision(
        about: .vendor, to: $0.to, since: $0.at, amount: nil, by: $0.isProposal ? nil : $0.asker,
        why: ($0.isProposal ? "block proposed: " : "vendor: ") + $0.reason, vendor: order?.vendor)
    }
    return decisions.sorted { $0.since < $1.since }
  }

  private func words(of scenario: Scenario?) -> String {
    scenario.map { "\($0.shown) (\($0.rawValue))" } ?? "no scenario holds"
  }
}
