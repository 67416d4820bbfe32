import Journal
import struct Journal.Look
import Procedure
import Terminal

/// All that the screen says of one dispute, on one page: its facts, its steps, what follows, and what happened.
///
///     let page = DisputePage(look, history, desk: desk, actor: asha, now: now)
///     print(page.text(columns: 100))
///
/// It is drawn by what draws the panes, so that both say the same words; phone numbers and payment addresses are hidden
/// unless the page is unmasked.
public struct DisputePage {
  private let model: Model
  private let look: Look
  private let assessment: Assessment

  /// A page.
  ///
  /// - Parameter isUnmasked: whether phone and payment address are shown, which is to have been recorded.
  public init(
    _ look: Look, _ history: [NumberedEvent], desk: Desk, actor: Actor, now: Instant,
    isUnmasked: Bool = false
  ) {
    var session = Session(
      actor: actor, isSample: false, desk: desk, now: now, glyphs: .unicode, themeName: "",
      themeNames: [])
    session.hasKeys = false
    var model = Model(session: session, size: Size(columns: 0, rows: 0))
    model.pane.ticket = look.dispute.id
    model.pane.look = look
    model.pane.history = history
    model.pane.isUnmasked = isUnmasked
    model.assess()
    self.model = model
    self.look = look
    assessment = Assessment(of: look.dispute, in: session.context(look))
  }

  /// The page in lines of at most so many cells.
  public func text(columns: Int) -> String {
    let dispute = look.dispute
    var sheet = Sheet(width: columns, glyphs: .unicode)
    sheet.say(
      [
        dispute.id.text, phrase(dispute.ticket.tag.shown), dispute.ticket.customer.text,
        model.disputeHolder,
      ]
      .joined(separator: " · "))
    sheet.gap()
    model.stepLine(assessment, in: &sheet)
    sheet.gap()
    model.facts(look, assessment, in: &sheet)
    for step in Step.allCases where step == assessment.step || step < assessment.step {
      var stepped = model
      stepped.pane.lookedAt = step
      sheet.gap()
      stepped.step(look, assessment, in: &sheet)
    }
    sheet.gap()
    sheet.rule("What follows")
    model.follows(look, assessment, in: &sheet)
    if let next {
      sheet.say("Next: \(next.label), `paydesk do \(dispute.id) \(next.action.word)`")
    }
    sheet.gap()
    sheet.rule("Timeline")
    model.timeline(in: &sheet)
    return sheet.lines.joined(separator: "\n")
  }

  /// The next thing that the dispute asks this person to do, and the action that does it; nil where it waits for another.
  public var next: (action: Action, label: String)? {
    model.primary.map { (Action.of($0.action), $0.label) }
  }

  /// A phone number or payment address as the page shows it.
  public func shown(_ personal: Personal) -> String { model.personal(personal) }

  /// What somebody typed freely as the page shows it.
  public func said(_ text: String) -> String { model.said(text) }

  /// Events by their names in the log and in words, with when and by whom: `14:02 claimed, asha`.
  public static func words(
    of events: [NumberedEvent], offset: Int
  ) -> [(name: String, words: String)] {
    events.map { numbered in
      let event = numbered.event
      let words = event.fact.words(offset: offset, masked: true)
      return (
        event.fact.name, "\(Moments.day(event.at, offset: offset)) \(words), \(event.doer.shown)"
      )
    }
  }

  /// Everything that happened, the earliest first, in words.
  public var timeline: [(event: NumberedEvent, words: String)] {
    (model.pane.history ?? []).map {
      (
        $0,
        $0.event.fact.words(offset: model.session.offset, masked: !model.pane.isUnmasked)
      )
    }
  }
}

extension Sheet {
  /// The rows as lines of text; a rule is as wide as the sheet.
  var lines: [String] {
    var frame = Frame(size: Size(columns: width, rows: rows.count), glyphs: glyphs)
    draw(
      in: &frame, rect: Rect(row: 0, column: 0, rows: rows.count, columns: width),
      box: Rect(row: 0, column: -1, rows: rows.count, columns: width + 2))
    return frame.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
