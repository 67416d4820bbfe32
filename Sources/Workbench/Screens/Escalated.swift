import Journal
import struct Journal.Look
import Procedure
import Terminal

/// What waits for a manager: the list's columns, and how far the evidence below it is scrolled.
extension Model {
  /// Has what the visible rows show fetched, as far as it is missing or stale.
  mutating func fetchEvidence() {
    let visible = queue.rows.dropFirst(queue.top).prefix(visibleRows).map(\.ticket)
    let wanted = visible.filter { (evidence[$0]?.request ?? 0) <= staleRequest }
    guard !wanted.isEmpty else { return }
    if evidence.count > 500 { evidence.removeAll() }
    send(.evidence(number: number(), wanted))
  }

  /// Something was recorded: whatever was asked for until now is to be fetched anew once it is visible.
  mutating func renewEvidence() {
    staleRequest = lastNumber
    if queue.view == .escalated { fetchEvidence() }
  }

  /// What the columns of a row show; before the evidence has come, what the row itself tells.
  func escalatedCells(_ row: QueueRow) -> [ListColumn.Kind: (String, Terminal.Role)] {
    let isGone = row.ticket == queue.gone
    let waiting = row.matter(at: session.now)
    var cells: [ListColumn.Kind: (String, Terminal.Role)] = [
      .waits: (
        isGone
          ? phrase("left", sense: "the list")
          : Moments.ago(waiting?.since ?? row.attention.at, at: session.now),
        isGone ? .dim : .waiting
      ),
      .alarm: (!isGone && waiting?.kind == .lapsed ? session.glyphs.alarm : "", .warning),
      .why: (waiting?.kind.shown ?? "", .text),
      .amount: ((waiting?.amount ?? row.disputed).short, waiting?.amount == nil ? .dim : .money),
      .vendor: (row.vendor?.text ?? "", .text),
    ]
    guard let evident = evidence[row.ticket] else { return cells }
    let context = session.context(evident.look)
    let matters = evident.look.dispute.matters(in: context)
    if let matter = matters.first {
      cells[.why] = (why(matter, more: matters.count - 1), .text)
      cells[.asker] = (matter.by?.shown ?? session.glyphs.dash, .dim)
    }
    let assessment = Assessment(of: evident.look.dispute, in: context)
    if let vendor = assessment.vendor {
      cells[.vendor] = (vendor.name.text, .text)
      let isActive = vendor.standing == .active
      cells[.record] = (vendorRecord(assessment), isActive ? .text : .warning)
      cells[.credits] = (vendor.credits.short, vendor.credits < .zero ? .warning : .money)
    }
    return cells
  }

  /// `payout: vendor at fault (D5) +1`: what is asked, with its rule unless it names one, and how much else waits on the dispute.
  func why(_ matter: Matter, more: Int = 0) -> String {
    phrase(matter.why) + (matter.why.english.hasSuffix(")") ? "" : " (\(matter.rule))")
      + (more > 0 ? " +\(more)" : "")
  }

  /// The vendor's flag or measure, and its number of disputes that count: `⚑ 3 in 30d`, `blocked 3`.
  private func vendorRecord(_ assessment: Assessment) -> String {
    let counted = "\(assessment.countedDisputes)"
    switch assessment.vendor?.standing {
    case .blocked: return phrase("blocked \(counted)")
    case .suspended: return phrase("suspended")
    case .flagged:
      return phrase("\(session.glyphs.flag) \(counted) in \(session.desk.policy.countedDays)d")
    default: return phrase("\(counted) in \(session.desk.policy.countedDays)d")
    }
  }

  /// The vendor's name, flag and number of disputes.
  func vendorLine(_ look: Look, _ assessment: Assessment) -> String {
    guard let vendor = assessment.vendor?.name ?? look.listing?.facts.vendor else { return "" }
    return [vendor.text, vendorStanding(assessment)].filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// The vendor's flag or measure, and its number of disputes that count.
  func vendorStanding(_ assessment: Assessment) -> String {
    guard let vendor = assessment.vendor else { return "" }
    var parts: [String] = []
    if vendor.isFlagged { parts.append(session.glyphs.flag) }
    if vendor.standing != .active, vendor.standing != .flagged {
      parts.append(phrase(vendor.standing.shown))
    }
    parts.append(phrase("\(assessment.countedDisputes) in \(session.desk.policy.countedDays)d"))
    return parts.joined(separator: " ")
  }

  /// `3 await you · ₹26,750 at stake`; for who decides nothing, how many there are.
  func escalatedTrailing(_ count: Int) -> String {
    let mine = queue.rows.filter { $0.ticket != queue.gone }.compactMap {
      $0.matter(at: session.now)?.stake(for: session.actor.role)
    }
    guard !mine.isEmpty else { return "\(count)" }
    let stake = mine.reduce(Money.zero, +)
    let count = mine.count
    return title([
      queue.reachesTop && queue.reachesEnd
        ? phrase("\(count) await\(count == 1 ? "s" : "") you")
        : phrase("at least \(count) await\(count == 1 ? "s" : "") you"),
      phrase("\(stake.short) at stake"),
    ])
  }

  /// The part of the evidence that is visible, without its heading and its border.
  func evidenceInside(_ rect: Rect) -> Rect {
    Rect(
      row: rect.row + 1, column: rect.column + 2, rows: rect.rows - 2, columns: rect.columns - 4)
  }

  /// The first row of the evidence that is visible.
  var evidenceTop: Int {
    evidenceScroll.flatMap { $0.ticket == queue.selected?.ticket ? $0.top : nil } ?? 0
  }

  /// Scrolls the evidence by so many of its pages.
  mutating func scrollEvidence(pages: Int) {
    guard let rect = Layout(self).evidence else { return }
    // Who hears the screen goes line by line.
    scrollEvidence(
      rows: pages * (session.glyphs.isRead ? 1 : max(evidenceInside(rect).rows - 1, 1)))
  }

  /// Scrolls the evidence by so many rows.
  mutating func scrollEvidence(rows step: Int) {
    guard let rect = Layout(self).evidence, let ticket = queue.selected?.ticket else { return }
    let inside = evidenceInside(rect)
    if session.glyphs.isRead {
      // Into the evidence first; back above its first line is back on the row.
      if evidenceScroll?.ticket != ticket {
        return evidenceScroll = EvidenceScroll(ticket: ticket, top: 0)
      }
      if evidenceTop + step < 0 { return evidenceScroll = nil }
    }
    let sheets = evidenceSheets(in: inside)
    let last =
      [sheets?.first, sheets?.besides].compactMap { $0 }
      .map { $0.sheet.lastTop(showing: inside.rows) }.max() ?? 0
    evidenceScroll = EvidenceScroll(ticket: ticket, top: min(max(evidenceTop + step, 0), last))
  }

  /// A vendor that a row asks about may have no standing decided on its dispute, which is closed, or another vendor's by now:
  /// then the decision is taken on a dispute of that vendor that is open.
  mutating func decidesElsewhere(_ action: Action) -> Bool {
    let standing: Set<FormKind> = [.block, .suspend, .unblock, .flag, .keep]
    guard mode == .escalated, let form = action.form, standing.contains(form), let look = pane.look,
      pane.ticket == queue.selected?.ticket
    else { return false }
    let context = session.context(look)
    let asked = look.dispute.matters(in: context).compactMap(\.vendor)
    // Where its own vendor is asked about too, that one is meant.
    let own = asked.first { $0 == look.dispute.order?.vendor }
    guard let vendor = own ?? asked.first,
      look.dispute.deciding(vendor, in: context) != look.dispute.id
    else { return false }
    guard let other = look.dispute.deciding(vendor, in: context) else {
      guard look.dispute.order?.vendor != vendor else { return false }
      say(
        phrase("\(vendor) was the vendor before, and no dispute of it is open: reopen one."),
        .refusal)
      return true
    }
    show(other)
    deferred = action.id
    say(phrase("\(vendor) is decided on \(other), its dispute that is open."))
    return true
  }

  /// Leaves the row that was decided for the one below it, or above it where it was the last.
  mutating func goOnInList() {
    let below = queue.cursor + 1
    let next = queue.rows.indices.contains(below) ? below : queue.cursor - 1
    queue.goesOn = .some(queue.rows.indices.contains(next) ? queue.rows[next].ticket : nil)
  }
}

/// How far the evidence of a dispute is scrolled.
struct EvidenceScroll: Sendable {
  var ticket: TicketID
  var top: Int
}

extension Matter.Kind {
  /// As a row names it before more is known.
  var shown: String {
    switch self {
    case .payout: phrase("payout")
    case .escalation: phrase("escalated")
    case .lapsed: phrase("window lapsed (E1)")
    case .signOff: phrase("sign-off (E2)")
    case .reusedProof: phrase("proof used twice")
    case .vendor: phrase("about the vendor")
    case .block: phrase("block without a reason")
    }
  }
}
