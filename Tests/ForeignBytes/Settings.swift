import Exchange
import Journal
import Procedure

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
      // At most: YAML also ends lines at U+0085, U+2028 and U+2029, which end in these bytes.
      let count = 1 + bytes.count { [0x0A, 0x0D, 0x85, 0xA8, 0xA9].contains($0) }
      for line in configuration.lines.values {
        try hold((1...count).contains(line), "line \(line)")
      }
      if let keys = configuration.keys { try checkKeys(keys, lines: 1...count) }
    }
  }

  /// Keys: whatever is said of an action, the place is one of the file.
  private static func checkKeys(_ keys: KeySettings, lines: ClosedRange<Int>) throws {
    let words = keys.entries.flatMap { [$0.context, $0.action] + $0.keys }
    for word in words + [keys.preset].compactMap(\.self) {
      try hold(lines.contains(word.line), "“\(word.text)” in line \(word.line)")
    }
    try hold(!keys.entries.contains { $0.context.text == "preset" }, "a preset as a context")
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
