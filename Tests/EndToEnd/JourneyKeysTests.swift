import Foundation
import Testing

/// How many keys the daily work takes, and what a key says that cannot be obeyed.
@Suite("Journeys of the keyboard")
struct JourneyKeysTests {
  @Test("a plain D3 takes at most 25 keys beyond the facts typed, on at most 3 screens")
  func plain() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    try asha.show("CX-10459")
    let before = asha.keys
    var screens: Set<String> = []
    func look(_ screen: String) {
      if screen.contains("Press a key to go back.") {
        screens.insert("comment")
      } else if screen.contains("F2 ") || screen.contains("Esc leave") {
        screens.insert("form")
      } else {
        screens.insert("queue and dispute")
      }
    }
    look(try asha.wait(for: "claim it"))
    look(try asha.press("Enter", until: "Claimed."))
    look(try asha.press("Enter", until: "Ticket reviewed."))
    look(try asha.press("Enter", until: "─ Step 2 · Order ─"))
    look(try asha.press("F2", until: "Order recorded."))
    look(try asha.press("Enter", until: "Did you pay the customer?"))
    look(try asha.press("y", until: "yes, in full ›"))
    asha.press("Enter", "Enter")
    asha.type(upiReference(hoursAgo: 1))
    look(try asha.wait(for: "accept now"))
    look(try asha.press("F2", until: "Paid in full (D3) → Resolved – Paid"))
    look(try asha.press("Enter", until: "every row holds"))
    asha.press("F2")
    look(try asha.wait(for: "Press a key to go back."))
    let keys = asha.keys - before
    let comment = try asha.comment()
    #expect(comment.contains("Status: Resolved – Paid"), "\(comment)")
    #expect(keys <= 25, "\(keys) keys")
    #expect(screens.count <= 3, "\(screens)")
  }

  @Test("a refused closure names each row of the gate that is missing, and the key that mends it")
  func gate() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    try asha.show("CX-10453")
    try asha.press("c", until: "Claimed.")
    asha.press("C")
    try asha.screen("the form with the rows that are missing") { form in
      ["─ Step 5 · Close ─", "G2", "G4", "G7", "review"].allSatisfy { form.contains($0) }
    }
    asha.press("C-u")
    asha.type("I would like to have this from my desk, please.")
    try asha.press("F2", until: "It cannot be closed")
    try asha.screen("the form with what was typed") {
      $0.contains("I would like to have this") && $0.contains("─ Step 5 · Close ─")
    }
    asha.press("Escape")
    try asha.screen("the dispute") { !$0.contains("─ Step 5 · Close ─") }
    try asha.press("v", until: "Ticket reviewed.")
  }

  @Test("? lists every key of the moment, with the reason for each that is refused")
  func help() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    try asha.show("CX-10453")
    try asha.press("?", until: "claim it first")
    asha.type("payout")
    try asha.wait(for: "▌$            payout             Nobody holds CX-10453: claim it first.")
    asha.press("C-u")
    asha.type("claim")
    try asha.wait(for: "▌c ")
    try asha.press("Enter", until: "Claimed.")
  }

  @Test("the palette runs an action by its name, and :theme switches and is remembered")
  func palette() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    try asha.press(":", until: "Actions and views")
    asha.type("closed")
    try asha.wait(for: "closed ")
    try asha.press("Enter", until: "╭─ Closed ")
    let before = try asha.colours()
    try asha.press(":", until: "Actions and views")
    asha.type("theme high")
    try asha.wait(for: "theme high")
    asha.press("Enter")
    try asha.screen("the queue") { !$0.contains("Actions and views") }
    #expect(try !asha.colours().isSubset(of: before))
    asha.press("q")
    try asha.wait(for: "code 0")
    let again = try desk.open("sample --open --as asha")
    try again.press("6", until: "╭─ Closed ")
    try again.screen("the theme that was chosen") { _ in
      (try? again.colours())?.isSubset(of: before) == false
    }
  }

  @Test("search finds a dispute by phone, order, customer, vendor and reference")
  func search() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    // The phone as it is unmasked for the look.
    try asha.show("CX-10436")
    let screen = try asha.press("x", until: "+91 ")
    let phone = try #require(screen.firstMatch(of: /\+91 (\d{5} \d{5})/)).output.1
    asha.press("Escape")
    try asha.wait(for: "open ")
    for text in [String(phone), "ORD-88808", "Rahul Sax", "CashMyCell Ran"] {
      try asha.press("/", until: "╭─ Search")
      asha.type(text)
      try asha.screen("CX-10436 by \(text)") {
        $0.contains("│▌CX-10436") || $0.contains("│ CX-10436")
      }
      asha.press("Escape")
      try asha.screen("the queue") { !$0.contains("╭─ Search") }
    }
    // A reference that was typed now is found by any part of it.
    try asha.show("CX-10437")
    try asha.openForm("p", "Add a proof")
    let reference = upiReference(hoursAgo: 1, sequence: 987_654)
    asha.type(reference)
    try asha.wait(for: "Amount")
    try asha.press("F2", until: "✗")
    asha.type("2000")
    try asha.press("F2", until: "Proof P1")
    try asha.press("/", until: "╭─ Search")
    asha.type(String(reference.suffix(8)))
    try asha.wait(for: "▌CX-10437")
  }
}
