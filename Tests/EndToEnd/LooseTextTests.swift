import Foundation
import Testing

/// Names and words in scripts whose cells terminals do not agree on.
@Suite("Terminals that count cells otherwise")
struct LooseTextTests {
  /// What is typed: moves, a dispute, all keys, a form, a search, a full redraw, and out.
  private static let keys =
    "jjjk\r\u{1B}j?j\u{1B}\u{1B}\rw\u{1B}\u{1B}/leela\u{1B}\u{1B}hjj\u{0C}kG\u{1B}gq"

  @Test(
    "have every border, amount and reference where the others have it", arguments: ["en", "hi"])
  func columns(language: String) throws {
    let desk = try JourneyDesk.sample()
    try desk.configure("language: \(language)\n")
    let outcome = try PtyProgram.run(
      ["sample", "--open", "--as", "asha"], in: desk.shell, typing: LooseTextTests.keys)
    #expect(outcome.status == 0)
    // Before the screen is given back.
    let shown = outcome.text.components(separatedBy: "\u{1B}[?1049l")[0]
    var usual = OtherTerminal { $0.isMark ? 0 : 1 }
    // As kitty before 0.40 does, and in its way each terminal that draws vowels into their letters.
    var other = OtherTerminal { $0.isMark || $0.isVowelSign ? 0 : 1 }
    try usual.take(shown)
    try other.take(shown)
    #expect(usual.rows.joined().contains { $0.isVowelSign }, "no such text is shown")
    var compared = 0
    for (row, (mine, theirs)) in zip(usual.rows, other.rows).enumerated() {
      for (column, scalar) in mine.enumerated()
      where LooseTextTests.isFirm(scalar) || LooseTextTests.begins(mine, at: column) {
        compared += 1
        #expect(theirs[column] == scalar, "row \(row), column \(column)")
      }
    }
    #expect(compared > 200)
  }

  /// Whether a text begins here, behind two blanks or a border and a blank.
  private static func begins(_ row: [Unicode.Scalar], at column: Int) -> Bool {
    column > 1 && row[column] != " " && row[column - 1] == " "
      && (row[column - 2] == " " || (0x2500...0x257F).contains(row[column - 2].value))
  }

  /// What stands in a column of its own: borders, amounts.
  private static func isFirm(_ scalar: Unicode.Scalar) -> Bool {
    (0x2500...0x259F).contains(scalar.value) || scalar == "₹"
  }
}

/// What a terminal shows that counts cells in its own way: as much of one as the workbench asks for.
private struct OtherTerminal {
  /// What it did not know.
  struct Unknown: Error { var sequence: String }

  var rows = [[Unicode.Scalar]](repeating: [Unicode.Scalar](repeating: " ", count: 120), count: 31)
  private var row = 0
  private var column = 0
  private let width: (Unicode.Scalar) -> Int

  init(width: @escaping (Unicode.Scalar) -> Int) { self.width = width }

  mutating func take(_ text: String) throws {
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{1B}": try sequence(&rest)
      case "\r": column = 0
      case "\n": row = min(row + 1, rows.count - 1)
      case "\u{8}": column = max(column - 1, 0)
      case "\u{0F}", "\u{07}": continue
      default: put(scalar)
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let cells = width(scalar)
    guard cells > 0, column < 120 else { return }
    rows[row][column] = scalar
    if cells == 2, column + 1 < 120 { rows[row][column + 1] = " " }
    column += cells
  }

  private mutating func sequence(_ rest: inout Substring.UnicodeScalarView) throws {
    guard let kind = rest.popFirst() else { return }
    if kind == "]" {
      while let scalar = rest.popFirst(), scalar != "\u{07}", scalar != "\\" {}
      return
    }
    guard kind == "[" else {
      if kind == "(" || kind == ")" { rest.removeFirst() }
      return
    }
    var words = ""
    while let scalar = rest.popFirst() {
      guard !scalar.properties.isAlphabetic, scalar != "@" else {
        return try act(words, scalar)
      }
      words.unicodeScalars.append(scalar)
    }
  }

  private mutating func act(_ words: String, _ final: Unicode.Scalar) throws {
    let numbers = words.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    let first = numbers.first.flatMap(\.self) ?? 1
    switch final {
    case "H":
      row = min(first, 31) - 1
      column = min((numbers.count > 1 ? numbers[1] : 1) ?? 1, 120) - 1
    case "G": column = first - 1
    case "d": row = first - 1
    case "A": row = max(row - first, 0)
    case "B": row = min(row + first, 30)
    case "J":
      rows[row].replaceSubrange(column..., with: repeatElement(" ", count: 120 - column))
      for below in rows.indices.dropFirst(row + 1) { rows[below] = rows[below].map { _ in " " } }
      if words == "2" { rows = rows.map { $0.map { _ in " " } } }
    case "K":
      let cleared = words == "1" ? 0..<column + 1 : column..<120
      rows[row].replaceSubrange(cleared, with: repeatElement(" ", count: cleared.count))
    case "X":
      let cleared = column..<min(column + first, 120)
      rows[row].replaceSubrange(cleared, with: repeatElement(" ", count: cleared.count))
    case "b":
      for _ in 0..<first where column > 0 { put(rows[row][column - 1]) }
    case "m", "h", "l", "r", "t", "c", "n", "q", "u": return
    case "C": column = min(column + first, 119)
    case "D": column = max(column - first, 0)
    // Cells that are pushed about may not be where curses takes them to be.
    default: throw Unknown(sequence: "\(words)\(final)")
    }
  }
}

extension Unicode.Scalar {
  /// Whether it has a cell of its own in some terminals and none in others.
  fileprivate var isVowelSign: Bool { properties.generalCategory == .spacingMark }
}
