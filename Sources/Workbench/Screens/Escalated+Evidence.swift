import Journal
import struct Journal.Look
import Procedure
import Terminal

/// What a decision rests on, below the list: what is asked, for and against, then every fact, then what happened.
extension Model {
  ///
  /// - Parameter list: the box of the list in whose lower part it stands; nil where it has a box of its own.
  func drawEvidence(in frame: inout Frame, rect: Rect, box list: Rect?) {
    let inside = evidenceInside(rect)
    let box = list ?? rect
    func head(_ words: [String]) {
      if list != nil {
        frame.rule(row: rect.row, in: box, title: title(words), joined: true)
      } else {
        frame.box(
          rect, title: title(words + [zoomWords]),
          trailing: title([
            phrase("\(queue.position) of \(counts?[queue.view] ?? queue.rows.count)")
          ]),
          focused: overlay == nil)
      }
    }
    guard let row = queue.selected else { return head([]) }
    guard let sheets = evidenceSheets(in: inside), let evident = evidence[row.ticket]
    else { return head([row.ticket.text]) }
    let matters = matters(of: evident)
    head([row.ticket.text, matters.first.map { heading($0, evident.look.dispute) } ?? ""])
    var left = Rect(row: rect.row, column: box.column, rows: rect.rows, columns: box.columns)
    if let place = sheets.besides?.place {
      let line = Rect(
        row: rect.row + 1, column: place.column - 2, rows: rect.rows - 2, columns: 1)
      frame.fill(line, style: Style(.border), with: session.glyphs.vertical)
      left.columns = line.column - left.column + 1
    }
    func draw(_ part: EvidencePart, in box: Rect) {
      let top = min(evidenceTop, part.sheet.lastTop(showing: part.place.rows))
      part.sheet.draw(in: &frame, rect: part.place, box: box, scrolledTo: top)
      if evidenceScroll?.ticket != row.ticket { frame.reading = nil }
      drawRest(
        part.sheet.rows.count - part.place.rows - top, in: &frame, rect: rect, box: box,
        key: named(.evidenceDown) + " ")
    }
    draw(sheets.first, in: left)
    if let besides = sheets.besides {
      var right = left
      right.column = left.maxColumn
      right.columns = box.maxColumn - left.maxColumn + 1
      draw(besides, in: right)
    }
  }

  /// A part of the evidence, and where it stands.
  struct EvidencePart {
    var sheet: Sheet
    var place: Rect
  }

  /// What is said of the dispute under the cursor; on a wide screen what happened stands beside it, for lines over all of its
  /// width are not read well. Nil before it has come.
  func evidenceSheets(in inside: Rect) -> (first: EvidencePart, besides: EvidencePart?)? {
    guard inside.columns + 4 >= Layout.threePanes, !session.glyphs.isRead else {
      return evidenceSheet(width: inside.columns, hasTimeline: true)
        .map { (EvidencePart(sheet: $0, place: inside), nil) }
    }
    let (left, right) = inside.split(columns: inside.columns * 3 / 5)
    var place = left
    place.columns -= 3
    guard let sheet = evidenceSheet(width: place.columns, hasTimeline: false) else { return nil }
    var happened = Sheet(width: right.columns, glyphs: session.glyphs)
    let history = queue.selected.flatMap { evidence[$0.ticket]?.history } ?? []
    happened.rule(phrase("Timeline"), trailing: "\(history.count)")
    timeline(history, in: &happened)
    return (
      EvidencePart(sheet: sheet, place: place), EvidencePart(sheet: happened, place: right)
    )
  }

  /// Everything that is said of the dispute under the cursor; nil before its evidence has come.
  private func evidenceSheet(width: Int, hasTimeline: Bool) -> Sheet? {
    guard let row = queue.selected, let evident = evidence[row.ticket] else { return nil }
    let look = evident.look
    let context = session.context(look)
    let assessment = Assessment(of: look.dispute, in: context)
    let weighed = Evidence(on: look.dispute, in: context)
    let matters = matters(of: evident)
    var sheet = Sheet(width: width, glyphs: session.glyphs)
    sheet.entry(phrase("For", sense: "what speaks for it"), grounds(weighed))
    let doubts = weighed.doubts.map { phrase($0.words(offset: session.offset)) }
    sheet.entry(
      phrase("Against"), doubts.isEmpty ? phrase("nothing known") : title(doubts),
      doubts.isEmpty ? .dim : .warning)
    for matter in matters {
      decide(matter, evident, isFirst: matter == matters.first, in: &sheet)
    }
    if let vendor = assessment.vendor {
      sheet.entry(phrase("Vendor"), vendorWords(vendor, assessment))
    }
    sheet.rule(phrase("Facts"))
    facts(evident, weighed, in: &sheet)
    guard hasTimeline else { return sheet }
    sheet.rule(phrase("Timeline"))
    timeline(evident.history, in: &sheet)
    return sheet
  }

  private func matters(of evident: Evident) -> [Matter] {
    evident.look.dispute.matters(in: session.context(evident.look))
  }

  private func heading(_ matter: Matter, _ dispute: Dispute) -> String {
    switch matter.kind {
    case .payout:
      phrase("payout of \((matter.amount ?? .zero).shown) to \(dispute.ticket.customer.text)")
    case .escalation:
      matter.by.map { phrase("escalated by \($0.shown): \(said(phrase(matter.why)))") }
        ?? phrase("escalated by somebody: \(said(phrase(matter.why)))")
    case .lapsed, .signOff, .reusedProof, .block: phrase(matter.why)
    case .vendor: title([matter.vendor?.text ?? "", phrase(matter.why)])
    }
  }

  /// What speaks for, on a line; proofs have lines of their own below.
  private func grounds(_ weighed: Evidence) -> String {
    title(weighed.grounds.map { phrase($0.words(offset: session.offset)) })
  }

  /// What is asked, what has changed since, and whose decision it is and why.
  private func decide(
    _ matter: Matter, _ evident: Evident, isFirst: Bool, in sheet: inout Sheet
  ) {
    let since = Moments.clock(matter.since, now: session.now, offset: session.offset)
    if !isFirst {
      sheet.entry(phrase("Also"), phrase("\(said(why(matter))), since \(since)"), .waiting)
    }
    if matter.kind == .escalation || matter.kind == .vendor, let by = matter.by {
      sheet.entry(
        isFirst ? phrase("Asked") : "", phrase("\(by.shown): \(said(phrase(matter.why)))"))
    }
    let changes = matter.changes(in: evident.history.map(\.event))
    let words = changes.suffix(4).map { $0.fact.words(offset: session.offset, masked: true) }
    if isFirst || !changes.isEmpty {
      sheet.entry(
        isFirst ? phrase("Changed") : "",
        changed(
          title((changes.count > 4 ? [phrase("\(changes.count - 4) more")] : []) + words),
          since, by: matter.by), .text)
    }
    sheet.entry(isFirst ? phrase("Limit") : "", limit(matter, evident.look), .text)
  }

  /// What has changed since it was asked, if anything has.
  private func changed(_ words: String, _ since: String, by asker: Doer?) -> String {
    guard let asker = asker?.shown else {
      return words.isEmpty
        ? phrase("nothing since \(since)") : phrase("\(words) since \(since)")
    }
    return words.isEmpty
      ? phrase("nothing since \(asker) asked at \(since)")
      : phrase("\(words) since \(asker) asked at \(since)")
  }

  /// Whose decision it is and why, and why this person cannot take it if they cannot.
  private func limit(_ matter: Matter, _ look: Look) -> String {
    let words = phrase("\(matter.to.shown): \(matter.because)")
    let context = session.context(look)
    let refusals = matter.commands.map { look.dispute.refusal(of: $0, in: context) }
    guard session.actor.role.isManager, !refusals.contains(nil),
      let refusal = refusals.compactMap(\.self).first
    else { return words }
    return title([words, phrase(refusal.said)])
  }

  private func vendorWords(_ vendor: VendorRecord, _ assessment: Assessment) -> String {
    var parts = ["\(vendor.name) \(vendorStanding(assessment))"]
    if let reason = vendor.blockedReason?.discreet { parts.append(phrase("blocked: \(reason)")) }
    parts.append(phrase("credits \(vendor.credits.short)"))
    return title(parts)
  }

  private func facts(_ evident: Evident, _ weighed: Evidence, in sheet: inout Sheet) {
    let dispute = evident.look.dispute
    var figures = [
      phrase("quoted \(dispute.quoted.short)"), phrase("due \(dispute.due.short)"),
      phrase("proven \(dispute.proven.short)"), phrase("customer says \(dispute.received.short)"),
    ]
    if let claimed = dispute.claimed { figures.append(phrase("vendor claims \(claimed.short)")) }
    figures += [
      phrase("shortfall \(dispute.shortfall.short)"),
      phrase("in dispute \(dispute.disputed.short)"),
    ]
    sheet.entry(phrase("Figures"), title(figures), .money)
    if let payTo = dispute.livePayout?.payTo ?? dispute.order?.payTo {
      sheet.entry(phrase("Pay to"), personal(payTo))
    }
    proofs(dispute, weighed, in: &sheet)
    notes(evident, in: &sheet)
    for (index, contact) in dispute.contacts.enumerated() {
      sheet.entry(
        index == 0 ? phrase("Contacts") : "",
        phrase(
          "\(Moments.day(contact.at, offset: session.offset)) \(contact.party.shown) by \(contact.channel.shown): \(contact.outcome.shown), \(contact.by)"
        ))
    }
    for (index, note) in dispute.notes.enumerated() {
      sheet.entry(index == 0 ? phrase("Noted") : "", said(note))
    }
  }

  private func proofs(
    _ dispute: Dispute, _ weighed: Evidence, in sheet: inout Sheet
  ) {
    if dispute.proofs.isEmpty { sheet.entry(phrase("Proofs"), phrase("none"), .dim) }
    for (index, recorded) in dispute.proofs.enumerated() {
      let reason = recorded.reason.map { ": \(said($0))" } ?? ""
      sheet.entry(
        index == 0 ? phrase("Proofs") : "", phrase(recorded.words(offset: session.offset)) + reason,
        recorded.verdict == .rejected ? .dim : .value)
      for case .proof(recorded.proof.id, let warning, let seen) in weighed.doubts {
        let places = seen.isEmpty ? "" : " (" + seen.map(\.text).joined(separator: ", ") + ")"
        sheet.entry("", phrase("\(session.glyphs.alarm) \(warning.shown)\(places)"), .warning)
      }
    }
  }

  private func notes(_ evident: Evident, in sheet: inout Sheet) {
    guard let order = evident.look.dispute.order else {
      return sheet.entry(phrase("Notes"), phrase("the order is not recorded yet"), .dim)
    }
    if order.notes.isEmpty { sheet.entry(phrase("Notes"), phrase("none at the pickup"), .dim) }
    let history = evident.history.map(\.event)
    let listings = evident.look.surroundings.background.listings
    for (index, note) in order.notes.enumerated() {
      let amount = note.amount.map { ", \($0.short)" } ?? ""
      var origin = ""
      switch note.origin(listings: listings, history: history) {
      case .imported(let at):
        origin = ", " + phrase("imported \(Moments.day(at, offset: session.offset))")
      case .typed(let person, let at):
        origin = ", " + phrase("typed by \(person) \(Moments.day(at, offset: session.offset))")
      case nil: break
      }
      sheet.entry(
        index == 0 ? phrase("Notes") : "",
        "“\(said(note.text))” \(Moments.day(note.at, offset: session.offset))\(amount)\(origin)")
    }
  }
}
