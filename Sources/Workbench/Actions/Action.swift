import Procedure
import Terminal

/// Something that a person can have done, declared once: keys, hints, `?`, `:` and the page of keys read it from here.
///
///     Action(.claim, "claim", ["c"], .work, "Take a dispute that nobody holds.", .claim)
public struct Action: Sendable {
  /// What it is known by.
  public let id: ActionID
  /// Its name, as hints and the palette write it.
  public let name: String
  /// Its keys, by their names.
  public let keyNames: [String]
  /// Where its keys work.
  public let modes: Set<Mode>
  /// What it does, in one line.
  public let summary: String
  /// The command that it leads to, if it leads to one: the core says whether it can be done.
  public let command: Command.Kind?
  /// The form that it opens, if it opens one.
  public let form: FormKind?
  /// The form that it opens where rows are marked, if it acts on several disputes.
  public let markedForm: FormKind?
  /// Its keys.
  public let keys: [Key]

  /// An action.
  init(
    _ id: ActionID, _ name: String, _ keys: [String], _ modes: Set<Mode>, _ summary: String,
    _ command: Command.Kind? = nil, form: FormKind? = nil,
    marked: FormKind? = nil
  ) {
    self.id = id
    self.name = name
    keyNames = keys
    self.modes = modes
    self.summary = summary
    self.command = command
    self.form = form
    markedForm = marked
    self.keys = keys.compactMap(Key.init(named:))
  }

  /// Its first key as hints show it; empty where it has none.
  public func key(_ glyphs: Glyphs) -> String {
    keys.first.map { glyphs.isASCII ? $0.asciiName : $0.name } ?? ""
  }

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
    byID[id] ?? Action(id, id.rawValue, [], [], "")
  }

  /// What a key means in a mode; nil where it means nothing.
  public static func named(by key: Key, in mode: Mode) -> Action? { byKey[mode]?[key] }

  /// The actions with keys in a mode, in the table's order.
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

  private static let byKey: [Mode: [Key: Action]] = {
    var found: [Mode: [Key: Action]] = [:]
    for mode in Mode.allCases {
      for action in table where action.modes.contains(mode) {
        for key in action.keys where found[mode]?[key] == nil {
          found[mode, default: [:]][key] = action
        }
      }
    }
    return found
  }()
}
