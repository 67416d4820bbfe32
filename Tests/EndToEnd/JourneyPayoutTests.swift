import Foundation
import Testing

/// Money leaves with two people's word, each at a terminal of their own.
@Suite("Journeys of a payout")
struct JourneyPayoutTests {
  @Test("D5: asked for here, approved on a second terminal by its amount, settled and closed here")
  func twoPeople() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    let ravi = try desk.open("sample --open --as ravi")
    try toPayout(asha)
    try asha.press("Enter", until: "it waits for somebody else")

    // The manager's screen has it without a key, and a wrong amount is no approval.
    try ravi.show("CX-10453")
    try ravi.wait(for: "approve the payout")
    try ravi.press("a", until: "─ Approve the payout ─")
    ravi.type("3500")
    try ravi.press("Enter", until: "₹3,500 is not what is asked for, ₹3,600.")
    #expect(try asha.now().contains("₹3,600.00, asked, asked for by asha"))
    ravi.press("C-u")
    ravi.type("3,600")
    try ravi.press("Enter", until: "Payout of ₹3,600 approved.")
    try asha.wait(for: "₹3,600.00, approved", seconds: 2)

    try asha.openForm("=", "The payout went through")
    asha.type(upiReference(hoursAgo: 0))
    try asha.press("Enter", until: "Payout settled")
    try asha.openForm("T", "Reduce the vendor’s credits")
    try asha.press("F2", until: "Credits reduced by ₹3,600.")
    try asha.openForm("C", "Step 5 · Close")
    try asha.wait(for: "every row holds")
    asha.press("F2")
    let comment = try asha.comment()
    for words in [
      "Paid ₹3,600 short without reason – Cashkr covered difference",
      "Status: Resolved – Paid by Cashkr", upiReference(hoursAgo: 0),
    ] {
      #expect(comment.contains(words), "\(words) is not in \(comment)")
    }
    #expect(try asha.clipboard().contains("Cashkr covered difference"))
    try asha.press("8", until: "╭─ Outstanding ")
    try asha.wait(for: "CX-10453")
    try ravi.wait(for: " closed ─╮", seconds: 2)
  }

  @Test("who asked for a payout cannot approve it, and an executive cannot at all")
  func makerAndChecker() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    try toPayout(asha)
    try asha.press("a", until: "executive")
    #expect(try !asha.now().contains("─ Approve the payout ─"))

    // A manager may ask for a payout, and then somebody else decides on it.
    let other = try JourneyDesk.sample()
    let ravi = try other.open("sample --open --as ravi")
    try toPayout(ravi)
    try ravi.press("a", until: "✗")
    #expect(try !ravi.now().contains("─ Approve the payout ─"))
  }

  /// From the new ticket to the payout that was asked for.
  private func toPayout(_ asha: JourneyTerminal) throws {
    try asha.show("CX-10453")
    try asha.press("c", until: "Claimed.")
    try asha.press("v", until: "Ticket reviewed.")
    try asha.openForm("o", "Step 2 · Order")
    try asha.press("F2", until: "Order recorded.")
    try asha.openForm("w", "Step 3 · Ask the vendor")
    asha.press("y", "y", "Enter")
    asha.type("11000")
    asha.press("Enter")
    asha.type("scratches, he says")
    try asha.press("F2", until: "Vendor at fault (D5)")
    try asha.openForm("$", "Ask for a payout")
    try asha.press("F2", until: "Payout of ₹3,600 asked for.")
  }
}
