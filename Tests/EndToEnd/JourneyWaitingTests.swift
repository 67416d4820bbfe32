import Foundation
import Testing

/// What the time alone does to a screen that nobody touches, and how one hears of it.
@Suite("Journeys of waiting")
struct JourneyWaitingTests {
  /// A desk where a window lasts a few seconds, with a ticket whose vendor can be asked.
  private static func desk(_ settings: String) throws -> JourneyDesk {
    let orders = """
      Order ID,Customer Name,Customer VPA,Device,Vendor,Pickup Status,Picked Up At,Quoted Price,Final Invoice Value,Payment Marked,Pickup Notes
      ORD-1,Shreya Rao,a@okbank,Pixel 6a,FoneBay Pune,completed,2026-11-20T13:00:00+05:30,10000,10000,no,

      """
    let desk = try JourneyDesk.own(orders: orders)
    try desk.shell.write("t.csv", desk.shell.tickets(1))
    try desk.shell.run("import", "tickets", "t.csv")
    try desk.shell.write("p.yaml", "window: 4s\n")
    let adopted = try desk.shell.run("policy", "adopt", "p.yaml")
    #expect(adopted.output.contains("counts from now on"), "\(adopted)")
    try desk.shell.write(".config/paydesk/config.yaml", settings)
    return desk
  }

  /// Asks the vendor, whom nobody reaches: its window begins to run.
  private func ask(_ me: JourneyTerminal) throws {
    try me.show("CX-100001")
    try me.press("c", until: "Claimed.")
    try me.press("v", until: "Ticket reviewed.")
    try me.openForm("o", "Step 2 · Order")
    try me.press("F2", until: "Order recorded.")
    try me.openForm("w", "Step 3 · Ask the vendor")
    me.press("Up")
    me.type("n")
    try me.press("F3", until: "window closes")
  }

  @Test(
    "a window lapses on the screen at its moment, without a key, and is told once",
    arguments: ["bell", "osc9", "osc777", "off"])
  func lapse(notice: String) throws {
    let desk = try Self.desk("notice: \(notice)\n")
    let file = desk.home + "/bytes"
    let me = try desk.start("", recordingTo: file)
    try me.wait(for: "Queue 1")
    try ask(me)
    // Far less than a minute: what wakes it is the moment itself.
    try me.wait(for: "window lapsed", seconds: 30)
    try me.title("the title with what lapsed") { $0 == "paydesk · 1 mine · 1 lapsed" }
    try me.press("Escape", until: "lapsed   CX-100001")
    me.press("Escape", "q")
    try me.wait(for: "code 0")
    try me.wait(for: "modes: ")
    var stream = TerminalStream()
    stream.allowsNotices = notice != "off"
    let fault = stream.fault(in: [UInt8](try Data(contentsOf: URL(filePath: file))))
    #expect(fault == nil, "\(fault?.description ?? "")")
    let sentence = "CX-100001: the vendor's window has lapsed."
    let expected = [
      "bell": ["bell"], "osc9": ["9;paydesk: " + sentence],
      "osc777": ["777;notify;paydesk;" + sentence],
    ]
    #expect(stream.notices == expected[notice] ?? [])
  }

  @Test("the title is set, and given back at the end; with `title: off` it is left alone")
  func title() throws {
    for (settings, isSet) in [("", true), ("title: off\n", false)] {
      let desk = try JourneyDesk.sample()
      try desk.shell.write(".config/paydesk/config.yaml", settings)
      let asha = try desk.start("sample --open --as asha")
      let before = try asha.title("a title") { _ in true }
      try asha.wait(for: "Queue ")
      try asha.screen("the queue's end") { $0.contains(" of ") }
      if isSet {
        let shown = try asha.title("the title with what waits") { $0.hasPrefix("paydesk · ") }
        #expect(shown.wholeMatch(of: /paydesk · \d+ mine( · \d+ lapsed)?/) != nil, "\(shown)")
      } else {
        #expect(try asha.title("a title") { _ in true } == before)
      }
      asha.press("q")
      try asha.wait(for: "code 0")
      try asha.title("the title as it was") { $0 == before }
    }
  }

  @Test("a setting that is none is refused with file, line and what there is")
  func mistake() throws {
    let desk = try CommandDesk()
    try desk.write(".config/paydesk/config.yaml", "store: ~/a.db\nnotice: loud\n")
    let outcome = try desk.run("store")
    #expect(outcome.status == 78)
    #expect(
      outcome.complaint.contains(
        "config.yaml:2: notice: found “loud”, expected one of off, bell, osc9, osc777"),
      "\(outcome)")
  }
}
