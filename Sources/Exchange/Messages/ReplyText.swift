/// A reply in words, clauses and, where the vendor numbered them, answers.
struct ReplyText {
  /// A word.
  struct Word {
    /// As it was written.
    var text: String
    /// In small letters, without the signs around it.
    var low: String
    /// Whether the clause ends behind it.
    var endsClause = false
  }

  /// Words that say one thing.
  struct Clause {
    var words: [Word]
    /// The number of the answer that it belongs to; nil where none is numbered.
    var answer: Int?

    /// The piece of text, cut where it is long.
    var text: String { piece(VendorReply.longestPiece) }

    func piece(_ limit: Int) -> String {
      String(words.map(\.text).joined(separator: " ").prefix(limit))
    }

    func has(_ set: Set<String>) -> Bool { words.contains { set.contains($0.low) } }
  }

  private(set) var clauses: [Clause] = []

  init(_ text: String) {
    var answer: Int?
    let lines = text.split(whereSeparator: \.isNewline).map {
      ReplyText.words(ReplyText.spaced(ReplyText.withoutStamp($0)))
    }
    let numbers = lines.joined().compactMap { ReplyText.marker($0.text) }
    // Numbers of answers rise from the first on; any others are something else.
    let isNumbered = numbers.count >= 2 && numbers.elementsEqual(1...numbers.count)
    for line in lines {
      var clause = Clause(words: [], answer: answer)
      for (place, word) in line.enumerated() {
        if isNumbered, let number = ReplyText.marker(word.text) {
          close(&clause)
          answer = number
          clause.answer = number
          continue
        }
        if ReplyWords.begins.contains(word.low), !clause.words.isEmpty { close(&clause) }
        clause.words.append(word)
        let cuts =
          place > 0 && ReplyWords.after.contains(word.low)
          && ReplyWords.deducted.contains(line[place - 1].low)
        if word.endsClause || cuts { close(&clause) }
      }
      close(&clause)
    }
  }

  private mutating func close(_ clause: inout Clause) {
    if !clause.words.isEmpty { clauses.append(clause) }
    clause.words = []
  }

  // MARK: Letters

  /// The text with figures of Devanagari as others, controls as spaces, and a space wherever a word, a number or a sign begins.
  private static func spaced(_ line: Substring) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(line.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      let before = place > 0 ? scalars[place - 1] : " "
      let after = place + 1 < scalars.count ? scalars[place + 1] : " "
      let isAmongFigures = before.isFigure && after.isFigure
      switch scalar {
      case "\u{966}"..."\u{96F}":
        result.append(Unicode.Scalar(UInt8(48 + scalar.value - 0x966)))
      case "‘", "’": result.append("'")
      case "₹": result.append(contentsOf: " ₹ ".unicodeScalars)
      case ",", ";", "।":
        result.append(scalar)
        if !isAmongFigures { result.append(" ") }
      case ":", "=", "#": result.append(isAmongFigures ? scalar : " ")
      case ".":
        result.append(scalar)
        let isLetter = after.properties.isAlphabetic
        if before.properties.isAlphabetic, after.isFigure || isLetter { result.append(" ") }
      case _ where scalar.isUnsafe || scalar.properties.isWhitespace: result.append(" ")
      case "\u{200C}", "\u{200D}": result.append(scalar)
      case _ where scalar.properties.isDefaultIgnorableCodePoint: break
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// A line without the time and the name that WhatsApp puts before it in what is copied.
  private static func withoutStamp(_ line: Substring) -> Substring {
    var rest = line.drop(while: \.isWhitespace)
    let head = rest.prefix(40)
    if rest.first == "[", let end = head.firstIndex(of: "]") {
      rest = rest[rest.index(after: end)...]
    } else if head.first?.isNumber == true, head.contains("/"), head.contains(":"),
      let dash = head.firstRange(of: " - ")
    {
      rest = rest[dash.upperBound...]
    } else {
      return line
    }
    guard let name = rest.prefix(40).firstRange(of: ": ") else { return rest }
    return rest[name.upperBound...]
  }

  private static func words(_ line: some StringProtocol) -> [Word] {
    line.split(whereSeparator: \.isWhitespace).flatMap { raw -> [Word] in
      let raw = Substring(raw)
      let ends = raw.last.map { ",;.!?।".contains($0) } ?? false
      if let attached = attached(raw) { return attached }
      let low = raw.lowercased().filter { !"\u{200C}\u{200D}".contains($0) }.trimmingSigns
      guard !low.isEmpty else {
        return ends ? [Word(text: String(raw), low: "", endsClause: true)] : []
      }
      let isShort = raw.last == "." && ReplyWords.abbreviated.contains(low)
      return [Word(text: String(raw), low: low, endsClause: ends && !isShort)]
    }
  }

  /// `1.yes` and `2)8k` as number and word.
  private static func attached(_ raw: Substring) -> [Word]? {
    let inside = raw.drop { $0 == "(" }
    guard let digit = inside.first, ("1"..."4").contains(digit), raw.count > 2 else { return nil }
    let rest = inside.dropFirst()
    guard let sign = rest.first, ".)".contains(sign), let letter = rest.dropFirst().first,
      letter.isLetter || (sign == ")" && letter.isNumber)
    else { return nil }
    return [Word(text: "\(digit).", low: "\(digit)")] + words(rest.dropFirst())
  }

  /// The number that a word gives an answer: `1.`, `2)`, `(3)`.
  private static func marker(_ word: String) -> Int? {
    let inside = word.drop { $0 == "(" }
    guard inside.count == 2, let digit = inside.first, ("1"..."4").contains(digit),
      let sign = inside.last, ".)-".contains(sign)
    else { return nil }
    return digit.wholeNumberValue
  }
}

extension Unicode.Scalar {
  /// A figure, of Devanagari too.
  fileprivate var isFigure: Bool { (48...57).contains(value) || (0x966...0x96F).contains(value) }
}

extension String {
  /// Without the signs at its ends that are no part of a word or a number.
  fileprivate var trimmingSigns: String {
    let signs: Set<Character> = [
      ",", ";", ".", "!", "?", "।", "\"", "“", "”", "(", ")", "[", "]", "*", "_", "~", "-", "–",
    ]
    var rest = self[...]
    if rest.hasSuffix("/-") { rest = rest.dropLast(2) + "rs" }
    while let first = rest.first, signs.contains(first) { rest = rest.dropFirst() }
    while let last = rest.last, signs.contains(last) { rest = rest.dropLast() }
    return String(rest)
  }
}
