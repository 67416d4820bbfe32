/// A value that files write in words of their own; `ColumnMapping` says which.
public protocol MappedWord: RawRepresentable<String>, CaseIterable, Sendable {
  /// The name of the list in a mapping.
  static var list: String { get }
  /// The words that mean this value unless a mapping says otherwise.
  var usualWords: [String] { get }
}

/// The tag of a ticket.
public enum TagWord: String, MappedWord {
  /// Nothing has come.
  case customerNotPaid
  /// Too little has come.
  case lessPaid

  /// `tag`
  public static let list = "tag"
  /// `Customer Not Paid`, `Less Paid`
  public var usualWords: [String] {
    self == .customerNotPaid ? ["Customer Not Paid"] : ["Less Paid"]
  }
}

/// Whether the phone was picked up.
public enum PickupWord: String, MappedWord {
  /// The vendor has it.
  case completed
  /// Not yet.
  case pending
  /// It will not be.
  case cancelled

  /// `pickup`
  public static let list = "pickup"
  /// The value's name, and how else it is spelt.
  public var usualWords: [String] {
    switch self {
    case .completed: ["completed", "complete", "picked up"]
    case .pending: ["pending"]
    case .cancelled: ["cancelled", "canceled"]
    }
  }
}

/// A yes or a no.
public enum YesNo: String, MappedWord {
  /// Yes.
  case yes
  /// No.
  case no

  /// `yesNo`
  public static let list = "yesNo"
  /// `yes`, `y`, `true`; `no`, `n`, `false`
  public var usualWords: [String] { self == .yes ? ["yes", "y", "true"] : ["no", "n", "false"] }
}

/// What may be done with a vendor.
public enum StandingWord: String, MappedWord {
  /// Nothing stands against it.
  case active
  /// Watched.
  case flagged
  /// Gets no more orders.
  case blocked
  /// Gets no more orders for now.
  case suspended

  /// `standing`
  public static let list = "standing"
  /// The value's name.
  public var usualWords: [String] { [rawValue] }
}

/// A list of words of a mapping: its name, and each value with its usual words.
struct WordList {
  var name: String
  var values: [(value: String, words: [String])]

  init<Word: MappedWord>(_ type: Word.Type) {
    name = Word.list
    values = Word.allCases.map { ($0.rawValue, $0.usualWords) }
  }
}

extension FileKind {
  /// The lists of words in files of this kind.
  var wordLists: [WordList] {
    switch self {
    case .tickets: [WordList(TagWord.self)]
    case .orders: [WordList(PickupWord.self), WordList(YesNo.self)]
    case .vendors: [WordList(StandingWord.self)]
    case .wallet: [WordList(DirectionWord.self)]
    case .bank: []
    }
  }
}
