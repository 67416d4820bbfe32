import Phrases

/// A piece of a row that stands by itself.
struct Segment {
  /// The columns that it takes.
  var columns: Range<Int>
  /// What it means.
  var role: Role
  /// As it stands there.
  var text = ""
  /// Cells between it and what comes before.
  var gap: Int
  /// Where the cursor stands in it, in characters from its start.
  var cursor: Int?
}

/// A row of a frame, taken apart.
struct RowReading {
  private(set) var segments: [Segment] = []
  /// Whether the row is under the bar.
  private(set) var isSelected = false
  /// Whether a field to type in is on the row, and nothing in it.
  private var hasEmptyField = false
  private let row: Int
  private var cursorColumn: Int?

  init(_ frame: Frame, row: Int) {
    self.row = row
    cursorColumn = frame.cursor.flatMap { $0.row == row ? $0.column : nil }
    var last: Int?
    var hasField = false
    var fieldHasText = false
    for column in 0..<frame.size.columns {
      guard let cell = frame[row, column], !cell.isContinuation else { continue }
      let role = cell.style.role
      if role == .selection || role == .cursorRow { isSelected = true }
      let isField = role == .field || role == .fieldFocused
      if isField { hasField = true }
      let isTypedSpace = role == .fieldFocused && column < cursorColumn ?? 0
      let isBlank = (cell.scalar == " " || cell.scalar.isDrawing) && !isTypedSpace
      guard !isBlank else { continue }
      if isField { fieldHasText = true }
      let gap = last.map { column - $0 } ?? 0
      let goesOn =
        segments.last.map { $0.role == role && (gap <= 1 || role == .fieldFocused) } ?? false
      if goesOn {
        segments[segments.count - 1].text += String(repeating: " ", count: gap)
      } else {
        segments.append(Segment(columns: column..<column, role: role, gap: gap))
      }
      let at = segments.count - 1
      if let cursor = cursorColumn, cursor <= column, segments[at].cursor == nil,
        !segments.dropLast().contains(where: { $0.cursor != nil })
      {
        segments[at].cursor = segments[at].text.count
      }
      segments[at].text += cell.text
      last = column + (frame[row, column + 1]?.isContinuation == true ? 2 : 1)
      segments[at].columns = segments[at].columns.lowerBound..<(last ?? column)
    }
    hasEmptyField = hasField && !fieldHasText
    keepCursorInField()
  }

  /// Behind the last letter of a field the cursor is the field's, and not of what stands beside it.
  private mutating func keepCursorInField() {
    guard cursorColumn != nil, let field = segments.firstIndex(where: { $0.role == .fieldFocused }),
      segments[field].cursor == nil
    else { return }
    for index in segments.indices { segments[index].cursor = nil }
    segments[field].cursor = segments[field].text.count
  }

  /// Whether the row holds the heads of columns.
  var isHead: Bool { segments.count > 1 && segments.allSatisfy { $0.role == .heading } }

  /// Whether the row is not below the heads of columns any more: it is empty, or the heading of something else.
  var endsTable: Bool {
    segments.isEmpty || segments[0].role == .heading || segments[0].role == .title
      || segments[0].role == .label
  }

  /// The row as a line; nil where it says nothing.
  func line(below heads: [Segment], _ voice: FrameReading.Voice) -> FrameReading.Line? {
    let empty = Phrase("empty", sense: "a field")
    var text = ""
    var cursor: Int?
    var named: Set<Int> = []
    var before: Role?
    for segment in segments {
      // What is typed stands as it is; a word that is chosen has signs around it.
      let isTyped = segment.role == .fieldFocused && !segment.text.hasPrefix("‹")
      var words = isTyped ? segment.text : FrameReading.spoken(segment.text, voice: voice)
      if words == "–" { words = voice(Phrase("none", sense: "a sign")) }
      if segment.role == .placeholder, hasEmptyField { words = voice(empty) + ", " + words }
      guard !words.isEmpty else { continue }
      text += separator(before, segment, after: text)
      if let head = head(over: segment, of: heads), named.insert(head.columns.lowerBound).inserted {
        text += FrameReading.spoken(head.text, voice: voice) + " "
      }
      if let at = segment.cursor {
        // What is not read before it is not counted.
        let read = String(segment.text.prefix(at))
        let place = isTyped ? at : FrameReading.spoken(read, voice: voice).count
        cursor = text.count + min(place, words.count)
      }
      text += words
      before = segment.role
    }
    if hasEmptyField, !segments.contains(where: { $0.role == .placeholder }) {
      text += separator(before, Segment(columns: 0..<0, role: .field, gap: 2), after: text)
      if cursorColumn != nil { cursor = text.count }
      text += voice(empty)
    }
    if cursorColumn != nil, cursor == nil { cursor = text.count }
    guard !text.isEmpty else { return nil }
    return FrameReading.Line(
      text: text, row: row, cursor: cursor, isTitle: segments.contains { $0.role == .title })
  }

  private func separator(_ before: Role?, _ segment: Segment, after text: String) -> String {
    guard let before, let last = text.last else { return "" }
    if before == .label, segment.role != .label {
      return last == "?" || last == ":" ? " " : ": "
    }
    if segment.text.hasPrefix("·") { return last == "," ? " " : ", " }
    if segment.gap == 0 { return "" }
    if segment.gap == 1 || before == .key { return " " }
    return ",.:;".contains(last) ? " " : ", "
  }

  /// The head of the column that a piece stands in.
  private func head(over segment: Segment, of heads: [Segment]) -> Segment? {
    heads.filter { $0.columns.overlaps(segment.columns) }
      .max { left, right in
        left.columns.clamped(to: segment.columns).count
          < right.columns.clamped(to: segment.columns).count
      }
  }
}
