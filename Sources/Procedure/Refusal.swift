/// Why a command was refused: nothing was recorded (procedure, "Refusals").
public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of refusal; of several that apply the first of the procedure's list is given.
  public enum Reason: String, Codable, CaseIterable, Sendable {
    case unknown, duplicate, closed, forbidden, notHeld, outOfOrder, invalid, inFlight
    case overpayment, gate

    /// As screens name it.
    public var shown: Phrase {
      switch self {
      case .unknown: Phrase("not there")
      case .duplicate: Phrase("there already")
      case .closed: Phrase("closed")
      case .forbidden: Phrase("not this person’s to do")
      case .notHeld: Phrase("not held")
      case .outOfOrder: Phrase("not its turn")
      case .invalid: Phrase("a field that cannot be")
      case .inFlight: Phrase("a payout is under way")
      case .overpayment: Phrase("more than is due")
      case .gate: Phrase("the gate")
      }
    }
  }

  /// The kind of refusal.
  public var reason: Reason
  /// Of `invalid`: the field, by the name that scripts give it.
  public var field: String?
  /// What is wrong and what to do, in plain words.
  public var said: Phrase
  /// The rule that says no, by its name in the procedure: `G3`, `E2`, `Holding`.
  public var rule: String
  /// Of `gate`: the rows that do not hold.
  public var missing: [GateRow] = []
  /// The command that mends it, where one does.
  public var remedy: Command.Kind?

  /// A refusal.
  public init(
    _ reason: Reason, _ said: Phrase, rule: String, field: String? = nil,
    missing: [GateRow] = [], remedy: Command.Kind? = nil
  ) {
    self.reason = reason
    self.field = field
    self.said = said
    self.rule = rule
    self.missing = missing
    self.remedy = remedy
  }

  /// What is wrong and what to do, in English.
  public var message: String { said.english }
  /// The message.
  public var description: String { message }

  /// The refusal of whatever is about a ticket that is not there.
  public static func noTicket(_ id: TicketID) -> Refusal {
    Refusal(
      .unknown, Phrase("There is no ticket \(id): log it first."), rule: "Refusals", remedy: .log)
  }

  static func invalid(_ field: String, _ said: Phrase, rule: String = "Fields") -> Refusal {
    Refusal(.invalid, said, rule: rule, field: field)
  }

  /// A ticket is named by what can be no id.
  static var noTicketID: Refusal {
    .invalid(
      "dispute",
      Phrase("A ticket’s id has 1 to 64 characters, without spaces and signs that cannot be seen."))
  }

  /// An order is named by what can be no id.
  static var noOrderID: Refusal {
    .invalid(
      "order",
      Phrase("An order’s id has 1 to 64 characters, without spaces and signs that cannot be seen."))
  }
}
