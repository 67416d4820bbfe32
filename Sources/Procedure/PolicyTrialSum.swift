/// What another policy would have changed, over many disputes and vendors.
public struct PolicyTrialSum: Hashable, Sendable {
  /// Payouts that move from one manager to another, with their money.
  public struct Move: Hashable, Sendable {
    /// How many.
    public var payouts = 0
    /// How much in all.
    public var amount = Money.zero
  }

  /// What happens to a number of things: some under the policy in force alone, some under the other alone, some otherwise.
  public struct Change: Hashable, Sendable {
    /// Under the other policy and not under the one in force.
    public var more = 0
    /// Under the one in force and not under the other.
    public var less = 0
    /// Under both, but at another time or in other words.
    public var moved = 0
    /// What is in dispute where there are more; of sign-offs alone.
    public var amountMore = Money.zero
    /// What is in dispute where there are less; of sign-offs alone.
    public var amountLess = Money.zero

    fileprivate mutating func add<Value: Equatable>(_ inForce: Value?, _ other: Value?) {
      switch (inForce, other) {
      case (nil, nil): break
      case (nil, _): more += 1
      case (_, nil): less += 1
      case (let inForce, let other): moved += inForce == other ? 0 : 1
      }
    }
  }

  /// The disputes that were looked at; merged ones are not.
  public var disputes = 0
  /// Those of which anything differs.
  public var differing = 0
  /// Those with another scenario, by what it was and what it would have been.
  public var scenarios: [Pair<Scenario?>: Int] = [:]
  /// Windows that lapsed.
  public var lapses = Change()
  /// Payouts whose approval is somebody else's, by whose it was and whose it would have been.
  public var approvers: [Pair<Addressee>: Move] = [:]
  /// Sign-offs that are asked for.
  public var signOffs = Change()
  /// Proofs of which something else speaks.
  public var proofs = 0
  /// Closures that the gate would have refused, and ones that it refuses no more.
  public var closures = Change()
  /// Vendors that are flagged.
  public var flagged = Change()
  /// Vendors of which a block is proposed.
  public var proposed = Change()

  /// What something was, and what it would have been.
  public struct Pair<Value: Hashable & Sendable>: Hashable, Sendable {
    /// Under the policy in force.
    public var inForce: Value
    /// Under the other one.
    public var other: Value
  }

  /// Nothing was looked at.
  public init() {}

  /// Whether nothing would have differed.
  public var isSame: Bool {
    differing == 0 && flagged == Change() && proposed == Change()
  }

  /// Adds a dispute.
  public mutating func add(_ differences: [PolicyDifference]) {
    disputes += 1
    if !differences.isEmpty { differing += 1 }
    for difference in differences {
      switch difference {
      case .scenario(_, let inForce, let other):
        scenarios[Pair(inForce: inForce, other: other), default: 0] += 1
      case .lapse(_, let inForce, let other): lapses.add(inForce, other)
      case .approver(_, let amount, let inForce, let other):
        let pair = Pair(inForce: inForce, other: other)
        approvers[pair, default: Move()].payouts += 1
        approvers[pair, default: Move()].amount += amount
      case .signOff(let disputed, let isAskedFor):
        if isAskedFor {
          signOffs.more += 1
          signOffs.amountMore += disputed
        } else {
          signOffs.less += 1
          signOffs.amountLess += disputed
        }
      case .warnings: proofs += 1
      case .gate(_, let inForce, let other):
        closures.add(inForce.isEmpty ? nil : inForce, other.isEmpty ? nil : other)
      }
    }
  }

  /// Adds a vendor, by what E3 did to it.
  public mutating func add(inForce: [VendorMeasure], other: [VendorMeasure]) {
    func times(_ measures: [VendorMeasure], _ kind: VendorMeasure.Kind) -> [Instant]? {
      let times = measures.filter { $0.kind == kind }.map(\.at)
      return times.isEmpty ? nil : times
    }
    flagged.add(times(inForce, .flagged), times(other, .flagged))
    proposed.add(times(inForce, .proposed), times(other, .proposed))
  }
}
