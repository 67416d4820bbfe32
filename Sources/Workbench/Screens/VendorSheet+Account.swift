import Journal
import Procedure
import Terminal

/// The vendor's money and the ends of its disputes.
extension VendorSheet {
  /// The account, the latest line first, each with what was owed after it.
  mutating func account() {
    heading(phrase("Account, in rupees"), page.account.items.count, of: page.account.count)
    guard !page.account.items.isEmpty else {
      return sheet.say(phrase("nothing was covered, debited or returned"), .dim)
    }
    let isWide = sheet.width >= 100
    var head = [
      Sheet.Piece(phrase("When"), width: 17, .heading),
      Sheet.Piece(phrase("What"), at: 18, width: 9, .heading),
      Sheet.Piece(phrase("Dispute"), at: 28, width: 11, .heading),
      Sheet.Piece(phrase("Amount"), at: 40, width: 17, .heading, align: .right),
      Sheet.Piece(phrase("Owed then"), at: 58, width: 17, .heading, align: .right),
    ]
    if isWide { head.append(Sheet.Piece(phrase("Who, and why"), at: 77, .heading)) }
    sheet.row(head)
    for line in page.account.items {
      let entry = line.entry
      let isOwedMore = entry.kind == .covered || entry.kind == .returned
      let sign = isOwedMore ? "+" : glyphs.minus
      var pieces = [
        Sheet.Piece(day(entry.at), width: 17, .dim),
        Sheet.Piece(phrase(entry.kind.shown), at: 18, width: 9, isOwedMore ? .warning : .good),
        Sheet.Piece(entry.dispute.text, at: 28, width: 11),
        Sheet.Piece(sign + entry.amount.shown, at: 40, width: 17, .money, align: .right),
        Sheet.Piece(line.balance.shown, at: 58, width: 17, .money, align: .right),
      ]
      let who = entry.by.shown + (entry.note.map { ": \($0.discreet)" } ?? "")
      let fits = isWide && TextLayout.width(who) <= sheet.width - 77
      if fits { pieces.append(Sheet.Piece(who, at: 77, .dim)) }
      row(of: entry.dispute, pieces)
      guard !fits else { continue }
      for line in TextLayout.wrap(who, width: max(sheet.width - 18, 8)) {
        row(of: entry.dispute, [Sheet.Piece(line, at: 18, .dim)])
      }
    }
  }

  /// A year of months, each with its disputes by what became of them.
  mutating func endings() {
    let total = page.endings.total
    let kinds = Ending.allCases.filter { total[$0] != nil }
    let count = total.values.reduce(0, +)
    let months = page.endings.latest(
      12, upTo: CalendarMonth(of: now, offset: policy.offset))
    sheet.gap()
    sheet.rule(phrase("Disputes by outcome, by the month of their tickets"), trailing: "\(count)")
    guard !kinds.isEmpty else { return sheet.say(phrase("none"), .dim) }
    let width = max((sheet.width - 9) / kinds.count, 7)
    var head = [Sheet.Piece(phrase("Month"), width: 8, .heading)]
    for (place, ending) in kinds.enumerated() {
      let title = TextLayout.width(ending.title) < width ? ending.title : ending.short
      head.append(Sheet.Piece(title, at: 9 + place * width, width: width - 1, .heading))
    }
    sheet.row(head)
    let largest = months.flatMap { page.endings.months[$0].map { Array($0.values) } ?? [] }.max()
    for month in months {
      let counts = page.endings.months[month] ?? [:]
      var pieces = [Sheet.Piece(month.description, width: 8, .dim)]
      for (place, ending) in kinds.enumerated() {
        let start = 9 + place * width
        let number = counts[ending] ?? 0
        pieces.append(
          Sheet.Piece("\(number)", at: start, width: 3, number == 0 ? .dim : .value, align: .right))
        let bar = Bars.bar(
          Int64(number), of: Int64(largest ?? 0), width: min(width - 5, 16), glyphs)
        pieces.append(Sheet.Piece(bar, at: start + 4, width: width - 5, ending.role))
      }
      sheet.row(pieces)
    }
    guard months.count > 1 || page.endings.months.count > months.count else { return }
    var pieces = [Sheet.Piece(phrase("all", sense: "sum"), width: 8, .heading)]
    for (place, ending) in kinds.enumerated() {
      pieces.append(
        Sheet.Piece("\(total[ending] ?? 0)", at: 9 + place * width, width: 3, .value, align: .right)
      )
    }
    sheet.row(pieces)
  }

  /// Where it paid, but only after the ticket.
  mutating func late() {
    heading(phrase("Paid late"), page.late.items.count, of: page.late.count)
    if page.late.items.isEmpty { sheet.say(phrase("never"), .dim) }
    for payment in page.late.items {
      row(
        of: payment.ticket,
        [
          Sheet.Piece(payment.ticket.text, width: 12),
          Sheet.Piece(
            phrase(
              "paid \(day(payment.paidAt)), \(Moments.exactly(from: payment.loggedAt, to: payment.paidAt)) after the ticket"
            ),
            at: 13, .text),
        ])
    }
  }
}

extension Ending {
  /// With the scenario's number.
  fileprivate var title: String {
    switch self {
    case .open, .escalated: phrase(shown)
    default: phrase("\(rawValue) \(shown)")
    }
  }

  /// In the narrowest column.
  fileprivate var short: String {
    switch self {
    case .open: phrase(shown)
    case .escalated: phrase("escal.")
    default: rawValue
    }
  }

  fileprivate var role: Terminal.Role {
    switch self {
    case .open: .accent
    case .escalated: .waiting
    case .d3, .d4, .d7: .good
    case .d5, .d6: .bad
    }
  }
}
