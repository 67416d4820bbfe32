import Procedure

/// What mends a row of the gate, as forms say it.
enum GateWords {
  /// The command in plain words.
  static func remedy(_ command: Command.Kind) -> String {
    switch command {
    case .log: phrase("log the ticket")
    case .claim: phrase("claim it")
    case .review: phrase("confirm the review")
    case .order: phrase("record the order")
    case .acknowledge: phrase("acknowledge it, with the order")
    case .contact: phrase("contact the vendor")
    case .answer: phrase("record the vendor’s answer")
    case .proof: phrase("add a proof")
    case .accept: phrase("accept a proof")
    case .requestPayout: phrase("ask for the payout")
    case .approve: phrase("a manager approves the payout")
    case .settle: phrase("record the bank’s word")
    case .debit: phrase("reduce the vendor’s credits")
    case .block: phrase("block the vendor")
    case .note: phrase("write an internal note")
    case .remark: phrase("write the remarks")
    case .signOff: phrase("finance signs off")
    case .escalate: phrase("escalate")
    case .find: phrase("a manager finds")
    case .summarise: phrase("write the summary")
    case .mark: phrase("mark the status")
    case .reopen: phrase("a manager reopens it")
    case .assign: phrase("a manager assigns it")
    default: command.rawValue
    }
  }
}
