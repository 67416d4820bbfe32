/// What a terminal was sent, read byte by byte against all that the program may send.
///
///     TerminalStream(columns: 120, rows: 31).fault(in: bytes)   // nil, or what stands there and where
///
/// Frames are drawn by ncurses, so what it may send is what the description of `xterm-256color` names, with places and sizes
/// that exist on this terminal; past it there are the program's own sequences for title, paste and clipboard. All else is text
/// that has a picture. Whatever is in neither list came from somewhere else.
struct TerminalStream {
  /// What came that may not.
  struct Fault: CustomStringConvertible {
    var offset: Int
    var what: String
    /// What stands around it.
    var around: String

    var description: String { "byte \(offset): \(what), in \(around)" }
  }

  var columns: Int
  var rows: Int
  /// Whether frames are drawn; a command only prints lines.
  var hasFrames = true
  /// Whether every character has to be ASCII.
  var isASCII = false
  /// Whether the person asked to be told of things; without that no bell and no notice may come.
  var allowsNotices = false

  /// What the person was told beside the frames: the notices' texts, `bell` for each bell.
  private(set) var notices: [String] = []

  /// What was sent to the clipboard, as it is pasted, in order.
  private(set) var clipboard: [[UInt8]] = []

  init(columns: Int = 120, rows: Int = 31, hasFrames: Bool = true, isASCII: Bool = false) {
    self.columns = columns
    self.rows = rows
    self.hasFrames = hasFrames
    self.isASCII = isASCII
  }

  /// The first thing that may not be there; nil where all may.
  mutating func fault(in bytes: [UInt8]) -> Fault? {
    var rest = bytes[...]
    while let first = rest.first {
      let start = rest.startIndex
      guard let length = first == 0x1B ? sequence(rest) : text(rest) else {
        let shown = bytes[max(0, start - 20)..<min(bytes.count, start + 40)]
        return Fault(
          offset: start, what: "0x\(String(first, radix: 16))",
          around: String(decoding: shown, as: UTF8.self).debugDescription)
      }
      rest = rest.dropFirst(length)
    }
    return nil
  }

  // MARK: Text

  /// How many bytes one character takes, or a sign that moves the cursor; nil for what has no picture.
  private mutating func text(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    if first == 0x07, allowsNotices {
      notices.append("bell")
      return 1
    }
    if first < 0x80 {
      // Return, line feed, backspace and tab are how ncurses moves; a command prints lines.
      let moves: [UInt8] = hasFrames ? [0x0D, 0x0A, 0x08, 0x09] : [0x0D, 0x0A]
      return first >= 0x20 && first < 0x7F || moves.contains(first) ? 1 : nil
    }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard !isASCII, bytes.count >= length,
      let text = String(validating: bytes.prefix(length), as: UTF8.self),
      let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1,
      TerminalStream.hasPicture(scalar)
    else { return nil }
    return length
  }

  /// Whether a scalar shows something, and nothing else happens.
  static func hasPicture(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    guard !properties.isDefaultIgnorableCodePoint, !properties.isBidiControl else { return false }
    return switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }

  // MARK: Sequences

  private mutating func sequence(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard hasFrames else {
      // The line that says how far something long is takes itself away.
      return bytes.starts(with: "\u{1B}[K".utf8) ? 3 : nil
    }
    for whole in TerminalStream.whole where bytes.starts(with: whole.utf8) {
      return whole.utf8.count
    }
    if bytes.starts(with: "\u{1B}]".utf8) { return command(bytes) }
    guard bytes.starts(with: "\u{1B}[".utf8) else { return nil }
    let parameters = bytes.dropFirst(2).prefix { (48...57).contains($0) || $0 == 0x3B }
    guard parameters.count < 40, let final = bytes.dropFirst(2 + parameters.count).first else {
      return nil
    }
    let numbers = parameters.split(separator: 0x3B, omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) }
    guard allows(Character(Unicode.Scalar(final)), numbers, isBare: parameters.isEmpty) else {
      return nil
    }
    return 2 + parameters.count + 1
  }

  /// Sequences that are one text in the description, or the program's own.
  private static let whole = [
    "\u{1B}[?1049h\u{1B}[22;0;0t", "\u{1B}[?1049l\u{1B}[23;0;0t",
    "\u{1B}[22;2t", "\u{1B}[?2004h", "\u{1B}[?2004l", "\u{1B}[23;2t",
    "\u{1B}[?1h\u{1B}=", "\u{1B}[?1l\u{1B}>", "\u{1B}[?12l\u{1B}[?25h", "\u{1B}[?25l",
    "\u{1B}[H\u{1B}[2J", "\u{1B}]104\u{7}", "\u{1B}(B", "\u{1B}[4l", "\u{1B}[?7h", "\u{1B}[?7l",
    "\u{1B}7", "\u{1B}8",
    "\u{1B}M",
  ]

  private func allows(_ final: Character, _ numbers: [Int?], isBare: Bool) -> Bool {
    let known = numbers.compactMap(\.self)
    func one(upTo limit: Int) -> Bool {
      isBare
        || numbers.count == 1 && known.count == 1 && known.allSatisfy { (1...limit).contains($0) }
    }
    switch final {
    case "H", "r":
      return isBare
        || known.count == 2 && numbers.count == 2 && (1...rows).contains(known[0])
          && (1...(final == "H" ? columns : rows)).contains(known[1])
    case "G", "C", "D", "X", "P", "@", "b": return one(upTo: columns)
    case "d", "A", "B", "L", "M", "S", "T": return one(upTo: rows)
    case "J", "Z": return isBare
    case "K": return isBare || numbers == [1]
    case "m": return known.count == numbers.count && isLook(known) || isBare
    default: return false
    }
  }

  /// Attributes and colours as the description makes them.
  private func isLook(_ numbers: [Int]) -> Bool {
    if numbers.count == 3, numbers[0] == 38 || numbers[0] == 48 {
      return numbers[1] == 5 && (16...255).contains(numbers[2])
    }
    let known: Set<Int> = [0, 1, 2, 3, 4, 7, 23, 24, 27, 39, 49]
    return numbers.allSatisfy {
      known.contains($0) || (30...37).contains($0) || (40...47).contains($0)
        || (90...97).contains($0) || (100...107).contains($0)
    }
  }

  /// The window's title, which is the program's own, and the clipboard.
  private mutating func command(_ bytes: ArraySlice<UInt8>) -> Int? {
    let body = bytes.dropFirst(2).prefix { $0 != 0x07 }
    guard body.count < 80_000, bytes.count > 2 + body.count else { return nil }
    let text = String(decoding: body, as: UTF8.self)
    if text.hasPrefix("2;") {
      guard text.wholeMatch(of: /2;paydesk( [·-] \d+\+? (mine|lapsed|to decide))*/) != nil else {
        return nil
      }
    } else if text.hasPrefix("9;") || text.hasPrefix("777;") {
      let notice =
        /(9;paydesk: |777;notify;paydesk;)([^;]{1,64}: (the vendor's window has lapsed|a decision (is asked of you|has come))|\d+ windows have lapsed or decisions wait)\./
      guard allowsNotices, text.wholeMatch(of: notice) != nil else { return nil }
      notices.append(text)
    } else if text.hasPrefix("52;c;") {
      let digits = Array(body.dropFirst(5))
      guard let pasted = TerminalStream.decoded(digits) else { return nil }
      clipboard.append(pasted)
    } else {
      return nil
    }
    return 2 + body.count + 1
  }

  /// What base64 says; nil for what is none.
  private static func decoded(_ digits: [UInt8]) -> [UInt8]? {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    guard digits.count % 4 == 0 else { return nil }
    let plain = digits.prefix { $0 != UInt8(ascii: "=") }
    guard digits.count - plain.count <= 2, digits[plain.count...].allSatisfy({ $0 == 0x3D }) else {
      return nil
    }
    var result: [UInt8] = []
    var value = 0
    var bits = 0
    for digit in plain {
      guard let place = alphabet.firstIndex(of: digit) else { return nil }
      value = value << 6 | place
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      result.append(UInt8(value >> bits & 0xFF))
      value &= (1 << bits) - 1
    }
    return result
  }
}
