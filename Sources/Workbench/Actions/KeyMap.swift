import Terminal

/// Which keys do what, in each mode: the usual ones of the table, and in their place what a preset and the configuration say.
///
///     KeyMap.usual.action(on: .character("c"), in: .queue)?.id   // .claim
///
/// Whatever names a key asks here, so that hints, `?`, `:`, refusals and pages follow by themselves.
public struct KeyMap: Sendable {
  /// Who says which keys an action has.
  public enum Origin: Hashable, Sendable {
    /// The table.
    case usual
    /// The preset that was chosen.
    case preset(KeyPreset)
    /// A line of a configuration file.
    case file(String, line: Int)
  }

  /// The keys of an action in a mode, and who says so.
  struct Binding: Hashable, Sendable {
    var keys: [Key]
    var origin: Origin
  }

  /// The preset that was chosen; nil for none.
  public let preset: KeyPreset?
  /// The file and the line that chose it.
  public let presetOrigin: Origin
  /// What differs from the table.
  let changed: [Mode: [ActionID: Binding]]
  private let actions: [Mode: [Key: ActionID]]

  /// The table's own keys.
  public static let usual = KeyMap(changed: [:])

  /// No keys at all: for what is said where there is no keyboard, as by command.
  static let none = KeyMap(
    changed: Dictionary(
      uniqueKeysWithValues: Mode.allCases.map { mode in
        let none = Action.all(in: mode).map { ($0.id, Binding(keys: [], origin: .usual)) }
        return (mode, Dictionary(uniqueKeysWithValues: none))
      }))

  init(
    changed: [Mode: [ActionID: Binding]], preset: KeyPreset? = nil, presetOrigin: Origin = .usual
  ) {
    self.changed = changed
    self.preset = preset
    self.presetOrigin = presetOrigin
    var actions: [Mode: [Key: ActionID]] = [:]
    for mode in Mode.allCases {
      var found: [Key: ActionID] = [:]
      for action in Action.table {
        let keys =
          changed[mode]?[action.id]?.keys ?? (action.modes.contains(mode) ? action.keys : [])
        for key in keys where found[key] == nil { found[key] = action.id }
      }
      actions[mode] = found
    }
    self.actions = actions
  }

  /// What a key means in a mode; nil where it means nothing.
  public func action(on key: Key, in mode: Mode) -> Action? {
    actions[mode]?[key].map(Action.of)
  }

  /// The keys of an action in a mode, the one that hints show first.
  public func keys(of id: ActionID, in mode: Mode) -> [Key] { binding(of: id, in: mode).keys }

  /// Who says which keys an action has in a mode.
  public func origin(of id: ActionID, in mode: Mode) -> Origin { binding(of: id, in: mode).origin }

  /// The actions of a mode, in the table's order: those that work there by a key or could.
  public func actions(in mode: Mode) -> [Action] {
    Action.table.filter { $0.modes.contains(mode) || changed[mode]?[$0.id] != nil }
  }

  /// The keys of an action from where one is: in the nearest of some modes in which it works, else in the first that there is.
  func keys(of id: ActionID, from modes: [Mode]) -> [Key] {
    let action = Action.of(id)
    func works(in mode: Mode) -> Bool {
      action.modes.contains(mode) || changed[mode]?[id] != nil
    }
    let mode = modes.first(where: works) ?? Mode.allCases.first(where: works)
    return mode.map { keys(of: id, in: $0) } ?? []
  }

  /// The first key of an action as sentences name it, from where one is; its name in quotes where it has none.
  func named(_ id: ActionID, from modes: [Mode] = [], _ glyphs: Glyphs) -> String {
    keys(of: id, from: modes).first?.name(glyphs) ?? "“\(Action.of(id).name)”"
  }

  func binding(of id: ActionID, in mode: Mode) -> Binding {
    if let binding = changed[mode]?[id] { return binding }
    let action = Action.of(id)
    return Binding(keys: action.modes.contains(mode) ? action.keys : [], origin: .usual)
  }
}

extension KeyMap.Origin {
  /// As sentences and lists name it.
  public var shown: String {
    switch self {
    case .usual: "the usual keys"
    case .preset(let preset): "the preset \(preset.rawValue)"
    case .file(let file, let line): "\(file):\(line)"
    }
  }
}

extension Key {
  /// As hints show it with some signs.
  func name(_ glyphs: Glyphs) -> String { glyphs.isASCII ? asciiName : name }
}
