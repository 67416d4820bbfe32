import Exchange
import Journal
import Procedure
import Workbench

/// One thing that is due: a window, a decision, something put aside that is back, or something to be done elsewhere.
struct DueItem {
  /// What it is, the most urgent first.
  enum What: String {
    case windowLapsed, windowRunning, parkedBack, parked, decision
    case payoutApproved, payoutSent, outstanding
  }

  var what: What
  var ticket: TicketID
  var customer: String
  var vendor: VendorName?
  var holder: Person?
  var amount: Money?
  /// When the window lapses, it comes back, the decision was asked for, or since when it stands there.
  var at: Instant
  /// Whose decision it is.
  var to: Addressee?
  /// Who asked for it.
  var by: Doer?
  /// In a few words; without phone numbers and payment addresses.
  var why: String

  /// Everything that is due: lapsed windows, then running ones, what is back, decisions, and what is outstanding, each the
  /// longest due first.
  static func all(of agenda: Agenda, at now: Instant) -> [DueItem] {
    windows(of: agenda, at: now) + parked(of: agenda, at: now).filter { $0.what == .parkedBack }
      + decisions(of: agenda) + outstanding(of: agenda)
  }

  static func windows(of agenda: Agenda, at now: Instant) -> [DueItem] {
    agenda.windows.map {
      let hasLapsed = $0.lapsesAt <= now
      return DueItem(
        hasLapsed ? .windowLapsed : .windowRunning, $0.row, amount: $0.row.disputed,
        at: $0.lapsesAt, why: hasLapsed ? "window lapsed, not escalated" : "window runs")
    }
  }

  static func parked(of agenda: Agenda, at now: Instant) -> [DueItem] {
    agenda.parked.map {
      DueItem(
        $0.row.attention.at <= now ? .parkedBack : .parked, $0.row, amount: $0.row.disputed,
        at: $0.row.attention.at, why: $0.reason.discreet)
    }
  }

  static func decisions(of agenda: Agenda) -> [DueItem] {
    agenda.decisions.map {
      var item = DueItem(
        .decision, $0.row, amount: $0.waiting.amount, at: $0.waiting.since,
        why: $0.waiting.why.english.discreet)
      item.to = $0.waiting.to
      item.by = $0.waiting.by
      item.vendor = $0.waiting.vendor ?? item.vendor
      return item
    }
  }

  static func outstanding(of agenda: Agenda) -> [DueItem] {
    agenda.payouts.map { payout in
      var item = DueItem(
        payout.isSent ? .payoutSent : .payoutApproved, payout.row, amount: payout.amount,
        at: payout.since,
        why: payout.isSent ? "payout sent, not settled" : "payout approved, not sent")
      item.by = payout.asker
      return item
    }
      + agenda.outstanding.map { row in
        let items = OutsideItem.allCases.filter(row.outstanding.contains).map(\.shown.english)
        return DueItem(
          .outstanding, row, amount: nil, at: row.touchedAt, why: items.joined(separator: "; "))
      }
  }

  private init(_ what: What, _ row: QueueRow, amount: Money?, at: Instant, why: String) {
    self.what = what
    ticket = row.ticket
    customer = row.customer
    vendor = row.vendor
    holder = row.holder
    self.amount = amount
    self.at = at
    self.why = why
  }
}

extension DueItem {
  /// When, in a word or two: `lapsed 1:20`, `in 0:42`, `for 3 d`.
  func lead(at now: Instant) -> String {
    switch what {
    case .windowLapsed: "lapsed " + Moments.ago(at, at: now)
    case .windowRunning: "in " + Moments.left(until: at, from: now)
    case .parkedBack: "back " + Moments.ago(at, at: now)
    case .parked: "in " + Moments.left(until: at, from: now)
    case .decision, .payoutApproved, .payoutSent, .outstanding: "for " + Moments.ago(at, at: now)
    }
  }

  /// What it is and whose, in one line.
  var words: String {
    let parts = [
      amount?.short, why, to.map { "decides: \($0.shown)" }, by.map { "asked by \($0.shown)" },
      vendor?.text, holder.map { "held by \($0)" } ?? (to == nil ? "held by nobody" : nil),
    ]
    return parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// As `docs/desk.md` documents it: every field is always there.
  func json(offset: Int) -> JSONValue {
    func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    return .object([
      .init("what", .string(what.rawValue)), .init("ticket", .string(ticket.text)),
      .init("customer", .string(customer)), .init("vendor", text(vendor?.text)),
      .init("holder", text(holder?.text)), .init("amount", text(amount?.plain)),
      .init("at", .string(at.rfc3339(offset: offset))), .init("to", text(to?.rawValue)),
      .init("by", text(by?.person.text)),
      .init("standsFor", text(by?.standsFor?.text)), .init("why", .string(why)),
    ])
  }
}
