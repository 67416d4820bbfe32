/// Text from outside without what a terminal or a reader's eye would obey, and how much of that
/// there was.
struct Cleaned {
  var text: String
  /// How many characters became U+FFFD.
  var replaced = 0

  /// Controls (save line breaks and tabs) and bidi controls become U+FFFD; CRLF and CR become a
  /// line feed.
  init(_ raw: String) {
    text = raw
    guard
      raw.utf8.contains(where: {
        // C0, DEL, the first byte of C1 controls, and that of bidi controls.
        $0 < 0x20 && $0 != 0x09 && $0 != 0x0A || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2
      })
    else { return }
    var result = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in raw.unicodeScalars {
      if scalar == "\r" {
        result.append("\n")
      } else if scalar.isUnsafe {
        result.append("\u{FFFD}")
        replaced += 1
      } else if scalar != "\n" || !afterReturn {
        result.append(scalar)
      }
      afterReturn = scalar == "\r"
    }
    text = String(result)
  }
}

extension Unicode.Scalar {
  /// A control other than a line break or a tab, or one that turns the direction of what follows.
  var isUnsafe: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

/// The text without white space at its ends.
func trimmed(_ text: String) -> String {
  func isPlain(_ byte: UInt8?) -> Bool { byte.map { $0 > 0x20 && $0 < 0x80 } ?? true }
  if isPlain(text.utf8.first), isPlain(text.utf8.last) { return text }
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
    let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
  else { return "" }
  return String(scalars[first...last])
}
