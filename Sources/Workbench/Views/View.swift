import Journal
import Procedure
import Terminal

/// Draws the model. Pure: the same model is the same frame.
func view(_ model: Model, size: Size? = nil) -> Frame {
  var model = model
  if let size { model.settle(size) }
  return model.session.glyphs.isRead ? model.listened() : model.drawn()
}

extension Model {
  /// The frame as everything is drawn.
  func drawn() -> Frame {
    var frame = Frame(size: size, glyphs: session.glyphs)
    let layout = Layout(self)
    drawBar(in: &frame, rect: layout.bar)
    // Who hears the screen hears what has the keys.
    if !session.glyphs.isRead || overlay == nil { drawPanes(layout, in: &frame) }
    drawOverlay(in: &frame)
    drawTour(in: &frame, rect: layout.tour)
    drawFooter(in: &frame, layout)
    frame.title = windowTitle
    return frame
  }

  private func drawPanes(_ layout: Layout, in frame: inout Frame) {
    if let list = layout.list { drawList(in: &frame, rect: list, layout: layout) }
    if let evidence = layout.evidence {
      drawEvidence(in: &frame, rect: evidence, box: layout.list)
    }
    if let dispute = layout.dispute { drawDispute(in: &frame, rect: dispute, layout) }
    if let around = layout.around { drawAround(in: &frame, rect: around, layout) }
    if let screen = layout.screen { drawScreen(in: &frame, rect: screen) }
  }

  private func drawOverlay(in frame: inout Frame) {
    switch overlay {
    case .choice(let choice): draw(choice, in: &frame)
    case .conflict(let conflict): draw(conflict, in: &frame)
    case .comment(let comment): draw(comment, in: &frame)
    case .message(let message): draw(message, in: &frame)
    case .reply(let reply): draw(reply, in: &frame)
    case .rehearsal(let rehearsal): draw(rehearsal, in: &frame)
    case .preview(let preview): draw(preview, in: &frame)
    case .why(let why): draw(why, in: &frame)
    case .proof(let proof): draw(proof, in: &frame)
    case nil: break
    }
  }

  fileprivate var windowTitle: String {
    guard let counts else { return "paydesk" }
    let lapsed = upcoming.lapsed
    let mine = counts[.mine] ?? 0
    let undecided = session.actor.role.isManager ? counts[.escalated] ?? 0 : 0
    return title([
      "paydesk",
      mine > 0 ? phrase("\(mine) mine") : "",
      lapsed > 0 ? phrase("\(lapsed)\(lapsed >= Upcoming.most ? "+" : "") lapsed") : "",
      undecided > 0 ? phrase("\(undecided) to decide") : "",
    ])
  }

  /// The text of the title that a pane's border gets.
  func title(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: " \(session.glyphs.dot) ")
  }
}
