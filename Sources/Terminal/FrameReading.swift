import Phrases

/// What a frame says, as lines: for people who hear the screen, or feel it.
///
///     var frame = Frame(size: Size(columns: 240, rows: 24), glyphs: .read)
///     view.draw(in: &frame)
///     let reading = FrameReading(frame)
///     reading.lines.first?.text  // "Queue, 24"
///
/// A row of the frame is a line. What stands apart in it is parted by commas, a label has a colon, below the heads of columns
/// each cell has its column's, and signs are words. What draws for eyes alone, borders, blocks and empty rows, is left out, so
/// that what a screen says is written once, for both.
public struct FrameReading: Sendable {
  /// A line.
  public struct Line: Sendable {
    /// What it says.
    public var text: String
    /// The row that it was.
    var row: Int
    /// Where the cursor stands in it, in characters from its start; nil where it does not.
    var cursor: Int?
    /// Whether it is the title of a pane.
    var isTitle: Bool
  }

  /// The lines, from the top down; none is empty.
  public private(set) var lines: [Line] = []
  /// The line that one is at, as an index of `lines`.
  public private(set) var here: Int?
  /// The line that is selected, which is another one where something is typed.
  public private(set) var selected: Int?

  /// Says a phrase in the language of the frame.
  public typealias Voice = @Sendable (Phrase) -> String

  let voice: Voice

  /// Reads a frame.
  ///
  /// - Parameter voice: says the words of signs in the language of the frame.
  public init(_ frame: Frame, voice: @escaping Voice = { $0.english }) {
    self.voice = voice
    var heads: [Segment] = []
    var selectedRow: Int?
    for row in 0..<frame.size.rows {
      let read = RowReading(frame, row: row)
      if selectedRow == nil, read.isSelected { selectedRow = row }
      if read.isHead {
        heads = read.segments
      } else if read.endsTable {
        heads = []
      }
      guard let line = read.line(below: read.isHead ? [] : heads, voice) else { continue }
      lines.append(line)
    }
    selected = selectedRow.flatMap { row in lines.firstIndex { $0.row >= row } }
    here =
      lines.firstIndex { $0.cursor != nil }
      ?? frame.reading.flatMap { row in lines.firstIndex { $0.row >= row } } ?? selected
      ?? belowTitle
  }

  /// Where nothing tells where one is: the first line below the title.
  private var belowTitle: Int? {
    let below = lines.lastIndex { $0.isTitle }.map { $0 + 1 } ?? 0
    return lines.indices.contains(below) ? below : lines.indices.last
  }

  /// The title of what is shown.
  public var title: String? { lines.last { $0.isTitle }?.text }

  /// What is said of where one is: beside a field to type in what is selected, else the line that one is at.
  public var place: String? {
    let isTyping = here.map { lines[$0].cursor != nil } ?? false
    return (isTyping ? selected ?? here : here).map { lines[$0].text }
  }

  /// What each sign is called; a sign without a word is left out. Arrows are the keys of their names, and what leads to
  /// something has a sign of its own.
  static let words: [Unicode.Scalar: Phrase] = [
    "✓": Phrase("done", sense: "a sign"), "●": Phrase("now", sense: "a sign"),
    "○": Phrase("to come", sense: "a sign"), "✗": Phrase("no:", sense: "a sign"),
    "⚠": Phrase("urgent", sense: "a sign"), "⚑": Phrase("flagged", sense: "a sign"),
    "◂": Phrase("also here:", sense: "a sign"), "≠": Phrase("differs", sense: "a sign"),
    "⟶": Phrase("to", sense: "a sign"), "•": Phrase("marked", sense: "a sign"),
    "−": Phrase("minus", sense: "a sign"), "↵": "Enter".phrase, "→": "Right".phrase,
    "←": "Left".phrase, "↑": "Up".phrase, "↓": "Down".phrase, "‹": "".phrase, "›": "".phrase,
    "▌": "".phrase, "▐": "".phrase,
  ]

  /// Text as it is read: signs as words, what parts becomes a comma, and nothing that is drawn.
  public static func spoken(_ text: String, voice: Voice = { $0.english }) -> String {
    var result = ""
    func space() { if let last = result.last, !" [(“".contains(last) { result += " " } }
    func trim() { while result.hasSuffix(" ") { result.removeLast() } }
    let hidden = text.contains("····") ? voice(Phrase("hidden", sense: "a sign")) : ""
    for scalar in text.replacing("····", with: hidden + " ").unicodeScalars {
      if scalar == "·" {
        trim()
        if !result.isEmpty, !result.hasSuffix(",") { result += "," }
      } else if let word = words[scalar] {
        space()
        result += voice(word)
        space()
      } else if scalar == " " || scalar.isDrawing {
        space()
      } else {
        if ",;:.)]”".unicodeScalars.contains(scalar) { trim() }
        result.unicodeScalars.append(scalar)
      }
    }
    while result.hasSuffix(" ") { result.removeLast() }
    return result
  }
}

extension Unicode.Scalar {
  /// Whether it draws borders, blocks or dots rather than being read.
  var isDrawing: Bool {
    switch value {
    case 0x2500...0x259F, 0x2800...0x28FF, 0x1FB00...0x1FBFF: true
    default: false
    }
  }
}
