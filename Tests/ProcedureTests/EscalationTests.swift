import Testing

@testable import Procedure

@Suite("Escalation and sign-off")
struct EscalationTests {
  @Test("E4: the holder escalates at any time, with a reason; about the vendor once it is known")
  func escalating() {
    let story = given { reviewed() }
    story.when(escalated()).then(.accepted, .pending(.opsManager))
    story.when(asha(.escalate(to: .opsManager, reason: "", about: .dispute)))
      .then(.refused(.invalid, "reason"))
    story.when(escalated(about: .vendor)).then(.refused(.outOfOrder))
    story.when(dev(.escalate(to: .opsManager, reason: "r", about: .dispute))).then(
      .refused(.notHeld))
    given { ordered() }.when(escalated(about: .vendor)).then(.accepted, .pending(), .questions(1))
  }

  @Test("An escalation about the vendor holds no closure up")
  func vendorHoldsNothing() {
    given {
      ordered()
      dev(.hear(received: 10_000, note: nil))
      escalated(about: .vendor)
      summarised()
      asha(.mark(.resolvedPaid))
    }.when(asha(.close(seen: nil))).then(.accepted, .questions(1))
  }

  @Test(
    "G3: Escalated – Pending Manager may be marked while an escalation about the dispute is undecided"
  )
  func markedEscalated() {
    let story = given { partPaid() }
    story.when(asha(.mark(.escalatedPendingManager))).then(.refused(.invalid, "status"))
    story.and { escalated(about: .vendor) }.when(asha(.mark(.escalatedPendingManager)))
      .then(.refused(.invalid, "status"))
    story.and {
      escalated()
      summarised()
    }.when(asha(.mark(.escalatedPendingManager))).then(.accepted, .missing(), .step(.action))
      .when(asha(.close(seen: nil))).then(.state(.escalated), .scenario(.d5), .step(.action))
  }

  @Test("G2 and G4 ask an escalation alone where no scenario holds")
  func noScenario() {
    given {
      ordered()
      escalated()
      summarised()
      asha(.mark(.escalatedPendingManager))
    }.then(.scenario(nil), .missing(), .step(.vendor))
      .when(asha(.close(seen: nil))).then(.state(.escalated))
  }

  @Test("G2 and G4 ask what D1 demands where it holds, marked or not")
  func demandsOfD1() {
    given {
      unreachable()
      escalated()
      asha(.mark(.escalatedPendingManager))
    }.then(.lacks(.g4), .holds(.g3))
  }

  @Test("Closing as Escalated – Pending Manager a second time is outOfOrder")
  func secondTime() {
    given { handedOver() }.when(asha(.close(seen: nil))).then(.refused(.outOfOrder))
  }

  @Test(
    "On an escalated dispute its holder goes on recording, and can close it otherwise: overtaken")
  func overtaken() {
    given {
      handedOver()
      dev(.hear(received: 10_000, note: nil))
    }.then(
      .state(.escalated), .scenario(.d3), .status(.escalatedPendingManager), .pending(.opsManager)
    )
    .when(asha(.mark(.resolvedPaid))).then(.accepted)
    .when(asha(.close(seen: nil))).then(
      .state(.closed), .pending(),
      .that("the escalation is overtaken") { $0.escalations.map(\.state) == [.overtaken] })
  }

  @Test("A manager decides, and it is open again in its holder's queue; everything else stays")
  func decided() {
    given { handedOver() }.when(omar(.return(instruction: "call once more"))).then(
      .state(.open), .status(nil), .holder(asha), .pending(), .standing(.blocked),
      .that("the summary stays") { $0.summary != nil },
      .that("the instruction is on top") { $0.instruction == "call once more" })
  }

  @Test("A manager takes an escalated dispute over, and closes it where the gate allows")
  func takenOver() {
    given {
      handedOver()
      omar(.assign(to: Person("omar")))
      dev(.hear(received: 10_000, note: nil))
      omar(.mark(.resolvedPaid))
    }.when(omar(.close(seen: nil))).then(.state(.closed))
  }

  @Test("E2: D3 and D4 above the limit need finance's sign-off, pending as soon as they hold")
  func signOff() {
    let story = given {
      answered(paid: 10_000)
      proven(10_000)
      summarised()
      asha(.mark(.resolvedPaid))
    }
    story.then(.pending(.financeManager), .missing(.g4), .step(.action))
    story.when(omar(.signOff)).then(.refused(.forbidden))
    story.when(fina(.signOff)).then(.accepted, .pending(), .missing(), .step(.close))
      .when(farid(.signOff)).then(.refused(.outOfOrder))
  }

  @Test("E2: disputed of ₹5,000.00 exactly asks for no sign-off, one paisa more does")
  func signOffLimit() {
    func story(_ received: Money) -> Story {
      given {
        answered(received: received, paid: 10_000)
        proven(10_000)
      }
    }
    story(5_000).then(.scenario(.d3), .pending()).when(fina(.signOff)).then(.refused(.outOfOrder))
    story(Money(paise: 499_999)).then(.pending(.financeManager)).when(fina(.signOff)).then(
      .accepted)
  }

  @Test("E2: D3 needs none where the customer confirmed what was due; D4 needs it all the same")
  func confirmed() {
    given {
      ordered()
      dev(.hear(received: 10_000, note: nil))
    }.then(.scenario(.d3), .pending())
    given {
      answered(received: 1_000, notes: [pickupNote()], paid: 1_000, reason: "r")
      dev(.hear(received: 8_000, note: nil))
      asha(.supportDeduction(amount: 2_000, note: 0))
    }.then(.scenario(.d4), .pending(.financeManager))
  }

  @Test("Maker and checker: nobody signs off a dispute that they hold")
  func signOffHolder() {
    given {
      answered(paid: 10_000)
      proven(10_000)
      fina(.assign(to: Person("fina")))
    }.when(fina(.signOff)).then(.refused(.forbidden)).when(farid(.signOff)).then(.accepted)
  }

  @Test("G6: a sign-off stays good when its giver takes the dispute over")
  func takesOver() {
    given {
      answered(paid: 10_000)
      proven(10_000)
      fina(.signOff)
      fina(.assign(to: Person("fina")))
    }.then(.holds(.g6), .holds(.g4))
  }

  @Test("A sign-off lapses with scenario, due, paid or disputed, and stays with other facts")
  func signOffLapses() {
    let story = given {
      answered(notes: [pickupNote()], paid: 10_000)
      proven(10_000)
      fina(.signOff)
    }
    story.when(dev(.note(text: "n"))).then(.holds(.g4), .pending())
    story.when(asha(.answer(paid: 9_000, reason: nil))).then(.holds(.g4))
    for act in [
      dev(.hear(received: 10_001, note: nil)), asha(.supportDeduction(amount: 1, note: 0)),
      asha(.amend(TicketAmendment(quoted: 9_999))), asha(.reject("P1", reason: "forged")),
    ] {
      story.when(act).then(.accepted, .that("the sign-off is gone") { $0.signOff == nil })
    }
  }

  @Test("Sign-off elsewhere is outOfOrder")
  func signOffElsewhere() {
    given { partPaid() }.when(fina(.signOff)).then(.refused(.outOfOrder))
    given { ordered() }.when(fina(.signOff)).then(.refused(.outOfOrder))
  }
}
