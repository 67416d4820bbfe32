import Testing

/// Asking of a row and of a refusal why it is so.
@Suite("Journeys to the reason")
struct JourneyWhyTests {
  @Test("an executive asks why a row stands here and why a key was refused")
  func executive() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    try asha.show("CX-10453")
    try asha.press("v", until: "claim it first.  [c] claim  [Q] why")
    let refused = try asha.press("Q", until: "─ Why not ─")
    #expect(refused.contains("Holding: Nobody holds CX-10453: claim it first."), "\(refused)")
    #expect(refused.contains("You           asha, executive"), "\(refused)")
    asha.press("Escape")
    try asha.screen("the dispute") { !$0.contains("Why is this here?") }
    let why = try asha.press("Q", until: "─ Why it stands here ─")
    #expect(why.contains("Step 1: Nobody has looked at it"), "\(why)")
    #expect(!why.contains("Why not"), "\(why)")
    try asha.press("G", until: "What closing asks for")
    asha.press("q")
    try asha.screen("the dispute") { !$0.contains("Why is this here?") }
  }

  @Test("a manager asks why a payout is not theirs, and a viewer reads the same")
  func manager() throws {
    let desk = try JourneyDesk.sample()
    let ravi = try desk.open("sample --open --as ravi")
    try ravi.show("CX-10439")
    let why = try ravi.press("Q", until: "─ What is awaited ─")
    #expect(
      why.contains("E2: The payout of ₹8,450 is the finance manager's to approve"), "\(why)")
    #expect(why.contains("Limit         ₹5,000"), "\(why)")
    let viv = try desk.open("sample --open --as viv")
    try viv.show("CX-10439")
    try viv.press("Q", until: "E2: The payout of ₹8,450")
  }
}
