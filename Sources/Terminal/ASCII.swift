extension Unicode.Scalar {
  /// The ASCII scalar that stands for this one on a terminal without UTF-8, always one cell: `é` is
  /// `e`, `…` is `~`, and what has no twin is `?`.
  var asciiTwin: Unicode.Scalar {
    if value < 0x7F { return value < 0x20 ? "?" : self }
    if let twin = Unicode.Scalar.twins[self] { return twin }
    switch value {
    case 0x2500...0x257F: return "+"
    case 0x2580...0x259F: return "#"
    default: break
    }
    return latinBase ?? "?"
  }

  /// The letter that a Latin letter with marks is made of, after its name in Unicode.
  private var latinBase: Unicode.Scalar? {
    guard let words = properties.name?.split(separator: " "), words.count >= 4,
      words[0] == "LATIN", words[2] == "LETTER", words[3].unicodeScalars.count == 1,
      let letter = words[3].unicodeScalars.first
    else { return nil }
    return words[1] == "SMALL" ? Unicode.Scalar(letter.value + 32) : letter
  }

  private static let twins: [Unicode.Scalar: Unicode.Scalar] = [
    "…": "~", "·": "-", "•": "*", "–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": "\"",
    "”": "\"", "‹": "<", "›": ">", "«": "<", "»": ">", "→": ">", "←": "<", "↑": "^", "↓": "v",
    "↵": "<", "✓": "+", "✗": "x", "●": "*", "○": "o", "⚑": "F", "◂": "@", "≠": "#", "×": "x",
    "₹": "R",
    "€": "E", "£": "L", "─": "-", "━": "-", "│": "|", "┃": "|", "▌": ">", "▐": "<", "░": ".",
    "◌": "o", "≤": "<", "≥": ">", "ß": "s", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i",
    "æ": "a", "Æ": "A", "đ": "d", "Đ": "D", "№": "#", "°": "o",
  ]
}
