import Journal
import struct Journal.Look
import Procedure
import Terminal

/// The pane of one dispute.
extension Model {
  func drawDispute(in frame: inout Frame, rect: Rect, _ layout: Layout) {
    let isFocused = (focus == .dispute || !forms.isEmpty) && overlay == nil
    frame.box(
      rect, title: title([disputeTitle, zoomWords]), trailing: disputeTrailing(within: rect),
      focused: isFocused)
    let box = layout.disputeBox
    let inside = layout.disputeInside
    guard forms.isEmpty else { return drawForm(in: &frame, rect: inside, box: box) }
    let sheet = disputeSheet(inside)
    let scroll = min(pane.scroll, sheet.lastTop(showing: inside.rows))
    sheet.draw(in: &frame, rect: inside, box: box, scrolledTo: scroll)
    drawRest(sheet.rows.count - inside.rows - scroll, in: &frame, rect: rect, box: box)
  }

  private var disputeTitle: String {
    if let form = forms.last?.form, form.dispute == nil { return form.title }
    if forms.last?.form.kind == .callAll, case .callSheet(let sheet) = screen {
      return title([sheet.vendor.text, phrase("call sheet")])
    }
    guard let ticket = pane.ticket else { return "" }
    guard let dispute = pane.look?.dispute else { return ticket.text }
    return title([ticket.text, phrase(dispute.ticket.tag.shown), dispute.ticket.customer.text])
  }

  /// Who holds it, and who else is on it as far as there is room beside the title.
  private func disputeTrailing(within rect: Rect) -> String {
    if let past = pane.past, forms.isEmpty {
      return phrase("as it was \(Moments.day(past.event.event.at, offset: session.offset))")
    }
    let holder = disputeHolder
    if let form = forms.last?.form, form.dispute == nil { return holder }
    guard let ticket = pane.ticket else { return holder }
    let room = rect.columns - 9 - TextLayout.width(title([disputeTitle, zoomWords]))
    let words = PresenceWords.title(
      others(on: ticket), isAttended: attended == ticket, session.glyphs)
    // That nobody holds it gives way to who is there.
    let isHeld = pane.look?.dispute.holder != nil || pane.look?.dispute.state != .open
    let here = words.flatMap { isHeld ? [title([$0, holder])] : [title([$0, holder]), $0] }
    return here.first { TextLayout.width($0) <= room } ?? holder
  }

  /// Who holds it, or how it ended.
  var disputeHolder: String {
    guard forms.last?.form.dispute != nil || forms.isEmpty, forms.last?.form.kind != .callAll,
      let dispute = pane.look?.dispute
    else {
      return ""
    }
    switch dispute.state {
    case .open: return dispute.holder?.text ?? phrase("held by nobody")
    case .escalated: return phrase("escalated")
    case .closed: return phrase("closed")
    case .merged:
      return dispute.mergedInto.map { phrase("merged into \($0.text)") }
        ?? phrase("merged into another")
    }
  }

  /// Everything that the pane says.
  func disputeSheet(_ inside: Rect) -> Sheet {
    if focus == .list, queue.isOnHeader { return groupSheet(inside) }
    if let past = pane.past { return pastSheet(past, inside) }
    var sheet = Sheet(width: inside.columns, glyphs: session.glyphs)
    guard let look = pane.look, let assessment = pane.assessment else {
      if pane.isMissing { sheet.say(phrase("There is no such dispute any more."), .dim) }
      return sheet
    }
    stepLine(assessment, in: &sheet)
    sheet.gap()
    facts(look, assessment, in: &sheet)
    sheet.gap()
    if pane.showsTimeline {
      sheet.rule(phrase("Timeline"))
      timeline(in: &sheet)
      return sheet
    }
    step(look, assessment, in: &sheet)
    sheet.gap()
    sheet.rule(phrase("What follows"))
    follows(look, assessment, in: &sheet)
    return sheet
  }

  /// `1 Ticket ✓ ── 2 Order ✓ ── 3 Vendor ● ── 4 Action ── 5 Close`
  func stepLine(_ assessment: Assessment, in sheet: inout Sheet) {
    let glyphs = session.glyphs
    let rule = String(glyphs.horizontal)
    let between = sheet.width >= 62 ? " \(rule)\(rule) " : sheet.width >= 58 ? " \(rule) " : " "
    var pieces: [Sheet.Piece] = []
    var column = 0
    let isClosed = pane.look?.dispute.state == .closed
    for step in Step.allCases {
      if step != .ticket {
        pieces.append(Sheet.Piece(between, at: column, .dim))
        column += TextLayout.width(between)
      }
      let isDone = step < assessment.step || isClosed
      let isNow = step == assessment.step && !isClosed
      var text = phrase("\(step.rawValue) \(step.shown)")
      if isDone { text += " \(glyphs.done)" } else if isNow { text += " \(glyphs.now)" }
      let role: Terminal.Role = isDone ? .good : isNow ? .accent : .dim
      var piece = Sheet.Piece(text, at: column, role, bold: isNow)
      if step == pane.step, pane.lookedAt != nil { piece.style.attributes.insert(.underline) }
      pieces.append(piece)
      column += TextLayout.width(text)
    }
    sheet.row(pieces)
  }

  /// An open form in the place of the step, between the facts and what follows from it.
  private func drawForm(in frame: inout Frame, rect: Rect, box: Rect) {
    guard let form = forms.last?.form else { return }
    let context = formContext
    var head = Sheet(width: rect.columns, glyphs: session.glyphs)
    var foot = Sheet(width: rect.columns, glyphs: session.glyphs)
    if form.kind == .callAll {
      callSheetHead(in: &head)
      head.rule(form.title)
    } else if form.dispute != nil, let look = pane.look, let assessment = pane.assessment {
      // Who hears the form comes from the facts, and has the room for what follows.
      if !session.glyphs.isRead {
        stepLine(assessment, in: &head)
        if rect.rows >= 24 { head.gap() }
        facts(look, assessment, in: &head, isShort: rect.rows < 24)
        if rect.rows >= 24 { head.gap() }
      }
      head.rule(form.title, trailing: stepTrailing(look, assessment, .vendor, form.kind))
      follow(form, look, context, in: &foot)
    }
    // The form comes first: what follows gives way, then the facts.
    let footRows = min(foot.rows.count, max(rect.rows - head.rows.count - 9, 0))
    let (top, rest) = rect.split(rows: min(head.rows.count, max(rect.rows - 7, 0)))
    let (middle, bottom) = rest.split(rows: rest.rows - footRows)
    let skipped = head.rows.count - top.rows
    head.draw(in: &frame, rect: top, box: box, from: skipped)
    form.view(in: &frame, rect: middle, context)
    foot.draw(in: &frame, rect: bottom, box: box)
    if overlay != nil { frame.cursor = nil }
  }

  /// What would follow if the form were recorded as it stands.
  private func follow(
    _ form: Form, _ look: Look, _ context: FormContext, in sheet: inout Sheet
  ) {
    sheet.rule(phrase("What follows"))
    guard let after = form.outcome(context) else {
      if let assessment = pane.assessment { outcome(look, assessment, in: &sheet) }
      return
    }
    var changed = look
    changed.dispute = after
    outcome(changed, Assessment(of: after, in: context.context), in: &sheet)
  }
}

extension Step {
  static func < (left: Step, right: Step) -> Bool { left.rawValue < right.rawValue }
}
