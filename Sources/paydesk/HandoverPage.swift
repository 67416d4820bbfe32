import Journal
import Procedure
import Terminal
import Workbench

/// A handover as a page of text, at most 80 cells wide, for a terminal, a pager or a printer.
struct HandoverPage {
  private let glyphs: Glyphs
  private let now: Instant
  private let offset: Int
  private var lines: [String] = []
  private static let width = 80

  init(_ handover: Handover, glyphs: Glyphs) {
    self.glyphs = glyphs
    now = handover.now
    offset = handover.offset
    let of = handover.person.map { " of \($0)" } ?? ""
    lines.append("Handover\(of), \(day(now))")
    addWindows(handover)
    addDecisions(handover.agenda.decisions)
    addParked(handover.agenda.parked)
    addOutstanding(handover.agenda)
    addDeeds(handover)
  }

  /// The page.
  var text: String { lines.map { glyphs.printed($0) }.joined(separator: "\n") }

  // MARK: Parts

  private mutating func addWindows(_ handover: Handover) {
    let windows = handover.agenda.windows
    head("Windows that lapse until \(day(handover.until))", windows.count)
    for window in windows {
      let at = window.lapsesAt
      let left =
        at <= now ? "lapsed \(span(at, now))" : "in " + Moments.left(until: at, from: now)
      entry(left, window.row, [vendor(window.row), holder(window.row)])
    }
    if handover.agenda.fresh > 0, handover.person == nil {
      lines.append("  New, and held by nobody: \(handover.agenda.fresh)")
    }
  }

  private mutating func addDecisions(_ decisions: [Agenda.Decision]) {
    head("Decisions that wait", decisions.count)
    for addressee in Addressee.allCases {
      let waiting = decisions.filter { $0.waiting.to == addressee }
      guard !waiting.isEmpty else { continue }
      lines.append("  for the \(addressee.shown): \(waiting.count)")
      for decision in waiting {
        let matter = decision.waiting
        entry(
          span(matter.since, now), decision.row,
          [
            matter.amount?.short ?? "", matter.why.english.discreet,
            matter.by.map { "asked by \($0.shown)" } ?? "", matter.vendor?.text ?? "",
          ])
      }
    }
  }

  private mutating func addParked(_ parked: [Agenda.Parked]) {
    head("Put aside", parked.count)
    for parked in parked {
      let until = parked.row.attention.at
      entry(
        until <= now ? "back" : clock(until), parked.row,
        [holder(parked.row), parked.reason.discreet])
    }
  }

  private mutating func addOutstanding(_ agenda: Agenda) {
    head("To be done elsewhere", agenda.outstanding.count + agenda.payouts.count)
    for payout in agenda.payouts {
      let what = payout.isSent ? "sent, not settled" : "approved, not sent"
      entry(
        span(payout.since, now), payout.row,
        ["payout of \(payout.amount.short) \(what)", holder(payout.row)])
    }
    for row in agenda.outstanding {
      let items = OutsideItem.allCases.filter(row.outstanding.contains).map(\.shown.english)
      entry(span(row.touchedAt, now), row, [items.joined(separator: "; ")])
    }
  }

  private mutating func addDeeds(_ handover: Handover) {
    head("Touched today", handover.touched.count)
    if handover.arrived > 0, handover.person == nil {
      lines.append("  Tickets that came and were not looked at: \(handover.arrived)")
    }
    for deeds in handover.touched {
      entry(clock(deeds.row.touchedAt), deeds.row, [deeds.status])
      for (doer, deeds) in deeds.byDoer {
        wrap("\(doer.shown): \(deeds.joined(separator: ", "))", indent: 4)
      }
    }
  }

  // MARK: Lines

  private mutating func head(_ title: String, _ count: Int) {
    lines.append("")
    lines.append("\(title): \(count == 0 ? "none" : "\(count)")")
  }

  /// When, which dispute, whose, and then what fits, on as many lines as it takes.
  private mutating func entry(_ lead: String, _ row: QueueRow, _ parts: [String]) {
    let ticket = row.ticket.text
    let who =
      "  " + TextLayout.pad(lead, to: 12) + " "
      + TextLayout.pad(ticket, to: max(10, min(TextLayout.width(ticket), 24))) + " "
      + TextLayout.pad(row.customer, to: 18) + " "
    let rest = glyphs.printed(parts.filter { !$0.isEmpty }.joined(separator: " · "))
    let first = TextLayout.wrap(rest, width: max(HandoverPage.width - TextLayout.width(who), 12))
    guard first.count > 1 else {
      lines.append(trimmed(who + (first.first ?? "")))
      return
    }
    lines.append(trimmed(who))
    wrap(rest, indent: 16)
  }

  private mutating func wrap(_ text: String, indent: Int) {
    let margin = String(repeating: " ", count: indent)
    // Put into signs first: the rupee is longer in ASCII.
    let printed = glyphs.printed(text)
    lines += TextLayout.wrap(printed, width: HandoverPage.width - indent).map { margin + $0 }
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  private func vendor(_ row: QueueRow) -> String { row.vendor?.text ?? "" }
  private func holder(_ row: QueueRow) -> String {
    row.holder.map { "held by \($0)" } ?? "held by nobody"
  }

  /// `0:42`, `3 d`.
  private func span(_ from: Instant, _ to: Instant) -> String {
    Moments.stretch(seconds: to.seconds - from.seconds)
  }
  private func day(_ moment: Instant) -> String { Moments.day(moment, offset: offset) }
  private func clock(_ moment: Instant) -> String {
    Moments.clock(moment, now: now, offset: offset)
  }
}
