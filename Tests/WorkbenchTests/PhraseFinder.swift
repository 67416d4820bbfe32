/// The phrases that stand in a source file: the literals in `phrase(…)` and `Phrase(…)`, as `Phrase.pattern` gives them.
struct PhraseFinder {
  /// A phrase in the source.
  struct Found {
    var pattern: String
    var sense = ""
    /// What the source puts in its gaps, for whoever translates it.
    var gaps: [String] = []
  }

  private(set) var found: [Found] = []
  /// What stands where no table can have it, with its line.
  private(set) var mistakes: [String] = []

  private let source: [Unicode.Scalar]
  private var place = 0

  init(_ text: String) {
    source = Array(text.unicodeScalars)
    let opening = Array("hrase(".unicodeScalars)
    while place < source.count {
      guard source[place] == "h", source[place...].starts(with: opening), place > 0,
        source[place - 1] == "p" || source[place - 1] == "P",
        place < 2 || !(source[place - 2].properties.isAlphabetic || source[place - 2] == "/"),
        !isInComment, !source[..<(place - 1)].suffix(5).elementsEqual("func ".unicodeScalars)
      else {
        place += 1
        continue
      }
      place += opening.count
      take()
    }
  }

  private var isInComment: Bool {
    let line = source[..<place].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    return source[line...].drop { $0 == " " }.starts(with: "//".unicodeScalars)
  }

  /// What stands between the brackets.
  private mutating func take() {
    let line = source[..<place].count { $0 == "\n" } + 1
    skipSpace()
    guard place < source.count, source[place] == "\"" else {
      var (depth, hasLiteral) = (1, false)
      while place < source.count, depth > 0 {
        if source[place] == "(" { depth += 1 }
        if source[place] == ")" { depth -= 1 }
        if source[place] == "\"" { hasLiteral = hasLiteral || depth == 1 }
        place += 1
      }
      if hasLiteral {
        mistakes.append("\(line): put each literal in a phrase(…) of its own")
      }
      return
    }
    var phrase = literal()
    skipSpace()
    if source[place...].starts(with: ", sense:".unicodeScalars) {
      place += 8
      skipSpace()
      phrase.sense = literal().pattern
      skipSpace()
    }
    if source[place] != ")" {
      mistakes.append("\(line): nothing may follow “\(phrase.pattern)” in its phrase(…)")
    }
    found.append(phrase)
    // A gap may hold phrases of its own.
    for gap in phrase.gaps {
      let inner = PhraseFinder(gap)
      found += inner.found
      mistakes += inner.mistakes.map { "\(line), gap \($0)" }
    }
  }

  private mutating func skipSpace() {
    while place < source.count, source[place].properties.isWhitespace { place += 1 }
  }

  /// The literal that begins here, in one line or between three quotation marks.
  private mutating func literal() -> Found {
    let isBlock = source[place...].starts(with: "\"\"\"\n".unicodeScalars)
    place += isBlock ? 4 : 1
    var (text, gaps): (String.UnicodeScalarView, [String]) = ("".unicodeScalars, [])
    while place < source.count {
      if source[place] == "\"", !isBlock || source[place...].starts(with: "\"\"\"".unicodeScalars) {
        break
      }
      guard source[place] == "\\" else {
        text.append(source[place])
        place += 1
        continue
      }
      place += 1
      switch source[place] {
      case "(":
        gaps.append(interpolation())
        text += "{\(gaps.count)}".unicodeScalars
        continue
      case "n": text.append("\n")
      case "t": text.append("\t")
      // The next line goes on with this one, once both have lost their indentation.
      case "\n": text += "\0\n".unicodeScalars
      case "u":
        let digits = source[place...].dropFirst(2).prefix { $0 != "}" }
        if let code = UInt32(String(String.UnicodeScalarView(digits)), radix: 16),
          let scalar = Unicode.Scalar(code)
        {
          text.append(scalar)
        }
        place += digits.count + 2
      default: text.append(source[place])
      }
      place += 1
    }
    place += isBlock ? 3 : 1
    guard isBlock else { return Found(pattern: String(text), gaps: gaps) }
    // The indentation of the last line is none of the text's.
    var lines = String(text).split(separator: "\n", omittingEmptySubsequences: false)
    let indent = lines.removeLast().count
    return Found(
      pattern: lines.map { $0.dropFirst(indent) }.joined(separator: "\n").replacing(
        "\0\n", with: ""),
      gaps: gaps)
  }

  /// What stands in a gap, from its bracket to the one that closes it.
  private mutating func interpolation() -> String {
    let start = place + 1
    var depth = 0
    repeat {
      switch source[place] {
      case "(": depth += 1
      case ")": depth -= 1
      case "\"":
        _ = literal()
        continue
      default: break
      }
      place += 1
    } while depth > 0
    return String(String.UnicodeScalarView(source[start..<place - 1]))
  }
}
