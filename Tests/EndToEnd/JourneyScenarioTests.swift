import Foundation
import Testing

/// One dispute of the sample for each scenario, from where it stands to its closure.
@Suite("Journeys through the scenarios")
struct JourneyScenarioTests {
  @Test("D1: a vendor that did not answer within the window is escalated and blocked")
  func d1() throws {
    let desk = try JourneyDesk.sample()
    let me = try desk.open("sample --open")
    try me.show("CX-10430")
    try me.wait(for: "Vendor unreachable (D1)")
    try me.openForm("e", "Escalate")
    try me.press("F2", until: "Escalated to the ops manager")
    try me.openForm("b", "Block the vendor")
    try me.press("F2", until: "CellCart Nagpur blocked")
    try me.press("C", until: "every row holds")
    me.press("F2")
    let comment = try me.comment()
    #expect(comment.contains("Vendor unreachable – escalated"), "\(comment)")
    #expect(comment.contains("Status: Escalated – Pending Manager"), "\(comment)")
    try me.show("CX-10430")
    try me.wait(for: " escalated ─╮")
  }

  @Test("D2: a vendor that claims more than it proves is escalated once its second window is over")
  func d2() throws {
    let desk = try JourneyDesk.sample()
    let dev = try desk.open("sample --open --as dev")
    try dev.show("CX-10423")
    try dev.wait(for: "Proof withheld (D2)")
    try dev.openForm("e", "Escalate")
    try dev.press("F2", until: "Escalated to the ops manager")
    try dev.openForm("b", "Block the vendor")
    try dev.press("F2", until: "PhoneHub Delhi blocked")
    try dev.press("C", until: "every row holds")
    dev.press("F2")
    let comment = try dev.comment()
    #expect(comment.contains("Vendor sent no proof – escalated"), "\(comment)")
    #expect(comment.contains("Status: Escalated – Pending Manager"), "\(comment)")
  }

  @Test("D3: a customer who confirms the rest is paid in full")
  func d3() throws {
    let desk = try JourneyDesk.sample()
    let me = try desk.open("sample --open")
    try me.show("CX-10436")
    try me.wait(for: "Paid in full (D3)")
    try me.press("Enter", until: "every row holds")
    me.press("F2")
    let comment = try me.comment()
    #expect(comment.contains("Status: Resolved – Paid"), "\(comment)")
    try me.press("6", until: "╭─ Closed ")
    #expect(try me.wait(for: "CX-10436").contains("CX-10436"))
  }

  @Test("D4: a deduction that a pickup note supports is closed with remarks and without a payout")
  func d4() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    try asha.show("CX-10434")
    try asha.wait(for: "Valid deduction (D4)")
    try asha.openForm("I", "Remarks")
    asha.type("The note is from the pickup and names the amount.")
    try asha.press("F2", until: "Remarks recorded")
    try asha.press("C", until: "every row holds")
    asha.press("F2")
    let comment = try asha.comment()
    #expect(comment.contains("Charger missing"), "\(comment)")
    #expect(comment.contains("Status: Resolved – Valid Deduction"), "\(comment)")
  }

  @Test("D6: a vendor that paid nothing is paid for by Cashkr, and pays with its credits")
  func d6() throws {
    let desk = try JourneyDesk.sample()
    let me = try desk.open("sample --open --as asha")
    try me.show("CX-10459")
    try me.press("c", until: "Claimed.")
    try me.press("v", until: "Ticket reviewed.")
    try me.openForm("o", "Step 2 · Order")
    try me.press("F2", until: "Order recorded.")
    try me.openForm("w", "Step 3 · Ask the vendor")
    me.press("n", "Enter")
    me.type("the wallet was empty")
    try me.press("F2", until: "Vendor did not pay.")
    try me.wait(for: "Not paid (D6)")
    try me.openForm("$", "Ask for a payout")
    try me.press("F2", until: "Payout of ₹4,750 asked for.")

    try me.become("ravi")
    try me.show("CX-10459")
    try me.openForm("a", "Approve the payout")
    me.type("4750")
    try me.press("Enter", until: "Payout of ₹4,750 approved.")

    try me.become("asha")
    try me.show("CX-10459")
    try me.openForm("=", "The payout went through")
    me.type(upiReference(hoursAgo: 0))
    try me.press("Enter", until: "Payout settled")
    try me.openForm("T", "Reduce the vendor’s credits")
    try me.press("F2", until: "Credits reduced by ₹4,750.")
    try me.openForm("i", "Internal note")
    me.type("He promised to top it up.")
    try me.press("F2", until: "Noted.")
    // A second dispute of this vendor within the counted days is escalated about the vendor.
    try me.openForm("e", "Escalate")
    try me.press("F2", until: "Escalated to the ops manager")
    try me.press("C", until: "every row holds")
    me.press("F2")
    let comment = try me.comment()
    #expect(comment.contains("Status: Resolved – Paid by Cashkr"), "\(comment)")
  }

  @Test("D7: a manager finds that nothing is owed, and its holder closes it")
  func d7() throws {
    let desk = try JourneyDesk.sample()
    let ravi = try desk.open("sample --open --as ravi")
    try ravi.show("CX-10410")
    try ravi.wait(for: " escalated ─╮")
    try ravi.openForm("f", "A finding")
    try ravi.press("n", until: "nothing owed ›")
    ravi.press("Enter")
    ravi.type("The phone never left the customer.")
    try ravi.press("F2", until: "Nothing owed")
    let dev = try desk.open("sample --open --as dev")
    try dev.show("CX-10410")
    try dev.press("C", until: "every row holds")
    dev.press("F2")
    let comment = try dev.comment()
    #expect(comment.contains("Status: Resolved – No Payment Due"), "\(comment)")
  }
}
