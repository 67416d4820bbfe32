import Testing

@testable import Procedure

@Suite("Taking back")
struct UndoingTests {
  /// The history of a story's dispute.
  private func history(_ story: Story, _ id: TicketID = "CX-1") -> [Event] {
    story.log.filter { $0.0 == id }.map(\.1)
  }

  private func undoing(
    _ story: Story, by player: Player = asha
  ) throws -> Undoing {
    try Undoing(of: history(story), on: "CX-1", by: player.actor, at: story.now)
  }

  /// Takes back so many things, one after the other.
  private func taken(_ story: Story, times: Int = 1, by player: Player = asha) throws -> Story {
    var story = story
    for _ in 0..<times {
      let command = try undoing(story, by: player).command
      story = story.and { player(command) }
    }
    return story
  }

  private func refusal(_ story: Story, by player: Player = asha) -> Refusal? {
    do {
      _ = try undoing(story, by: player)
      return nil
    } catch {
      return error as? Refusal
    }
  }

  @Test("Whatever was recorded last and can be taken back leaves the dispute as it was before")
  func asBefore() {
    var names: Set<String> = []
    var kinds: Set<Command.Kind> = []
    for seed in RandomWalkTests.seeds {
      var histories: [TicketID: [Event]] = [:]
      RandomWalkTests.walk(seed) { step in
        let events = step.facts.map { Event($0, by: step.actor, at: step.now) }
        histories[step.id, default: []] += events
        guard let command = takesBack(step, histories[step.id] ?? [], seed) else { return }
        names.insert(step.facts[0].name)
        kinds.insert(command.kind)
      }
    }
    #expect(
      names == [
        "ticketAmended", "claimed", "released", "assigned", "ticketReviewed", "orderRecorded",
        "disagreementAcknowledged", "contacted", "vendorAnswered", "customerHeard",
        "proofRecorded", "proofAccepted", "proofRejected", "deductionSupported", "remarked",
        "summarised", "statusMarked", "parked", "escalated",
      ], "each kind of thing that can be taken back was")
    #expect(
      kinds.isSuperset(of: [
        .withdraw, .release, .claim, .amend, .order, .reject, .supportDeduction, .remark,
        .summarise,
      ]))
  }

  /// Takes back what a step recorded, by whoever may, and compares; gives what took it back.
  private func takesBack(
    _ step: RandomWalkTests.Step, _ history: [Event], _ seed: UInt64
  ) -> Command? {
    guard let first = step.facts.first, let before = step.old, let after = step.new else {
      return nil
    }
    for actor in [step.actor, after.holder.map { Actor($0, .executive) }, fina.actor] {
      guard let actor else { continue }
      do throws(Refusal) {
        let undoing = try Undoing(of: history, on: step.id, by: actor, at: step.now)
        guard undoing.event.fact == first, undoing.version == before.version + 1 else { continue }
        var world = step.after
        _ = try world.perform(undoing.command, on: step.id, by: actor, at: step.now)
        guard let back = world.disputes[step.id], undoing.fallen.isEmpty else { continue }
        #expect(
          back.likeness(at: step.now) == before.likeness(at: step.now),
          "seed \(seed): \(first.name) by \(undoing.command)")
        #expect(undoing.before == before)
        return undoing.command
      } catch {
        #expect(error.message.hasSuffix("."), "\(error.message)")
      }
    }
    return nil
  }

  @Test("One after the other, everything up to the ticket's arrival is taken back, and no further")
  func all() throws {
    let arrived = given { logged(received: 8_000) }
    let story = arrived.and {
      asha(.claim)
      asha(.review)
      asha(order(invoice: 8_000))
      asha(.acknowledge(.invoice))
      called()
      asha(.answer(paid: 9_000, reason: nil))
      asha(.answer(paid: 8_000, reason: "battery"))
      asha(.park(until: Story.morning.adding(seconds: 9_000), reason: "bank"))
    }
    let back = try taken(story, times: 8)
    #expect(
      back.world.disputes["CX-1"]?.likeness(at: back.now)
        == arrived.world.disputes["CX-1"]?.likeness(at: back.now))
    #expect(
      refusal(back)?.message
        == "Nothing is left on CX-1 that could be taken back: what has arrived stays.")
  }

  @Test("An answer that is taken back gives its window back, and the one before it stands again")
  func windows() throws {
    let story = given {
      answered(paid: 0)
      later(hours: 1)
      asha(.answer(paid: 8_000, reason: nil))
    }
    let former = story.world.disputes["CX-1"]?.formerAnswers.last
    #expect(story.world.disputes["CX-1"]?.secondWindowFrom == story.now)
    let back = try taken(story)
    back.then(.recorded("withdrawn"), .scenario(.d6))
    #expect(back.world.disputes["CX-1"]?.secondWindowFrom == nil)
    #expect(back.world.disputes["CX-1"]?.answer == former)
    // The next answer begins the window by its own time.
    let again = back.and {
      later(hours: 2)
      asha(.answer(paid: 8_000, reason: nil))
    }
    #expect(again.world.disputes["CX-1"]?.secondWindowFrom == again.now)
  }

  @Test("A contact that is taken back starts no window")
  func contact() throws {
    let story = given {
      ordered()
      called()
    }
    let back = try taken(story).and { later(hours: 7) }
    back.when(dev(.note(text: "late"))).then(.scenario(nil))
  }

  @Test("Notes, looks and confirmations are passed over, and told of")
  func passed() throws {
    let story = given {
      answered(paid: 0)
      dev(.note(text: "the shop is shut"))
      dev(.show)
    }
    let undoing = try undoing(story)
    #expect(undoing.command == .withdraw(.answer))
    #expect(undoing.passed.map(\.fact) == [.noted(text: "the shop is shut")])
  }

  @Test("What fell by itself is told of and stays fallen")
  func fallen() throws {
    let story = given {
      ordered(received: 10_000)
      asha(.hear(received: 10_000, note: nil))
      asha(.mark(.resolvedPaid))
      asha(.hear(received: 4_000, note: nil))
    }
    let undoing = try undoing(story)
    #expect(undoing.command == .withdraw(.word))
    #expect(undoing.fallen.map(\.name) == ["statusCleared"])
    let back = try taken(story)
    back.then(.received(10_000), .status(nil))
    // The status that has gone is not in the way of what was before it.
    #expect(try self.undoing(back).event.fact == .customerHeard(received: 10_000, note: nil))
  }

  @Test(
    "Money, decisions, measures and closures hold what is before them fast, each with its reason")
  func held() {
    let stories: [(Story, String)] = [
      (
        given {
          partPaid(); asked()
        }, "A payout was asked for last"
      ),
      (
        given {
          partPaid(); asked(); omar(.approve(reason: nil))
        }, "A decision about money"
      ),
      (given { settled() }, "Money has moved"),
      (
        given {
          settled(); asha(.debit(amount: 2_000))
        }, "Credits were taken"
      ),
      (given { closedPaid() }, "It is closed"),
      (
        given {
          closedPaid(); omar(.reopen(reason: "again"))
        }, "It was opened again"
      ),
      (
        given {
          unreachable(); escalated(); omar(.find(.nothingOwed, amount: nil, reason: "r"))
        },
        "A finding is replaced"
      ),
      (
        given {
          unreachable(); escalated(); omar(.return(instruction: "call"))
        }, "It was returned"
      ),
      (
        given {
          unreachable(); asha(.block(reason: nil))
        }, "A measure against the vendor"
      ),
      (
        given {
          unreachable(); escalated(about: .vendor)
        }, "The question about the vendor"
      ),
    ]
    for (story, words) in stories {
      let refusal = refusal(story)
      #expect(refusal?.reason == .outOfOrder && refusal?.rule == "Taking back")
      #expect(refusal?.message.hasPrefix(words) == true, "\(refusal?.message ?? "none")")
    }
  }

  @Test("Who gave it back claims it again; for somebody else it is a manager's to assign")
  func released() throws {
    let story = given {
      reviewed()
      asha(.release)
    }
    #expect(try undoing(story).command == .claim)
    #expect(try undoing(story, by: omar).command == .assign(to: asha.actor.person))
    story.when(dev(try undoing(story, by: dev).command)).then(.refused(.forbidden))
  }

  @Test("An assignment of what nobody held is a manager's to take back")
  func assigned() throws {
    let story = given {
      logged()
      omar(.assign(to: Person("dev")))
    }
    let command = try undoing(story, by: omar).command
    #expect(command == .withdraw(.assignment))
    story.when(omar(command)).then(.accepted, .holder(nil))
    story.when(dev(command)).then(.refused(.forbidden))
  }

  @Test("What others rest on is not taken from under them")
  func rests() {
    given { answered(paid: 0) }.when(asha(.withdraw(.contact))).then(.refused(.outOfOrder))
    given { answered(paid: 0) }.when(asha(.withdraw(.order))).then(.refused(.outOfOrder))
    given {
      partPaid(); asked()
    }.when(asha(.withdraw(.order))).then(.refused(.inFlight))
    given { ordered() }.when(asha(.withdraw(.review))).then(.refused(.outOfOrder))
    given { handedOver() }.when(asha(.withdraw(.escalation(to: .opsManager)))).then(
      .refused(.outOfOrder))
    given {
      unreachable(); asha(.block(reason: nil))
    }.when(asha(.withdraw(.contact))).then(
      .refused(.outOfOrder))
    given {
      answered(paid: 0)
      omar(.find(.unpaid, amount: nil, reason: "r"))
    }.when(asha(.withdraw(.answer))).then(.refused(.outOfOrder))
  }

  @Test(
    "A correction goes back to what was there; a change of vendor that cost its answers does not")
  func corrections() throws {
    let story = given {
      answered(paid: 0)
      asha(.amend(TicketAmendment(quoted: 9_000)))
    }
    #expect(try undoing(story).command == .amend(TicketAmendment(quoted: 10_000)))
    let moved = given {
      answered(paid: 0)
      asha(order(vendor: "QuickCell Thane"))
    }
    #expect(refusal(moved)?.message.contains("fell away") == true)
    let free = given {
      ordered()
      asha(order(vendor: "QuickCell Thane"))
    }
    free.when(asha(try undoing(free).command)).then(
      .that("the vendor is the first one") { $0.order?.vendor == "FoneBay Pune" })
  }

  @Test("An escalation that is taken back waits for nobody, and counts for no manager")
  func escalation() throws {
    let story = given {
      ordered()
      called()
      escalated()
    }
    try taken(story).then(.pending(), .matters())
  }
}

extension Dispute {
  /// What has to read alike before and after something was taken back: all but times of touching, and what history keeps on
  /// purpose (fields that a person has had in hand, addresses that were recorded, proofs that were rejected as mistaken).
  func likeness(at now: Instant) -> Dispute {
    var alike = self
    alike.version = 0
    alike.touchedAt = arrivedAt
    alike.figuresSince = arrivedAt
    alike.amendedFields = []
    alike.payTos = []
    alike.disagreementsAtOrder = []
    alike.proofs.removeAll { $0.reason == Undoing.mistaken && $0.verdict == .rejected }
    alike.heldFor = nil
    alike.silenceBlock?.endedAt = nil
    alike.escalations.removeAll { $0.about == .vendor }
    if let until = parkedUntil, until <= now { alike.parkedUntil = nil }
    if alike.parkedUntil == nil { alike.parkedReason = nil }
    return alike
  }
}
