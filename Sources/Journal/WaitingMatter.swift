import Procedure

/// The most urgent of what waits for a manager on a dispute, as a line of the queue knows it.
public struct WaitingMatter: Sendable, Hashable {
  /// What it is.
  public var kind: Matter.Kind
  /// Since when it waits.
  public var since: Instant
  /// The money that it is about; nil where it is about the vendor.
  public var amount: Money?
  /// Whose decisions all that waits on the dispute are, with the most that one of them is about.
  public var stakes: [Addressee: Money]

  /// What waits for a manager on a dispute.
  public init(kind: Matter.Kind, since: Instant, amount: Money?, stakes: [Addressee: Money]) {
    self.kind = kind
    self.since = since
    self.amount = amount
    self.stakes = stakes
  }

  /// The first of a dispute's matters, with the addressees of all; nil where there is none.
  init?(_ matters: [Matter]) {
    guard let first = matters.first else { return nil }
    self.init(
      kind: first.kind, since: first.since, amount: first.amount,
      stakes: Dictionary(
        matters.map { ($0.to, $0.amount ?? .zero) }, uniquingKeysWith: { max($0, $1) }))
  }

  /// The money that someone in a role may decide about on the dispute; nil where nothing of it is theirs. Several decisions on
  /// one dispute are about the same money, so that the largest counts.
  public func stake(for role: Role) -> Money? {
    stakes.filter { $0.key.isOrYieldsTo(role) }.values.max()
  }
}

extension QueueRow {
  /// What waits for a manager at a moment: a window that has lapsed comes before what is less urgent.
  public func matter(at now: Instant) -> WaitingMatter? {
    guard let lapsesAt, lapsesAt <= now, matter.map({ $0.kind > .lapsed }) ?? true else {
      return matter
    }
    let stakes = (matter?.stakes ?? [:]).merging([.opsManager: disputed]) { max($0, $1) }
    return WaitingMatter(kind: .lapsed, since: lapsesAt, amount: disputed, stakes: stakes)
  }
}
