import Foundation
import Testing

/// What was typed is not lost: not by a death, not by somebody who was faster, not by a smaller window.
@Suite("Journeys of what was typed")
struct JourneyDraftTests {
  private let words = "He says: मैंने पैसे भेज दिए, on the 20th"

  @Test("kill -9 in the middle of a form: what was typed a second ago is there again")
  func killed() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    try asha.show("CX-10437")
    try asha.openForm("i", "Internal note")
    asha.type(words)
    try asha.wait(for: words)
    // At most a second may be lost: what follows is typed in the last one.
    Thread.sleep(forTimeInterval: 1)
    asha.type(" and")
    try asha.signal(SIGKILL)
    // The shell says what it ended with behind a path that may be cut at the edge.
    try asha.screen("the end of the program") {
      $0.filter { !$0.isWhitespace }.contains("code137")
    }

    let again = try desk.open("sample --open --as asha")
    try again.show("CX-10437")
    try again.press("i", until: "Your draft is here again")
    try again.wait(for: words)
    // Somebody else at the same database has drafts of their own.
    let dev = try desk.open("sample --open --as dev")
    try dev.show("CX-10437")
    try dev.openForm("i", "Internal note")
    #expect(try !dev.now().contains("on the 20th"))
    try again.press("F2", until: "Noted.")
    try again.press("i", until: "Noted  ")
    #expect(try again.now().contains("▌ Note      "))
  }

  @Test("Esc leaves a form with the draft kept, also over a change of form")
  func left() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    try asha.show("CX-10437")
    try asha.openForm("i", "Internal note")
    asha.type(words)
    try asha.wait(for: words)
    try asha.press("Escape", until: "Left; what was typed is kept.")
    try asha.openForm("m", "Hear the customer")
    asha.press("Escape")
    try asha.screen("the dispute") { !$0.contains("─ Hear the customer ─") }
    try asha.press("i", until: "Your draft is here again")
    try asha.wait(for: words)
  }

  @Test("two copies on one form: the second sees both versions, and saves on the new one")
  func conflict() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    let dev = try desk.open("sample --open --as dev")
    for person in [asha, dev] {
      try person.show("CX-10437")
      try person.openForm("i", "Internal note")
    }
    asha.type("first, by asha")
    dev.type("second, by dev")
    try asha.press("F2", until: "Noted.")
    let both = try dev.press("F2", until: "was changed meanwhile")
    #expect(both.contains("note: first, by asha"), "\(both)")
    #expect(both.contains("second, by dev"), "\(both)")
    #expect(both.contains("Nothing was recorded."), "\(both)")
    dev.press("Enter")
    try dev.screen("the form on the new version") {
      $0.contains("─ Internal note ─") && $0.contains("second, by dev")
        && $0.contains("first, by asha") && !$0.contains("was changed meanwhile")
    }
    try dev.press("F2", until: "Noted.")
    try asha.press("i", until: "second, by dev")
  }

  @Test("a conflict can be left, and what was typed is a draft")
  func conflictLeft() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    let dev = try desk.open("sample --open --as dev")
    for person in [asha, dev] {
      try person.show("CX-10437")
      try person.openForm("i", "Internal note")
    }
    asha.type("first, by asha")
    dev.type("second, by dev")
    try asha.press("F2", until: "Noted.")
    try dev.press("F2", until: "was changed meanwhile")
    try dev.press("Escape", until: "what was typed is kept")
    try dev.press("i", until: "Your draft is here again")
    try dev.wait(for: "second, by dev")
  }

  @Test(
    "a form and a dialog stand any size: nothing is lost, everything is drawn anew",
    arguments: ["i", "?"])
  func resized(key: String) throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    try asha.show("CX-10437")
    asha.press(key)
    try asha.wait(for: key == "i" ? "─ Internal note ─" : "╭─ In a dispute")
    let typed = key == "i" ? "typed before" : "pay"
    asha.type(typed)
    let before = try asha.screen("what was typed") {
      $0.contains(key == "i" ? typed : "? pay") && $0.contains("CX-10437")
    }
    for (columns, rows) in [(80, 24), (40, 10), (20, 5), (80, 24), (200, 50), (120, 31)] {
      asha.resize(columns, rows)
      try asha.screen("\(columns) by \(rows)") { text in
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let isFull = lines.dropLast().allSatisfy {
          $0.unicodeScalars.count { !$0.isMark } <= columns
        }
        // Below a certain size it says so; above it what was typed is in sight.
        return isFull && lines.count <= rows + 1
          && (columns < 80 ? !text.allSatisfy(\.isWhitespace) : text.contains(typed))
      }
    }
    try asha.screen("the same pane") { pane(of: $0) == pane(of: before) }
    if key == "i" {
      asha.type(" and after")
      try asha.wait(for: "typed before and after")
      try asha.press("F2", until: "Noted.")
    } else {
      asha.press("Escape")
      try asha.screen("the dispute") { !$0.contains("╭─ In a dispute") }
    }
  }

  /// A screen without its clock and what counts minutes.
  private func pane(of text: String) -> [String] {
    text.replacing(/\d\d?:\d\d/, with: "0:00").split(separator: "\n").dropFirst()
      .map { String($0.dropFirst(49)) }
  }
}
