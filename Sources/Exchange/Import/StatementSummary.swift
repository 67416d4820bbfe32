import Procedure

/// What the entries of a statement came to, beside being new or known.
public struct StatementSummary: Sendable {
  /// Payments that stand as proofs to be accepted, by this import.
  public var proofs = 0
  /// Payouts that it settled.
  public var settled = 0
  /// Changes of credits that it confirmed.
  public var credits = 0
  /// Entries that are about one dispute.
  public var matched = 0
  /// Entries that could as well be about each of several disputes.
  public var ambiguous = 0
  /// Entries that nothing here is known of.
  public var unmatched = 0
  /// Entries that were known by their number and read otherwise now.
  public var changes: [SourceMistake] = []
  /// What entries show and the core refused to record, by line.
  public var refusals: [SourceMistake] = []
  /// Of what times the file shows everything.
  public var spans: [StatementSpan] = []
  /// Why the file counts for no time; nil where it does.
  public var uncovered: String?

  mutating func count(_ standing: EntryStanding) {
    switch standing {
    case .matched: matched += 1
    case .ambiguous: ambiguous += 1
    case .unmatched: unmatched += 1
    }
  }

  mutating func count(_ command: Command) {
    switch command.kind {
    case .proof: proofs += 1
    case .settle: settled += 1
    default: credits += 1
    }
  }
}
