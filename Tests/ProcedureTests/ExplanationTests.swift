import Testing

@testable import Procedure

extension Story {
  /// Everything that is explained of a dispute now, with all that happened known.
  fileprivate func explained(
    _ topic: Explanation.Topic, on id: TicketID = "CX-1", by player: Player = asha
  ) -> [Explanation] {
    guard let dispute = world.disputes[id] else { return [] }
    let context = world.context(of: id, by: player.actor, at: now)
    return dispute.explanations(in: context, knowing: known(of: id, in: context))
      .filter { $0.topic == topic }
  }

  private func known(of id: TicketID, in context: Context) -> Explanation.Known {
    var known = Explanation.Known(history: log.filter { $0.id == id }.map(\.event))
    known.standing = log.filter { $0.event.fact.vendor != nil }.map { ($0.id, $0.event) }
    for (other, dispute) in world.disputes where other != id {
      known.countedIn[other] = dispute.counting(policy: context.policy, isDuplicated: false)?.in
    }
    return known
  }
}

extension Explanation {
  /// The values of a label.
  fileprivate func values(_ label: String) -> [String] {
    grounds.filter { $0.label.english == label }.map(\.value.english)
  }
  /// The moments of a label.
  fileprivate func times(_ label: String) -> [Instant?] {
    grounds.filter { $0.label.english == label }.map(\.at)
  }
}

private func hour(_ hours: Int64) -> Instant { Story.morning.adding(seconds: hours * 3_600) }

@Suite("Why is this here: what the facts lead to")
struct ScenarioExplanationTests {
  private func conditions(_ story: Story) -> (rule: String, conditions: [String]) {
    let explanation = story.explained(.scenario)[0]
    return (
      explanation.rule,
      explanation.grounds.map {
        "\($0.holds == true ? "+" : $0.holds == false ? "-" : " ") \($0.label): \($0.value)"
      }
    )
  }

  @Test("D5: paid in part, and what failed on the way to it")
  func d5() {
    let found = conditions(given { partPaid() })
    #expect(found.rule == "D5")
    #expect(
      found.conditions == [
        "+ Step 1: the ticket is reviewed",
        "+ Step 2: the order is recorded, its disagreements were seen",
        "- D7: no manager found that nothing is owed", "- D0: the pickup is completed",
        "- D3, D4: shortfall ₹2,000 ≠ ₹0: due ₹10,000, paid ₹8,000",
        "- D5, D6: no manager found the rest unpaid", "+ D5, D6: the vendor has answered",
        "+ D5, D6: claimed ₹8,000 ≤ paid ₹8,000", "+ D5: paid ₹8,000 > ₹0",
      ])
  }

  @Test("each scenario names itself, and the condition that decided")
  func each() {
    #expect(conditions(given { answered(paid: 0) }).conditions.last == "- D5: paid ₹0 = ₹0: D6")
    #expect(conditions(given { answered(paid: 0) }).rule == "D6")
    let paid = conditions(
      given {
        answered(received: 8_000, paid: 10_000)
        asha(.hear(received: 10_000, note: nil))
      })
    #expect(paid.rule == "D3")
    #expect(paid.conditions.last == "+ D3: supported deduction ₹0 = ₹0")
    let pending = conditions(
      given {
        reviewed()
        asha(order(.pending))
      })
    #expect(pending.rule == "D0" && pending.conditions.last == "+ D0: the pickup is pending")
    let settledOnce = conditions(given { settled() })
    #expect(settledOnce.rule == "D5")
    #expect(
      settledOnce.conditions
        == ["+ Payouts: a payout of ₹2,000 is settled: the scenario it was asked in stays"])
  }

  @Test("D1 and D2: the window with its end, and what keeps it from lapsing")
  func silence() {
    let story = given { unreachable() }
    let d1 = story.explained(.scenario)[0]
    #expect(d1.rule == "D1")
    #expect(d1.values("D1") == ["1 attempt made, 1 demanded", "the window has lapsed"])
    #expect(d1.times("D1") == [Story.morning, hour(6)])
    let running = given {
      ordered()
      called()
    }
    #expect(running.explained(.scenario)[0].values("D1").last == "the window still runs")
    let waiting = given {
      answered(paid: 8_000)
      asha(proof())
    }
    #expect(
      waiting.explained(.scenario)[0].values("D2") == [
        "a proof waits to be accepted or rejected"
      ])
    #expect(waiting.explained(.scenario)[0].rule == "Step 3")
  }

  @Test("no scenario: the step that is missing is the rule")
  func steps() {
    #expect(given { logged() }.explained(.scenario)[0].rule == "Step 1")
    #expect(given { reviewed() }.explained(.scenario)[0].rule == "Step 2")
    #expect(
      given { ordered() }.explained(.scenario)[0].sentence.english
        == "No scenario holds yet: the vendor is to be contacted.")
  }
}

@Suite("Why is this here: the place in the queue")
struct PlaceExplanationTests {
  private func place(_ story: Story) -> Explanation { story.explained(.place)[0] }

  @Test("a window: from which contact it runs, how long, and when it ends")
  func window() {
    let place = place(
      given {
        ordered()
        called()
        later(hours: 1)
        called()
      })
    #expect(place.rule == "The window")
    #expect(
      place.sentence.english == "The vendor's window runs: silence leads to D1, vendor unreachable."
    )
    #expect(place.times("Began") == [Story.morning])
    #expect(place.values("Began") == ["with the first contact: phone, no answer, by asha"])
    #expect(place.values("Window") == ["6 h round the clock"] && place.times("Ends") == [hour(6)])
    #expect(place.times("Place") == [hour(6)])
  }

  @Test("parked, asked, returned, found, reopened, settled, new: by whom and when")
  func causes() {
    let parked = place(
      given {
        reviewed()
        asha(.park(until: hour(9), reason: "bank"))
      })
    #expect(parked.rule == "Parking" && parked.times("Until") == [hour(9)])
    #expect(parked.values("Parked") == ["by asha"])
    let waiting = place(
      given {
        partPaid()
        asked()
      })
    #expect(waiting.rule == "Payouts" && waiting.values("Asked") == ["by asha"])
    let declined = place(
      given {
        partPaid()
        asked()
        omar(.decline(reason: "not yet"))
      })
    #expect(
      declined.values("Declined") == ["by omar"] && declined.values("Reason") == ["“not yet”"])
    let returned = place(
      given {
        ordered()
        escalated()
        omar(.return(instruction: "call again"))
      })
    #expect(returned.rule == "Escalation" && returned.values("Returned") == ["by omar"])
    #expect(returned.values("Instruction") == ["“call again”"])
    let reopened = place(
      given {
        answered(received: 8_000, paid: 10_000)
        asha(.hear(received: 10_000, note: nil))
        summarised()
        asha(.mark(.resolvedPaid))
        asha(.close(seen: nil))
        omar(.reopen(reason: "new word"))
      })
    #expect(reopened.rule == "Reopening" && reopened.values("Reason") == ["“new word”"])
    #expect(place(given { settled() }).values("Settled") == ["by asha"])
    let new = place(given { logged() })
    #expect(new.rule == "Step 1" && new.times("Logged") == [Story.morning])
  }
}

@Suite("Why is this here: a deputy")
struct DeputyExplanationTests {
  @Test("whoever asked or found is named with whom they stood in for")
  func doers() throws {
    var deputy = Player("dev", .opsManager)
    deputy.actor.standsFor = omar.actor.person
    let asked = given {
      partPaid()
      asha(.release)
      deputy(.claim)
      deputy(.requestPayout(amount: 2_000))
    }
    #expect(asked.explained(.place)[0].values("Asked") == ["by dev for omar"])
    func found(_ kind: FindingKind) -> Story {
      given {
        unreachable()
        deputy(.find(kind, amount: nil, reason: "nobody answered"))
      }
    }
    #expect(
      found(.nothingOwed).explained(.scenario)[0].values("D7")
        == ["dev for omar found that nothing is owed"])
    #expect(
      found(.unpaid).explained(.scenario)[0].values("D5, D6").contains(
        "dev for omar found the rest unpaid"))
    let finding = try #require(found(.unpaid).world.disputes["CX-1"]?.finding)
    #expect(
      Evidence.Ground.finding(finding).words(offset: 0).english
        == "dev for omar found: \(FindingKind.unpaid.shown), nobody answered")
  }
}

@Suite("Why is this here: decisions, the gate and refusals")
struct DecisionExplanationTests {
  @Test(
    "E2: a payout with its limit; E4: who asked and why; E1: silence that was escalated, or was not"
  )
  func awaited() {
    let finance = given {
      answered(quoted: Money(paise: 1_000_001), received: 5_000, paid: 5_000)
      asked(Money(paise: 500_001))
    }.explained(.awaited)
    #expect(finance.map(\.rule) == ["E2"])
    #expect(
      finance[0].values("Limit") == ["₹5,000"] && finance[0].values("Payout") == ["₹5,000.01"])
    #expect(finance[0].times("Asked") == [Story.morning])
    let ops = given {
      partPaid()
      asked()
    }.explained(.awaited)
    #expect(ops.map(\.rule) == ["D5"])
    #expect(
      ops[0].values("Decides") == [
        "the ops manager: neither disputed nor the payout is above ₹5,000"
      ])
    let both = given {
      unreachable()
      escalated()
      escalated(to: .financeManager)
    }.explained(.awaited)
    #expect(both.map(\.rule) == ["E1", "E1"])
    #expect(both[1].values("Decides") == ["the finance manager: asked by asha"])
    #expect(both[1].sentence.english.hasSuffix("Please decide."))
    let free = given {
      ordered()
      escalated()
    }.explained(.awaited)
    #expect(free.map(\.rule) == ["E4"] && free[0].times("Asked") == [Story.morning])
    let nobody = given { unreachable() }.explained(.awaited)
    #expect(nobody.map(\.rule) == ["E1"] && nobody[0].times("Since") == [hour(6)])
  }

  @Test("the gate: each row, whether it holds, and what fills it")
  func gate() {
    let gate = given { partPaid() }.explained(.gate)[0]
    #expect(gate.grounds.map(\.label.english) == ["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8"])
    #expect(
      gate.grounds.filter { $0.holds == false }.map(\.label.english) == ["G1", "G2", "G3", "G4"])
    #expect(gate.rule == "G1" && gate.remedy == .summarise)
    #expect(gate.values("G2") == ["the payout is not settled"])
    #expect(given { partPaid() }.explained(.gate, by: dev)[0].grounds.last?.holds == false)
  }

  @Test("a refusal: its rule, who asked, and what the rule looked at")
  func refusal() throws {
    let story = given {
      answered(received: 1_000, paid: 1_000)
      asked(9_000)
    }.when(omar(.approve(reason: nil)))
    let refusal = try #require(story.refusal)
    let context = story.world.context(of: "CX-1", by: omar.actor, at: story.now)
    let explanation = Explanation(of: refusal, on: story.world.disputes["CX-1"], in: context)
    #expect(explanation.rule == "E2" && explanation.sentence.english == refusal.message)
    #expect(explanation.values("You") == ["omar, ops manager"])
    #expect(explanation.values("Limit") == ["₹5,000"] && explanation.values("Payout") == ["₹9,000"])
    let gated = given { partPaid() }.when(asha(.close(seen: nil)))
    let closing = Explanation(
      of: try #require(gated.refusal), on: gated.world.disputes["CX-1"],
      in: gated.world.context(of: "CX-1", by: asha.actor, at: gated.now))
    #expect(
      closing.grounds.filter { $0.holds == false }.map(\.label.english) == ["G1", "G2", "G3", "G4"])
  }
}

@Suite("Why is this here: vendor, proofs, disagreements, outstanding")
struct EvidenceExplanationTests {
  @Test("E3: which disputes count, since when and as what, who flagged it and who proposed")
  func vendor() {
    let story = given {
      answered("CX-1", order: "ORD-1", paid: 0)
      later(days: 1)
      unreachable("CX-2")
      dev(.note(text: "n"), on: "CX-2")
      later(days: 1)
      answered("CX-3", order: "ORD-3", paid: 0)
    }
    let vendor = story.explained(.vendor, on: "CX-3")
    #expect(vendor.map(\.rule) == ["E3", "E3", "E3"])
    #expect(vendor[0].values("CX-1") == ["D6, not paid; its ticket was logged"])
    #expect(vendor[0].values("CX-2") == ["D1, vendor unreachable; its ticket was logged"])
    #expect(vendor[0].times("CX-2") == [hour(24)])
    #expect(vendor[0].times("")[1] == hour(30), "counted when the window lapsed")
    #expect(vendor[1].values("Set") == ["by E3 itself, with a command of dev on CX-2"])
    #expect(vendor[1].times("Set") == [hour(30)])
    #expect(vendor[1].values("Counted") == ["CX-1, CX-2"])
    #expect(vendor[2].values("Proposed") == ["on CX-3, with a command of asha"])
    let once = given { answered(paid: 0) }.explained(.vendor)
    #expect(once.count == 1 && once[0].sentence.english.contains("has 1 dispute that counts"))
  }

  @Test("a block: who set it, and that its reason has gone")
  func block() {
    let blocked = given {
      unreachable()
      asha(.block(reason: nil))
      asha(.hear(received: 10_000, note: nil))
    }.explained(.vendor)
    #expect(blocked[1].values("Set") == ["by asha on CX-1"])
    #expect(blocked[1].values("CX-1") == ["silence is no reason any more: the facts have come in"])
  }

  @Test("each warning shows the two values that do not agree")
  func warnings() {
    let story = given {
      answered(paid: 8_000)
      asha(
        proof(
          "P1", 9_000, kind: .upi, reference: "632514345678", paid: -72, payee: "vendor@upi"))
    }
    let proofs = story.explained(.proof)
    #expect(proofs.map(\.rule) == ["referenceDate", "beforePickup", "amount", "wrongPayee"])
    #expect(proofs[0].values("In it") == ["2026-11-21"])
    #expect(proofs[0].times("Stated") == [hour(-72)])
    #expect(proofs[1].times("Picked up") == [hour(-24)])
    #expect(proofs[2].values("Proofs") == ["₹9,000 in all that are not rejected"])
    #expect(proofs[2].values("Claimed") == ["₹8,000"])
    #expect(proofs[3].values("Payee") == ["vendor@upi"])
    #expect(proofs[3].grounds.first?.isPersonal == true)
    let malformed = given {
      ordered()
      asha(proof(kind: .imps, reference: "12345"))
    }.explained(.proof)
    #expect(malformed[0].values("Reference") == ["12345"])
    let reused = given {
      ordered("CX-1")
      ordered("CX-2", order: "ORD-2")
      asha(proof("P1", reference: "W1"), on: "CX-1")
      asha(proof("P1", reference: "w 1"), on: "CX-2")
    }.explained(.proof, on: "CX-2")
    #expect(
      reused[0].rule == "reused" && reused[0].values("CX-1") == ["order ORD-1, waiting there"])
  }

  @Test("disagreements show both sides; what is outstanding shows what made it so")
  func disagreements() {
    let story = given {
      reviewed(received: 8_000)
      asha(order(invoice: 8_000, customer: "Arjun Rao"))
    }
    let found = story.explained(.disagreement)
    #expect(found.map(\.rule) == ["invoice", "customer"])
    #expect(found[0].values("Quoted") == ["₹10,000"] && found[0].values("Invoice") == ["₹8,000"])
    #expect(found[1].values("Order") == ["Arjun Rao"] && found[1].remedy == .acknowledge)
    let outstanding = given {
      ordered()
      omar(.debit(amount: 5))
      later(hours: 1)
      omar(.block(reason: nil))
      later(hours: 1)
      omar(.credit(amount: 5, reason: "r"))
    }.explained(.outstanding)
    #expect(outstanding.flatMap { $0.values("Since") } == ["debit by omar", "block by omar"])
    #expect(outstanding.flatMap { $0.times("Since") } == [Story.morning, hour(1)])
  }
}

@Suite("Why is this here: whatever people do")
struct ExplanationWalkTests {
  @Test(
    "every conclusion is explained by the rule that it was drawn by",
    arguments: RandomWalkTests.seeds)
  func explained(seed: UInt64) {
    var histories: [TicketID: [Event]] = [:]
    RandomWalkTests.walk(seed) { step in
      histories[step.id, default: []] += step.facts.map {
        Event($0, by: step.actor, at: step.now)
      }
      guard let dispute = step.new else { return }
      let context = step.after.context(of: step.id, by: step.actor, at: step.now)
      let known = Explanation.Known(history: histories[step.id] ?? [])
      let all = dispute.explanations(in: context, knowing: known)
      let assessment = Assessment(of: dispute, in: context)
      func of(_ topic: Explanation.Topic) -> [Explanation] { all.filter { $0.topic == topic } }

      let scenario = of(.scenario)
      #expect(scenario.count == 1)
      #expect(
        assessment.scenario.map(\.rawValue) == scenario.first?.rule
          || assessment.scenario == nil && scenario.first?.rule.hasPrefix("Step ") == true)
      #expect(of(.place).count == 1 && of(.place).allSatisfy { !$0.sentence.english.isEmpty })
      let attention = dispute.attention(
        policy: context.policy, isDuplicated: context.surroundings.isDuplicated(dispute))
      #expect(of(.place).first?.grounds.last?.at == attention.at)
      let matters = dispute.matters(in: context)
      #expect(of(.awaited).count == matters.count)
      for (explanation, matter) in zip(of(.awaited), matters) {
        #expect(explanation.rule == matter.rule || explanation.rule == "E2")
        #expect(explanation.grounds.first?.at == matter.since)
      }
      let failing = of(.gate).flatMap(\.grounds).filter {
        $0.holds == false && $0.label.english != "G8"
      }
      if dispute.state == .open || dispute.state == .escalated {
        #expect(failing.map(\.label.english) == assessment.failures.map(\.row.rawValue))
      }
      #expect(Set(of(.proof).map(\.rule)) == Set(assessment.warnings.map(\.rawValue)))
      #expect(of(.disagreement).map(\.rule) == assessment.disagreements.map(\.0.rawValue))
      #expect(of(.outstanding).count == dispute.outstanding.count)
      #expect(of(.outstanding).allSatisfy { $0.grounds.count == 1 })
      #expect(of(.vendor).isEmpty == (dispute.order == nil))
      for explanation in all {
        #expect(!explanation.rule.isEmpty && !explanation.sentence.english.isEmpty)
      }
    }
  }
}
