import Procedure
import Terminal

/// What a reply seems to say, drawn: the reply above, its pieces below.
extension Model {
  func draw(_ reply: ReplyScreen, in frame: inout Frame) {
    let width = overlayWidth
    let quoted = TextLayout.wrap(reply.text, width: width)
    let sheet = replySheet(reply, width: width)
    // The pieces are what is asked about; of a long reply the beginning has to do.
    let head = min(quoted.count, max(size.rows - 6 - sheet.rows.count, 1))
    let box = overlayBox(rows: head + sheet.rows.count + 2)
    frame.fill(box)
    frame.box(
      box, title: title([phrase("What the reply says"), reply.dispute.text]), focused: true)
    let inside = box.inset(rows: 1, columns: 2)
    for (index, line) in quoted.prefix(head).enumerated() {
      let isCut = index == head - 1 && quoted.count > head
      frame.write(
        isCut ? line + " " + session.glyphs.ellipsis : line, row: inside.row + index,
        column: inside.column, width: inside.columns, style: Style(.quote))
    }
    let (_, rest) = inside.split(rows: head)
    let first = max(lineOfCursor(reply, width: width) - rest.rows + 3, 0)
    sheet.draw(in: &frame, rect: rest, box: box, from: first)
    frame.cursor = nil
  }

  private func replySheet(_ reply: ReplyScreen, width: Int) -> Sheet {
    var sheet = Sheet(width: width, glyphs: session.glyphs)
    sheet.rule(phrase("It seems to say"), trailing: phrase("take each one that is right"))
    for index in reply.pieces.indices { add(index, of: reply, to: &sheet) }
    if reply.bytesCut > 0 {
      sheet.say(
        phrase("The last \(reply.bytesCut) bytes were not read: the reply is too long."), .warning)
    }
    return sheet
  }

  private func lineOfCursor(_ reply: ReplyScreen, width: Int) -> Int {
    var sheet = Sheet(width: width, glyphs: session.glyphs)
    for index in reply.pieces.indices.prefix(reply.cursor + 1) {
      add(index, of: reply, to: &sheet)
    }
    return sheet.rows.count
  }

  private func add(_ index: Int, of reply: ReplyScreen, to sheet: inout Sheet) {
    let piece = reply.pieces[index]
    let isAsked = index == reply.cursor
    let sign =
      switch piece.state {
      case .taken: session.glyphs.done
      case .left: session.glyphs.dash
      case .open: isAsked ? session.glyphs.selectedLeft : " "
      }
    sheet.indent = 16
    sheet.entry(
      "\(sign) \(piece.label)", piece.shown,
      isAsked ? .accent : piece.state == .left ? .dim : piece.field == nil ? .warning : .value)
    sheet.indent = 16
    if !piece.from.isEmpty { sheet.say(phrase("from “\(piece.from)”"), .dim, at: 16) }
    if !piece.remark.isEmpty { sheet.say(piece.remark, .warning, at: 16) }
  }
}
