import Procedure
import Terminal
import Testing

@testable import Workbench

/// The workbench as it is read line by line, and what is said of each key.
@Suite("A screen that is heard", .serialized)
struct ListenerTests {
  private func bench(
    _ actor: Actor = Bench.asha, fill: (Bench) throws -> Void = { try $0.fillDesk() }
  ) throws -> Bench {
    let bench = try Bench(actor, columns: 80, rows: 24, fill: fill)
    bench.model.hear()
    return bench
  }

  private func record(_ bench: Bench, _ name: String) {
    let frame = view(bench.model)
    let cursor = frame.cursor.map { "row \($0.row), column \($0.column)" } ?? "hidden"
    expect(frame.text + "\n---\ncursor: \(cursor)", isIn: "heard-\(name)")
  }

  private func said(_ bench: Bench) -> String {
    let frame = view(bench.model)
    let lines = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines[(frame.announcement?.rows ?? 0..<0).clamped(to: 0..<lines.count)]
      .joined(separator: " ").trimmed
  }

  @Test("the queue: a line for each dispute, with the name of each column")
  func queue() throws {
    let bench = try bench()
    bench.press("j")
    record(bench, "queue")
    #expect(said(bench).hasPrefix("Due "))
  }

  @Test("a dispute, with facts one after the other")
  func dispute() throws {
    let bench = try bench()
    bench.open("CX-10482")
    record(bench, "dispute")
    #expect(said(bench).hasPrefix("CX-10482, Less Paid, Meera Iyer"))
  }

  @Test("the timeline, named with its length, and of the past which of it is shown")
  func timeline() throws {
    let bench = try bench()
    bench.open("CX-10482")
    let count = try bench.journal.history(of: TicketID("CX-10482")).count
    bench.press("t")
    #expect(said(bench).contains("Timeline, \(count) recorded, the latest first"))
    bench.press("[")
    #expect(said(bench).contains("\(count - 1) of \(count)"), "\(said(bench))")
    bench.press("Esc", "t")
    #expect(!said(bench).contains("Timeline"))
  }

  @Test("the tour, once for each thing that it asks for")
  func tour() throws {
    let bench = try bench(fill: TourTests.desk)
    bench.press("H")
    #expect(said(bench).hasPrefix("Tour 1 of"), "\(said(bench))")
    #expect(said(bench).contains("shows the tickets that nobody has looked at"), "\(said(bench))")
    bench.press("5")
    #expect(said(bench).hasPrefix("Tour 2 of"), "\(said(bench))")
    bench.press("k")
    #expect(!said(bench).contains("Tour"), "\(said(bench))")
  }

  @Test("what goes to the pager, without what is drawn")
  func pager() throws {
    let bench = try bench()
    bench.open("CX-10482")
    bench.press("|")
    guard case .pager(let text) = bench.shown.last else {
      Issue.record("nothing was handed to the pager: \(bench.text)")
      return
    }
    #expect(text.contains("light scratches, back") && text.contains("ticket logged"), "\(text)")
    #expect(!text.unicodeScalars.contains { (0x2500...0x25FF).contains($0.value) }, "\(text)")
  }

  @Test("of proofs that are looked at one after the other, each by its name")
  func proofs() throws {
    let bench = try bench()
    for number in 1...2 {
      try bench.do(
        .proof(
          Proof(
            id: ProofID("P\(number)"), kind: .upi, amount: .rupees(Int64(number)),
            paidAt: Bench.at("2026-11-22T13:10:00+05:30"), reference: "63261334567\(number)")),
        on: "CX-10482")
    }
    bench.open("CX-10482")
    bench.press("F6")
    let first = said(bench)
    bench.press("p")
    #expect(said(bench) != first && said(bench).contains("P1"), "\(first) then \(said(bench))")
  }

  @Test("a form, with the cursor in its field")
  func form() throws {
    let bench = try bench()
    bench.open("CX-10482")
    bench.press("w")
    record(bench, "form")
  }

  @Test("the keys of the moment, in words")
  func help() throws {
    let bench = try bench()
    bench.press("?", "Down")
    record(bench, "help")
  }

  @Test("a search")
  func search() throws {
    let bench = try bench()
    bench.press("/")
    bench.type("fonebay")
    record(bench, "search")
    #expect(said(bench).hasPrefix("CX-"))
  }

  @Test("what a manager decides, and the evidence below it")
  func escalated() throws {
    let bench = try bench(Bench.farah)
    bench.press("4")
    record(bench, "escalated")
    let row = said(bench)
    bench.press("PgDn")
    #expect(said(bench).hasPrefix("For"), "\(said(bench))")
    bench.press("PgDn")
    #expect(said(bench).hasPrefix("Against"), "\(said(bench))")
    bench.press("PgUp", "PgUp")
    #expect(row.hasSuffix(said(bench)))
  }

  @Test("a rehearsal, a look at the reasons, reports and a vendor's page")
  func others() throws {
    let bench = try bench(Bench.farah) { try $0.fillMatters() }
    bench.press("4", "*", "d")
    bench.type("Not this week.")
    bench.press("F2")
    record(bench, "rehearsal")
    bench.press("Esc", "Esc", "Q")
    record(bench, "why")
    bench.press("Esc", "W")
    record(bench, "vendor-page")
    bench.press("Esc", "9")
    record(bench, "report")
  }

  @Test("a key that moves in the list moves the cursor, and says the row: nothing else is written")
  func moves() throws {
    let bench = try bench()
    bench.press("j")
    let before = view(bench.model)
    bench.press("j")
    let after = view(bench.model)
    #expect(after.cursor != before.cursor)
    let rows = try #require(after.announcement).rows
    let lines = zip(
      before.text.split(separator: "\n", omittingEmptySubsequences: false),
      after.text.split(separator: "\n", omittingEmptySubsequences: false))
    let changed = lines.enumerated().filter { $0.element.0 != $0.element.1 }.map(\.offset)
    #expect(changed.allSatisfy { rows.contains($0) }, "\(changed)")
    #expect(changed.contains { rows.contains($0) })
  }

  @Test("every line of a dispute can be come to, and is said")
  func everyLine() throws {
    let bench = try bench()
    bench.open("CX-10482")
    var heard: Set<String> = []
    for _ in 0..<60 {
      bench.press("j")
      heard.insert(said(bench))
    }
    for label in ["Customer: Meera Iyer, hidden 0482", "Due: ₹", "Shortfall: ₹", "What follows"] {
      #expect(heard.contains { $0.hasPrefix(label) }, "\(label) in \(heard.sorted())")
    }
    bench.press("g")
    #expect(said(bench).hasPrefix("1 Ticket done, 2 Order done, 3 Vendor now"))
  }

  @Test("what passes with the time alone is told with the next key")
  func silent() throws {
    let bench = try bench()
    bench.press("j")
    let before = view(bench.model)
    for _ in 0..<9 {
      bench.clock.advance(minutes: 1)
      bench.tell(.minute)
    }
    #expect(view(bench.model) == before)
    bench.press("k")
    #expect(view(bench.model) != before)
  }

  @Test("typing says nothing of its own, and a choice says what is chosen")
  func typing() throws {
    let bench = try bench()
    bench.open("CX-10482")
    bench.press("i")
    let before = said(bench)
    let number = view(bench.model).announcement?.number
    bench.type("she called")
    #expect(said(bench).contains("field 1 of 1") && before.contains("field 1 of 1"))
    #expect(view(bench.model).announcement?.number == number)
    #expect(view(bench.model).text.contains("she called"))
    bench.press("Esc", "w", "Right")
    #expect(said(bench).contains(" of "), "\(said(bench))")
  }

  @Test("the same refusal once more is said once more")
  func again() throws {
    let bench = try bench(Bench.vera)
    bench.open("CX-10482")
    bench.press("c")
    let first = view(bench.model)
    #expect(said(bench).contains("A viewer changes nothing."))
    bench.press("c")
    let second = view(bench.model)
    #expect(first.text == second.text)
    #expect(first.announcement != second.announcement)
  }

  @Test("an empty view says so, and what has no cursor begins below its title")
  func empty() throws {
    let bench = try bench()
    bench.press("6")
    #expect(said(bench).hasPrefix("Closed, 0. nothing here"), "\(said(bench))")
    bench.press("Esc", "1", "W", "L")
    bench.tell(.resized(Size(columns: 100, rows: 30)))
    #expect(view(bench.model).size == Size(columns: 100, rows: 30))
    #expect(said(bench).contains("call sheet"), "\(said(bench))")
  }

  @Test("a terminal of ASCII alone gets ASCII alone, and reads the same")
  func ascii() throws {
    let bench = try bench()
    bench.open("CX-10482")
    bench.model.hear(isASCII: true)
    let text = view(bench.model).written
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    #expect(text.contains("Due: Rs10,000.00") && text.contains("Customer: Meera Iyer, hidden 0482"))
  }

  @Test("a code for a camera is refused in words")
  func code() throws {
    let bench = try bench()
    bench.open("CX-10482")
    bench.press("F5", "c")
    #expect(said(bench).contains("says nothing aloud"))
  }
}
