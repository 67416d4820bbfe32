import Procedure

/// How an action that records something is said in words, as scripts say it.
enum Saying: Equatable, Sendable {
  /// By filling in the form that it opens.
  case form(FormKind)
  /// By itself: there is nothing to fill in.
  case command(Command)
  /// The first disagreement of ticket and order that nobody has seen is acknowledged.
  case acknowledging
  /// It is not said: why, and what is said instead.
  case otherwise(String)
}

extension Action {
  /// How it is said in words; nil where it records nothing.
  var saying: Saying? {
    switch id {
    case .acknowledge: .acknowledging
    case .proceed:
      .otherwise("it is whichever action the dispute asks for next: `paydesk show` names it")
    case .next: .otherwise("it takes whatever is next: say `claim` on the ticket that you mean")
    case .takeAnswers: .otherwise("it is `vendor`, on a dispute of a call sheet")
    case .confirm: .otherwise("it is `confirm`, on a row of what waits to be done elsewhere")
    case .callAll: .otherwise("say `vendor` with `outcome` on each dispute")
    case .assignAll: .otherwise("`paydesk assign --from` does it, after a rehearsal")
    case .doAll: .otherwise("say the decision on each dispute; `paydesk assign` takes several")
    case .undo:
      .otherwise("the screen shows first what it takes back: say the action that brings it back")
    case .again: .otherwise("say the action once more")
    case .formUnmask: .otherwise("it is `unmask`")
    case .save: .otherwise("it records a form: the action that opens the form does")
    case .readReply: .otherwise("say `vendor` with what the reply says")
    case .logCall: .otherwise("it is `vendor` with `outcome` alone")
    default: form.map(Saying.form) ?? directCommand.map(Saying.command)
    }
  }

  /// What it is called where it is said in words: its name on one word.
  public var word: String { name.replacing(" ", with: "-") }

  /// Whether a text means it: its name, with spaces or hyphens, or its id; case says nothing.
  func isCalled(_ text: String) -> Bool {
    let wanted = text.foldedName
    return name.foldedName == wanted || id.rawValue.foldedName == wanted
  }

  /// The actions that are said in words, in the table's order.
  public static let said: [Action] = table.filter { action in
    switch action.saying {
    case nil, .otherwise: false
    case .form, .command, .acknowledging: true
    }
  }

  /// The action that is meant by a word: its name, with spaces or hyphens, or its id; case says nothing.
  ///
  /// - Throws: `SayingFailure.unknown` with what to say instead.
  public static func said(by text: String) throws(SayingFailure) -> Action {
    func isMeant(_ action: Action) -> Bool { action.isCalled(text) }
    if let action = said.first(where: isMeant) { return action }
    let others = table.filter(isMeant)
    for action in others {
      if case .otherwise(let why) = action.saying {
        throw .unknown("“\(text)” is not said here: \(why).")
      }
    }
    if !others.isEmpty {
      throw .unknown(
        "“\(text)” records nothing: it is an action of the screen alone. `paydesk do --list` lists those that record."
      )
    }
    throw .unknown("there is no action “\(text)”: `paydesk do --list` lists them.")
  }
}

/// Why an action that was said was not done: nothing was recorded.
public enum SayingFailure: Error, Equatable, CustomStringConvertible {
  /// A word means no action or no field.
  case unknown(String)
  /// A field cannot be as it is said, or is missing; nil is the form as a whole.
  case mistake(field: String?, String)
  /// A file that is named cannot be read.
  case file(String)

  /// One plain sentence.
  public var description: String {
    switch self {
    case .unknown(let sentence), .file(let sentence): sentence
    case .mistake(let field, let sentence): field.map { "\($0): \(sentence)" } ?? sentence
    }
  }
}
