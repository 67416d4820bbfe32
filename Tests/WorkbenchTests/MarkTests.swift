import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("Marks, and decisions on several disputes")
struct MarkTests {
  private func bench(_ actor: Actor = Bench.omkar) throws -> Bench {
    let bench = try Bench(actor)
    bench.press("7")
    return bench
  }

  @Test("Space marks a row and moves down, and takes the mark away again")
  func mark() throws {
    let bench = try bench()
    let first = bench.model.queue.rows[0].ticket
    bench.press("Space", "Space")
    #expect(bench.model.marks == bench.model.queue.rows.prefix(2).map(\.ticket))
    #expect(bench.model.queue.cursor == 2)
    #expect(bench.text.contains("2 marked"), "\(bench.text)")
    bench.press("g", "Space")
    #expect(!bench.model.marks.contains(first))
    #expect(bench.text.split(separator: "\n").contains { $0.hasPrefix("│•") }, "\(bench.text)")
  }

  @Test("the star marks all at hand, again none; Esc takes marks away; another view does too")
  func all() throws {
    let bench = try bench()
    bench.press("*")
    #expect(bench.model.marks.count == bench.model.queue.rows.count)
    bench.press("*")
    #expect(bench.model.marks.isEmpty)
    bench.press("Space", "Esc")
    #expect(bench.model.marks.isEmpty)
    bench.press("Space", "1")
    #expect(bench.model.marks.isEmpty)
    #expect(bench.model.notice?.text.contains("taken away") == true)
  }

  @Test("the star in a view whose rows have not come yet marks them once they have")
  func early() throws {
    let bench = try bench()
    bench.isHolding = true
    bench.press("7", "*")
    bench.release()
    #expect(bench.model.marks.count == bench.model.queue.rows.count)
    #expect(!bench.model.marks.isEmpty)
  }

  @Test("approvals are one by one, and what takes one dispute at a time says so")
  func oneByOne() throws {
    let bench = try Bench(Bench.farah)
    bench.press("4", "*", "a")
    #expect(bench.model.forms.isEmpty)
    #expect(bench.model.notice?.text.hasPrefix("Approvals are one by one") == true)
    for key in ["f", "$", "F7", "s", "C", ">", "="] {
      bench.press(key)
      #expect(bench.model.forms.isEmpty, "\(key)")
      #expect(bench.model.notice?.tone == .refusal, "\(key)")
    }
    #expect(bench.model.marks.count == bench.model.queue.rows.count)
  }

  @Test("all marked are assigned after a rehearsal, by one key; what cannot be stays marked")
  func assign() throws {
    let bench = try bench()
    try bench.do(.claim, on: "CX-10501")
    try bench.do(.review, on: "CX-10501")
    bench.tell(.changed)
    bench.press("*", "A")
    #expect(bench.text.contains("Assign the marked"), "\(bench.text)")
    bench.type("dev")
    bench.press("F2")
    #expect(bench.model.mode == .rehearsal)
    #expect(bench.text.contains("8 can be assigned to dev, 0 cannot."), "\(bench.text)")
    let before = try bench.journal.head()
    bench.press("Enter", "F2", "a")
    #expect(try bench.journal.head() == before, "only its own key does it")
    bench.press("y")
    #expect(bench.model.overlay == nil && bench.model.forms.isEmpty, "\(bench.text)")
    #expect(bench.model.marks.isEmpty)
    #expect(try bench.journal.held(by: Bench.dev.person).count == 8)
    #expect(bench.model.notice?.text.hasPrefix("8 assigned to dev.") == true)
  }

  @Test("a rehearsal groups what cannot be done by the core's own words, and names each")
  func refused() throws {
    let bench = try Bench(Bench.farah)
    bench.press("7", "*", "d")
    bench.type("Not before the vendor was asked again.")
    bench.press("F2")
    #expect(bench.text.contains("1 can be declined, 7 cannot."), "\(bench.text)")
    #expect(bench.text.contains("7: No payout waits for approval."), "\(bench.text)")
    #expect(bench.text.contains("CX-10411"))
    bench.press("y")
    #expect(bench.dispute("CX-10377").payouts.last?.state == .declined)
    #expect(bench.model.marks.count == 7)
    #expect(!bench.model.marks.contains(TicketID("CX-10377")))
    #expect(bench.text.contains("Could not"), "\(bench.text)")
    bench.press("Esc")
    #expect(bench.model.overlay == nil)
  }

  @Test("what was changed between rehearsal and word fails, is said, and stays marked")
  func conflict() throws {
    let bench = try bench()
    bench.press("Space", "Space", "r")
    bench.type("Look at it again, please.")
    bench.press("F2")
    #expect(bench.model.mode == .rehearsal, "\(bench.text)")
    let changed = bench.model.marks[0]
    try bench.do(.note(text: "meanwhile"), on: changed.text)
    bench.press("y")
    #expect(bench.model.marks == [changed])
    #expect(bench.text.contains("was changed meanwhile"), "\(bench.text)")
  }

  @Test("something long says how far it is")
  func progress() throws {
    let bench = try bench()
    let tickets = bench.model.queue.rows.map(\.ticket)
    var told: [Int] = []
    let request = Effect.rehearse(
      number: 7, .named(tickets), .assign(to: Bench.dev.person), Bench.omkar)
    let answer = bench.answers.answer(to: request) { message in
      if case .rehearsing(let step) = message, case .tried(let count) = step.stage {
        told.append(count)
      }
    }
    #expect(told == Array(1...8))
    guard case .rehearsing(let end) = answer, case .rehearsed(let rehearsal) = end.stage else {
      Issue.record("no rehearsal")
      return
    }
    bench.press("*", "A")
    bench.type("dev")
    bench.isHolding = true
    bench.press("F2")
    #expect(bench.text.contains("0 so far"), "\(bench.text)")
    bench.tell(.rehearsing(.init(number: bench.model.lastNumber, stage: .tried(3))))
    #expect(bench.text.contains("3 so far"))
    bench.tell(.rehearsing(.init(number: bench.model.lastNumber, stage: .rehearsed(rehearsal))))
    bench.press("y")
    bench.tell(.rehearsing(.init(number: bench.model.lastNumber, stage: .decided(5))))
    #expect(bench.text.contains("5 of 8 are decided"))
    bench.press("Esc")
    #expect(bench.model.mode == .rehearsal)
  }

  @Test("a rehearsal waits for nothing that is recorded, and stops once it is left")
  func stops() throws {
    let bench = try bench()
    let tickets = bench.model.queue.rows.map(\.ticket)
    let request = Effect.rehearse(
      number: 7, .named(tickets), .assign(to: Bench.dev.person), Bench.omkar)
    #expect(request.kind == .rehearsal, "what records is done in order, and has no kind")
    var tried = 0
    let answer = bench.answers.answer(to: request, tell: { _ in tried += 1 }, while: { tried < 3 })
    #expect(answer == nil && tried == 3)
    bench.press("Space", "A")
    bench.type("dev")
    bench.isHolding = true
    bench.press("F2", "Esc")
    #expect(bench.held.filter { $0.kind == .rehearsal }.count == 2)
    guard case .stopRehearsing = bench.held.last(where: { $0.kind == .rehearsal }) else {
      Issue.record("the one that was left goes on")
      return
    }
    bench.release()
    #expect(bench.model.overlay == nil && bench.model.mode == .form)
  }

  @Test("leaving a rehearsal records nothing, and the words are there still")
  func leave() throws {
    let bench = try bench()
    let head = try bench.journal.head()
    bench.press("Space", "r")
    bench.type("Look at it again.")
    bench.press("F2", "Esc")
    #expect(try bench.journal.head() == head)
    #expect(bench.model.mode == .form)
    #expect(bench.text.contains("Look at it again."))
  }

  @Test("everything of somebody who went home is assigned by name of the action")
  func assignAll() throws {
    let bench = try bench()
    let held = try bench.journal.held(by: Bench.asha.person)
    #expect(held.count == 4)
    bench.press(":")
    bench.type("assign all")
    bench.press("Enter")
    bench.type("asha")
    bench.press("Enter")
    bench.type("vera")
    bench.press("F2")
    #expect(bench.text.contains("vera is a viewer and changes nothing"), "\(bench.text)")
    bench.press("Ctrl-u")
    bench.type("dev")
    bench.press("F2", "y")
    #expect(try bench.journal.held(by: Bench.asha.person).isEmpty, "\(bench.text)")
    for ticket in held { #expect(bench.dispute(ticket.text).holder == Bench.dev.person) }
  }

  @Test("an executive rehearses, and nothing can be done")
  func executive() throws {
    let bench = try bench(Bench.asha)
    bench.press("Space", "A")
    bench.type("dev")
    bench.press("F2")
    #expect(bench.text.contains("0 can be assigned to dev, 1 cannot."), "\(bench.text)")
    #expect(bench.text.contains("Only a manager may do this"))
    bench.press("y")
    #expect(bench.model.mode == .rehearsal)
  }

  @Test("a range is marked from the last mark to the cursor, either way, and along with the cursor")
  func range() throws {
    let bench = try bench()
    let all = bench.model.queue.rows.map(\.ticket)
    bench.press(",")
    #expect(bench.model.marks.isEmpty)
    #expect(bench.text.contains("marks where the range begins"), "\(bench.text)")
    bench.press("j", "Space", "j", "j", ",")
    #expect(bench.model.marks == Array(all[1...4]))
    bench.press("g", ",")
    #expect(Set(bench.model.marks) == Set(all[0...4]) && bench.model.marks.last == all[0])
    bench.press("Esc", "Shift-Down", "Shift-Down", "Shift-Up")
    #expect(Set(bench.model.marks) == Set(all[0...2]))
  }

  @Test("the star marks all in a view that is longer than what is at hand, and says what it left")
  func whole() throws {
    let bench = try Bench(Bench.omkar) { bench in
      try bench.fillPeople()
      bench.at("22T10:00")
      _ = try bench.journal.arrive(
        (1...1_030).map { number in
          (
            TicketID("CX-\(number)"),
            Ticket(
              tag: .lessPaid, customer: "Meera", order: OrderID("ORD-\(number)"),
              quoted: .rupees(100), complaint: "no money",
              loggedAt: Bench.at("2026-11-22T09:00:00+05:30"))
          )
        }, by: Bench.asha, at: bench.clock.now)
    }
    bench.press("5")
    #expect(bench.model.queue.rows.count < 200)
    bench.press("*")
    #expect(bench.model.marks.count == 1_000)
    #expect(bench.text.contains("1000 marked: the first 1000 of the view"), "\(bench.text)")
    bench.press("*")
    #expect(bench.model.marks.isEmpty)
    // Whoever goes on to another view meanwhile marks nothing there.
    bench.isHolding = true
    bench.press("*", "7")
    bench.release()
    #expect(bench.model.marks.isEmpty)
  }

  @Test("what needs nothing typed is rehearsed at once: claim, give back, review")
  func direct() throws {
    let bench = try Bench()
    bench.press("7", "*", "c")
    #expect(bench.text.contains("7 can be claimed, 1 cannot."), "\(bench.text)")
    bench.press("y")
    for ticket in ["CX-10501", "CX-10502", "CX-10503"] {
      #expect(bench.dispute(ticket).holder == Bench.asha.person)
    }
    #expect(bench.model.marks.map(\.text) == ["CX-10411"], "what cannot be claimed stays marked")
    bench.press("Esc", "Esc", ":")
    bench.type("mark is:mine step:1")
    bench.press("Enter", "v", "y")
    #expect(bench.dispute("CX-10502").isReviewed)
    #expect(bench.model.notice?.text.hasPrefix("3 reviewed.") == true, "\(bench.text)")
  }

  @Test("what is said once is recorded on each, by the core's rules for each")
  func said() throws {
    let bench = try Bench()
    bench.press(":")
    bench.type("mark holder:asha step:3")
    bench.press("Enter")
    #expect(bench.model.marks.map(\.text).sorted() == ["CX-10482", "CX-10490"], "\(bench.text)")
    bench.press("w")
    #expect(bench.text.contains("One attempt on all marked"), "\(bench.text)")
    bench.type("b")
    bench.press("F2")
    #expect(
      bench.text.contains("2 can be logged as tried (phone, busy), 0 cannot."), "\(bench.text)")
    bench.press("y")
    #expect(bench.dispute("CX-10482").vendorContacts.count == 3)
    #expect(bench.dispute("CX-10490").vendorContacts.count == 2)
    bench.press("7", "*", "P")
    bench.type("+2h")
    bench.press("Enter")
    bench.type("the bank is closed")
    bench.press("F2")
    #expect(bench.text.contains("can be parked"), "\(bench.text)")
    #expect(bench.text.contains("Nobody holds it: claim it first."), "\(bench.text)")
    bench.press("y")
    #expect(bench.dispute("CX-10490").parkedUntil != nil)
  }

  @Test(
    "each form for all marked says so, names them, and is rehearsed before anything is recorded",
    arguments: [
      ("w", "b"), ("i", "so"), ("I", "so"), ("e", ""), ("P", "+2h"), ("X", "c"), ("b", "so"),
      ("O", "so"), ("U", "so"), ("K", "so"), ("S", "so"), ("^", "so"), ("d", "so"), ("r", "so"),
      ("A", "dev"),
    ])
  func forms(key: String, typed: String) throws {
    let bench = try Bench(Bench.farah)
    let head = try bench.journal.head()
    bench.press("7", "Space", "Space", key)
    let kind = try #require(bench.model.forms.last?.form.kind)
    #expect(kind.isAboutMarked && kind.title.contains("marked"), "\(kind)")
    #expect(bench.text.contains("CX-10503  CX-10502"), "\(bench.text)")
    bench.type(typed)
    if key == "P" { bench.press("Tab") }
    if key == "P" || key == "e" { bench.type("because") }
    bench.press("F2")
    #expect(bench.model.mode == .rehearsal, "\(bench.text)")
    bench.press("Esc")
    #expect(try bench.journal.head() == head)
  }
}
