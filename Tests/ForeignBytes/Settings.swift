import Exchange
import Journal
import Procedure
import Terminal
import Workbench

extension Check {
  /// Policy files: what is read is printed as a file that reads the same.
  static func policy(_ bytes: [UInt8]) throws {
    switch PolicyFile.parse(bytes, file: "a") {
    case .failure(let mistakes): try checkMistakes(mistakes)
    case .success(let policy):
      let printed = PolicyFile.printed(policy)
      guard case .success(policy) = PolicyFile.parse(printed, file: "b") else {
        throw Broken(description: "it is printed as another policy: \(printed)")
      }
    }
  }

  /// Mappings of columns, and the layouts of batches, which stand in the same files.
  static func mapping(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    for kind in FileKind.allCases {
      switch ColumnMapping.parse(text, file: "a", for: kind) {
      case .failure(let mistakes): try checkMistakes(mistakes)
      case .success(let mapping):
        for mistake in mapping.check(columns: [], file: "a").mistakes { try checkMistake(mistake) }
      }
    }
    switch PayoutLayout.parse(text, file: "a") {
    case .failure(let mistakes): try checkMistakes(mistakes)
    case .success(let layout):
      try hold(layout.mistake == nil, "a layout with a mistake is taken")
      try hold(
        !layout.headings.contains(where: startsFormula),
        "a heading could be run: \(layout.headings)")
    }
  }

  /// Files of hooks, and the configuration.
  static func settings(_ bytes: [UInt8]) throws {
    switch HooksFile.parse(bytes, file: "a") {
    case .failure(let mistakes): try checkMistakes(mistakes)
    case .success(let hooks):
      try hold((1...300).contains(hooks.seconds), "\(hooks.seconds) seconds")
      for program in hooks.programs.values {
        let name = program.first ?? ""
        try hold(!name.isEmpty && (name.hasPrefix("/") || !name.contains("/")), "runs \(name)")
        try hold(!program.contains { $0.utf8.contains(0) }, "a NUL ends an argument early")
      }
    }
    switch ConfigurationFile.parse(bytes, file: "a", home: "/home/asha") {
    case .failure(let mistakes): try checkMistakes(mistakes)
    case .success(let configuration):
      for case .file(let path)? in [configuration.store, configuration.replica] {
        try hold(path.hasPrefix("/"), "\(path) depends on where the program is started")
      }
      if let keys = configuration.keys { try checkKeys(keys) }
    }
  }

  /// Keys: no key is two things, a text keeps those that it needs, and one can always give up and reach every action.
  private static func checkKeys(_ settings: KeySettings) throws {
    switch KeyMap.read([settings]) {
    case .failure(let mistakes): try checkMistakes(mistakes)
    case .success(let keys):
      for mode in Mode.allCases {
        var seen: [Key: ActionID] = [:]
        for action in keys.actions(in: mode) {
          for key in keys.keys(of: action.id, in: mode) {
            try hold(seen[key] == nil, "\(key) is \(action.id) too")
            seen[key] = action.id
            try hold(keys.action(on: key, in: mode)?.id == action.id, "\(key) is not \(action.id)")
            if mode == .form, case .character = key { throw Broken(description: "\(key) types") }
          }
        }
        for key in [Key.escape, .control("c")] {
          let usual = KeyMap.usual.action(on: key, in: mode)?.id
          try hold(seen[key] == usual, "\(key) is \(String(describing: seen[key]))")
        }
        if Mode.everywhere.contains(mode) {
          try hold(!keys.keys(of: .palette, in: mode).isEmpty, "there is no way to the actions")
        }
      }
    }
  }

  /// Files of macros: what is read can be given, money is in none, and what is written again reads the same.
  static func macros(_ bytes: [UInt8]) throws {
    guard case .success(let macros) = MacrosFile.parse(bytes, file: "a") else {
      if case .failure(let mistakes) = MacrosFile.parse(bytes, file: "a") {
        try checkMistakes(mistakes)
      }
      return
    }
    let now = Instant(seconds: 1_795_000_000)
    for macro in macros {
      try hold(Macro.isName(macro.name), "called \(macro.name)")
      let commands = try macro.commands(at: now)
      try hold((1...20).contains(commands.count), "\(commands.count) steps")
      try hold(commands.allSatisfy { $0.kind.givenAlone == nil }, "\(commands) in a macro")
      // A text that looks like a name of YAML's is written, and refused by whoever reads it.
      guard
        case .success(let again) = MacrosFile.parse(
          Array(MacrosFile.written(macro).utf8), file: "b")
      else { continue }
      try hold(try again.first?.commands(at: now) == commands, "it is written as another macro")
    }
  }

  private static func checkMistakes(_ mistakes: SourceMistakes) throws {
    try hold(!mistakes.list.isEmpty, "refused for nothing")
    for mistake in mistakes.list { try checkMistake(mistake) }
  }
}
