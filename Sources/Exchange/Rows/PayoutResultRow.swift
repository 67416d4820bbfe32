import Procedure

/// What a bank says of a payout, as its file gives it.
public struct PayoutResultRow: Equatable, Sendable {
  /// The fields, by the names that a mapping uses.
  public enum Field: String, CaseIterable, Sendable {
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case intent, outcome, amount, reference, mode, reason
  }

  /// The line of the file, from 1.
  public var line: Int
  /// What the bank says.
  public var word: BankWord
  /// What was changed on the way in, and is not lost silently.
  public var warnings: [SourceMistake]

  /// The result in a row, or all that is wrong with it.
  public static func parse(
    _ row: SourceRow, mapping: ColumnMapping
  ) -> Result<PayoutResultRow, RejectedRow> {
    var parser = RowParser(row: row, mapping: mapping, offset: 0)
    let intent = parser.text(Field.intent, isNeeded: true)
    let outcome = parser.word(Field.outcome, OutcomeWord.self)
    let amount = parser.money(Field.amount)
    let reference = parser.text(Field.reference)
    let mode =
      parser.raw(Field.mode) == nil ? nil : parser.word(Field.mode, ModeWord.self)
    let reason = parser.text(Field.reason)
    guard let intent, let outcome, parser.mistakes.isEmpty else {
      return .failure(parser.rejected())
    }
    return .success(
      PayoutResultRow(
        line: row.line,
        word: BankWord(
          intent: intent, outcome: BankWord.Outcome(outcome), amount: amount, reference: reference,
          mode: mode.map(ProofKind.init), reason: reason),
        warnings: parser.warnings))
  }
}

extension BankWord.Outcome {
  fileprivate init(_ word: OutcomeWord) {
    switch word {
    case .settled: self = .settled
    case .failed: self = .failed
    case .reversed: self = .reversed
    case .pending: self = .pending
    }
  }
}

extension ProofKind {
  fileprivate init(_ word: ModeWord) {
    switch word {
    case .upi: self = .upi
    case .imps: self = .imps
    case .neft: self = .neft
    case .rtgs: self = .rtgs
    }
  }
}
