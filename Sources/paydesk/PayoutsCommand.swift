import ArgumentParser
import Exchange
import Journal
import Procedure

/// Payouts: what waits, batches for the bank, and what the bank says came of them.
struct PayoutsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "payouts",
    abstract: "List payouts, send them in batches, take the bank's results.",
    subcommands: [List.self, PayoutsExport.self, Import.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List payouts by where they stand.",
      discussion: """
        Those asked for, approved, sent, settled, failed and reversed; --state names others, or fewer.
        """)

    @Option(
      help: ArgumentHelp(
        "Only those in a state: asked, approved, declined, void, sent, settled, failed, reversed; may be given several times.",
        valueName: "state"))
    var state: [Payout.State] = []

    @Option(help: ArgumentHelp("Only those of a batch.", valueName: "id"))
    var batch: String?

    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    func run() throws {
      let access = try desk.open()
      let rows = try rows(in: access.journal)
      if json.isJSON {
        let offset = try access.policy.offset
        Output.json(.array(rows.map { $0.json(offset: offset) }))
        return
      }
      try show(rows, offset: access.policy.offset)
    }

    private func rows(in journal: any Journal) throws -> [PayoutRow] {
      if let batch {
        let rows = try journal.payouts(of: BatchID(batch))
        guard !rows.isEmpty else {
          throw CommandFailure(.noInput, "there is no batch \(batch).")
        }
        return rows.filter { state.isEmpty || state.contains($0.state) }
      }
      let states: [Payout.State] =
        state.isEmpty ? [.asked, .approved, .sent, .settled, .failed, .reversed] : state
      var rows: [PayoutRow] = []
      for state in states {
        var last: PayoutRow?
        while true {
          let page = try journal.payouts(in: state, after: last, limit: 500)
          guard let end = page.last else { break }
          rows += page
          last = end
        }
      }
      return rows
    }

    private func show(_ rows: [PayoutRow], offset: Int) throws {
      guard !rows.isEmpty else {
        Output.line("No payout stands there.")
        return
      }
      let cells = rows.map { row in
        [
          row.state.rawValue, row.intent, row.amount.shown, row.since.shown(offset: offset),
          row.place.map { "\($0.batch)/\($0.line)" } ?? "", row.reference ?? "",
          row.customer,
        ]
      }
      for line in Output.table(cells, rightAligned: [2]) { Output.line(line) }
      var sums: [(state: Payout.State, count: Int, total: Money)] = []
      for row in rows {
        if sums.last?.state != row.state { sums.append((row.state, 0, .zero)) }
        sums[sums.count - 1].count += 1
        sums[sums.count - 1].total += row.amount
      }
      if batch == nil {
        Output.line(
          sums.map { "\($0.count) \($0.state.rawValue), \($0.total.short)" }
            .joined(separator: " · "))
      }
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take the bank's results: references, failures, reversals.",
      discussion: """
        A row names a payout by its id. What went through needs a reference that looks like one and stands nowhere else; \
        another amount, an unknown payout and a word that does not fit where the payout stands are not taken, and go to \
        FILE.rejects.csv. The same file again changes nothing. Exits with 65 if a row was rejected.
        """)

    @OptionGroup var options: ImportOptions

    func run() throws { try options.run(.payouts) }
  }
}

extension Payout.State: ExpressibleByArgument {}

extension Instant {
  /// Day and time for a list: `22 Nov 14:32`.
  func shown(offset: Int) -> String {
    let time = civil(offset: offset)
    return "\(time.day.short) \(time.clock)"
  }
}

extension PayoutRow {
  fileprivate func json(offset: Int) -> JSONValue {
    .object([
      .init("intent", .string(intent)), .init("ticket", .string(ticket.text)),
      .init("order", .string(order.text)), .init("customer", .string(customer)),
      .init("amount", .string(amount.plain)), .init("state", .string(state.rawValue)),
      .init("since", .string(since.rfc3339(offset: offset))),
      .init("askedBy", .string(askedBy.text)),
      .init("askedAt", .string(askedAt.rfc3339(offset: offset))),
      .init("holder", holder.map { .string($0.text) } ?? .null),
      .init("batch", place.map { .string($0.batch.text) } ?? .null),
      .init("line", place.map { .integer($0.line) } ?? .null),
      .init("reference", reference.map { .string($0) } ?? .null),
    ])
  }
}
