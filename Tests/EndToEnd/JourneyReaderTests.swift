import Foundation
import Testing

/// The workbench as a screen reader or a braille display has it.
@Suite("Journeys of those who hear the screen")
struct JourneyReaderTests {
  @Test("a complaint is walked to its closure line by line, and nothing is drawn on the way")
  func closure() throws {
    let desk = try JourneyDesk.sample()
    let file = desk.home + "/raw"
    let me = try desk.start(
      "sample --open --as asha --reader", columns: 120, rows: 31, recordingTo: file)
    try me.wait(for: "Ticket CX-")
    me.press("/")
    try me.wait(for: "Search")
    me.type("CX-10459")
    try me.wait(for: "CX-10459, Leela")
    me.press("Enter")
    try me.wait(for: "CX-10459, Customer Not Paid")
    try me.press("c", until: "Claimed.")
    try me.press("v", until: "Ticket reviewed.")
    try me.press("o", until: "Step 2, Order. ")
    try me.press("F2", until: "Order recorded.")
    try me.press("w", until: "Ask the vendor. Did")
    me.press("n", "Enter")
    me.type("the wallet was empty")
    try me.press("F2", until: "Vendor did not pay.")
    try me.press("$", until: "Ask for a payout. Payout, suggested")
    try me.press("F2", until: "Payout of ₹4,750 asked for.")
    try become("ravi", me)
    try find("CX-10459", me)
    try me.press("a", until: "Approve the payout. Type the amount")
    me.type("4750")
    try me.press("Enter", until: "Payout of ₹4,750 approved.")
    try become("asha", me)
    try find("CX-10459", me)
    try me.press("=", until: "The payout went through. ")
    me.type(upiReference(hoursAgo: 0))
    try me.press("Enter", until: "Payout settled")
    try me.press("T", until: "Reduce the vendor’s credits. ")
    try me.press("F2", until: "Credits reduced by ₹4,750.")
    try me.press("i", until: "Internal note. ")
    me.type("He promised to top it up.")
    try me.press("F2", until: "Noted.")
    try me.press("e", until: "Escalate. ")
    try me.press("F2", until: "Escalated to the ops manager")
    try me.press("C", until: "every row holds")
    me.press("F2")
    #expect(try me.wait(for: "Press a key to go back.").contains("Resolved – Paid by Cashkr"))
    me.press("Enter")
    try me.wait(for: "CX-10459: comment for the ticket")
    me.press("q")
    try me.press("6", until: "Closed, ")
    try me.wait(for: "Ticket CX-10459")
    me.press("q")
    try me.wait(for: "code 0")

    let text = try #require(
      String(validating: Data(contentsOf: URL(filePath: file)), as: UTF8.self),
      "what was sent is UTF-8")
    let drawn = text.unicodeScalars.filter { (0x2500...0x259F).contains($0.value) }
    #expect(drawn.isEmpty, "\(drawn)")
    // What is said reaches the terminal in one piece, so that what speaks as it is written speaks all of it.
    for sentence in ["Payout of ₹4,750 asked for.", "Payout of ₹4,750 approved.", "Noted."] {
      #expect(text.contains(sentence), "\(sentence)")
    }
  }

  @Test("the configuration turns it on, and the command line off again")
  func configured() throws {
    let desk = try JourneyDesk.sample()
    try desk.configure("reader: on\n")
    let heard = try desk.start("sample --open", columns: 80, rows: 24)
    #expect(try !heard.wait(for: "Ticket CX-").contains("│"))
    heard.press("q")
    try heard.wait(for: "code 0")
    let seen = try desk.open("sample --open --no-reader")
    #expect(try seen.now().contains("╭─ Queue "))
    #expect(try desk.shell.run("info").output.contains("reader"))
  }

  @Test("each row that one comes to is written whole, and the list stays as it is")
  func rows() throws {
    let desk = try JourneyDesk.sample()
    let file = desk.home + "/raw"
    let me = try desk.start(
      "sample --open --as asha --reader", columns: 160, rows: 31, recordingTo: file)
    func sent() -> Data { (try? Data(contentsOf: URL(filePath: file))) ?? Data() }
    try me.wait(for: "Ticket CX-")
    me.press("j")
    try me.screen("the second row, sent") { _ in
      String(decoding: sent(), as: UTF8.self).contains(", 2 of ")
    }
    let before = sent().count
    me.press("j")
    let screen = try me.screen("the third row") {
      $0.replacing("\n", with: " ").contains(", 3 of ")
    }
    let said = try #require(
      screen.split(separator: "\n").drop { !$0.contains("q quit") }.dropFirst().first)
    me.press("q")
    try me.wait(for: "code 0")
    let since = sent().dropFirst(before)
    #expect(said.hasPrefix("Due ") && said.contains("Ticket CX-"), "\(said)")
    #expect(String(decoding: since, as: UTF8.self).contains(said.prefix(36)), "\(said)")
    #expect(since.count < 1_500, "\(since.count) bytes")
  }

  private func find(_ ticket: String, _ me: JourneyTerminal) throws {
    me.press("/")
    try me.wait(for: "Search")
    me.type(ticket)
    try me.wait(for: "\(ticket), ")
    me.press("Enter")
    try me.wait(for: "\(ticket), Customer Not Paid")
  }

  private func become(_ person: String, _ me: JourneyTerminal) throws {
    me.press(":")
    try me.wait(for: "Actions and views")
    me.type("as \(person)")
    try me.wait(for: "as \(person)")
    me.press("Enter")
    try me.wait(for: "You are \(person) now")
  }
}
