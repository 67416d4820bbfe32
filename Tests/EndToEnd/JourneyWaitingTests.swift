import Foundation
import Testing

/// What the time alone does to a screen that nobody touches, and how one hears of it.
@Suite("Journeys of waiting")
struct JourneyWaitingTests {
  /// A sample where a window lasts a few seconds, with the settings of whoever sits there.
  private static func desk(_ settings: String, window: String? = nil) throws -> JourneyDesk {
    let desk = try JourneyDesk.sample()
    try desk.configure(settings)
    guard let window else { return desk }
    let policy = try desk.shell.write("p.yaml", "window: \(window)\n")
    for person in ["ravi", "nisha"] {
      try desk.shell.run(
        "policy", "adopt", policy, "--db", desk.sampleDatabase, "--as", person)
    }
    return desk
  }

  /// Asks the vendor, whom nobody reaches: its window begins to run.
  private func ask(_ me: JourneyTerminal) throws {
    try me.show("CX-10459")
    try me.press("c", until: "Claimed.")
    try me.press("v", until: "Ticket reviewed.")
    try me.openForm("o", "Step 2 · Order")
    try me.press("F2", until: "Order recorded.")
    try me.press("w", until: "Did you pay the customer?")
    me.press("Up")
    me.type("n")
    try me.press("F3", until: "Call logged: phone, no answer.")
  }

  @Test(
    "a window lapses on the screen at its moment, without a key, and is told once",
    arguments: ["bell", "osc9", "osc777", "off"])
  func lapse(notice: String) throws {
    let desk = try Self.desk("notice: \(notice)\n", window: "4s")
    let file = desk.home + "/bytes"
    let me = try desk.start("sample --open --as asha", recordingTo: file)
    try me.wait(for: "Queue ")
    try me.screen("the queue's end") { $0.contains(" of ") }
    try ask(me)
    // Far less than a minute: what wakes it is the moment itself.
    try me.wait(for: "lapsed   CX-10459")
    try me.title("the title with what lapsed") { $0.hasSuffix(" lapsed") }
    me.press("Escape")
    try me.screen("the dispute") { !$0.contains("F2 ") }
    me.press("q")
    try me.wait(for: "code 0")
    try me.wait(for: "modes: ")
    var stream = TerminalStream()
    stream.allowsNotices = notice != "off"
    let fault = stream.fault(in: [UInt8](try Data(contentsOf: URL(filePath: file))))
    #expect(fault == nil, "\(fault?.description ?? "")")
    let sentence = "CX-10459: the vendor's window has lapsed."
    let expected = [
      "bell": ["bell"], "osc9": ["9;paydesk: " + sentence],
      "osc777": ["777;notify;paydesk;" + sentence],
    ]
    #expect(stream.notices == expected[notice] ?? [])
  }

  @Test("the title is set, and given back at the end; with `title: off` it is left alone")
  func title() throws {
    for (settings, isSet) in [("", true), ("title: off\n", false)] {
      let desk = try Self.desk(settings)
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
    let desk = try Self.desk("store: ~/a.db\nnotice: loud\n")
    let outcome = try desk.shell.run("store")
    #expect(outcome.status == 78)
    #expect(
      outcome.complaint.contains(
        "config.yaml:2: notice: found “loud”, expected one of off, bell, osc9, osc777"),
      "\(outcome)")
  }
}
