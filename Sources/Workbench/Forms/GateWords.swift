import Procedure

/// What mends a row of the gate, as forms say it.
enum GateWords {
  /// The command in plain words.
  static func remedy(_ command: Command.Kind) -> String {
    switch command {
    case .log: "log the ticket"
    case .claim: "claim it"
    case .review: "confirm the review"
    case .order: "record the order"
    case .acknowledge: "acknowledge it, with the order"
    case .contact: "contact the vendor"
    case .answer: "record the vendor’s answer"
    case .proof: "add a proof"
    case .accept: "accept a proof"
    case .requestPayout: "ask for the payout"
    case .approve: "a manager approves the payout"
    case .settle: "record the bank’s word"
    case .debit: "reduce the vendor’s credits"
    case .block: "block the vendor"
    case .note: "write an internal note"
    case .remark: "write the remarks"
    case .signOff: "finance signs off"
    case .escalate: "escalate"
    case .find: "a manager finds"
    case .summarise: "write the summary"
    case .mark: "mark the status"
    case .reopen: "a manager reopens it"
    case .assign: "a manager assigns it"
    default: command.rawValue
    }
  }
}
