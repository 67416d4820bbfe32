import Foundation
import Testing

/// How the desk did, at a terminal, and the same at the command line.
@Suite("Journeys through the reports")
struct JourneyReportTests {
  @Test("a manager reads the figures, opens a bar, goes into a dispute and comes back the same way")
  func throughABar() throws {
    let desk = try JourneyDesk.sample()
    let printed = try desk.shell.run("report", "--db", desk.sampleDatabase)
    let ravi = try desk.open("sample --open --as ravi")
    let page = try ravi.press("9", until: "Open now, by age")
    // The page and the command say the same.
    for heading in ["Opened", "Open now, by age", "Open now, by step"] {
      let total = try #require(printed.lines.first { $0.hasPrefix(heading) }?.figure(heading))
      let shown = try #require(page.split(separator: "│").first { $0.contains(heading) })
      #expect(String(shown).figure(heading) == total, "\(heading): \(shown)")
    }
    // From the bar to its disputes, to one of them, and back.
    let bar = try #require(page.lines.first { $0.contains("▌ under 1 day") })
    let count = try #require(bar.figure("under 1 day"))
    let list = try ravi.press("Enter", until: "─ Open now, by age · under 1 day ─")
    #expect(list.contains("─ \(count) ─╮"))
    let ticket = try #require(
      list.lines.first { $0.contains("│▌CX-") }?.split(separator: "▌").last?.prefix(8))
    try ravi.press("Enter", until: "╭─ \(ticket) ")
    try ravi.press("Escape", until: "─ Open now, by age · under 1 day ─")
    ravi.press("Escape")
    try ravi.screen("the bars") { !$0.contains("· under 1 day ─") && $0.contains("▌ under 1 day") }
    // Another time, and nothing after today.
    ravi.press("[")
    try ravi.screen("the days before") { $0.contains("Opened") && !$0.contains("reading") }
    ravi.press("]")
    try ravi.press("]", until: "there is none after it")
    try ravi.press("Tab", until: " · quarter ─")
    ravi.press("Escape")
    try ravi.screen("the queue") { $0.contains("╭─ Queue ") && !$0.contains("Reports") }
  }

  @Test("a narrow terminal has the page too, and its end is a key away")
  func narrow() throws {
    let desk = try JourneyDesk.sample()
    let viv = try desk.open("sample --open --as viv", columns: 80, rows: 24)
    try viv.press("9", until: "Open now, by age")
    viv.press("G")
    let end = try viv.screen("the page's end") { !$0.contains("Opened") }
    #expect(end.lines.allSatisfy { $0.count <= 80 })
    try viv.press("g", until: "Opened")
    viv.resize(120, 31)
    try viv.wait(for: "Time to closure")
  }
}

extension String {
  fileprivate var lines: [String] { split(separator: "\n").map(String.init) }

  /// The last number on the line after some words.
  fileprivate func figure(_ words: String) -> Substring? {
    guard let range = range(of: words) else { return nil }
    return self[range.upperBound...].split { !$0.isNumber }.first
  }
}
