extension FileKind {
  static let walletFields = [
    MappedField(
      name: "number", column: "Entry ID", need: .usually,
      meaning:
        "the entry's number, by which it is known again; an entry without one needs a reference"),
    MappedField(
      name: "at", column: "Time", need: .always,
      meaning: "when the money moved: 2026-11-22T14:32:00+05:30 or 2026-11-22 14:32"),
    MappedField(
      name: "vendor", column: "Vendor", need: .usually,
      meaning: "whose wallet it is; a file of one wallet may leave it to --vendor"),
    MappedField(
      name: "direction", column: "Direction", need: .always,
      meaning: "whether the wallet paid or received, in words below"),
    MappedField(name: "amount", column: "Amount", need: .always, meaning: "in rupees"),
    MappedField(name: "order", column: "Order ID", need: .usually, meaning: "may be empty"),
    MappedField(
      name: "payee", column: "Payee", need: .usually,
      meaning: "who was paid or who paid: name@bank, or an account and IFSC"),
    MappedField(
      name: "reference", column: "Reference", need: .usually, meaning: "the payment's reference"),
    MappedField(
      name: "narration", column: "Narration", need: .usually, meaning: "what else it says"),
  ]

  static let bankFields = [
    MappedField(
      name: "number", column: "Entry ID", need: .seldom,
      meaning: "the entry's number, if the bank gives one"),
    MappedField(
      name: "at", column: "Date", need: .always,
      meaning: "2026-11-22 or 22/11/2026, or a time such as 2026-11-22 14:32"),
    MappedField(
      name: "debit", column: "Debit", need: .column, meaning: "in rupees, where money left"),
    MappedField(
      name: "credit", column: "Credit", need: .column, meaning: "in rupees, where money came in"),
    MappedField(
      name: "reference", column: "Reference", need: .usually, meaning: "the UTR or RRN"),
    MappedField(
      name: "payee", column: "Payee", need: .usually,
      meaning: "who was paid or who paid: name@bank, or an account and IFSC"),
    MappedField(
      name: "narration", column: "Narration", need: .usually, meaning: "what else it says"),
  ]
}

/// Which way money went through a wallet.
public enum DirectionWord: String, MappedWord {
  /// The wallet paid.
  case paid
  /// The wallet received.
  case received

  /// `direction`
  public static let list = "direction"
  /// `paid`, `debit`, `dr`; `received`, `credit`, `cr`
  public var usualWords: [String] {
    self == .paid ? ["paid", "debit", "dr"] : ["received", "credit", "cr"]
  }
}
