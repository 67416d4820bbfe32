import Exchange
import Journal
import Procedure
import Terminal

/// What the tour says, in some rows above the footer that the panes leave to it: nothing is hidden.
extension Model {
  func drawTour(in frame: inout Frame, rect: Rect) {
    guard let tour, !rect.isEmpty else { return }
    frame.fill(rect, style: Style(.info))
    let label = tour.label
    let way = tour.asksForEscape ? "" : phrase("Esc leaves the tour")
    let start = max(TextLayout.width(label) + 3, 16)
    let wayWidth = max(TextLayout.width(way), 20)
    // A very narrow screen has room for the sentence alone.
    let hasWay = rect.columns >= 60
    let end = hasWay ? rect.columns - wayWidth - 2 : rect.columns - 1
    frame.write(label, row: rect.row, column: 1, style: Style(.info, bold: true))
    if hasWay {
      frame.write(
        way, row: rect.row, column: end + 1, width: wayWidth, style: Style(.dim), align: .right)
    }
    let lines = TextLayout.wrap(tourWords ?? "", width: max(end - start, 8))
    for (index, line) in lines.prefix(rect.rows).enumerated() {
      frame.write(
        line, row: rect.row + index, column: start, width: max(end - start, 8), style: Style(.info))
    }
  }

  /// What is asked for now, with the keys as they are.
  var tourWords: String? {
    guard let tour else { return nil }
    func key(_ id: ActionID) -> String { named(id) }
    let ticket = tour.ticket?.text ?? ""
    if isAstray(tour) {
      return phrase(
        "The tour is on \(ticket): \(key(.search)), its number and \(key(.choose)) lead to it.")
    }
    if [.move, .open].contains(tour.stage), focus == .dispute {
      return phrase("\(key(.back)) goes back to the list; there on to \(ticket).")
    }
    switch tour.stage {
    case .new: return phrase("\(key(.viewNew)) shows the tickets that nobody has looked at.")
    case .move:
      return
        phrase(
          "\(key(.down)) and \(key(.up)) move the bar; what it is on stands beside it. Go to \(ticket)."
        )
    case .open: return phrase("\(key(.open)) goes into the dispute.")
    case .claim:
      return
        phrase(
          "Five steps, the figures, what follows. \(key(.proceed)) always does the next thing: now it claims the ticket."
        )
    case .tryToClose:
      return phrase("Nothing is closed before its facts are there. Try it: \(key(.close)).")
    case .beRefused:
      return
        phrase(
          "Each line says what is missing, and what mends it. \(key(.save)) asks to close it all the same."
        )
    case .leave: return phrase("No, and why. Esc leaves a form; what was typed in it is kept.")
    case .review:
      return phrase("The ticket is read, and \(key(.proceed)) says so: always the next thing.")
    case .order: return phrase("\(key(.proceed)) opens the order, filled in from the admin panel.")
    case .recordOrder:
      return
        phrase(
          "Look it over; a line that disagrees with the ticket asks whether you have seen it. \(key(.save)) records it."
        )
    case .ask: return phrase("\(key(.proceed)) opens the questions to the vendor.")
    case .answer:
      return phrase("You have called, and the vendor says it paid: type y, for “yes, in full”.")
    case .prove:
      return
        phrase(
          "\(key(.addProof)) goes to the proof. Type the payment’s reference: \(tourReference(tour))."
        )
    case .recordAnswer:
      return
        phrase(
          "“What follows” says where this leads, before anything is recorded. \(key(.save)) records call, answer and proof."
        )
    case .close: return phrase("Paid in full, and proven. \(key(.proceed)) opens the closing.")
    case .recordClose:
      return
        phrase(
          "The summary is drafted, the status is what the facts lead to, every row holds. \(key(.save)) closes it."
        )
    case .comment:
      return
        phrase("This goes to the ticketing platform; it was sent to the clipboard. Esc goes back.")
    case .back: return phrase("Closed. \(key(.back)) goes back to the list.")
    case .search:
      return
        phrase(
          "\(key(.search)) finds anything: type some letters of a name, an order, a phone or a reference."
        )
    case .found: return phrase("\(key(.choose)) would go into it. Esc leaves the search.")
    case .help:
      return phrase("\(key(.help)) lists every key of the moment, and why some say no now.")
    case .helped:
      return phrase("Letters narrow it; \(key(.palette)) runs anything by its name. Esc leaves it.")
    case .end:
      return
        phrase(
          "That was a whole ticket. \(key(.next)) takes what needs you most; \(key(.help)) has every key."
        )
    }
  }

  /// Whether another dispute is shown than the one that it is about.
  private func isAstray(_ tour: Tour) -> Bool {
    guard tour.stage.rawValue > Tour.Stage.open.rawValue,
      tour.stage.rawValue < Tour.Stage.comment.rawValue, overlay == nil, forms.isEmpty
    else { return false }
    return pane.ticket != tour.ticket || focus != .dispute
  }

  /// The reference of a payment an hour ago that stands nowhere else.
  private func tourReference(_ tour: Tour) -> String {
    let number = tour.ticket.flatMap { Int($0.text.filter(\.isNumber)) } ?? 0
    return SampleReference.upi(
      at: session.now.adding(seconds: -3_600), sequence: number % 1_000_000)
  }
}

extension Tour {
  /// How far it is.
  var label: String { phrase("Tour \(stage.rawValue + 1) of \(Stage.allCases.count)") }
}
