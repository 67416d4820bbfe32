extension Key {
  /// The key as hints show it: `F2`, `Ctrl-a`, `↵`, `PgUp`, `j`. A paste is `paste`, and what
  /// a mouse did `mouse`.
  public var name: String {
    switch self {
    case .enter: "↵"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    default: asciiName
    }
  }

  /// The same in ASCII: `Enter`, `Up`.
  public var asciiName: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .function(let number): "F\(number)"
    case .control(" "): "Ctrl-Space"
    case .control(let character): "Ctrl-\(character)"
    case .alt(" "): "Alt-Space"
    case .alt(let character): "Alt-\(character)"
    case .paste: "paste"
    case .mouse: "mouse"
    default: Key.names.first { $0.key == self }?.name ?? ""
    }
  }

  /// The key by its name, as configuration writes it: `ctrl-a`, `f2`, `alt-1`, `enter`, `space`,
  /// `Shift-Tab`, `↵`, `j`, `J`. Upper and lower case differ only in single characters.
  public init?(named name: String) {
    if name.count == 1, let character = name.first {
      if let arrow = Key.signs[character] {
        self = arrow
        return
      }
      guard character.unicodeScalars.allSatisfy(Key.canBeTyped) else { return nil }
      self = .character(character)
      return
    }
    let lower = name.lowercased()
    if let found = Key.names.first(where: { $0.name.lowercased() == lower }) {
      self = found.key
    } else if let found = Key.synonyms[lower] {
      self = found
    } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...24) ~= number,
      lower == "f\(number)"
    {
      self = .function(number)
    } else if let character = Key.rest(of: lower, after: ["ctrl-", "control-", "c-", "^"]) {
      guard Key.controls.contains(character) else { return nil }
      self = .control(character)
    } else if Key.rest(of: lower, after: ["alt-", "meta-", "m-"]) != nil {
      // Case counts here, so the character comes from the name as it was written.
      self = .alt(lower.hasSuffix("-space") ? " " : name.last ?? " ")
    } else {
      return nil
    }
  }

  private static func canBeTyped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      false
    default: true
    }
  }

  /// Characters that Ctrl goes with and that no other key sends.
  private static let controls = Set<Character>("abcdefgklnopqrstuvwxyz \\]^_")

  private static func rest(of name: String, after prefixes: [String]) -> Character? {
    for prefix in prefixes where name.hasPrefix(prefix) {
      let rest = name.dropFirst(prefix.count)
      if rest == "space" { return " " }
      if rest.count == 1 { return rest.first }
    }
    return nil
  }

  private static let signs: [Character: Key] = [
    "↵": .enter, "↑": .up, "↓": .down, "←": .left, "→": .right, " ": .character(" "),
  ]

  private static let names: [(key: Key, name: String)] = [
    (.character(" "), "Space"), (.enter, "Enter"), (.tab, "Tab"), (.backTab, "Shift-Tab"),
    (.escape, "Esc"), (.backspace, "Backspace"), (.delete, "Del"), (.insert, "Ins"),
    (.up, "Up"), (.down, "Down"), (.left, "Left"), (.right, "Right"), (.home, "Home"),
    (.end, "End"), (.pageUp, "PgUp"), (.pageDown, "PgDn"), (.shiftUp, "Shift-Up"),
    (.shiftDown, "Shift-Down"), (.shiftLeft, "Shift-Left"), (.shiftRight, "Shift-Right"),
    (.controlUp, "Ctrl-Up"), (.controlDown, "Ctrl-Down"), (.controlLeft, "Ctrl-Left"),
    (.controlRight, "Ctrl-Right"), (.controlHome, "Ctrl-Home"), (.controlEnd, "Ctrl-End"),
    (.controlDelete, "Ctrl-Del"), (.altUp, "Alt-Up"), (.altDown, "Alt-Down"),
    (.altLeft, "Alt-Left"), (.altRight, "Alt-Right"), (.altBackspace, "Alt-Backspace"),
    (.altEnter, "Alt-Enter"),
  ]

  private static let synonyms: [String: Key] = [
    "return": .enter, "escape": .escape, "delete": .delete, "insert": .insert,
    "pageup": .pageUp, "page-up": .pageUp, "pagedown": .pageDown, "page-down": .pageDown,
    "backtab": .backTab, "alt-return": .altEnter, "ctrl-delete": .controlDelete,
    "ctrl-m": .enter, "ctrl-j": .enter, "ctrl-i": .tab, "ctrl-h": .backspace,
    "ctrl-[": .escape,
  ]
}
