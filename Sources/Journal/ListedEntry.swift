import Procedure

/// An entry of a statement on its way into the journal.
public struct NumberedEntry: Sendable, Hashable {
  /// The entry. Where its statement gives it no number, the journal finds its id.
  public var entry: StatementEntry
  /// Of an entry without a number: the how-many-eth of its file it is that reads alike, from 1.
  public var occurrence: Int?

  /// An entry, and where it has no number which of those that read alike it is.
  public init(_ entry: StatementEntry, occurrence: Int? = nil) {
    self.entry = entry
    self.occurrence = occurrence
  }
}

/// What listing an entry came to.
public struct ListedEntry: Sendable, Hashable {
  /// The entry's id.
  public var id: EntryID
  /// What it came to.
  public var arrival: Arrival
  /// What it said before, where that was something else.
  public var former: StatementEntry?
}

/// An entry, the dispute that it is about, and what else is known around that.
public struct EntrySituation: Sendable {
  /// The entry, with what it came to.
  public var listed: StandingEntry
  /// The dispute that it is about, where there is one alone.
  public var look: Look?
  /// Every entry that shares a key with that dispute.
  public var around: [StatementEntry]
}

/// Which entries of statements are asked for.
public struct EntryQuery: Sendable, Hashable {
  /// What an entry came to, without what it rests on.
  public enum Standing: String, Sendable, Hashable, CaseIterable {
    case matched, ambiguous, unmatched
  }

  /// Whose book; nil is any.
  public var statement: StatementKind?
  /// What they came to; empty is anything.
  public var standings: Set<Standing>
  /// From when; nil is from the first.
  public var from: Instant?
  /// Until when; nil is to the last.
  public var to: Instant?

  /// Some entries.
  public init(
    statement: StatementKind? = nil, standings: Set<Standing> = [], from: Instant? = nil,
    to: Instant? = nil
  ) {
    self.statement = statement
    self.standings = standings
    self.from = from
    self.to = to
  }
}

extension EntryStanding {
  /// The standing without what it rests on.
  public var kind: EntryQuery.Standing {
    switch self {
    case .matched: .matched
    case .ambiguous: .ambiguous
    case .unmatched: .unmatched
    }
  }
}
