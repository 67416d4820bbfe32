import Procedure

/// Which disputes are meant, as a person says it: in `/`, in `:view` and `:mark`, in saved views, and in `paydesk list`.
///
///     let query = try DisputeQuery("vendor:fonebay age>2d disputed>5000 step:3 !escalated Zoya")
///     try journal.find(query, for: asha, at: now, limit: 50).rows
///
/// Its words are read here and nowhere else. All of its terms have to hold. Plain words and what is in quotes are looked for as
/// the search looks for text: in ticket, order, customer, phone, vendor and payment references.
public struct DisputeQuery: Sendable, Hashable {
  /// One condition, or that it does not hold.
  public struct Term: Sendable, Hashable {
    /// What has to hold.
    public var condition: Condition
    /// Whether it must not.
    public var isExcluded = false
  }

  /// Something that holds of a dispute or does not.
  public enum Condition: Sendable, Hashable {
    /// A text stands in ticket, order, customer, phone, vendor or a payment reference.
    case words(String)
    /// The vendor's name holds a text, without case.
    case vendor(String)
    /// The customer's name holds a text, without case.
    case customer(String)
    /// The phone number holds these digits.
    case phone(String)
    /// A payment reference holds a text, as references are compared.
    case reference(String)
    /// The ticket's id begins so.
    case ticket(String)
    /// The order's id begins so.
    case order(String)
    /// Somebody holds it.
    case holder(Holder)
    /// The kind of complaint.
    case tag(Tag)
    /// Where it stands.
    case state(DisputeState)
    /// It is open, and its step compares so.
    case step(Comparison, Step)
    /// The facts lead there, whatever the time.
    case scenario(Scenario)
    /// What is in dispute compares so.
    case disputed(Comparison, Money)
    /// So many seconds since the ticket was logged.
    case age(Comparison, Int64)
    /// So many seconds since it was touched.
    case idle(Comparison, Int64)
    /// So many seconds until its vendor's window lapses; one that has lapsed is below all.
    case due(Comparison, Int64)
    /// The day on which the ticket was logged, where the desk is.
    case logged(Comparison, Day)
    /// The day on which it was touched last.
    case touched(Comparison, Day)
    /// Whose decision is awaited.
    case awaits(Addressee)
    /// What waits to be done elsewhere.
    case outside(OutsideItem)
    /// It is in one of the situations that have a name.
    case situation(Situation)
  }

  /// Who holds a dispute that has not ended.
  public enum Holder: Sendable, Hashable {
    case me, nobody
    case person(Person)
  }

  /// How a figure is compared.
  public enum Comparison: String, Sendable, Hashable, CaseIterable {
    case atMost = "<="
    case atLeast = ">="
    case below = "<"
    case above = ">"
    case equal = "="
  }

  /// A day, by the calendar or from today.
  public enum Day: Sendable, Hashable {
    case date(CivilDay)
    /// So many days ago: 0 is today.
    case ago(Int)
  }

  /// Situations with a name, after `is:` or `!`.
  public enum Situation: String, Sendable, Hashable, CaseIterable {
    case open, closed, merged, escalated
    case new, begun, waiting, parked, back, paid, running, lapsed
    case mine, held, outstanding

    /// What it means, in a few words.
    public var meaning: Phrase {
      switch self {
      case .open: Phrase("neither closed nor escalated")
      case .closed: Phrase("closed")
      case .merged: Phrase("merged into another")
      case .escalated: Phrase("waits for a manager")
      case .new: Phrase("nobody has looked at it")
      case .begun: Phrase("begun and not finished")
      case .waiting: Phrase("waits for a decision")
      case .parked: Phrase("put aside, and not back yet")
      case .back: Phrase("a decision, the bank's word or its time has come")
      case .paid: Phrase("the payout is settled, to be closed on")
      case .running: Phrase("the vendor's window runs")
      case .lapsed: Phrase("the window has lapsed and nobody escalated")
      case .mine: Phrase("held by you")
      case .held: Phrase("held by somebody")
      case .outstanding: Phrase("something is to be done elsewhere")
      }
    }
  }

  /// The terms; all have to hold.
  public var terms: [Term]
  /// The query as it was typed, without blanks around it.
  public var text: String

  /// Reads a query.
  ///
  /// - Parameter people: who works at the desk, so that a misspelt login is pointed at; nil takes any.
  public init(_ text: String, people: [Person]? = nil) throws(QueryMistake) {
    var reading = QueryReading(text, people: people)
    terms = try reading.terms()
    self.text = trimmed(text)
  }

  /// The text, where the query is nothing but one.
  public var plainText: String? {
    guard terms.count == 1, case .words(let text) = terms[0].condition else { return nil }
    return text
  }
}

/// A text without blanks around it.
private func trimmed(_ text: String) -> String {
  var rest = text[...]
  while rest.first?.isWhitespace == true { rest.removeFirst() }
  while rest.last?.isWhitespace == true { rest.removeLast() }
  return String(rest)
}

/// A word of a query that cannot be understood: where it stands, what it is, and what was expected there.
public struct QueryMistake: Error, Sendable, Hashable, CustomStringConvertible {
  /// Where the word stands, in characters from the beginning of what was typed.
  public var range: Range<Int>
  /// The word.
  public var found: String
  /// What is wrong, and what was expected.
  public var problem: Phrase
  /// The right word that is nearest to it, if one is near.
  public var nearest: String?

  /// What is wrong, for a place where the word itself is marked: `no field is called vendr; did you mean vendor?`
  public var sentence: Phrase {
    nearest.map { Phrase("\(problem); did you mean \($0)?") } ?? problem
  }

  /// One line that names the place: `at character 9, “vendr:x”: no field is called vendr; did you mean vendor?`
  public var description: String { said.english }

  /// The same, as it is said.
  public var said: Phrase {
    Phrase("at character \(range.lowerBound + 1), “\(found)”: \(sentence)")
  }
}
