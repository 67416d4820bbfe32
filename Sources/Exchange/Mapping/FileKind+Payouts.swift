extension FileKind {
  /// The columns of a bank's results.
  static let payoutFields = [
    MappedField(
      name: "intent", column: "Intent", need: .always,
      meaning: "the payout's id, as the batch has it"),
    MappedField(
      name: "outcome", column: "Status", need: .always,
      meaning: "what came of it, in words below"),
    MappedField(
      name: "amount", column: "Amount", need: .usually,
      meaning: "in rupees; what went through needs it, elsewhere it may be empty"),
    MappedField(
      name: "reference", column: "Reference", need: .usually,
      meaning: "the bank's reference (RRN or UTR); what went through needs it"),
    MappedField(
      name: "mode", column: "Mode", need: .seldom,
      meaning: "how it was paid, in words below; empty is unknown"),
    MappedField(
      name: "reason", column: "Reason", need: .usually,
      meaning: "why it failed or came back; may be empty"),
  ]
}

/// What the bank says came of a payout.
public enum OutcomeWord: String, MappedWord {
  /// It went through.
  case settled
  /// It did not.
  case failed
  /// It came back.
  case reversed
  /// It is not decided.
  case pending

  /// `outcome`
  public static let list = "outcome"
  /// The value's name, and what banks write for it.
  public var usualWords: [String] {
    switch self {
    case .settled: ["settled", "success", "successful", "paid", "processed"]
    case .failed: ["failed", "failure", "rejected"]
    case .reversed: ["reversed", "returned"]
    case .pending: ["pending", "in process", "processing"]
    }
  }
}

/// How the bank paid.
public enum ModeWord: String, MappedWord {
  /// UPI.
  case upi
  /// IMPS.
  case imps
  /// NEFT.
  case neft
  /// RTGS.
  case rtgs

  /// `mode`
  public static let list = "mode"
  /// The value's name.
  public var usualWords: [String] { [rawValue.uppercased()] }
}
