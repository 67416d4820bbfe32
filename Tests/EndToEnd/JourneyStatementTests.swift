import Foundation
import Testing

/// A statement is imported, and nobody has to be called.
@Suite("Journeys with statements")
struct JourneyStatementTests {
  /// A desk with one dispute, whose order the panel lists.
  private func desk() throws -> JourneyDesk {
    let desk = try JourneyDesk()
    try desk.shell.run("init")
    try desk.shell.write("o.csv", CommandStatementTests.orders())
    try desk.shell.write(
      "t.csv", desk.shell.tickets(1, with: [1: ["Final App Price": "4000.00"]]))
    #expect(try desk.shell.run("import", "orders", "o.csv").status == 0)
    #expect(try desk.shell.run("import", "tickets", "t.csv").status == 0)
    return desk
  }

  @Test("the payment in the ledger stands as a proof before anybody calls, and closes as D3")
  func closesWithoutCall() throws {
    let desk = try desk()
    try desk.shell.write(
      "w.csv", CommandStatementTests.ledger(["W-77,ORD-1,4000.00,c1@okbank,T-9"]))
    let imported = try desk.shell.run("statements", "import", "wallet", "w.csv")
    #expect(imported.status == 0, "\(imported.complaint)")
    let me = try desk.open()
    try me.show("CX-100001")
    try me.press("Enter", until: "Claimed.")
    try me.press("Enter", until: "2 Order ●")
    try me.openForm("Enter", "Step 2 · Order")
    try me.press("F2", until: "FoneBay Pune’s ledger, imported")
    let pane = try me.now()
    #expect(pane.contains("wallet transaction T-9"), "\(pane)")
    #expect(pane.contains("₹4,000, waiting"), "\(pane)")
    #expect(pane.contains("Calls       none yet"), "\(pane)")
    try me.openForm("Enter", "Accept a proof")
    try me.press("F2", until: "Proof L-W-77 accepted")
    try me.wait(for: "Paid in full (D3)")
    try me.press("Enter", until: "every row holds")
    me.press("F2")
    let comment = try me.comment()
    #expect(comment.contains("Status: Resolved – Paid"), "\(comment)")
    let rest = try desk.shell.run("statements", "reconcile")
    #expect(rest.status == 0, "\(rest.output)")
  }

  @Test("a screenshot that the ledger contradicts warns in words, under the proof and in the form")
  func contradicted() throws {
    let desk = try desk()
    let me = try desk.open()
    try me.show("CX-100001")
    try me.press("Enter", until: "Claimed.")
    try me.press("Enter", until: "2 Order ●")
    try me.openForm("Enter", "Step 2 · Order")
    try me.press("F2", until: "3 Vendor ●")
    try desk.shell.write(
      "picture.png", "a picture")
    let added = try desk.shell.run(
      "proof", "add", "CX-100001", "picture.png", "--amount", "4000", "--paid-at",
      "2026-11-21 10:00", "--reference", "T-9")
    #expect(added.status == 0, "\(added.complaint)")
    try desk.shell.write("w.csv", CommandStatementTests.ledger(["W-77,ORD-1,40.00,c1@okbank,t-9"]))
    try desk.shell.run("statements", "import", "wallet", "w.csv")
    try me.wait(for: "FoneBay Pune’s ledger shows ₹40 for this reference")
    try me.openForm("Enter", "Accept a proof")
    try me.wait(for: "Why accept it?")
    try me.wait(for: "FoneBay Pune’s ledger shows ₹40 for this reference")
  }
}
