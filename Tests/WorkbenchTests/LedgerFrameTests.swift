import Journal
import Procedure
import Testing

@testable import Workbench

@Suite("What a statement shows on the screen", .serialized)
struct LedgerFrameTests {
  /// CX-10482 with a payment from the ledger, and a screenshot that the ledger contradicts.
  private func bench(_ columns: Int, _ rows: Int) throws -> Bench {
    let bench = try Bench(columns: columns, rows: rows)
    let vendor = VendorName("FoneBay Pune")
    func entry(_ number: String, _ amount: Int64, _ reference: String) -> NumberedEntry {
      NumberedEntry(
        StatementEntry(
          id: EntryID(.wallet, vendor: vendor, number: number), statement: .wallet,
          at: Bench.at("2026-11-19T18:05:00+05:30"), direction: .paid, amount: .rupees(amount),
          vendor: vendor, number: number, order: OrderID("ORD-10482"),
          payee: "meera.iyer@okaxis", reference: reference))
    }
    _ = try bench.journal.list(
      [entry("W-77", 8_000, "T-77"), entry("W-78", 200, "632312998877")], by: Bench.asha,
      at: bench.clock.now)
    let screenshot = Proof(
      id: ProofID("P1"), kind: .upi, amount: .rupees(2_000),
      paidAt: Bench.at("2026-11-19T12:10:00+05:30"), reference: "632312998877")
    try bench.do(.proof(screenshot), on: "CX-10482", by: Bench.asha)
    bench.open("CX-10482")
    return bench
  }

  @Test(
    "the ledger's payment comes before the calls, a contradiction stands in words",
    arguments: FrameTests.sizes)
  func pane(columns: Int, rows: Int) throws {
    let bench = try bench(columns, rows)
    expect(bench.screen(columns, rows).text, isIn: "ledger-\(columns)x\(rows)")
  }

  @Test("and so it does in the form of Step 3", arguments: FrameTests.sizes)
  func form(columns: Int, rows: Int) throws {
    let bench = try bench(columns, rows)
    bench.press("w")
    expect(bench.screen(columns, rows).text, isIn: "ledger-form-\(columns)x\(rows)")
  }

  @Test("a reference that is typed is held against the ledger before it is recorded")
  func typed() throws {
    let bench = try Bench(columns: 120, rows: 31)
    bench.open("CX-10482")
    bench.press("w")
    bench.type("y")
    bench.press("F4")
    bench.type("632312998876")
    #expect(!bench.text.contains("ledger shows this reference paid to"))
    let vendor = VendorName("FoneBay Pune")
    let entry = StatementEntry(
      id: EntryID(.wallet, vendor: vendor, number: "W-79"), statement: .wallet,
      at: Bench.at("2026-11-19T18:05:00+05:30"), direction: .paid, amount: .rupees(8),
      vendor: vendor, number: "W-79", payee: "other@okaxis", reference: "6323 1299 8875")
    _ = try bench.journal.list([NumberedEntry(entry)], by: Bench.asha, at: bench.clock.now)
    bench.press("Backspace")
    bench.type("5")
    #expect(bench.text.contains("ledger shows this reference paid to"), "\(bench.text)")
  }
}
