import Procedure
import Terminal

/// The comment for the ticketing platform: plain, in the clipboard, in a file.
struct CommentScreen: Sendable {
  /// The dispute.
  var dispute: TicketID
  /// The comment.
  var text: String
  /// The first of its rows that is visible.
  var top = 0
}

extension Model {
  /// Shows a comment, plainly first, and sends it to the clipboard.
  mutating func present(_ text: String, of dispute: TicketID) {
    overlay = .comment(CommentScreen(dispute: dispute, text: text))
    send(.plain([.text(text + "\n")], copying: text, what: phrase("The comment")))
  }

  /// The comment of the dispute that is shown, as its facts word it.
  mutating func showComment() {
    guard let look = pane.look, let assessment = pane.assessment else { return }
    guard let status = look.dispute.status ?? assessment.scenario?.status else {
      return say(phrase("No scenario holds yet, so there is nothing to comment."), .refusal)
    }
    present(
      look.dispute.ticketComment(status: status, in: session.context(look)), of: look.dispute.id)
  }

  mutating func runComment(_ id: ActionID) -> Bool {
    guard case .comment(var comment) = overlay else { return false }
    switch id {
    case .writeComment:
      overlay = nil
      openForm(.saveComment, nil)
    case .copyComment: send(.copy(comment.text, what: phrase("The comment")))
    case .pager: send(.pager(session.glyphs.printed(comment.text)))
    case .plainComment: send(.plain([.text(comment.text + "\n")]))
    case .confirmComment:
      overlay = nil
      perform(.applied(.comment), .of(.confirmComment))
    case .linesDown, .linesUp:
      comment.top = top(of: sheet(comment), after: id, from: comment.top)
      overlay = .comment(comment)
    case .doneComment: overlay = nil
    default: return false
    }
    return true
  }

  func draw(_ comment: CommentScreen, in frame: inout Frame) {
    draw(
      sheet(comment), title: phrase("\(comment.dispute): comment for the ticket"),
      scrolledTo: comment.top, in: &frame)
  }

  private func sheet(_ comment: CommentScreen) -> Sheet {
    var sheet = Sheet(width: overlayWidth, glyphs: session.glyphs)
    sheet.say(comment.text)
    return sheet
  }
}
