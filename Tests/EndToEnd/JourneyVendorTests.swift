import Foundation
import Testing

/// One call about three orders, and what a manager sees of the vendor.
@Suite("Journeys with a vendor")
struct JourneyVendorTests {
  @Test(
    "an executive logs one attempt over three disputes, copies the message, and takes the answers")
  func call() throws {
    let desk = try Self.threeOfOneVendor()
    let me = try desk.open()
    for number in 1...3 {
      try me.show("CX-10000\(number)")
      try me.press("c", until: "Claimed.")
      try me.press("v", until: "Ticket reviewed.")
      try me.openForm("o", "Step 2 · Order")
      try me.press("F2", until: "Order recorded.")
    }
    let sheet = try me.press("L", until: "never tried")
    #expect(sheet.contains("3 open questions"), "\(sheet)")
    for number in 1...3 { #expect(sheet.contains("CX-10000\(number)"), "\(sheet)") }

    try me.press("a", until: "─ One attempt on all ─")
    me.press("n")
    try me.press("F2", until: "Attempt logged: phone, no answer, on 3 of 3 disputes.")
    let logged = try me.wait(for: "phone, no answer  ")
    #expect(logged.components(separatedBy: "phone, no answer  ").count == 4, "\(logged)")

    me.press("m")
    try me.wait(for: "Cashkr to FoneBay Pune")
    try me.wait(for: "- ORD-3 (CX-100003)")
    me.press("Escape")
    try me.screen("the sheet without the message") { !$0.contains("Message to ") }
    #expect(try me.clipboard().contains("- ORD-1 (CX-100001)"))

    // The answers, dispute by dispute; the second is left as a draft and taken up again.
    me.press("g")
    try me.press("Enter", until: "─ Step 3 · Ask the vendor ─")
    me.press("n", "Enter")
    me.type("no money this week")
    try me.press("F2", until: "2 open questions")
    try me.press("Enter", until: "─ Step 3 · Ask the vendor ─")
    me.press("n", "Enter")
    me.type("half a sentence")
    try me.press("C-n", until: "╭─ CX-100003")
    try me.press("C-p", until: "half a sentence")
    try me.press("F2", until: "1 open question ")
    try me.press("Escape", until: "╭─ CX-")
    #expect(try desk.shell.run("vendor", "FoneBay Pune").output.contains("CX-100003"))
  }

  @Test("a manager looks at the vendor's page and releases it")
  func release() throws {
    let desk = try JourneyDesk.sample()
    let ravi = try desk.open("sample --open --as ravi")
    try ravi.show("CX-10441")
    let page = try ravi.press("W", until: "a block is proposed, and nobody has decided")
    #expect(page.contains("Counted within 30 days (E3)"), "\(page)")
    #expect(page.contains("decides on CX-10441"), "\(page)")
    try ravi.press("U", until: "─ Release the vendor ─")
    ravi.type("they pay from today on")
    try ravi.press("F2", until: "FoneBay Pune released.")
    let released = try ravi.wait(for: "they pay from today on")
    #expect(released.contains("one more within 30 days and a block is proposed"), "\(released)")
    #expect(released.contains("not confirmed in the admin panel yet"), "\(released)")
    try ravi.press("Escape", until: "╭─ CX-10441")
  }

  @Test("the queue is grouped by vendor with z, and a header opens the call sheet")
  func grouped() throws {
    let desk = try Self.threeOfOneVendor()
    let me = try desk.open()
    // The group's header, and not what is said of grouping before its rows have come.
    try me.press("z", until: "3 · ₹22,000")
    me.press("g")
    let screen = try me.wait(for: "every open question to it")
    #expect(screen.contains("3 in this view"), "\(screen)")
    // Each screen has to be there before the next key: Esc and a letter at once are one key, with Alt.
    try me.press("Enter", until: "· call sheet ─")
    me.press("Escape")
    try me.screen("the queue again") { $0.contains("by vendor") && !$0.contains("· call sheet ─") }
    try me.press("W", until: "· vendor ")
    try me.press("Escape", until: "by vendor")
    try me.press("z", until: "most urgent first")
  }

  /// A desk of one's own with three tickets whose orders one vendor has picked up.
  private static func threeOfOneVendor() throws -> JourneyDesk {
    let orders = """
      Order ID,Customer Name,Customer VPA,Device,Vendor,Pickup Status,Picked Up At,Quoted Price,Final Invoice Value,Payment Marked,Pickup Notes
      ORD-1,श्रेया देशपांडे,a@okbank,Pixel 6a,FoneBay Pune,completed,2026-11-20T13:00:00+05:30,10000,10000,no,
      ORD-2,श्रेया देशपांडे,b@okbank,Pixel 6a,FoneBay Pune,completed,2026-11-20T13:00:00+05:30,10000,10000,no,
      ORD-3,श्रेया देशपांडे,c@okbank,Pixel 6a,FoneBay Pune,completed,2026-11-20T13:00:00+05:30,10000,10000,no,

      """
    let desk = try JourneyDesk.own(orders: orders)
    try desk.shell.write("t.csv", desk.shell.tickets(3))
    try desk.shell.run("import", "tickets", "t.csv")
    return desk
  }
}
