import Procedure
import Terminal

/// A field of a form as it stands: what it holds, how it was understood, what is wrong.
struct FormField: Equatable, Sendable {
  /// How a field is typed and drawn.
  enum Kind: Equatable, Sendable {
    /// One line of text.
    case line
    /// Several lines; Enter moves on, Alt-Enter begins a line.
    case lines
    /// A large part of the form; Enter begins a line.
    case area
    /// An amount.
    case money
    /// A day and a time of day.
    case time
    /// One of several words, changed with arrows, space and first letters.
    case choice([FormOption])
    /// A path; Tab completes it.
    case path
    /// A path or a payment's reference; Tab completes what looks like a path.
    case evidence
    /// The name of a vendor; Tab completes it from the journal.
    case vendor
    /// One of these names; Tab completes it.
    case name([String])

    var isMultiline: Bool { self == .lines || self == .area }

    var options: [FormOption]? {
      if case .choice(let options) = self { options } else { nil }
    }

    /// The cells that what is typed gets at least; nil takes what there is.
    var columns: Int? {
      switch self {
      case .money: 16
      case .time: 20
      default: nil
      }
    }
  }

  /// How much a field is asked for.
  enum Need: Sendable {
    /// Nothing is recorded without it.
    case needed
    /// The focus goes to it first, and it may stay empty.
    case wanted
    /// It may stay empty.
    case optional
  }

  /// A line below a field.
  struct Remark: Equatable, Sendable {
    var text: String
    var role: Terminal.Role
  }

  /// Its stable name: the key of drafts, and where it can be the name that scripts give the value.
  let name: String
  /// What stands before it.
  let label: String
  /// How it is typed.
  let kind: Kind
  /// What it holds: typed or suggested.
  var text: String
  /// Whether a person typed it.
  var isTyped: Bool
  /// Whether the focus should go to it.
  var isMissing = false
  /// Whether what it suggests is hidden.
  var isMasked = false
  /// What stands in it while it is empty.
  var placeholder = ""
  /// What was understood, beside it.
  var understood = ""
  /// Why what was typed cannot be; shown once the focus has left it.
  var mistake: String?
  /// What stands below it.
  var remarks: [Remark] = []
}

/// A word that can be chosen.
struct FormOption: Equatable, Sendable {
  /// The value, as drafts keep it.
  var key: String
  /// What is said of it.
  private var words: Phrase

  init(_ key: String, _ words: some Sayable) {
    self.key = key
    self.words = words.phrase
  }

  /// As it is shown.
  var label: String { phrase(words) }

  /// Whether a letter that is typed chooses it: the one that it begins with as it is shown, or in English, which whoever
  /// has learnt it there or types on such a keyboard goes on with.
  func begins(with letter: String) -> Bool {
    [label, words.english].contains {
      $0.lowercased().unicodeScalars.starts(with: letter.lowercased().unicodeScalars)
    }
  }
}

/// A line of a form, from the top down.
enum FormLine: Equatable, Sendable {
  /// Something to fill in.
  case field(FormField)
  /// Something to know.
  case fact(label: String, value: String, role: Terminal.Role)
  /// A rule with a title, and a short text at its right.
  case heading(String, trailing: String)
  /// A sentence over the whole width.
  case text(String, role: Terminal.Role)
  /// An empty line.
  case gap
}
