import Terminal

/// A sheet in rows of a width.
struct FormLayout {
  private(set) var rows: [FormRow] = []
  /// The cursor, in rows and columns of the form.
  private(set) var cursor: Point?
  /// The rows of the field that has the keys.
  private var focusRows = 0..<0
  private let form: Form
  private let glyphs: Glyphs
  private let columns: Int
  private let labelColumn = 2
  private let valueColumn: Int

  init(form: Form, sheet: FormSheet, columns: Int) {
    self.form = form
    glyphs = sheet.context.glyphs
    self.columns = columns
    let labels = sheet.lines.map { line in
      switch line {
      case .field(let field): TextLayout.width(field.label)
      case .fact(let label, _, _): TextLayout.width(label)
      default: 0
      }
    }
    let limit = columns < 60 ? 14 : max(14, min(28, columns * 2 / 5))
    valueColumn = labelColumn + min(labels.max() ?? 0, limit) + 2
    let focused = sheet.focused?.name
    let wrong = form.mistake?.field.flatMap { FormSheet.find($0, in: sheet.fields)?.name }
    for line in sheet.lines {
      switch line {
      case .field(let field):
        place(field, isFocused: field.name == focused, isWrong: field.name == wrong)
      case .fact(let label, let value, let role): place(fact: label, value, role)
      case .heading(let title, let trailing):
        rows.append(FormRow(rule: (spelt(title), spelt(trailing))))
      case .text(let text, let role): place(text, at: labelColumn, Style(role))
      case .gap: rows.append(FormRow())
      }
    }
  }

  /// The first row that a window of so many rows shows, so that the focus is inside.
  func firstRow(window: Int) -> Int {
    let last = max(0, rows.count - window)
    guard last > 0 else { return 0 }
    let anchor = cursor?.row ?? focusRows.lowerBound
    if focusRows.upperBound <= window, anchor < window { return 0 }
    var first = max(0, focusRows.upperBound - window + min(2, window / 3))
    // What is long is shown around its cursor.
    if first > focusRows.lowerBound { first = focusRows.lowerBound }
    if anchor >= first + window { first = anchor - window + 1 }
    return min(first, last)
  }

  /// Text with the signs that the terminal has.
  static func spelt(_ text: String, _ glyphs: Glyphs) -> String {
    glyphs.isASCII ? text.replacing("₹", with: glyphs.rupee) : text
  }

  private func spelt(_ text: String) -> String { FormLayout.spelt(text, glyphs) }

  // MARK: Facts

  private mutating func place(_ text: String, at column: Int, _ style: Style, sign: String = "") {
    let indent = sign.isEmpty ? 0 : 2
    let lines = TextLayout.wrap(spelt(text), width: max(columns - column - indent - 1, 8))
    for (index, line) in lines.enumerated() {
      var row = FormRow()
      if index == 0, !sign.isEmpty {
        row.pieces.append(FormRow.Piece(text: sign, column: column, style: style))
      }
      row.pieces.append(FormRow.Piece(text: line, column: column + indent, style: style))
      rows.append(row)
    }
  }

  private mutating func place(fact label: String, _ value: String, _ role: Terminal.Role) {
    let start = placeLabel(label, Style(.label))
    place(value, at: valueColumn, Style(role))
    if let start { rows[start].pieces.insert(contentsOf: labelPieces(label, Style(.label)), at: 0) }
  }

  /// Puts a label that is too long for its column on a row of its own; else gives the row that it stands in.
  private mutating func placeLabel(_ label: String, _ style: Style) -> Int? {
    guard TextLayout.width(label) > valueColumn - labelColumn - 1 else { return rows.count }
    rows.append(FormRow(pieces: labelPieces(label, style)))
    return nil
  }

  private func labelPieces(_ label: String, _ style: Style) -> [FormRow.Piece] {
    [FormRow.Piece(text: spelt(label), column: labelColumn, style: style)]
  }

  // MARK: Fields

  private mutating func place(_ field: FormField, isFocused: Bool, isWrong: Bool) {
    let begin = rows.count
    let labelStyle = Style(.label, bold: isFocused)
    let start = placeLabel(field.label, labelStyle)
    let first = rows.count
    if let options = field.kind.options {
      place(options, of: field, isFocused: isFocused)
    } else {
      placeText(of: field, isFocused: isFocused, isWrong: isWrong)
    }
    if start != nil {
      rows[first].pieces.insert(contentsOf: labelPieces(field.label, labelStyle), at: 0)
    }
    if isFocused {
      rows[begin].pieces.insert(
        FormRow.Piece(text: glyphs.selectedLeft, column: 0, style: Style(.accent)), at: 0)
    }
    if isWrong, let message = form.mistake?.message {
      place(message, at: valueColumn, Style(.bad), sign: glyphs.failed)
    } else if !isFocused, let message = field.mistake {
      place(message, at: valueColumn, Style(.bad), sign: glyphs.failed)
    }
    if isFocused, !form.candidates.isEmpty {
      let names = form.candidates.prefix(8).map { PaymentEvidence.fileName(of: $0) }
      let rest = form.candidates.count - names.count
      place(
        names.joined(separator: "  ") + (rest > 0 ? "  " + phrase("and \(rest) more") : ""),
        at: valueColumn,
        Style(.info))
    }
    for remark in field.remarks {
      place(
        remark.text, at: valueColumn, Style(remark.role),
        sign: remark.role == .warning ? glyphs.alarm : "")
    }
    if isFocused { focusRows = begin..<rows.count }
  }

  private mutating func place(_ options: [FormOption], of field: FormField, isFocused: Bool) {
    let label = options.first { $0.key == field.text }?.label
    let style = Style(isFocused ? .fieldFocused : label == nil ? .placeholder : .field)
    let room = max(columns - valueColumn - 5, 4)
    let word = TextLayout.truncate(spelt(label ?? glyphs.dash), to: room)
    let text = "\(glyphs.choiceLeft) \(word) \(glyphs.choiceRight)"
    if isFocused { cursor = Point(row: rows.count, column: valueColumn + 2) }
    var row = FormRow(pieces: [
      FormRow.Piece(
        text: text, column: valueColumn, width: TextLayout.width(text), style: style)
    ])
    let others = isFocused ? options.map(\.label).joined(separator: " \(glyphs.dot) ") : ""
    let hint = spelt(field.understood.isEmpty ? others : field.understood)
    let column = valueColumn + TextLayout.width(text) + 2
    let fits = column + TextLayout.width(hint) < columns
    if !hint.isEmpty, fits {
      row.pieces.append(FormRow.Piece(text: hint, column: column, style: Style(.dim)))
    }
    rows.append(row)
    if !field.understood.isEmpty, !fits { place(hint, at: valueColumn, Style(.dim)) }
  }

  private mutating func placeText(of field: FormField, isFocused: Bool, isWrong: Bool) {
    let room = max(columns - valueColumn - 1, 4)
    let sign = field.kind == .money ? glyphs.rupee + " " : ""
    let width = max(4, min(field.kind.columns ?? room, room) - sign.count)
    let column = valueColumn + sign.count
    let isSelected = isFocused && !field.isTyped && !field.text.isEmpty && !field.kind.isMultiline
    let style = Style(isFocused ? .fieldFocused : .field, reverse: isSelected)
    var editor = form.editor(of: field)
    if field.isMasked { editor = LineEditor(text: FormMask.hide(field.text, glyphs)) }
    if field.kind.isMultiline, !(editor.text.isEmpty && !isFocused) {
      placeLines(of: editor, width: width, column: column, style: style, isFocused: isFocused)
    } else {
      let visible = editor.visible(width: width)
      if isFocused { cursor = Point(row: rows.count, column: column + visible.cursorColumn) }
      var row = FormRow()
      if !sign.isEmpty {
        row.pieces.append(FormRow.Piece(text: sign, column: valueColumn, style: Style(.dim)))
      }
      row.pieces.append(
        FormRow.Piece(text: spelt(visible.text), column: column, width: width, style: style))
      if editor.text.isEmpty {
        row.pieces.append(
          FormRow.Piece(text: field.placeholder, column: column, style: Style(.placeholder)))
      }
      rows.append(row)
    }
    placeUnderstood(field, isFocused: isFocused && !isWrong, column: column + width + 1)
  }

  private mutating func placeLines(
    of editor: LineEditor, width: Int, column: Int, style: Style, isFocused: Bool
  ) {
    // The last cell is kept for the cursor behind a full row.
    let wrapped = FormWrap(editor, width: width - 1)
    let point = wrapped.cursor
    let limit = 10
    let top = isFocused ? max(0, point.row - limit + 1) : 0
    for (index, line) in wrapped.rows.enumerated().dropFirst(top).prefix(limit) {
      if isFocused, index == point.row {
        cursor = Point(row: rows.count, column: column + point.column)
      }
      rows.append(
        FormRow(pieces: [
          FormRow.Piece(text: spelt(line), column: column, width: width, style: style)
        ]))
    }
  }

  private mutating func placeUnderstood(_ field: FormField, isFocused: Bool, column: Int) {
    var hint = field.understood
    if hint.isEmpty, isFocused, field.mistake != nil { hint = phrase("not understood yet") }
    guard !hint.isEmpty else { return }
    hint = spelt(hint)
    if field.kind.columns != nil, column + TextLayout.width(hint) < columns {
      rows[rows.count - 1].pieces.append(
        FormRow.Piece(text: hint, column: column, style: Style(.info)))
      return
    }
    let text = form.editor(of: field).text
    let after = valueColumn + TextLayout.width(text) + 3
    if !field.kind.isMultiline, field.kind.columns == nil, after + TextLayout.width(hint) < columns
    {
      rows[rows.count - 1].pieces.append(
        FormRow.Piece(text: hint, column: after, style: Style(.info)))
    } else {
      place(hint, at: valueColumn, Style(.info))
    }
  }
}
