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
    }
  }

  private static func checkMistakes(_ mistakes: SourceMistakes) throws {
    try hold(!mistakes.list.isEmpty, "refused for nothing")
    for mistake in mistakes.list { try checkMistake(mistake) }
  }
}
