import Journal
import Procedure
import Testing

@testable import Exchange

@Suite("The sample desk")
struct SampleDeskTests {
  private static let me = Person("meera")
  private static let now = Instant(rfc3339: "2026-11-22T14:32:00+05:30") ?? Instant(seconds: 0)
  /// Made once: the tests only look at it.
  private static let made = Result { try filled(me, at: now) }

  private let me = SampleDeskTests.me
  private let now = SampleDeskTests.now
  private let journal: RelationalJournal

  init() throws { journal = try SampleDeskTests.made.get() }

  private static func filled(_ login: Person, at now: Instant) throws -> RelationalJournal {
    let journal = try RelationalJournal.inMemory(sample: true)
    try SampleDesk(login: login, uid: 1_000, now: now).fill(journal)
    return journal
  }

  /// Every dispute, the merged one included.
  private func looks(in journal: RelationalJournal? = nil) throws -> [(look: Look, now: Assessment)]
  {
    let journal = journal ?? self.journal
    return try (10_401...10_460).map { number in
      let look = try #require(try journal.look(at: TicketID("CX-\(number)")))
      let context = Context(
        actor: Actor(me, .executive), now: now, surroundings: look.surroundings)
      return (look, Assessment(of: look.dispute, in: context))
    }
  }

  @Test("has 60 disputes in every step, scenario and state")
  func everything() throws {
    let looks = try looks()
    #expect(looks.count == 60)
    #expect(try journal.look(at: TicketID("CX-10461")) == nil)
    #expect(Set(looks.map(\.now.step)) == Set(Step.allCases))
    #expect(Set(looks.compactMap(\.now.scenario)) == Set(Scenario.allCases))
    #expect(Set(looks.map(\.look.dispute.state)) == Set(DisputeState.allCases))
    let kinds = try looks.compactMap { try journal.row(of: $0.look.dispute.id)?.attention.kind }
    #expect(Set(kinds) == Set(Attention.Kind.allCases))
    let closed = looks.filter { $0.look.dispute.state == .closed }.compactMap(\.look.dispute.status)
    #expect(
      Set(closed) == Set(FinalStatus.allCases).subtracting([.escalatedPendingManager]),
      "closed each way")
  }

  @Test("has windows that run out soon and late, and ones that have lapsed")
  func windows() throws {
    let minutes = try looks().compactMap { entry -> Int? in
      guard entry.look.dispute.state == .open,
        let lapse = entry.look.dispute.lapse(policy: Policy(), isDuplicated: false)
      else { return nil }
      return Int((lapse.at.seconds - now.seconds).quotientAndRemainder(dividingBy: 60).quotient)
    }
    for wanted in [42, 75, 182, 358] { #expect(minutes.contains(wanted), "\(minutes)") }
    #expect(minutes.contains { $0 < 0 })
  }

  @Test(
    "has decisions pending below and above the limit, a sign-off, and questions to both managers")
  func pending() throws {
    let looks = try looks()
    let asked = looks.filter { $0.look.dispute.livePayout?.state == .asked }
    #expect(asked.contains { $0.now.pending == [.opsManager] })
    #expect(asked.contains { $0.now.pending == [.financeManager] })
    for scenario in [Scenario.d3, .d4] {
      #expect(
        looks.contains {
          $0.now.scenario == scenario && $0.now.pending == [.financeManager]
            && $0.look.dispute.livePayout == nil
        }, "a sign-off of \(scenario) is pending")
    }
    let undecided = looks.flatMap(\.look.dispute.undecided)
    #expect(Set(undecided.map(\.to)) == Set(Addressee.allCases))
  }

  @Test("has payouts in every state but void")
  func payouts() throws {
    let states = Set(try looks().flatMap(\.look.dispute.payouts).map(\.state))
    #expect(states == [.asked, .approved, .declined, .settled, .failed, .reversed])
  }

  @Test("has proofs that wait, were accepted, are reused, and speak against themselves")
  func proofs() throws {
    let looks = try looks()
    let verdicts = Set(looks.flatMap(\.look.dispute.proofs).map(\.verdict))
    #expect(verdicts.isSuperset(of: [.waiting, .accepted]))
    #expect(looks.contains { $0.now.warnings.contains(.reused) })
    #expect(looks.contains { $0.now.warnings.contains(.referenceDate) })
    for recorded in looks.flatMap(\.look.dispute.proofs) {
      let hash = try #require(recorded.proof.sha256)
      #expect(try journal.proofBytes(sha256: hash) != nil, "the file of every proof is kept")
    }
  }

  @Test("has a flagged vendor, a blocked one, and one whose block is proposed")
  func vendors() throws {
    let records = try SampleCast.vendors.map { try journal.record(of: VendorName($0.name)) }
    #expect(records.contains { $0.standing == .flagged && $0.questions.isEmpty })
    #expect(records.contains { $0.standing == .blocked })
    #expect(records.contains { $0.questions.contains(where: \.isProposal) })
  }

  @Test("has something outstanding of each kind that can be, and something in every view")
  func views() throws {
    let items = Set(try looks().flatMap(\.look.dispute.outstanding))
    #expect(items.isSuperset(of: [.comment, .credits, .block]))
    let counts = try journal.counts(for: me, at: now)
    for view in QueueView.allCases {
      #expect((counts[view] ?? 0) > 0, "\(view)")
      #expect(try !journal.queue(view, for: me, at: now, after: nil, limit: 5).isEmpty, "\(view)")
    }
  }

  @Test("comes back to its executive with an instruction, and out of a reopening")
  func returned() throws {
    let looks = try looks()
    #expect(looks.contains { $0.look.dispute.instruction != nil })
    #expect(looks.contains { $0.look.dispute.reopenings > 0 && $0.look.dispute.state == .open })
  }

  @Test("has a person of each role, and whoever made it as an executive")
  func people() throws {
    let desk = try journal.desk()
    #expect(Set(desk.people.values.map(\.role)) == Set(Role.allCases))
    #expect(desk.actor(uid: 1_000, at: now) == Actor(me, .executive))
    #expect(desk.actor(Person("ravi"), at: now)?.role == .opsManager)
  }

  @Test("holds when it is verified, and after it was rebuilt")
  func verified() throws {
    #expect(try journal.verify().isSound)
    let before = try looks().map(\.look.dispute)
    try journal.rebuild()
    #expect(try looks().map(\.look.dispute) == before)
  }

  @Test("lies in the past whole, in the order of its log")
  func times() throws {
    for entry in try looks() {
      let times = try journal.history(of: entry.look.dispute.id).map(\.event.at)
      #expect(times == times.sorted())
      #expect(times.allSatisfy { $0 <= now }, "\(entry.look.dispute.id)")
      #expect(entry.look.dispute.ticket.loggedAt <= now)
    }
  }

  @Test("is the same for the same moment and login, and moves with the moment")
  func deterministic() throws {
    let again = try SampleDeskTests.filled(me, at: now)
    #expect(try looks(in: again).map(\.look.dispute) == looks().map(\.look.dispute))
    let moment = now.adding(seconds: 86_400 * 400)
    let later = try SampleDeskTests.filled(me, at: moment)
    #expect(
      try later.counts(for: me, at: moment)
        == journal.counts(for: me, at: now))
  }

  @Test(
    "can be made by somebody who is called like one of its people",
    arguments: [(Person("ravi"), Role.opsManager), (Person("asha"), .executive)])
  func namesake(person: Person, role: Role) throws {
    let journal = try SampleDeskTests.filled(person, at: now)
    #expect(try journal.desk().actor(uid: 1_000, at: now) == Actor(person, role))
  }
}
