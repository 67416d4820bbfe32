import Procedure
import Terminal

/// Something that a person can have done, declared once: keys, hints, `?`, `:` and the page of keys read it from here.
///
///     Action(
///       .claim, Phrase("claim", sense: "action"), ["c"], .work,
///       Phrase("Take a dispute that nobody holds."), .claim)
public struct Action: Sendable {
  /// What it is known by.
  public let id: ActionID
  /// Its name, as it is typed behind `:`, in the configuration, in macros and in commands, whatever the language of the screens.
  public let name: String
  /// Its name as it is read.
  private let said: Phrase
  /// Its usual keys, by their names.
  public let keyNames: [String]
  /// Where its keys work.
  public let modes: Set<Mode>
  /// What it does, in one line; an action's id in braces stands for its key: `{stepBack} looks at it as it was`.
  let told: Phrase
  /// The command that it leads to, if it leads to one: the core says whether it can be done.
  public let command: Command.Kind?
  /// The form that it opens, if it opens one.
  public let form: FormKind?
  /// The form that it opens where rows are marked, if it acts on several disputes.
  public let markedForm: FormKind?
  /// Its usual keys; which it has, `KeyMap` says.
  public let keys: [Key]

  /// An action.
  init(
    _ id: ActionID, _ name: Phrase, _ keys: [String], _ modes: Set<Mode>, _ summary: Phrase,
    _ command: Command.Kind? = nil, form: FormKind? = nil,
    marked: FormKind? = nil
  ) {
    self.id = id
    self.name = name.english
    said = name
    keyNames = keys
    self.modes = modes
    told = summary
    self.command = command
    self.form = form
    markedForm = marked
    self.keys = keys.compactMap(Key.init(named:))
  }

  /// Its name in the language of the screens, as hints show it.
  var label: String { phrase(said) }

  /// What it does, in one line, with the usual keys; in English, for pages and commands.
  public var summary: String { Action.filled(told.english, .usual, .unicode) }

  /// What it does, in one line, with the keys that there are, in the language of the screens.
  func summary(_ keys: KeyMap, _ glyphs: Glyphs) -> String {
    Action.filled(phrase(told), keys, glyphs)
  }

  private static func filled(_ text: String, _ keys: KeyMap, _ glyphs: Glyphs) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    return text.replacing(/\{(\w+)\}/) { match in
      ActionID(rawValue: String(match.output.1)).map { keys.named($0, glyphs) } ?? ""
    }
  }

  /// Where keys can be given to it: what works by its name alone can have one wherever letters are actions.
  var places: Set<Mode> { modes.isEmpty ? Mode.everywhere : modes }

  /// Whether it is about the dispute that is shown, so that it has to be there first.
  public var needsDispute: Bool {
    if let command, command != .log { return true }
    return [
      .proceed, .lookAtProof, .comment, .links, .copyOrder, .vendorPage, .callSheet, .why, .undo,
      .again, .messageVendor,
    ].contains(id)
  }

  /// The action of an id.
  public static func of(_ id: ActionID) -> Action {
    byID[id] ?? Action(id, Phrase(verbatim: id.rawValue), [], [], Phrase(verbatim: String()))
  }

  /// The actions with usual keys in a mode, in the table's order.
  public static func all(in mode: Mode) -> [Action] { table.filter { $0.modes.contains(mode) } }

  /// The action that leads to a command: what mends what is missing.
  public static func leading(to command: Command.Kind) -> Action? {
    switch command {
    case .contact, .answer: of(.vendor)
    case .summarise, .mark: of(.close)
    case .hear: of(.customer)
    case .withdraw: of(.undo)
    default: table.first { $0.command == command }
    }
  }

  private static let byID = Dictionary(uniqueKeysWithValues: table.map { ($0.id, $0) })
}
