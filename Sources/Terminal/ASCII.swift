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
    let parts = String(self).decomposedScalars
    return parts.first.flatMap { $0.value > 0x20 && $0.value < 0x7F ? $0 : nil } ?? "?"
  }

  private static let twins: [Unicode.Scalar: Unicode.Scalar] = [
    "…": "~", "·": "-", "•": "*", "–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": "\"",
    "”": "\"", "‹": "<", "›": ">", "«": "<", "»": ">", "→": ">", "←": "<", "↑": "^", "↓": "v",
    "↵": "<", "✓": "x", "✗": "X", "●": "*", "○": "o", "⚑": "#", "≠": "#", "×": "x", "₹": "R",
    "€": "E", "£": "L", "─": "-", "━": "-", "│": "|", "┃": "|", "▌": ">", "▐": "<", "░": ".",
    "◌": "o", "≤": "<", "≥": ">", "ß": "s", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i",
    "æ": "a", "Æ": "A", "đ": "d", "Đ": "D", "№": "#", "°": "o",
  ]
}

extension String {
  /// The scalars of the canonical decomposition.
  fileprivate var decomposedScalars: [Unicode.Scalar] {
    // Comparison and hashing of strings decompose, but do not show it; the C view of it is NFD only
    // through Foundation. A base letter is all that is needed here, and its name says it.
    guard let scalar = unicodeScalars.first, let name = scalar.properties.name else { return [] }
    let words = name.split(separator: " ")
    guard words.count >= 4, words[0] == "LATIN", words[2] == "LETTER",
      let letter = words[3].unicodeScalars.first, words[3].unicodeScalars.count == 1
    else { return [] }
    return [words[1] == "SMALL" ? Unicode.Scalar(letter.value + 32) ?? letter : letter]
  }
}
