import Exchange
import Journal
import Procedure

extension VendorCommand {
  /// The page as one object; money is rupees with two decimals, times are RFC 3339 at the policy's offset.
  static func value(_ page: VendorPage, at now: Instant, under policy: Policy) -> JSONValue {
    func time(_ moment: Instant) -> JSONValue { .string(moment.rfc3339(offset: policy.offset)) }
    func money(_ amount: Money) -> JSONValue { .string(amount.plain) }
    func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    let record = page.record
    let counted = page.situation.counted(at: now, policy: policy)
    return .object([
      .init("vendor", .string(record.name.text)),
      .init("standing", .string(record.standing.rawValue)),
      .init("flagged", .bool(record.isFlagged)), .init("blocked", .bool(record.isBlocked)),
      .init("suspended", .bool(record.isSuspended)),
      .init("blockedReason", text(record.blockedReason?.discreet)),
      .init("counted", .array(counted.map { .string($0.id.text) })),
      .init("countedDays", .integer(policy.countedDays)),
      .init("outlook", outlook(page.situation.blockOutlook(at: now, policy: policy))),
      .init(
        "asked",
        .array(
          record.questions.map {
            .object([
              .init("dispute", .string($0.dispute.text)), .init("to", .string($0.to.rawValue)),
              .init("by", .string($0.by.text)), .init("for", text($0.standsFor?.text)),
              .init("at", time($0.at)),
              .init("reason", .string($0.reason.discreet)), .init("proposal", .bool($0.isProposal)),
            ])
          })),
      .init(
        "history",
        .array(
          page.history.items.map { entry in
            .object([
              .init("at", time(entry.at)), .init("what", .string(entry.kind.word)),
              .init("dispute", .string(entry.dispute.text)),
              .init("by", .string(entry.by.person.text)),
              .init("for", text(entry.by.standsFor?.text)),
              .init("role", .string(entry.role.rawValue)),
              .init("reason", text(entry.reason?.discreet)),
              .init("disputes", .array(entry.kind.disputes.map { .string($0.text) })),
              .init("outside", text(entry.outside?.rawValue)),
              .init("confirmedBy", text(entry.confirmation?.by.person.text)),
              .init("confirmedAt", entry.confirmation.map { time($0.at) } ?? .null),
            ])
          })),
      .init(
        "account",
        .object([
          .init("covered", money(page.sums.covered)), .init("debited", money(page.sums.debited)),
          .init("returned", money(page.sums.returned)), .init("owed", money(page.sums.owed)),
          .init("credits", money(record.credits)), .init("creditRate", money(policy.creditRate)),
          .init(
            "lines",
            .array(
              page.account.items.map { line in
                .object([
                  .init("at", time(line.entry.at)),
                  .init("what", .string(line.entry.kind.rawValue)),
                  .init("dispute", .string(line.entry.dispute.text)),
                  .init("amount", money(line.entry.amount)), .init("owed", money(line.balance)),
                  .init("by", .string(line.entry.by.person.text)),
                  .init("note", text(line.entry.note?.discreet)),
                ])
              })),
        ])),
      .init(
        "panel",
        page.listing.map {
          .object([
            .init("standing", .string($0.standing.rawValue)),
            .init("credits", .integer(Int($0.credits))),
            .init("city", .string($0.city)),
          ])
        } ?? .null),
      .init(
        "outcomes",
        .array(
          page.endings.months.keys.sorted().map { month in
            .object(
              [.init("month", .string(month.description))]
                + Ending.allCases.map {
                  .init($0.rawValue, .integer(page.endings.months[month]?[$0] ?? 0))
                })
          })),
      .init(
        "paidLate",
        .array(
          page.late.items.map {
            .object([
              .init("dispute", .string($0.ticket.text)), .init("logged", time($0.loggedAt)),
              .init("paid", time($0.paidAt)),
              .init("seconds", .integer(Int($0.paidAt.seconds - $0.loggedAt.seconds))),
            ])
          })),
      .init(
        "open",
        .array(
          page.open.items.map {
            .object([
              .init("dispute", .string($0.ticket.text)), .init("state", .string($0.state.rawValue)),
              .init("step", .integer($0.step.rawValue)), .init("disputed", money($0.disputed)),
              .init("holder", text($0.holder?.text)), .init("logged", time($0.loggedAt)),
            ])
          })),
      .init(
        "counts",
        .object([
          .init("history", .integer(page.history.count)),
          .init("lines", .integer(page.account.count)),
          .init("paidLate", .integer(page.late.count)), .init("open", .integer(page.open.count)),
        ])),
    ])
  }

  private static func outlook(_ outlook: BlockOutlook) -> JSONValue {
    switch outlook {
    case .proposed: .object([.init("block", .string("proposed")), .init("more", .null)])
    case .due: .object([.init("block", .string("due")), .init("more", .integer(0))])
    case .after(let count):
      .object([.init("block", .string("after")), .init("more", .integer(count))])
    case .pointless: .object([.init("block", .string("inForce")), .init("more", .null)])
    }
  }
}

extension StandingChange.Kind {
  /// Its name in JSON.
  fileprivate var word: String {
    switch self {
    case .repeatOffender: "repeatOffenderFlagged"
    case .flagged: "flagged"
    case .blockProposed: "blockProposed"
    case .asked: "asked"
    case .blocked: "blocked"
    case .suspended: "suspended"
    case .released: "unblocked"
    case .kept: "kept"
    }
  }

  /// The disputes that E3 named.
  fileprivate var disputes: [TicketID] {
    switch self {
    case .repeatOffender(let disputes), .blockProposed(let disputes): disputes
    default: []
    }
  }
}
