import Foundation
import Testing

@Suite("paydesk statements")
struct CommandStatementTests {
  private let desk: CommandDesk

  init() throws {
    desk = try CommandDesk()
    try desk.run("init")
  }

  /// The panel's list of ORD-1, as its export has it.
  static func orders() -> String {
    """
    Order ID,Customer Name,Customer VPA,Device,Vendor,Pickup Status,Picked Up At,Quoted Price,Final Invoice Value,Payment Marked,Pickup Notes
    ORD-1,श्रेया देशपांडे,c1@okbank,Pixel 6a,FoneBay Pune,completed,2026-11-20T17:40:00+05:30,4000,4000,No,

    """
  }

  /// A ledger of FoneBay Pune on 21 November: number, order, amount, payee, reference.
  static func ledger(_ rows: [String]) -> String {
    let entries = rows.map { row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return
        "\(cells[0]),2026-11-21 10:00,FoneBay Pune,paid,\(cells[2]),\(cells[1]),\(cells[3]),\(cells[4]),"
    }
    let header = "Entry ID,Time,Vendor,Direction,Amount,Order ID,Payee,Reference,Narration"
    return ([header] + entries).joined(separator: "\n") + "\n"
  }

  @Test("import, list, unmatched: what came in, what it is about, and what matched nothing")
  func lists() throws {
    try desk.write(
      "w.csv", Self.ledger(["W-1,ORD-1,4000.00,c1@okbank,T-1", "W-2,,9.50,shop@okbank,T-2"]))
    let first = try desk.run("statements", "import", "wallet", "w.csv")
    #expect(first.status == 0, "\(first.complaint)")
    #expect(first.lines.first == "w.csv: 2 new, 0 changed, 0 same, 0 rejected")
    #expect(
      first.output.contains("Shown in full: FoneBay Pune’s ledger, 2026-11-21 to 2026-11-21."))
    let head = try desk.run("verify").output
    let again = try desk.run("statements", "import", "wallet", "w.csv")
    #expect(again.lines.first == "w.csv: 0 new, 0 changed, 2 same, 0 rejected")
    #expect(try desk.run("verify").output == head, "the same entries again change nothing")
    let list = try desk.run("statements", "list", "wallet")
    #expect(list.lines.count == 3 && list.output.contains("₹9.50"), "\(list.output)")
    #expect(!list.output.contains("shop@"), "whom it was paid to is masked")
    let none = try desk.run("statements", "unmatched", "bank", "--json")
    #expect(none.output == "{\"entries\":[]}\n")
    let unmatched = try desk.run("statements", "unmatched", "--to", "2026-11-20")
    #expect(unmatched.lines == ["0 entries."])
    let rebuilt = try desk.run("rebuild")
    #expect(rebuilt.status == 0)
    #expect(try desk.run("statements", "list", "wallet").output == list.output)
  }

  @Test("reconcile says where nothing was imported, names each difference, and exits with 1")
  func reconciles() throws {
    let nothing = try desk.run("statements", "reconcile")
    #expect(nothing.status == 66)
    #expect(nothing.complaint.contains("no statement was imported yet"))
    try desk.write(
      "b.csv",
      "Date,Debit,Credit,Reference,Payee,Narration,Balance\n21/11/2026,500.00,,U-1,who@upi,,1\n")
    #expect(try desk.run("statements", "import", "bank", "b.csv").status == 0)
    let found = try desk.run("statements", "reconcile")
    #expect(found.status == 1)
    #expect(
      found.lines.first
        == "– ₹500.00: workbench: no payout explains it; statement: the bank statement shows ₹500 paid on 21 Nov (U-1); do: find out who sent it and what for",
      "\(found.output)")
    #expect(found.lines.last == "1 difference.")
    let json = try desk.run("statements", "reconcile", "--json", "--from", "2026-11-21")
    #expect(json.output.contains("\"kind\":\"debitUnexplained\""))
    let other = try desk.run("statements", "reconcile", "--to", "2026-11-20")
    #expect(
      other.status == 0 && other.lines == ["The workbench and the imported statements agree."])
  }

  @Test("bad rows lie beside the file, and options that cannot be are refused")
  func badInput() throws {
    try desk.write("w.csv", Self.ledger(["W-1,ORD-1,many,c1@okbank,T-1"]))
    let bad = try desk.run("statements", "import", "wallet", "w.csv")
    #expect(bad.status == 65)
    #expect(bad.output.contains("no day counts as shown in full"))
    #expect(try desk.text(of: "w.csv.rejects.csv").contains("an amount in rupees"))
    #expect(try desk.run("statements", "import", "wallet", "none.csv").status == 66)
    #expect(try desk.run("statements", "import", "cash", "w.csv").status == 64)
    #expect(try desk.run("statements", "import", "bank", "w.csv").status == 65)
    #expect(
      try desk.run("statements", "import", "wallet", "w.csv", "--from", "2026-11-02").status == 64)
    #expect(try desk.run("statements", "list", "--from", "yesterday").status == 64)
    #expect(
      try desk.run(
        "statements", "import", "wallet", "w.csv", "--from", "2026-11-02", "--to", "2026-11-01"
      ).status == 64)
    #expect(
      try desk.run("statements", "import", "bank", "w.csv", "--vendor", "FoneBay Pune").status == 64
    )
    #expect(
      try desk.run("import", "wallet", "w.csv").complaint.contains("paydesk statements import"))
  }
}
