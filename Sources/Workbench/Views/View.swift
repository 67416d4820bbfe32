import Journal
import Procedure
import Terminal

/// Draws the model. Pure: the same model is the same frame.
func view(_ model: Model, size: Size? = nil) -> Frame {
  var model = model
  if let size { model.size = size }
  var frame = Frame(size: model.size, glyphs: model.session.glyphs)
  let layout = Layout(model)
  model.drawBar(in: &frame, rect: layout.bar)
  if let list = layout.list { model.drawList(in: &frame, rect: list, layout: layout) }
  if let evidence = layout.evidence {
    model.drawEvidence(in: &frame, rect: evidence, box: layout.list)
  }
  if let dispute = layout.dispute { model.drawDispute(in: &frame, rect: dispute, layout) }
  if let around = layout.around { model.drawAround(in: &frame, rect: around, layout) }
  if let screen = layout.screen { model.drawScreen(in: &frame, rect: screen) }
  switch model.overlay {
  case .choice(let choice): model.draw(choice, in: &frame)
  case .conflict(let conflict): model.draw(conflict, in: &frame)
  case .comment(let comment): model.draw(comment, in: &frame)
  case .message(let message): model.draw(message, in: &frame)
  case .reply(let reply): model.draw(reply, in: &frame)
  case .rehearsal(let rehearsal): model.draw(rehearsal, in: &frame)
  case .preview(let preview): model.draw(preview, in: &frame)
  case .why(let why): model.draw(why, in: &frame)
  case .proof(let proof): model.draw(proof, in: &frame)
  case nil: break
  }
  model.drawTour(in: &frame, rect: layout.tour)
  model.drawFooter(in: &frame, layout)
  frame.title = model.windowTitle
  return frame
}

extension Model {
  fileprivate var windowTitle: String {
    guard let counts else { return "paydesk" }
    let lapsed = upcoming.lapsed
    let parts: [(count: Int, word: String)] = [
      (counts[.mine] ?? 0, "mine"), (lapsed, "lapsed"),
      (session.actor.role.isManager ? counts[.escalated] ?? 0 : 0, "to decide"),
    ]
    let words = parts.filter { $0.count > 0 }.map { part in
      "\(part.count)" + (part.word == "lapsed" && lapsed >= Upcoming.most ? "+" : "")
        + " \(part.word)"
    }
    return title(["paydesk"] + words)
  }

  /// The text of the title that a pane's border gets.
  func title(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: " \(session.glyphs.dot) ")
  }
}
