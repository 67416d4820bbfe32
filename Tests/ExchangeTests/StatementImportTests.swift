import Foundation
import Journal
import Procedure
import Testing

@testable import Exchange

/// A journal in memory with a dispute at the end of Step 2, and a folder of statements.
private final class Desk {
  let journal: RelationalJournal
  let folder: String
  let asha = Actor(Person("asha"), .executive)
  let fina = Actor(Person("fina"), .financeManager)
  let now = Instant(rfc3339: "2026-11-22T14:32:00+05:30") ?? Instant(seconds: 0)

  static let wallet =
    "Entry ID,Time,Vendor,Direction,Amount,Order ID,Payee,Reference,Narration"
  static let bank = "Date,Debit,Credit,Reference,Payee,Narration,Balance"

  init() throws {
    journal = try RelationalJournal.inMemory()
    folder = NSTemporaryDirectory() + "statement-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Logs CX-n of ORD-n, and walks it to the end of Step 2.
  func walk(_ id: Int, order: Bool = true) throws {
    let pickup = now.adding(seconds: -2 * 86_400)
    try perform(
      id,
      .log(
        Ticket(
          tag: .customerNotPaid, customer: "Meera Iyer", order: OrderID("ORD-\(id)"),
          quoted: .rupees(10_000), complaint: "Nothing came.",
          loggedAt: now.adding(seconds: -86_400))),
      .claim, .review)
    guard order else { return }
    try perform(
      id,
      .order(
        OrderFacts(
          pickup: .completed, pickedUpAt: pickup, invoice: .rupees(10_000),
          vendor: VendorName("FoneBay Pune"), paymentMarked: false,
          payTo: Personal("c\(id)@okbank"))))
  }

  func perform(_ id: Int, _ commands: Command..., by actor: Actor? = nil) throws {
    for command in commands {
      _ = try journal.perform(
        command, on: TicketID("CX-\(id)"), by: actor ?? asha, at: now, expecting: nil)
    }
  }

  func dispute(_ id: Int) throws -> Dispute? { try journal.look(at: TicketID("CX-\(id)"))?.dispute }

  @discardableResult
  func run(
    _ kind: FileKind, _ rows: [String], header: String? = nil, name: String = "s.csv",
    by actor: Actor? = nil, _ change: (inout Importer) -> Void = { _ in }
  ) throws -> ImportSummary {
    let path = folder + "/" + name
    let header = header ?? (kind == .wallet ? Desk.wallet : Desk.bank)
    try (([header] + rows).joined(separator: "\r\n") + "\r\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    var importer = try Importer(
      journal: journal, actor: actor ?? asha, mapping: .default(for: kind), now: now)
    change(&importer)
    return try importer.run(path)
  }
}

private func walletRow(
  _ number: String, amount: String = "10000.00", direction: String = "paid",
  order: String = "ORD-1",
  payee: String = "c1@okbank", reference: String = "", time: String = "2026-11-21 10:00",
  vendor: String = "FoneBay Pune", narration: String = ""
) -> String {
  [number, time, vendor, direction, "\"\(amount)\"", order, payee, reference, narration]
    .joined(separator: ",")
}

@Suite("Importing statements")
struct StatementImportTests {
  private let desk: Desk

  init() throws { desk = try Desk() }

  @Test("brings proofs that stand to be accepted, and again changes nothing")
  func wallet() throws {
    try desk.walk(1)
    try desk.walk(2, order: false)
    let rows = [
      walletRow("W-1", amount: "10,000"), walletRow("W-2", order: "ORD-2", payee: "c2@okbank"),
      walletRow("W-3", order: "", payee: "shop@okbank"),
    ]
    let first = try desk.run(.wallet, rows)
    #expect(first.counts == [3, 0, 0, 0])
    #expect(first.statement?.proofs == 1)
    #expect(first.statement?.matched == 1)
    #expect(first.statement?.unmatched == 2)
    #expect(try desk.dispute(1)?.proofs.map(\.verdict) == [.waiting])
    let head = try desk.journal.head()
    let again = try desk.run(.wallet, rows.reversed())
    #expect(again.same == 3)
    #expect(again.statement?.proofs == 0)
    #expect(try desk.journal.head() == head)
  }

  @Test("reports a row that reads otherwise under its number, and takes it")
  func changed() throws {
    try desk.walk(1)
    try desk.run(.wallet, [walletRow("W-1")])
    let summary = try desk.run(.wallet, [walletRow("W-1", amount: "9000")])
    #expect(summary.changed == 1)
    #expect(
      summary.statement?.changes.first?.description.contains(
        "s.csv:2: W-1: it was imported before and read otherwise: ₹10,000, now ₹9,000") == true,
      "\(summary.statement?.changes ?? [])")
    let look = try #require(try desk.journal.look(at: TicketID("CX-1")))
    let context = Context(actor: desk.asha, now: desk.now, surroundings: look.surroundings)
    #expect(look.dispute.warnings(in: context) == [.contradictsStatement])
  }

  @Test(
    "rejects what cannot be, with all that is wrong with it",
    arguments: [
      (walletRow("W-1", amount: "0"), "Amount", "an amount above zero"),
      (walletRow("W-1", amount: "-5"), "Amount", "an amount in rupees"),
      (walletRow("W-1", direction: "sideways"), "Direction", "“paid” or “received”"),
      (walletRow("W-1", time: "2026-11-21"), "Time", "a time such as"),
      (walletRow(""), "Entry ID", "a number or a reference"),
      (walletRow("W-1", vendor: ""), "Vendor", "whose wallet it is"),
      (walletRow("W 1"), "Entry ID", "without spaces"),
    ])
  func badWallet(row: String, field: String, expected: String) throws {
    let summary = try desk.run(.wallet, [row, walletRow("W-9")])
    #expect(summary.counts == [1, 0, 0, 1])
    #expect(summary.mistakes.first?.field == field)
    #expect(summary.mistakes.first?.expected.contains(expected) == true, "\(summary.mistakes)")
    #expect(summary.statement?.uncovered != nil, "a rejected row may be of any day")
    #expect(try desk.journal.spans().isEmpty)
  }

  @Test(
    "takes a bank's row with a debit or a credit, on a day or at a time",
    arguments: [
      ("2026-11-21,2000.00,,U-1,c1@okbank,,99", nil), ("21/11/2026,2000,0.00,U-1,,,", nil),
      ("2026-11-21 10:00,,2000,U-1,,,", nil), ("21-11-2026,\"2,000.00\",,,,,", nil),
      ("2026-11-21,2000,2000,U-1,,,", "Debit"), ("2026-11-21,,,U-1,,,", "Debit"),
      ("2026-11-21,0.00,0.00,U-1,,,", "Debit"), ("31/02/2026,2000,,U-1,,,", "Date"),
      ("11/21/2026,2000,,U-1,,,", "Date"), (",2000,,U-1,,,", "Date"),
      ("2026-11-21,two,,U-1,,,", "Debit"),
    ] as [(String, String?)])
  func bankRows(row: String, field: String?) throws {
    let summary = try desk.run(.bank, [row])
    #expect(summary.new == (field == nil ? 1 : 0))
    #expect(summary.mistakes.first?.field == field, "\(summary.mistakes)")
  }

  @Test("refuses a number that comes twice with other content, and a file of another kind")
  func otherwise() throws {
    let summary = try desk.run(.wallet, [walletRow("W-1"), walletRow("W-1", amount: "1")])
    #expect(summary.counts == [1, 0, 0, 1])
    #expect(summary.mistakes.first?.expected.contains("an id that comes once") == true)
    let mistakes = #expect(throws: SourceMistakes.self) {
      try desk.run(.wallet, ["2026-11-21,1,,,,"], header: Desk.bank)
    }
    #expect(
      mistakes?.description.contains("`paydesk statements import bank") == true,
      "\(mistakes as Any)")
  }

  @Test("knows whose wallet a file without the column is, and which days it shows in full")
  func oneWallet() throws {
    let header = "Entry ID,Time,Direction,Amount"
    let rows = ["W-1,2026-11-20 10:00,paid,5", "W-2,2026-11-22 10:00,paid,6"]
    let summary = try desk.run(.wallet, rows, header: header) {
      $0.vendor = VendorName("FoneBay Pune")
    }
    #expect(summary.new == 2)
    let span = try #require(try desk.journal.spans().first?.span)
    #expect(span.from == Instant(rfc3339: "2026-11-20T00:00:00+05:30"))
    #expect(span.to == desk.now, "the rest of the last day was not there yet")
    let earlier = try #require(CivilDay(iso: "2026-11-01"))
    let day = try #require(CivilDay(iso: "2026-11-10"))
    try desk.run(.wallet, [], header: header) {
      $0.vendor = VendorName("FoneBay Pune")
      $0.days = earlier...day
    }
    #expect(try desk.journal.spans().count == 2, "a ledger without an entry shows its days too")
  }

  @Test("writes nothing in a dry run, and all or nothing when it is strict")
  func modes() throws {
    try desk.walk(1)
    let head = try desk.journal.head()
    let dry = try desk.run(.wallet, [walletRow("W-1")]) { $0.mode = .dryRun }
    #expect(dry.new == 1 && dry.statement?.matched == 1 && !dry.isRecorded)
    let strict = try desk.run(.wallet, [walletRow("W-1"), walletRow("W-2", amount: "x")]) {
      $0.mode = .strict
    }
    #expect(!strict.isRecorded)
    #expect(try desk.journal.head() == head)
    let good = try desk.run(.wallet, [walletRow("W-1")]) { $0.mode = .strict }
    #expect(good.isRecorded && good.new == 1 && good.statement?.proofs == 1)
  }

  @Test("settles a payout once, and says by line what was refused")
  func settles() throws {
    try desk.walk(1)
    try desk.perform(
      1, .contact(party: .vendor, channel: .phone, outcome: .answered),
      .answer(paid: .zero, reason: "no"), .requestPayout(amount: .rupees(10_000)))
    try desk.perform(1, .approve(reason: nil), by: desk.fina)
    let rows = ["2026-11-22,10000.00,,632614345678,,NEFT/CX-1-P1/MEERA,"]
    let stranger = Actor(Person("dev"), .executive)
    let refused = try desk.run(.bank, rows, by: stranger)
    #expect(refused.statement?.settled == 0)
    #expect(
      refused.statement?.refusals.first?.description.contains(
        "s.csv:2: 632614345678: CX-1: asha holds")
        == true, "\(refused.statement?.refusals ?? [])")
    #expect(try desk.run(.bank, rows).statement?.settled == 1)
    let head = try desk.journal.head()
    #expect(try desk.run(.bank, rows).statement?.settled == 0)
    #expect(try desk.journal.head() == head)
    #expect(try desk.dispute(1)?.payouts.map(\.reference) == ["632614345678"])
    try desk.perform(1, .debit(amount: .rupees(10_000)))
    let ledger = try desk.run(
      .wallet,
      [
        walletRow(
          "W-5", direction: "Debit", order: "", payee: "", time: "2026-11-22 14:00",
          narration: "recovered for CX-1")
      ])
    #expect(ledger.statement?.credits == 1)
    #expect(try desk.dispute(1)?.outstanding == [])
  }

  @Test("reports a payment whose reference is malformed, known or missing, and settles nothing")
  func badReferences() throws {
    for id in 1...2 {
      try desk.walk(id)
      try desk.perform(
        id, .contact(party: .vendor, channel: .phone, outcome: .answered),
        .answer(paid: .zero, reason: "no"), .requestPayout(amount: .rupees(10_000)))
      try desk.perform(id, .approve(reason: nil), by: desk.fina)
    }
    try desk.walk(3)
    try desk.perform(2, .settle(reference: "632614345678"))
    try desk.perform(
      3,
      .proof(
        Proof(
          id: ProofID("P1"), kind: .upi, amount: .rupees(10_000), paidAt: desk.now,
          reference: "632614000001")))
    for (cell, reason) in [
      ("=1+1", "12 digits (UPI, IMPS)"), ("U-1", "12 digits (UPI, IMPS)"),
      ("632614000001", "this one stands on a proof of CX-3"), ("", "needs the bank's reference"),
    ] {
      let rows = ["2026-11-22,10000.00,,\(cell),,NEFT/CX-1-P1/MEERA,"]
      let outcome = try desk.run(.bank, rows).statement
      #expect(outcome?.settled == 0)
      #expect(
        outcome?.refusals.first?.description.contains(reason) == true,
        "\(cell): \(outcome?.refusals ?? [])")
      #expect(try desk.dispute(1)?.payouts.map(\.state) == [.approved])
    }
    // What has the reference of one payout and names another is neither's, and is listed.
    let other = try desk.run(.bank, ["2026-11-22,10000.00,,6326 1434 5678,,NEFT/CX-1-P1/MEERA,"])
    #expect(other.statement?.ambiguous == 1 && other.statement?.settled == 0)
    #expect(try desk.dispute(1)?.payouts.map(\.state) == [.approved])
  }
}
