import Foundation
import Testing

/// A newcomer's run: nothing is pressed but what the tour names.
@Suite("Journeys of the tour")
struct JourneyTourTests {
  @Test(
    "a newcomer closes a ticket with nothing but the keys that the tour names",
    arguments: [(120, 31), (80, 24)])
  func whole(columns: Int, rows: Int) throws {
    let desk = try JourneyDesk.sample()
    let me = try desk.open("sample --open --as asha", columns: columns, rows: rows)
    try me.wait(for: "First time here? H (tour)")
    try me.press("H", tour: "5 shows the tickets that nobody has looked at.")
    let there = try me.press("5", tour: "move the bar")
    let ticket = try #require(there.firstMatch(of: /Go to (CX-\d+)/)).output.1
    while let bar = try me.bar(), !bar.contains(ticket) {
      me.press("j")
      try me.screen("the bar on the next row") { JourneyTerminal.bar(on: $0) != bar }
    }
    try me.tour("↵ goes into the dispute.")
    try me.press("Enter", tour: "now it claims the ticket.")
    try me.press("Enter", tour: "Try it: C.")
    try me.press("C", tour: "F2 asks to close it all the same.")
    try me.press("F2", tour: "Esc leaves a form")
    try me.press("Escape", tour: "The ticket is read, and ↵ says so")
    try me.press("Enter", tour: "↵ opens the order")
    try me.press("Enter", tour: "F2 records it.")
    try me.press("F2", tour: "↵ opens the questions to the vendor.")
    try me.press("Enter", tour: "type y,")
    try me.press("y", tour: "F4 goes to the proof.")
    me.press("F4")
    let asked = try me.tour("Type the payment’s reference")
    let reference = try #require(asked.firstMatch(of: /reference: (\d{12})\./)).output.1
    me.type(String(reference))
    try me.tour("F2 records call, answer and proof.")
    try me.press("F2", tour: "↵ opens the closing.")
    try me.press("Enter", tour: "F2 closes it.")
    me.press("F2")
    let comment = try me.wait(for: "was sent to the clipboard")
    #expect(comment.contains("Status: Resolved – Paid"), "\(comment)")
    try me.press("Enter", tour: "Esc goes back.")
    try me.press("Escape", tour: "Closed. h goes back")
    try me.press("h", tour: "/ finds anything")
    try me.press("/", until: "╭─ Search")
    me.type("FoneBay")
    try me.tour("Esc leaves the search.")
    try me.press("Escape", tour: "? lists every key")
    try me.press("?", tour: "Letters narrow it")
    try me.press("Escape", tour: "That was a whole ticket.")
    me.press("1")
    try me.screen("the tour's end") { !$0.contains("Tour ") }
    me.press("q")
    try me.wait(for: "code 0")
    let again = try desk.open("sample --open --as asha")
    #expect(try !again.now().contains("First time here?"))
    #expect(desk.shell.exists(".local/state/paydesk/tour"))
  }

  @Test("it is never offered on a desk of one's own")
  func own() throws {
    let desk = try JourneyDesk.own()
    let me = try desk.open()
    #expect(try !me.now().contains("First time here?"))
    try me.press("H", until: "The tour is for the sample")
    #expect(!desk.shell.exists(".local/state/paydesk/tour"))
  }
}

extension JourneyTerminal {
  /// What the tour says, in one line however it is wrapped, once it says something.
  @discardableResult
  fileprivate func tour(_ words: String) throws -> String {
    func line(_ screen: String) -> String {
      screen.replacing("Esc leaves the tour", with: "").split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
    }
    return line(try screen("“\(words)” of the tour") { line($0).contains(words) })
  }

  /// Presses a key, and waits for what the tour says then.
  @discardableResult
  fileprivate func press(_ key: String, tour words: String) throws -> String {
    press(key)
    return try tour(words)
  }

  /// The row under the bar.
  fileprivate func bar() throws -> Substring? { JourneyTerminal.bar(on: try now()) }

  fileprivate static func bar(on screen: String) -> Substring? {
    screen.split(separator: "\n").first { $0.contains("▌") }?.prefix(46)
  }
}
