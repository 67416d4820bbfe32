import Exchange
import Procedure
import Terminal

/// The message to a vendor, drawn: its words and its link, or the code of the link.
extension Model {
  /// The whole room between bar and footer, for a code needs every row.
  private var messageBox: Rect {
    if session.glyphs.isRead { return Layout.middle(of: size) }
    let columns = min(size.columns - 2, 92)
    return Rect(
      row: 1, column: (size.columns - columns) / 2, rows: max(middle.rows, 3), columns: columns)
  }

  private var messageInside: Rect { messageBox.inset(rows: 1, columns: 2) }

  func draw(_ message: MessageScreen, in frame: inout Frame) {
    let about: String
    switch message.about {
    case .dispute(let ticket): about = ticket.text
    case .callSheet: about = phrase("call sheet")
    }
    let title = title([phrase("Message to \(message.vendor)"), about])
    let trailing = message.language == .english ? phrase("English") : phrase("Hindi")
    guard let codes = message.codes else {
      return draw(
        messageSheet(message), title: title, trailing: trailing, scrolledTo: message.top, in: &frame
      )
    }
    frame.fill(messageBox)
    frame.box(messageBox, title: title, trailing: trailing, focused: true)
    draw(codes, of: message, in: &frame, inside: messageInside)
    frame.cursor = nil
  }

  func messageSheet(_ message: MessageScreen) -> Sheet {
    var sheet = Sheet(width: overlayWidth, glyphs: session.glyphs)
    sheet.say(message.text, .value)
    sheet.rule(message.way == .chat ? phrase("Link to a chat") : phrase("Link to a letter"))
    sheet.indent = 8
    switch (message.way, message.phone) {
    case (.chat, let phone?):
      sheet.entry(phrase("With"), phone)
      if !MessageScreen.canBeDialled(phone) {
        sheet.say(
          phrase(
            "This is not one number that can be dialled, so the link lets you choose the chat."),
          .warning)
      }
    case (.chat, nil):
      sheet.say(
        phrase(
          "The panel lists no phone number of this vendor, so the link lets you choose the chat."),
        .dim)
    case (.mail, _):
      sheet.say(
        phrase("The panel lists no address of this vendor: the mail program asks whom it goes to."),
        .dim)
    }
    sheet.row(
      Sheet.Piece(phrase("Link"), width: 7, .label),
      Sheet.Piece(message.link(), at: 8, .link))
    return sheet
  }

  // MARK: The code

  private func draw(
    _ codes: [MessageScreen.Code], of message: MessageScreen, in frame: inout Frame, inside: Rect
  ) {
    guard !codes.isEmpty else {
      frame.write(
        session.glyphs.ellipsis, row: inside.row, column: inside.column, style: Style(.dim))
      return
    }
    var lines: [String] = []
    var shown: QRCode?
    for code in codes where shown == nil {
      lines = TextLayout.wrap(
        caption(code.content, codes, message, inside), width: inside.columns)
      guard case .success(let made) = code.made, made.size.columns <= inside.columns,
        made.size.rows + lines.count <= inside.rows
      else { continue }
      shown = made
    }
    guard let shown else {
      lines = TextLayout.wrap(whyNot(codes, inside), width: inside.columns)
      for (index, line) in lines.enumerated() {
        frame.write(
          line, row: inside.row + index, column: inside.column, style: Style(.warning))
      }
      return
    }
    for (index, line) in lines.enumerated() {
      frame.write(line, row: inside.row + index, column: inside.column)
    }
    frame.draw(
      shown,
      at: Point(
        row: inside.row + lines.count,
        column: inside.column + (inside.columns - shown.size.columns) / 2))
  }

  /// What the code does, and why it holds no more.
  private func caption(
    _ content: MessageScreen.Code.Content, _ codes: [MessageScreen.Code],
    _ message: MessageScreen, _ inside: Rect
  ) -> String {
    let why =
      switch codes.first?.made {
      case .success(let whole)?:
        phrase(
          "the whole message needs \(whole.size.columns) columns and \(whole.size.rows + 1) rows, here are \(inside.columns) and \(inside.rows)"
        )
      case .failure(let mistake)?: mistake.short
      case nil: ""
      }
    return switch (message.way, content) {
    case (.chat, .whole): phrase("Opens the chat with the message in it, ready to be sent.")
    case (.chat, .named): phrase("Opens the chat with the order's number alone: \(why).")
    case (.chat, .bare): phrase("Opens the chat without the message: \(why).")
    case (.mail, .whole): phrase("Opens the letter with the message in it, ready to be sent.")
    case (.mail, .named): phrase("Opens the letter with the order's number alone: \(why).")
    case (.mail, .bare): phrase("Opens the letter without the message: \(why).")
    }
  }

  private func whyNot(_ codes: [MessageScreen.Code], _ inside: Rect) -> String {
    let sizes = codes.compactMap { try? $0.made.get().size }
    guard let least = sizes.min(by: { $0.rows < $1.rows }) else {
      return phrase(QRCode.Mistake.failed.said)
    }
    return phrase(
      "A code needs \(least.columns) columns and \(least.rows + 2) rows, and here are \(inside.columns) and \(inside.rows): make the window larger, or copy the link."
    )
  }
}

extension MessageScreen {
  /// Whether a link leads to the chat with a number.
  fileprivate static func canBeDialled(_ phone: String) -> Bool {
    MessageLink.digits(of: phone) != nil
  }
}

extension QRCode.Mistake {
  /// In the middle of a sentence.
  fileprivate var short: String {
    switch self {
    case .tooLong: phrase("the whole message is longer than any code holds")
    case .noLibrary, .failed: phrase("no code could be made of the whole message")
    }
  }
}
