import Journal
import Procedure
import Terminal

/// A vendor's page in rows, for the screen and for print alike.
///
///     let page = VendorSheet(page, now: now, policy: policy, width: 116, glyphs: .unicode)
///     page.sheet.rows      // what it says
///     page.tickets         // the rows that are about one dispute
struct VendorSheet {
  /// What it is made of.
  let page: VendorPage
  /// The moment that it is looked at.
  let now: Instant
  /// The policy that counts.
  let policy: Policy
  /// Its rows.
  var sheet: Sheet
  /// The dispute that a row is about, by the row's index.
  private(set) var tickets: [Int: TicketID] = [:]

  init(_ page: VendorPage, now: Instant, policy: Policy, width: Int, glyphs: Glyphs) {
    self.page = page
    self.now = now
    self.policy = policy
    sheet = Sheet(width: width, glyphs: glyphs)
    summary()
    counted()
    history()
    account()
    endings()
    late()
    open()
  }

  var glyphs: Glyphs { sheet.glyphs }
  private var record: VendorRecord { page.record }

  /// A row about a dispute.
  mutating func row(of ticket: TicketID, _ pieces: [Sheet.Piece]) {
    tickets[sheet.rows.count] = ticket
    sheet.row(pieces)
  }

  /// A part's rule, with how many of it are shown.
  mutating func heading(
    _ title: String, _ shown: Int, of count: Int, latestFirst: Bool = true
  ) {
    sheet.gap()
    sheet.rule(
      title,
      trailing: shown >= count
        ? "\(count)"
        : latestFirst
          ? phrase("the latest \(shown) of \(count)") : phrase("the first \(shown) of \(count)"))
  }

  func day(_ moment: Instant) -> String {
    let time = moment.civil(offset: policy.offset)
    let year = time.day.parts.year
    let isThisYear = year == now.civil(offset: policy.offset).day.parts.year
    return "\(time.day.short)\(isThisYear ? "" : " \(year)") \(time.clock)"
  }

  // MARK: How it stands

  private mutating func summary() {
    let isGood = record.standing == .active
    let sign = record.isFlagged ? glyphs.flag + " " : ""
    let standing = sign + phrase(record.standing.shown)
    sheet.entry(
      phrase("Standing"),
      (record.isFlagged && record.getsNoOrders ? phrase("\(standing), flagged") : standing)
        + (record.blockedReason.map { ": \($0.discreet)" } ?? ""), isGood ? .good : .warning)
    let outlook = page.situation.blockOutlook(at: now, policy: policy)
    sheet.entry("E3", outlook.words(policy), outlook.isNear ? .warning : .value)
    for question in record.questions {
      sheet.entry(
        phrase("Asked"),
        phrase(
          "the \(question.to.shown), on \(question.dispute) by \(question.asker.shown), \(day(question.at)): \(question.reason.discreet)"
        ),
        .waiting)
    }
    let owed = page.sums.owed
    sheet.entry(
      phrase("Account"),
      phrase(
        "\(page.sums.covered.shown) covered \(glyphs.minus) \(page.sums.debited.shown) debited + \(page.sums.returned.shown) returned"
      ) + ": "
        + (owed < .zero
          ? phrase("\((.zero - owed).shown) more debited than covered")
          : phrase("\(owed.shown) still owed")),
      owed.isZero ? .value : .warning)
    let (credits, rate) = (record.credits.shown, policy.creditRate.shown)
    sheet.entry(
      phrase("Credits"),
      record.credits < .zero
        ? phrase("\(credits) by its disputes, 1 credit = \(rate): less than it began with")
        : phrase("\(credits) by its disputes, 1 credit = \(rate)"))
    if let listing = page.listing {
      let worth = policy.creditRate.times(listing.credits)
      sheet.entry(
        phrase("Panel"),
        phrase(
          "listed as \(listing.standing.shown) with \(listing.credits) credits (\(worth.shown))")
          + (listing.city.isEmpty ? "" : ", \(listing.city)"))
    } else {
      sheet.entry(
        phrase("Panel"), phrase("not listed yet: `paydesk import vendors` brings it"), .dim)
    }
  }

  private mutating func counted() {
    let counted = page.situation.counted(at: now, policy: policy)
    let coming = page.situation.disputes.filter { dispute in
      dispute.countsFrom > now && !counted.contains(dispute)
    }.sorted { ($0.countsFrom, $0.id.text) < ($1.countsFrom, $1.id.text) }
    sheet.gap()
    sheet.rule(
      phrase("Counted within \(policy.countedDays) days (E3)"), trailing: "\(counted.count)")
    for dispute in counted {
      let until = dispute.loggedAt.adding(seconds: Int64(policy.countedDays) * 86_400)
      let isSeen = record.seen.contains(dispute.id)
      row(
        of: dispute.id,
        [
          Sheet.Piece(dispute.id.text, width: 12),
          Sheet.Piece(
            isSeen
              ? phrase(
                "logged \(day(dispute.loggedAt)), counts until \(day(until)), named before")
              : phrase("logged \(day(dispute.loggedAt)), counts until \(day(until))"),
            at: 13, .text),
        ])
    }
    for dispute in coming {
      row(
        of: dispute.id,
        [
          Sheet.Piece(dispute.id.text, width: 12),
          Sheet.Piece(
            phrase("counts from \(day(dispute.countsFrom)) unless word comes"), at: 13, .waiting),
        ])
    }
    if counted.isEmpty, coming.isEmpty { sheet.say(phrase("none"), .dim) }
  }

  private mutating func history() {
    heading(phrase("Standing, and why"), page.history.items.count, of: page.history.count)
    if page.history.items.isEmpty { sheet.say(phrase("nothing was decided or asked"), .dim) }
    for entry in page.history.items {
      let role: Terminal.Role =
        switch entry.kind {
        case .blocked, .suspended: .bad
        case .released, .kept: .good
        case .blockProposed, .asked: .waiting
        case .flagged, .repeatOffender: .warning
        }
      row(
        of: entry.dispute,
        [
          Sheet.Piece(day(entry.at), width: 17, .dim),
          Sheet.Piece(entry.kind.shown, at: 18, width: 15, role),
          Sheet.Piece(entry.dispute.text, at: 34, width: 12),
          Sheet.Piece(entry.who, at: 47, .dim),
        ])
      for line in TextLayout.wrap(why(entry), width: max(sheet.width - 18, 8)) where !line.isEmpty {
        row(of: entry.dispute, [Sheet.Piece(line, at: 18, .text)])
      }
      guard entry.outside != nil else { continue }
      if let confirmation = entry.confirmation {
        sheet.row(
          Sheet.Piece(
            phrase("done in the panel, says \(confirmation.by.shown), \(day(confirmation.at))"),
            at: 18,
            .good))
      } else {
        sheet.row(Sheet.Piece(phrase("not confirmed in the admin panel yet"), at: 18, .waiting))
      }
    }
  }

  private func why(_ entry: StandingChange) -> String {
    let disputes: [TicketID]
    switch entry.kind {
    case .repeatOffender(let counted), .blockProposed(let counted): disputes = counted
    default: return entry.reason?.discreet ?? phrase("no reason given")
    }
    let names = disputes.prefix(6).map(\.text).joined(separator: ", ")
    let rest = disputes.count - min(disputes.count, 6)
    let all = rest > 0 ? phrase("\(names) and \(rest) more") : names
    return phrase("\(disputes.count) disputes within \(policy.countedDays) days (E3): \(all)")
  }

  private mutating func open() {
    heading(
      phrase("Not closed"), page.open.items.count, of: page.open.count, latestFirst: false)
    if page.open.items.isEmpty { sheet.say(phrase("none"), .dim) }
    for item in page.open.items {
      var pieces = [
        Sheet.Piece(item.ticket.text, width: 12),
        Sheet.Piece(
          item.attention.words(at: now, offset: policy.offset), at: 13, width: 22, .waiting),
        Sheet.Piece(item.disputed.short, at: 35, width: 14, .money, align: .right),
        Sheet.Piece(
          item.state == .escalated
            ? phrase("escalated") : phrase("\(item.step.rawValue) \(item.step.shown)"),
          at: 51, width: 10, .dim),
        Sheet.Piece(item.holder?.text ?? phrase("nobody"), at: 62, width: 13, .dim),
      ]
      if sheet.width >= 90 { pieces.append(Sheet.Piece(item.customer, at: 76)) }
      row(of: item.ticket, pieces)
    }
  }
}

extension StandingChange {
  /// Who it was, in which role; of E3's own, whose command brought it about.
  var who: String {
    switch kind {
    case .repeatOffender, .blockProposed: phrase("by itself, after \(by.shown)")
    default: phrase("\(by.shown), \(role.shown)")
    }
  }
}

extension StandingChange.Kind {
  /// As the page names it.
  var shown: String {
    switch self {
    case .repeatOffender, .flagged: phrase("flagged")
    case .blockProposed: phrase("block proposed")
    case .asked(let to): to == .opsManager ? phrase("asked ops") : phrase("asked finance")
    case .blocked: phrase("blocked")
    case .suspended: phrase("suspended")
    case .released: phrase("released")
    case .kept: phrase("left as it is")
    }
  }
}

extension BlockOutlook {
  /// In a plain sentence.
  func words(_ policy: Policy) -> String {
    switch self {
    case .proposed: phrase("a block is proposed, and nobody has decided")
    case .due: phrase("a block is due: the next word on one of these disputes proposes it")
    case .after(1): phrase("one more within \(policy.countedDays) days and a block is proposed")
    case .after(let count):
      phrase("\(count) more within \(policy.countedDays) days and a block is proposed")
    case .pointless: phrase("it gets no new orders, so no block is proposed")
    }
  }

  /// Whether it is proposed, or by the next one.
  var isNear: Bool { self == .proposed || self == .due || self == .after(1) }
}

extension Attention {
  /// What is asked for next, in a few words.
  func words(at now: Instant, offset: Int) -> String {
    switch kind {
    case .window:
      at <= now
        ? phrase("window lapsed") : phrase("window \(Moments.left(until: at, from: now)) left")
    case .cameBack: phrase("came back")
    case .settled: phrase("paid, to be closed")
    case .begun: phrase("begun")
    case .new: phrase("new")
    case .waiting: phrase("waits for a decision")
    case .parked: phrase("parked to \(Moments.day(at, offset: offset))")
    case .escalated: phrase("waits for a manager")
    case .closed: phrase("closed")
    case .merged: phrase("merged")
    }
  }
}
