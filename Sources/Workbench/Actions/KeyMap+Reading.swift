import Exchange
import Journal
import Terminal

/// Keys as configuration files say them.
extension KeyMap {
  /// The keys that some files ask for, the person's own first, or everything that is wrong with what they ask.
  ///
  /// What a file says counts over a preset, and that over the table; of two files the person's own counts, of two contexts of
  /// a file the narrower one. A key that two actions would then have in a mode is refused with both places.
  public static func read(_ files: [KeySettings]) -> Result<KeyMap, SourceMistakes> {
    guard !files.isEmpty else { return .success(.usual) }
    var reading = KeyReading()
    for file in files { reading.choosePreset(of: file) }
    reading.applyPreset()
    for file in files.reversed() { reading.apply(file) }
    reading.checkWhole()
    guard reading.mistakes.isEmpty else {
      let names = files.map(\.file)
      func place(_ mistake: SourceMistake) -> (Int, Int) {
        (names.firstIndex(of: mistake.file) ?? 0, mistake.line ?? 0)
      }
      return .failure(SourceMistakes(reading.mistakes.sorted { place($0) < place($1) }))
    }
    return .success(reading.keys)
  }
}

extension KeySettings {
  /// Everything that is wrong with what one file says of keys, looked at by itself; nil where nothing is.
  public var mistakes: SourceMistakes? {
    switch KeyMap.read([self]) {
    case .success: nil
    case .failure(let mistakes): mistakes
    }
  }
}

extension Action {
  /// Keys that give up, wherever one is: no action takes them, and none that has them loses them.
  static let lastResorts: [Key] = [.escape, .control("c")]

  /// What nothing else does where it works, so that it has to keep a key: `:` leads to every other action.
  static let needsKey: Set<ActionID> = [.palette, .save, .choose, .goOn, .doAll]

  /// What the configuration calls it in some modes: its name, or its id where another action has its name in one of them.
  public func keyWord(in modes: Set<Mode>) -> String {
    let isDoubled = Action.table.contains {
      $0.id != id && $0.name == name && !$0.modes.isDisjoint(with: modes.intersection(places))
    }
    return isDoubled ? id.rawValue : word
  }
}

/// Keys while they are put together.
private struct KeyReading {
  var mistakes: [SourceMistake] = []
  private var changed: [Mode: [ActionID: KeyMap.Binding]] = [:]
  private var preset: KeyPreset?
  private var presetOrigin = KeyMap.Origin.usual
  /// The actions under their names and their ids, folded.
  private let named = Dictionary(grouping: Action.table, by: \.name.foldedName)
  private let byID = Dictionary(grouping: Action.table, by: \.id.rawValue.foldedName)

  /// The keys as they would be.
  var keys: KeyMap { KeyMap(changed: changed, preset: preset, presetOrigin: presetOrigin) }

  // MARK: The preset

  mutating func choosePreset(of settings: KeySettings) {
    guard let word = settings.preset else { return }
    guard let found = KeyPreset(rawValue: word.text.lowercased()) else {
      let names = KeyPreset.allCases.map(\.rawValue).joined(separator: ", ")
      return miss(
        settings.file, word, "keys.preset", "one of \(names), or no preset for the usual keys")
    }
    guard preset == nil else { return }
    preset = found
    presetOrigin = .file(settings.file, line: word.line)
  }

  mutating func applyPreset() {
    guard let preset else { return }
    for change in preset.changes {
      let binding = KeyMap.Binding(
        keys: change.keyNames.compactMap(Key.init(named:)), origin: .preset(preset))
      for mode in change.modes { changed[mode, default: [:]][change.id] = binding }
    }
  }

  // MARK: What a file says

  /// The actions of an entry, each with the modes in which its keys count.
  private struct Meant {
    var entry: KeySettings.Entry
    var context: KeyContext
    var actions: [(action: Action, modes: Set<Mode>)]
  }

  mutating func apply(_ settings: KeySettings) {
    var seen: [String: Int] = [:]
    var meant: [Meant] = []
    var unknown: Set<String> = []
    for entry in settings.entries {
      guard let context = KeyContext(named: entry.context.text) else {
        // A context is missed once, whatever stands in it.
        if unknown.insert(entry.context.text).inserted { missContext(entry, in: settings.file) }
        continue
      }
      let actions = actions(of: entry, in: context, settings.file)
      guard !actions.isEmpty else { continue }
      for (action, _) in actions {
        let place = "\(context.name).\(action.id.rawValue)"
        if let line = seen[place] {
          miss(
            settings.file, entry.action, field(entry),
            "one line for it: it stands in line \(line) too, so take one of the two away")
        }
        seen[place] = entry.action.line
      }
      meant.append(Meant(entry: entry, context: context, actions: actions))
    }
    // The narrower context counts over the wider one, wherever they stand in the file.
    let order = meant.enumerated().sorted {
      ($1.element.context.modes.count, $0.offset) < ($0.element.context.modes.count, $1.offset)
    }
    for (_, meant) in order {
      let keys = keys(of: meant, settings.file)
      let origin = KeyMap.Origin.file(settings.file, line: meant.entry.action.line)
      for (action, modes) in meant.actions {
        for mode in modes {
          changed[mode, default: [:]][action.id] = KeyMap.Binding(keys: keys, origin: origin)
        }
      }
    }
  }

  private mutating func missContext(_ entry: KeySettings.Entry, in file: String) {
    let names = KeyContext.all.map(\.name)
    let nearest = entry.context.text.nearest(of: names).map { "\($0)? " } ?? ""
    miss(file, entry.context, "keys", "\(nearest)one of \(names.joined(separator: ", "))")
  }

  /// The actions that a word means in a context: by their name, else by an id.
  private mutating func actions(
    of entry: KeySettings.Entry, in context: KeyContext, _ file: String
  ) -> [(action: Action, modes: Set<Mode>)] {
    let text = entry.action.text
    let called = (named[text.foldedName] ?? []) + (byID[text.foldedName] ?? [])
    func here(_ actions: [Action]) -> [(action: Action, modes: Set<Mode>)] {
      actions.compactMap { action in
        let modes = action.places.intersection(context.modes)
        return modes.isEmpty ? nil : (action, modes)
      }
    }
    var found = here(named[text.foldedName] ?? [])
    if found.isEmpty { found = here(byID[text.foldedName] ?? []) }
    guard let first = found.first else {
      if called.isEmpty {
        let words = Action.table.filter { !$0.places.isDisjoint(with: context.modes) }
          .map(\.word)
        let nearest = text.nearest(of: words).map { "\($0)? " } ?? ""
        miss(
          file, entry.action, "keys.\(context.name)",
          "\(nearest)an action’s name, with - for spaces; `paydesk config schema` has them all")
      } else {
        let places = called.reduce(into: Set<Mode>()) { $0.formUnion($1.places) }
        miss(
          file, entry.action, "keys.\(context.name)",
          "an action that works there; this one does in "
            + KeyContext.names(of: places).joined(separator: ", "))
      }
      return []
    }
    // A name that two actions share in one place says neither, unless it is the id of one.
    guard found.dropFirst().contains(where: { !$0.modes.isDisjoint(with: first.modes) }) else {
      return found
    }
    if let exact = found.first(where: { $0.action.id.rawValue.foldedName == text.foldedName }) {
      return [exact]
    }
    let ids = found.map(\.action.id.rawValue).joined(separator: " or ")
    miss(file, entry.action, "keys.\(context.name)", "\(ids), which are both called so")
    return []
  }

  /// The keys of an entry that can be had, with a mistake for each that cannot.
  private mutating func keys(of meant: Meant, _ file: String) -> [Key] {
    let entry = meant.entry
    let place = field(entry)
    var keys: [Key] = []
    for word in entry.keys {
      guard let key = Key(named: word.text), key.canBePressed else {
        miss(
          file, word, place,
          "a key, such as x, ?, F12, Ctrl-x, Alt-x, Enter, Space, PgDn, Shift-Up")
        continue
      }
      if keys.contains(key) {
        miss(file, word, place, "each key once")
      } else if let reason = refusal(of: key, for: meant) {
        miss(file, word, place, reason)
      } else {
        keys.append(key)
      }
    }
    for (action, _) in meant.actions {
      for key in Action.lastResorts where action.keys.contains(key) && !keys.contains(key) {
        let wanted = (entry.keys.map(\.text.cleanWord) + [key.asciiName]).joined(separator: ", ")
        mistakes.append(
          SourceMistake(
            file: file, line: entry.action.line, field: place,
            expected:
              "has to keep \(key.asciiName), as in [\(wanted)]: it gives up everywhere, and stays where it does"
          ))
        keys.append(key)
      }
    }
    return keys
  }

  /// Why an action cannot have a key there; nil where it can.
  private func refusal(of key: Key, for meant: Meant) -> String? {
    if Action.lastResorts.contains(key),
      meant.actions.contains(where: { !$0.action.keys.contains(key) })
    {
      return "another key: \(key.asciiName) gives up everywhere, and does nothing else"
    }
    let modes = meant.actions.reduce(into: Set<Mode>()) { $0.formUnion($1.modes) }
    for mode in [Mode.form, .choice] where modes.contains(mode) && key.isNeeded(in: mode) {
      return
        "a key that no text needs, such as F12 or Alt-x: \(mode == .form ? "in a field" : "in the line that narrows the list") this one types or edits"
    }
    return nil
  }

  // MARK: The whole

  mutating func checkWhole() {
    for mode in Mode.allCases {
      for id in Action.needsKey where Action.of(id).modes.contains(mode) {
        guard let binding = changed[mode]?[id], binding.keys.isEmpty,
          case .file(let file, let line) = binding.origin
        else { continue }
        let mistake = SourceMistake(
          file: file, line: line, field: "keys.\(mode.word).\(Action.of(id).word)",
          expected: id == .palette
            ? "has to keep a key: by it one reaches whatever has none, leaving too"
            : "has to keep a key: nothing else does there what it does")
        if !mistakes.contains(where: { $0.file == file && $0.line == line }) {
          mistakes.append(mistake)
        }
      }
    }
    checkConflicts()
  }

  /// An action that has a key, and who says so.
  private struct Holder: Hashable {
    var id: ActionID
    var origin: KeyMap.Origin
  }

  /// Two actions that would have one key in one mode: the one that the mistake is told of, and the other.
  private struct Conflict: Hashable {
    var key: Key
    var told: Holder
    var other: Holder
  }

  private mutating func checkConflicts() {
    let keys = keys
    var places: [Conflict: Set<Mode>] = [:]
    var order: [Conflict] = []
    for mode in Mode.allCases {
      var holders: [Key: Holder] = [:]
      for action in keys.actions(in: mode) {
        let binding = keys.binding(of: action.id, in: mode)
        let holder = Holder(id: action.id, origin: binding.origin)
        for key in binding.keys {
          guard let other = holders[key] else {
            holders[key] = holder
            continue
          }
          // The one that the person can change is told of, and of two the later line.
          let conflict =
            isAfter(other.origin, holder.origin)
            ? Conflict(key: key, told: other, other: holder)
            : Conflict(key: key, told: holder, other: other)
          if places[conflict] == nil { order.append(conflict) }
          places[conflict, default: []].insert(mode)
        }
      }
    }
    for conflict in order { miss(conflict, in: places[conflict] ?? []) }
  }

  private func isAfter(_ left: KeyMap.Origin, _ right: KeyMap.Origin) -> Bool {
    switch (left, right) {
    case (.file(_, let left), .file(_, let right)): left > right
    case (.file, _): true
    default: false
    }
  }

  private mutating func miss(_ conflict: Conflict, in modes: Set<Mode>) {
    guard case .file(let file, let line) = conflict.told.origin else { return }
    let contexts = KeyContext.names(of: modes).joined(separator: ", ")
    let other = Action.of(conflict.other.id).keyWord(in: modes)
    let own = Action.of(conflict.told.id).keyWord(in: modes)
    mistakes.append(
      SourceMistake(
        file: file, line: line, field: "keys.\(own)", found: conflict.key.asciiName,
        expected:
          "a key that is free: in \(contexts) “\(other)” has it, by \(conflict.other.origin.shown); give “\(other)” another key there, or [] for none"
      ))
  }

  private func field(_ entry: KeySettings.Entry) -> String {
    "keys.\(entry.context.text.cleanWord).\(entry.action.text.cleanWord)"
  }

  private mutating func miss(
    _ file: String, _ word: KeySettings.Word, _ field: String, _ expected: String
  ) {
    mistakes.append(
      SourceMistake(
        file: file, line: word.line, field: field, found: word.text.cleanWord, expected: expected))
  }
}

extension String {
  /// At most 60 characters, without anything that a terminal would obey.
  fileprivate var cleanWord: String {
    let clean = Sanitiser.clean(self)
    return clean.count > 60 ? clean.prefix(59) + "…" : clean
  }
}

extension Key {
  /// Whether one press sends it: a letter with marks of its own comes in pieces.
  fileprivate var canBePressed: Bool {
    switch self {
    case .character(let character), .alt(let character): character.unicodeScalars.count == 1
    default: true
    }
  }

  /// Whether what is typed there needs it: it types or edits, and the table has no action on it.
  func isNeeded(in mode: Mode) -> Bool {
    guard LineEditor.takes(self, multiline: mode == .form) else { return false }
    return KeyMap.usual.action(on: self, in: mode) == nil
  }
}
