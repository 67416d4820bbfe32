import Exchange
import Procedure

extension Check {
  /// A bank's results: each word is taken as a command that fits the payout, or refused with a sentence.
  static func payouts(_ bytes: [UInt8]) throws {
    let mapping = ColumnMapping.default(for: .payouts)
    let disputes = try BankDesk.disputes.get()
    func column(_ field: PayoutResultRow.Field) -> String? { mapping.column(field) }
    try checkRows(
      bytes, read: { PayoutResultRow.parse($0, mapping: mapping) },
      write: { row in
        RowAgain(
          row: row, line: row.line, warnings: row.warnings,
          cells: [
            (column(.intent), .text(row.word.intent)),
            (column(.outcome), .text(row.word.outcome.rawValue)),
            (column(.amount), .money(row.word.amount)),
            (column(.reference), .text(row.word.reference)),
            (column(.mode), .text(row.word.mode?.rawValue)),
            (column(.reason), .text(row.word.reason)),
          ])
      },
      same: { again, row in again.word == row.word })
    try checkRows(bytes) { source in
      guard case .success(let row) = PayoutResultRow.parse(source, mapping: mapping) else { return }
      for dispute in disputes { try take(row.word, on: dispute) }
    }
  }

  /// Takes a word on a dispute: what goes through does so with the payout's own amount and a reference.
  private static func take(_ word: BankWord, on dispute: Dispute) throws {
    do throws(Refusal) {
      switch try dispute.command(recording: word, known: [], at: BankDesk.now) {
      case .settle(let reference)?:
        let payout = dispute.payouts.first { $0.id == word.intent }
        let fits = word.outcome == .settled && word.amount == payout?.amount
        guard fits, !reference.isEmpty else { throw Refusal.broken }
      case .fail(let reason)?, .reverse(let reason, _)?:
        guard !reason.isEmpty else { throw Refusal.broken }
      case nil: break
      default: throw Refusal.broken
      }
    } catch {
      try hold(!error.message.isEmpty && error != .broken, "\(word) is taken wrongly")
    }
  }
}

extension Refusal {
  fileprivate static let broken = Refusal(.unknown, "".phrase, rule: "Payouts")
}

/// A dispute with its payout in each place that a bank's word can find it in.
private enum BankDesk {
  static let now = Instant(seconds: 1_795_424_520)

  static let disputes = Result { try walked() }

  private static func walked() throws -> [Dispute] {
    let asha = Actor(Person("asha"), .executive)
    let ravi = Actor(Person("ravi"), .opsManager)
    let ticket = Ticket(
      tag: .lessPaid, customer: "Meera Iyer", order: OrderID("ORD-88213"), quoted: .rupees(10_000),
      received: .rupees(8_000), complaint: "2,000 are missing", loggedAt: now)
    let order = OrderFacts(
      pickup: .completed, pickedUpAt: now, invoice: .rupees(10_000),
      vendor: VendorName("FoneBay Pune"), paymentMarked: true, notes: [], payTo: "meera@okbank",
      customer: "Meera Iyer", quoted: .rupees(10_000))
    let asked: [(Actor, Command)] = [
      (asha, .log(ticket)), (asha, .claim), (asha, .review), (asha, .order(order)),
      (asha, .contact(party: .vendor, channel: .phone, outcome: .answered)),
      (asha, .answer(paid: .rupees(8_000), reason: nil)),
      (asha, .requestPayout(amount: .rupees(2_000))),
    ]
    let sent = [(ravi, Command.approve(reason: nil)), (asha, .send)]
    let settled = [(asha, Command.settle(reference: "632614345678"))]
    let failed = [(asha, Command.fail(reason: "The account is closed."))]
    let reversed = [(asha, Command.reverse(reason: "It came back."))]
    return try [
      asked, asked + sent, asked + sent + settled, asked + sent + failed,
      asked + sent + settled + reversed,
    ].map { commands in
      var world = World()
      for (actor, command) in commands {
        _ = try world.perform(command, on: TicketID("CX-1"), by: actor, at: now)
      }
      guard let dispute = world.disputes[TicketID("CX-1")], !dispute.payouts.isEmpty else {
        throw Broken(description: "no payout was asked for")
      }
      return dispute
    }
  }
}
