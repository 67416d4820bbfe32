import Testing

@testable import Procedure

@Suite("A vendor's history, its outlook, and what is asked of it")
struct VendorHistoryTests {
  static func history(_ story: Story) -> VendorHistory {
    var history = VendorHistory(vendor: VendorAccountTests.fonebay)
    for (id, event) in story.log { history.record(event, of: id) }
    return history
  }

  @Test("each measure with who, why and on which dispute; E3's own with the disputes")
  func entries() {
    let story = given {
      VendorStandingTests.three()
      omar(.block(reason: "three in a week"), on: "CX-3")
      omar(.unblock(reason: "they paid"), on: "CX-1")
      asha(.escalate(to: .financeManager, reason: "they do it again", about: .vendor), on: "CX-2")
      fina(.keep(reason: "watched"), on: "CX-2")
    }
    let entries = Self.history(story).entries
    #expect(
      entries.map(\.kind) == [
        .repeatOffender(["CX-1", "CX-2"]), .blockProposed(["CX-1", "CX-2", "CX-3"]), .blocked,
        .released, .asked(.financeManager), .kept,
      ])
    #expect(entries.map(\.dispute) == ["CX-2", "CX-3", "CX-3", "CX-1", "CX-2", "CX-2"])
    #expect(entries[2].reason == "three in a week")
    #expect(entries[2].by.person == omar.actor.person)
    #expect(entries[5].role == .financeManager)
  }

  @Test("a block is outstanding until it is confirmed on its dispute; the first word counts")
  func confirmed() {
    let story = given {
      partPaid("CX-1")
      partPaid("CX-2", order: "ORD-2")
      omar(.block(reason: "a"), on: "CX-1")
      omar(.suspend(reason: "b"), on: "CX-2")
    }
    func outstanding(_ story: Story) -> [Bool] {
      Self.history(story).entries.filter { $0.outside != nil }.map(\.isOutstanding)
    }
    #expect(outstanding(story) == [true, true])
    let done = story.and {
      later(minutes: 5)
      dev(.applied(.block), on: "CX-1")
    }
    #expect(outstanding(done) == [false, true])
    #expect(
      Self.history(done).entries.last { $0.kind == .blocked }?.confirmation?.by.person
        == dev.actor.person)
    let again = done.and {
      omar(.unblock(reason: "c"), on: "CX-1")
      omar(.block(reason: "d"), on: "CX-1")
    }
    #expect(outstanding(again) == [false, true, true, true])
  }

  /// The outlook of FoneBay Pune at the end of a story.
  static func outlook(_ story: Story, policy: Policy = Policy()) -> BlockOutlook? {
    let context = story.world.context(of: "CX-1", by: omar.actor, at: story.now)
    guard let dispute = story.world.disputes["CX-1"],
      var situation = context.surroundings.vendors[VendorAccountTests.fonebay]
    else { return nil }
    situation.disputes = dispute.countedDisputes(in: context)
    return situation.blockOutlook(at: story.now, policy: policy)
  }

  @Test("E3: three more, two more, one more, then it is proposed")
  func outlooks() {
    #expect(Self.outlook(given { ordered() }) == .after(3))
    #expect(Self.outlook(given { partPaid() }) == .after(2))
    #expect(Self.outlook(given { VendorStandingTests.two() }) == .after(1))
    #expect(Self.outlook(given { VendorStandingTests.three() }) == .proposed)
  }

  @Test(
    "E3: after a decision one more is needed, whatever counts already; while blocked it is pointless"
  )
  func decided() {
    let three = given { VendorStandingTests.three() }
    #expect(Self.outlook(three.when(omar(.keep(reason: "seen")))) == .after(1))
    #expect(Self.outlook(three.when(omar(.block(reason: "seen")))) == .pointless)
    #expect(Self.outlook(three.when(omar(.suspend(reason: "seen")))) == .pointless)
    let released = three.when(omar(.block(reason: "seen"))).when(omar(.unblock(reason: "paid")))
    #expect(Self.outlook(released) == .after(1))
    released.and { partPaid("CX-4", order: "ORD-4") }.then(.questions(1))
  }

  @Test("E3: as disputes grow older than 30 days, more are needed again")
  func older() {
    let two = given {
      partPaid("CX-1", order: "ORD-1")
      later(days: 10)
      partPaid("CX-2", order: "ORD-2")
      later(days: 20)
    }
    #expect(Self.outlook(two) == .after(1))
    #expect(Self.outlook(two.and { later(seconds: 1) }) == .after(2))
  }

  @Test("E3: a window that lapses in silence makes a block due before anybody records a word")
  func due() {
    let story = given {
      partPaid("CX-2", order: "ORD-2")
      partPaid("CX-3", order: "ORD-3")
      ordered("CX-1", order: "ORD-1")
      called("CX-1")
      later(hours: 5, minutes: 59, seconds: 59)
    }
    #expect(Self.outlook(story) == .after(1))
    let lapsed = story.and { later(seconds: 1) }
    #expect(Self.outlook(lapsed) == .due)
    #expect(Self.outlook(lapsed.when(asha(.note(text: "lapsed")))) == .proposed)
  }

  @Test("in Step 3 the vendor is asked for an answer, then for proof of what nothing shows yet")
  func questions() {
    func question(_ story: Story) -> VendorQuestion? {
      story.world.disputes["CX-1"]?.vendorQuestion(isDuplicated: false)
    }
    #expect(question(given { reviewed() }) == nil)
    #expect(question(given { ordered() }) == .answer)
    #expect(question(given { unreachable() }) == .answer)
    #expect(question(given { handedOver() }) == .answer)
    let claimed = given { answered(received: 1_000, paid: 8_000) }
    #expect(question(claimed) == .proof(of: 7_000))
    let partly = claimed.and { asha(proof("P1", 3_000)) }
    #expect(question(partly) == .proof(of: 5_000))
    #expect(question(partly.and { asha(proof("P2", 5_000)) }) == nil)
    #expect(question(partly.and { asha(.reject("P1", reason: "unreadable")) }) == .proof(of: 7_000))
    #expect(question(given { partPaid() }) == nil)
    #expect(question(given { answered(paid: 0) }) == nil)
    #expect(question(given { closedPaid() }) == nil)
  }

  @Test("paid late is the latest accepted payment after the ticket")
  func late() {
    func late(_ story: Story) -> Instant? { story.world.disputes["CX-1"]?.paidLateAt }
    let story = given {
      answered(paid: 8_000)
      later(hours: 3)
      asha(proof("P1", 3_000, paid: -1))
      asha(proof("P2", 3_000, paid: 2))
      asha(proof("P3", 2_000, paid: 1))
      asha(.accept("P1", reason: "seen"))
    }
    #expect(late(story) == nil)
    let accepted = story.and {
      asha(.accept("P2", reason: "seen"))
      asha(.accept("P3", reason: "seen"))
    }
    #expect(late(accepted) == Story.morning.adding(seconds: 7_200))
    #expect(
      late(accepted.when(asha(.reject("P2", reason: "no")))) == Story.morning.adding(seconds: 3_600)
    )
  }

  @Test("what became of a dispute")
  func endings() {
    func ending(_ story: Story) -> Ending? { story.world.disputes["CX-1"]?.ending }
    #expect(ending(given { partPaid() }) == .open)
    #expect(ending(given { handedOver() }) == .escalated)
    #expect(ending(given { closedPaid() }) == .d5)
    #expect(ending(given { closedPaid() }.when(asha(.reverse(reason: "came back")))) == .open)
    let merged = given {
      logged("CX-0")
      reviewed("CX-1")
    }.when(omar(.merge(into: "CX-0")))
    #expect(ending(merged) == nil)
  }
}
