import Terminal

extension Check {
  /// Themes: each role looks like something at each depth of colour, and what the file says of itself can be shown.
  static func theme(_ bytes: [UInt8]) throws {
    do throws(ThemeMistake) {
      let theme = try Theme.parse(yaml: String(decoding: bytes, as: UTF8.self), file: "a")
      for depth in ColorDepth.allCases {
        for role in Role.allCases { _ = theme.look(for: Style(role), depth: depth) }
      }
      guard [16, 24].contains(theme.slots.count), theme.name == Sanitiser.clean(theme.name),
        theme.author == Sanitiser.clean(theme.author)
      else { throw ThemeMistake(file: "broken", expected: "\(theme)") }
    } catch {
      try hold(error.file == "a", "a theme that cannot be shown is taken: \(error.expected)")
      try hold(!error.expected.isEmpty && (error.line ?? 1) >= 1, "no place or no reason: \(error)")
      try hold(
        error.found.map { Sanitiser.clean($0) == $0 } ?? true, "found what a terminal would obey")
    }
  }
}
