import Procedure
import Testing

@testable import Journal

@Suite("One command over many disputes")
struct RehearsalTests {
  private let journal: RelationalJournal

  /// 1 and 2 are asha's, 3 is dev's, 4 is merged into 1.
  init() throws {
    journal = try RelationalJournal.inMemory()
    for number in 1...3 {
      try journal.does(.log(ticket(number)), number)
      try journal.does(.claim, number, by: number == 3 ? dev : asha)
    }
    try journal.does(.log(ticket(4, order: "ORD-1")), 4)
    try journal.does(.merge(into: id(1)), 4, by: omar)
  }

  @Test("is tried with nothing written, and says on which it can be done and on which not")
  func rehearsal() throws {
    let before = try journal.dump()
    let head = try journal.head()
    var told: [Int] = []
    let rehearsal = try Rehearsal(
      of: .assign(to: dev.person), on: [id(2), id(1), id(4), id(9), id(2)], by: omar, at: start,
      in: journal
    ) { told.append($0) }
    #expect(rehearsal.able.map(\.dispute) == [id(2), id(1)])
    #expect(rehearsal.able.map(\.version) == [2, 2])
    #expect(rehearsal.refused.map(\.dispute) == [id(4), id(9)])
    #expect(told == [1, 2, 3, 4])
    #expect(try journal.dump() == before)
    #expect(try journal.head() == head)
  }

  @Test("refuses each in the core's own words, grouped where they are the same")
  func groups() throws {
    let rehearsal = try Rehearsal(
      of: .decline(reason: "no"), on: [id(1), id(2), id(4)], by: omar, at: start, in: journal)
    #expect(rehearsal.able.isEmpty)
    let groups = rehearsal.refused.grouped
    #expect(groups.map(\.disputes) == [[id(1), id(2)], [id(4)]])
    #expect(groups[0].why.english == "No payout waits for approval.")
    #expect(groups[1].why.english == "It is merged into CX-1: work on that one.")
  }

  @Test("is done on each by itself; one that was changed meanwhile fails and the others go on")
  func perform() throws {
    let rehearsal = try Rehearsal(
      of: .assign(to: dev.person), on: [id(1), id(2)], by: omar, at: start, in: journal)
    try journal.does(.note(text: "she called"), 1)
    let outcome = rehearsal.perform(at: { start }, in: journal)
    #expect(outcome.done == [id(2)])
    #expect(outcome.failed.map(\.dispute) == [id(1)])
    #expect(outcome.failed[0].why.english.contains("was changed meanwhile"))
    #expect(try journal.look(at: id(1))?.dispute.holder == asha.person)
    #expect(try journal.look(at: id(2))?.dispute.holder == dev.person)
  }

  @Test("a quotation mark with a vowel sign behind it is looked for like any other")
  func quoted() throws {
    for text in ["63\"\u{94B}20", "\"\u{94B}", "\u{94B}\"\""] {
      let query = try DisputeQuery(text)
      #expect(try journal.find(query, for: asha.person, at: start, limit: 5).rows.isEmpty)
    }
  }

  @Test("an executive's is refused on every one")
  func role() throws {
    let rehearsal = try Rehearsal(
      of: .assign(to: dev.person), on: [id(1), id(2)], by: asha, at: start, in: journal)
    #expect(rehearsal.able.isEmpty)
    #expect(
      rehearsal.refused.grouped.map(\.why.english) == [
        "Only a manager may do this: escalate with a reason."
      ])
  }

  @Test("nobody is given disputes who does not work here or is a viewer, rehearsed or done")
  func holders() throws {
    try journal.perform(.initialise(omar.person, uid: 1), by: nil, at: start)
    for (uid, actor) in [(UInt32(2), asha), (3, vera)] {
      try journal.perform(.add(actor.person, uid: uid, role: actor.role), by: omar, at: start)
    }
    let head = try journal.head()
    for (person, why) in [
      (dev.person, "“dev” does not work here; it is one of: asha, omar."),
      (vera.person, "vera is a viewer and changes nothing; it is one of: asha, omar."),
    ] {
      let rehearsal = try Rehearsal(
        of: .assign(to: person), on: [id(1), id(3)], by: omar, at: start, in: journal)
      #expect(rehearsal.able.isEmpty)
      #expect(rehearsal.refused.grouped.map(\.why.english) == [why])
      let refusal = #expect(throws: Refusal.self) {
        try journal.does(.assign(to: person), 1, by: omar)
      }
      #expect(refusal?.message == why && refusal?.field == "to")
    }
    #expect(try journal.head() == head)
    try journal.does(.assign(to: asha.person), 3, by: omar)
    #expect(try journal.look(at: id(3))?.dispute.holder == asha.person)
  }

  @Test("what somebody holds is everything open or escalated, and nothing else")
  func held() throws {
    #expect(try journal.held(by: asha.person) == [id(1), id(2)])
    try journal.does(.park(until: minutes(60), reason: "bank"), 2)
    try journal.does(.escalate(to: .opsManager, reason: "look", about: .dispute), 1)
    try journal.does(.summarise(text: "She has to decide about this one."), 1)
    try journal.does(.mark(.escalatedPendingManager), 1)
    #expect(try journal.held(by: asha.person) == [id(1), id(2)])
    #expect(try journal.held(by: Person("nobody")).isEmpty)
    #expect(try journal.held(by: Person("")).isEmpty)
    try journal.does(.release, 2)
    #expect(try journal.held(by: asha.person) == [id(1)])
  }
}
