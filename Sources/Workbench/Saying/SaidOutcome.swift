import Procedure

/// What came of an action that was said.
public struct SaidOutcome {
  /// The version of the dispute afterwards; nil where there is none.
  public var version: Int?
  /// What was recorded, or would be.
  public var facts: [Fact]
  /// What was done, as the screen says it; nil leaves it to the facts.
  public var summary: String?
  /// Why the rest was not done; nil where all was.
  public var failure: (any Error)?
  /// Whether the clock stood before the latest event, so that its time was taken.
  public var clockWasBack = false

  /// The comment for the ticketing platform, where the dispute was closed.
  public var comment: String? {
    for case .closed(_, _, let comment) in facts { return comment }
    return nil
  }

  /// One sentence, as the screen says it.
  public var sentence: String {
    if let summary { return summary.sentence }
    return facts.first.map { $0.words(offset: 0, masked: true).sentence } ?? Action.holdsAlready
  }

  /// Each fact by its name in the log, and in words; phone numbers and payment addresses are hidden.
  public func described(offset: Int) -> [(name: String, words: String)] {
    facts.map { ($0.name, $0.words(offset: offset, masked: true)) }
  }
}

extension Action {
  /// What is said where there is no disagreement left to acknowledge.
  static var allAcknowledged: String { phrase("Every disagreement that stands is acknowledged.") }
  /// What is said where a command recorded nothing.
  static var holdsAlready: String { phrase("It holds already.") }
}
