import Journal
import struct Journal.Look
import Procedure
import Terminal

/// Why something is as it is: the rules, the facts and the times, topic by topic.
struct WhyScreen: Sendable {
  /// The dispute that it is about; nil where only a refusal is explained.
  var dispute: TicketID?
  /// The explanations, what was asked about first.
  var explanations: [Explanation]
  /// The rows that are above what is shown.
  var scroll = 0
}

extension Model {
  /// Explains what was refused last, or what the cursor is on. What needs the journal comes a moment later.
  mutating func openWhy() {
    guard refused != nil || pane.look != nil else {
      return say(phrase("There is no dispute here."), .refusal)
    }
    overlay = .why(
      WhyScreen(dispute: pane.look?.dispute.id, explanations: explanations(knowing: .init())))
    if let look = pane.look { send(.why(look, session.context(look))) }
  }

  /// Takes in what was read for the explanations.
  mutating func receive(_ ticket: TicketID, _ known: Explanation.Known) {
    guard case .why(var why) = overlay, why.dispute == ticket, pane.ticket == ticket else { return }
    why.explanations = explanations(knowing: known)
    overlay = .why(why)
  }

  /// What was refused, then what the list that is shown is about, then the rest.
  private func explanations(knowing known: Explanation.Known) -> [Explanation] {
    var explanations: [Explanation] = []
    if let refused {
      explanations.append(
        Explanation(of: refused, on: pane.look?.dispute, in: session.context(pane.look)))
    }
    guard let look = pane.look else { return explanations }
    var found = look.dispute.explanations(in: session.context(look), knowing: known)
    if focus == .list, let place = found.firstIndex(where: { $0.topic == .place }) {
      found[place].grounds.insert(
        .init(Phrase("View"), queue.found?.order ?? queue.view.meaning), at: 0)
    }
    let first: Explanation.Topic =
      switch queue.view {
      case .escalated where focus == .list: .awaited
      case .outstanding where focus == .list: .outstanding
      default: .place
      }
    return explanations + found.filter { $0.topic == first } + found.filter { $0.topic != first }
  }

  mutating func runWhy(_ id: ActionID) -> Bool {
    guard case .why(var why) = overlay else { return false }
    let page = max(whyBox.rows - 3, 1)
    let end = whySheet(why).lastTop(showing: whyBox.rows - 2)
    switch id {
    case .whyDown: why.scroll += 1
    case .whyUp: why.scroll -= 1
    case .whyPageDown: why.scroll += page
    case .whyPageUp: why.scroll -= page
    case .whyTop: why.scroll = 0
    case .whyBottom: why.scroll = end
    case .doneWhy:
      overlay = nil
      return true
    default: return false
    }
    why.scroll = min(max(why.scroll, 0), end)
    overlay = .why(why)
    return true
  }

  // MARK: Drawing

  private var whyBox: Rect {
    if session.glyphs.isRead { return Layout.middle(of: size) }
    let columns = min(size.columns - 2, 110)
    return Rect(
      row: 1, column: (size.columns - columns) / 2, rows: max(middle.rows - 1, 3), columns: columns)
  }

  func draw(_ why: WhyScreen, in frame: inout Frame) {
    let box = whyBox
    frame.fill(box)
    let inside = box.inset(rows: 1, columns: 2)
    let sheet = whySheet(why)
    let scroll = min(why.scroll, sheet.lastTop(showing: inside.rows))
    frame.box(
      box, title: title([phrase("Why is this here?"), why.dispute?.text ?? ""]),
      trailing: sheet.rows.count > inside.rows && !session.glyphs.isRead
        ? phrase(
          "\(scroll + 1)\(session.glyphs.dash)\(min(scroll + inside.rows, sheet.rows.count)) of \(sheet.rows.count)"
        )
        : "", focused: true)
    sheet.draw(in: &frame, rect: inside, box: box, scrolledTo: scroll)
    frame.cursor = nil
  }

  private func whySheet(_ why: WhyScreen) -> Sheet {
    var sheet = Sheet(width: whyBox.columns - 4, glyphs: session.glyphs)
    var topic: Explanation.Topic?
    for explanation in why.explanations {
      if explanation.topic != topic {
        sheet.rule(phrase(explanation.topic.shown))
        topic = explanation.topic
      } else {
        sheet.gap()
      }
      add(explanation, to: &sheet)
    }
    return sheet
  }

  private func add(_ explanation: Explanation, to sheet: inout Sheet) {
    var sentence = said(phrase("\(explanation.rule): \(explanation.sentence)"))
    if let action = explanation.remedy.flatMap(Action.leading) {
      let isBare = key(of: action.id).isEmpty
      sentence += isBare ? "  (\(bracketed(action.id)))" : "  \(bracketed(action.id))"
    }
    sheet.say(sentence, explanation.topic == .refusal ? .bad : .value)
    sheet.indent = 16
    for ground in explanation.grounds {
      let sign =
        switch ground.holds {
        case true?: session.glyphs.done
        case false?: session.glyphs.failed
        case nil: " "
        }
      let words = phrase(ground.value)
      let value = ground.isPersonal && !pane.isUnmasked ? words.hidden : said(words)
      let time = ground.at.map { "  " + Moments.day($0, offset: session.offset) } ?? ""
      let role: Terminal.Role = ground.holds == false ? .dim : .text
      sheet.entry(phrase("\(sign) \(ground.label)"), value + time, role)
    }
  }
}

extension QueueView {
  /// What stands in the view, in a sentence's end.
  var meaning: String {
    switch self {
    case .needsMe: phrase("needs me: open, yours or nobody's, and asks for work")
    case .mine: phrase("mine: open, and you hold it")
    case .waiting: phrase("waiting: open, and waits for a decision or a time")
    case .escalated: phrase("escalated: waits for a manager")
    case .new: phrase("new: nobody has looked at it")
    case .closed: phrase("closed: the latest first")
    case .all: phrase("all but merged ones, the latest ticket first")
    case .outstanding: phrase("outstanding: done here, to be confirmed elsewhere")
    }
  }
}
