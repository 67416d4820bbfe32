import Procedure

/// The most urgent of what waits for a manager on a dispute, as a line of the queue knows it.
public struct WaitingMatter: Sendable, Hashable {
  /// What it is.
  public var kind: Matter.Kind
  /// Since when it waits.
  public var since: Instant
  /// The money that it is about; nil where it is about the vendor.
  public var amount: Money?
  /// Whose decisions all that waits on the dispute are, ops before finance.
  public var to: [Addressee]

  /// What waits for a manager on a dispute.
  public init(kind: Matter.Kind, since: Instant, amount: Money?, to: [Addressee]) {
    self.kind = kind
    self.since = since
    self.amount = amount
    self.to = to
  }

  /// The first of a dispute's matters, with the addressees of all; nil where there is none.
  init?(_ matters: [Matter]) {
    guard let first = matters.first else { return nil }
    self.init(
      kind: first.kind, since: first.since, amount: first.amount,
      to: Set(matters.map(\.to)).sorted())
  }

  /// Whether someone in a role may decide something of it.
  public func awaits(_ role: Role) -> Bool { to.contains { $0.isOrYieldsTo(role) } }
}

extension QueueRow {
  /// What waits for a manager at a moment: a window that has lapsed comes before what is less urgent.
  public func matter(at now: Instant) -> WaitingMatter? {
    guard let lapsesAt, lapsesAt <= now, matter.map({ $0.kind > .lapsed }) ?? true else {
      return matter
    }
    let to = Set(matter?.to ?? []).union([.opsManager]).sorted()
    return WaitingMatter(kind: .lapsed, since: lapsesAt, amount: disputed, to: to)
  }
}
