import Journal
import Procedure
import Terminal

/// Lists to choose from, drawn over the panes.
extension Model {
  func draw(_ choice: Choice, in frame: inout Frame) {
    let items = items(of: choice)
    // Offers for a query stand where what is found would.
    let rows =
      choice.queryPart != nil && items.isEmpty ? QueryField.allCases.count + 1 : items.count
    let box = overlayBox(rows: rows + 4)
    frame.fill(box)
    frame.box(box, title: choice.title, trailing: trailing(choice, items), focused: true)
    let inside = box.inset(rows: 1, columns: 2)
    drawEditor(choice, in: &frame, inside: inside)
    drawQueryLine(choice, in: &frame, inside: inside)
    let list = Rect(
      row: inside.row + 2, column: inside.column, rows: max(inside.rows - 2, 0),
      columns: inside.columns)
    let top = min(max(choice.cursor - list.rows + 1, 0), max(items.count - list.rows, 0))
    for (line, item) in items.dropFirst(top).prefix(list.rows).enumerated() {
      let row = list.row + line
      draw(item, in: &frame, row: row, inside: list)
      if top + line == choice.cursor {
        frame.restyle(
          Rect(row: row, column: box.column + 1, rows: 1, columns: box.columns - 2),
          role: .selection)
        frame.write(
          session.glyphs.selectedLeft, row: row, column: box.column + 1, style: Style(.selection))
      }
    }
    if items.isEmpty {
      frame.write(
        nothing(choice), row: list.row, column: list.column, width: list.columns,
        style: Style(.dim))
      drawOffers(choice, in: &frame, list: list)
    }
  }

  private func drawEditor(_ choice: Choice, in frame: inout Frame, inside: Rect) {
    let sign = choice.sign
    frame.write(sign, row: inside.row, column: inside.column, style: Style(.key))
    let field = inside.columns - 2
    let (text, cursor) = choice.editor.visible(width: field)
    frame.write(text, row: inside.row, column: inside.column + 2, style: Style(.fieldFocused))
    frame.cursor = Point(row: inside.row, column: inside.column + 2 + cursor)
  }

  private func trailing(_ choice: Choice, _ items: [Choice.Item]) -> String {
    if choice.queryPart != nil, let query = choice.typed.query, !query.terms.isEmpty {
      return choice.typed.found.map { phrase($0.count) } ?? ""
    }
    return choice.purpose == .search ? "" : "\(items.count)"
  }

  private func nothing(_ choice: Choice) -> String {
    switch choice.purpose {
    case .search where choice.editor.text.isEmpty:
      phrase("type a ticket, order, name, phone or reference, or ask by fields:")
    case .search where choice.typed.mistake != nil: ""
    case .search where choice.typed.found?.reach == .cutShort:
      phrase("none so far: \(hint(.listFound)) looks to the end")
    case .search: choice.isAnswered ? phrase("nothing holds this") : "…"
    case .palette where choice.typed.mistake != nil: ""
    case .palette where choice.editor.text.afterWord("save view") != nil:
      nothingToSave(choice.editor.text)
    case .palette where choice.editor.text.afterWord("mark") != nil:
      phrase("say what is to be marked:")
    case .palette where choice.editor.text.afterWord("view") != nil: ""
    case .palette where choice.editor.text.afterWord("forget view") != nil:
      phrase("no view of yours is called this")
    case .palette where choice.editor.text.afterWord("as") != nil && !session.isSample:
      phrase("only in the sample can one be somebody else")
    default: phrase("nothing is called this")
    }
  }

  private func draw(_ item: Choice.Item, in frame: inout Frame, row: Int, inside: Rect) {
    if case .row(let found) = item.target {
      return draw(found, in: &frame, row: row, inside: inside)
    }
    var why: Refusal?
    if case .action(let id) = item.target { why = refusal(of: .of(id)) }
    let keyWidth = 13
    let nameWidth = min(18, inside.columns / 4)
    frame.write(
      item.key, row: row, column: inside.column, width: keyWidth - 1,
      style: Style(why == nil ? .key : .disabled))
    frame.write(
      item.name, row: row, column: inside.column + keyWidth, width: nameWidth,
      style: Style(why == nil ? .value : .disabled))
    frame.write(
      why.map { phrase($0.said) } ?? item.detail, row: row,
      column: inside.column + keyWidth + nameWidth + 1,
      width: inside.columns - keyWidth - nameWidth - 1, style: Style(why == nil ? .text : .disabled)
    )
  }

  private func draw(_ found: QueueRow, in frame: inout Frame, row: Int, inside: Rect) {
    let rest = inside.columns - 12 - 12 - 9
    let half = max(rest / 2, 4)
    frame.write(found.ticket.text, row: row, column: inside.column, width: 11)
    frame.write(found.customer, row: row, column: inside.column + 12, width: half - 1)
    frame.write(
      found.vendor?.text ?? "", row: row, column: inside.column + 12 + half, width: rest - half - 1,
      style: Style(.dim))
    frame.write(
      found.disputed.short, row: row, column: inside.column + 12 + rest, width: 11,
      style: Style(.money), align: .right)
    frame.write(
      phrase(found.state.shown), row: row, column: inside.column + 25 + rest, width: 9,
      style: Style(.dim))
  }
}

extension Choice {
  fileprivate var title: String {
    switch purpose {
    case .palette: phrase("Actions and views")
    case .search: phrase("Search")
    case .help(let mode): mode.shown
    case .themes: phrase("Theme")
    }
  }

  fileprivate var sign: String {
    switch purpose {
    case .palette: ":"
    case .search: "/"
    case .help: "?"
    case .themes: ":"
    }
  }
}
