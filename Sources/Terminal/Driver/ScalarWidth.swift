import CNcurses

extension Unicode.Scalar {
  /// Cells that the scalar takes: 0, 1 or 2, and -1 when it cannot be shown.
  ///
  /// The C library's `wcwidth` in a locale with UTF-8, which is what curses and nearly every terminal
  /// go by. U+FFFD, which stands for what cannot be shown, is 1 everywhere.
  package var columns: Int {
    switch value {
    case 0x20...0x7E, 0xFFFD: 1
    case 0...0x1F, 0x7F...0x9F: -1
    default: CharacterLocale.process.hasUTF8 ? Int(pd_wcwidth(value)) : -1
    }
  }
}

/// The locale for characters, settled once when the first width is asked for.
struct CharacterLocale: Sendable {
  /// Whether a locale with UTF-8 was found, the person's own or another.
  let hasUTF8: Bool
  /// Whether the person's own locale is installed and has UTF-8.
  let isOwnUTF8: Bool
  /// Whether the person's own locale says nothing about the terminal: it is `C`, `POSIX`, or not
  /// installed.
  let saysNothing: Bool

  static let process = CharacterLocale()

  private init() {
    let isKnown = pd_set_ctype("") != nil
    let codeset = String(cString: pd_codeset())
    isOwnUTF8 = isKnown && codeset == "UTF-8"
    saysNothing = !isKnown || codeset == "ANSI_X3.4-1968"
    let likely: [String] = ["C.UTF-8", "C.utf8", "en_US.UTF-8"]
    hasUTF8 = isOwnUTF8 || likely.contains { pd_set_ctype($0) != nil }
  }
}
