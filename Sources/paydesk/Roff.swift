/// A manual page under way, in the macros of man(7).
struct Roff {
  /// A piece of a line.
  enum Word {
    case plain(String)
    /// To be typed as it is.
    case strong(String)
    /// To be replaced.
    case emphasis(String)
  }

  /// What has been written.
  private(set) var text = ""

  /// The first line; without a day, for the page is that of the program which prints it.
  mutating func title(_ name: String, section: Int, source: String, manual: String) {
    text += ".TH \(name) \(section) \"\" \"\(Roff.inert(source))\" \"\(Roff.inert(manual))\"\n"
    // Filled lines without hyphens at their ends: what is copied from the page can be typed.
    text += ".nh\n.ad l\n"
  }

  mutating func section(_ name: String) { text += ".SH \(Roff.inert(name))\n" }

  mutating func subsection(_ name: String) { text += ".SS \(Roff.inert(name))\n" }

  mutating func paragraph() { text += ".PP\n" }

  /// A heading and what it means, set in.
  mutating func item(_ heading: [Word], _ meaning: String) {
    text += ".TP\n"
    words(heading)
    text(meaning)
  }

  /// Text in lines, in which words between back quotes are strong; nil is nothing.
  mutating func text(_ string: String?) {
    guard let string, !string.isEmpty else { return }
    let parts = string.split(separator: "`", omittingEmptySubsequences: false)
    words(
      parts.enumerated().map { $0 % 2 == 0 ? .plain(String($1)) : .strong(String($1)) })
  }

  /// Words on one line, which nothing in them can end or turn into a request.
  mutating func words(_ words: [Word]) {
    let line = words.map { word in
      switch word {
      case .plain(let text): Roff.inert(text)
      case .strong(let text): "\\fB\(Roff.inert(text))\\fP"
      case .emphasis(let text): "\\fI\(Roff.inert(text))\\fP"
      }
    }.joined()
    text += (line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" : "") + line + "\n"
  }

  private static func inert(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\e"
      case "-": "\\-"
      case "\"": "\\(dq"
      case "~": "\\(ti"
      case "^": "\\(ha"
      case "\n": " "
      default: String(character)
      }
    }.joined()
  }
}
