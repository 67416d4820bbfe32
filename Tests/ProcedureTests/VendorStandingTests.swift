import Testing

@testable import Procedure

@Suite("The vendor's standing (E3), credits and measures")
struct VendorStandingTests {
  @Acts static func two() -> [Act] {
    partPaid("CX-1", order: "ORD-1")
    partPaid("CX-2", order: "ORD-2")
  }

  @Acts static func three() -> [Act] {
    two()
    partPaid("CX-3", order: "ORD-3")
  }

  @Test("E3: from the second the vendor is flagged, from the third a block is proposed")
  func fromSecond() {
    given { partPaid() }.then(.standing(.active), .counted(1))
    given { Self.two() }.then(.standing(.flagged), .counted(2), .questions(0))
    given { Self.three() }.then(.standing(.flagged), .counted(3), .questions(1), .pending())
  }

  @Test("E3: disputes of other vendors do not count")
  func otherVendors() {
    given {
      partPaid("CX-1")
      answered("CX-2", order: "ORD-2", vendor: "QuickCell Thane", paid: 0)
    }.then(.counted(1), .standing(.active))
  }

  @Test("E3: exactly 30 days still count, one second more does not")
  func thirtyDays() {
    given {
      partPaid("CX-1", order: "ORD-1")
      later(days: 30)
      partPaid("CX-2", order: "ORD-2")
    }.then(.counted(2), .standing(.flagged))
    given {
      partPaid("CX-1", order: "ORD-1")
      later(seconds: 1, days: 30)
      partPaid("CX-2", order: "ORD-2")
    }.then(.counted(1), .standing(.active))
  }

  @Test("E3: a flag stays until a manager says keep or unblock, whatever the count is")
  func flagStays() {
    let story = given {
      Self.two()
      later(days: 40)
    }
    story.then(.counted(0), .standing(.flagged))
    story.when(omar(.keep(reason: nil))).then(.standing(.active))
    story.when(omar(.unblock(reason: nil))).then(.standing(.active), .outstanding(.unblock))
    story.when(asha(.keep(reason: nil))).then(.refused(.forbidden))
  }

  @Test("E3: what keep has seen flags no more; a new one does, and proposes from the third")
  func seen() {
    given {
      Self.two()
      omar(.keep(reason: nil), on: "CX-2")
      dev(.note(text: "n"), on: "CX-1")
    }.then(.standing(.active))
      .and { partPaid("CX-3", order: "ORD-3") }.then(.standing(.flagged), .questions(1))
  }

  @Test("E3: a proposal is made once until decided, and what it has seen is seen")
  func proposedOnce() {
    given {
      Self.three()
      dev(.note(text: "n"), on: "CX-1")
      partPaid("CX-4", order: "ORD-4")
    }.then(.questions(1), .counted(4))
      .when(omar(.flag(reason: nil), on: "CX-4")).then(
        .questions(1), .recorded("vendorFlagged", "blockProposed")
      )
      .when(omar(.keep(reason: nil), on: "CX-4")).then(.questions(0), .standing(.active))
      .when(dev(.note(text: "n"), on: "CX-4")).then(.questions(0), .standing(.active))
  }

  @Test("E3: nothing is proposed to a vendor that is blocked or suspended")
  func blockedAlready() {
    for command in [Command.block(reason: nil), .suspend(reason: nil)] {
      given {
        Self.two()
        omar(command, on: "CX-1")
        partPaid("CX-3", order: "ORD-3")
      }.then(.questions(0), .counted(3))
    }
  }

  @Test("E3: a flag that comes by itself answers no question about the vendor")
  func automaticFlag() {
    given {
      partPaid("CX-1")
      escalated("CX-1", about: .vendor)
      ordered("CX-2", order: "ORD-2")
      omar(.contact(party: .vendor, channel: .phone, outcome: .answered), on: "CX-2")
      omar(.answer(paid: 0, reason: nil), on: "CX-2")
    }.then(.standing(.flagged), .questions(1))
  }

  @Test("E3: an ops manager does not decide what finance was asked about the vendor")
  func financeAsked() {
    given {
      partPaid()
      escalated(to: .financeManager, about: .vendor)
    }.when(omar(.keep(reason: nil))).then(.accepted, .questions(1))
      .when(fina(.keep(reason: nil))).then(.questions(0))
  }

  @Test("E3 counts D1 from the lapse of its window on")
  func countsD1() {
    given {
      ordered()
      called()
      later(hours: 5, minutes: 59, seconds: 59)
    }.then(.counted(0)).and { later(seconds: 1) }.then(.counted(1))
  }

  @Test("E3 counts D3 and D4 only where the vendor paid after the ticket was logged")
  func paidLate() {
    func story(paid hours: Int64) -> Story {
      given {
        answered(paid: 10_000)
        later(hours: 2)
        asha(proof("P1", 10_000, paid: hours))
        asha(.accept("P1", reason: "r"))
      }
    }
    story(paid: 0).then(.scenario(.d3), .counted(0))
    story(paid: 1).then(.scenario(.d3), .counted(1))
  }

  @Test("E3 counts neither D0, D7 nor what is merged")
  func notCounted() {
    given {
      reviewed()
      asha(order(.pending))
    }.then(.counted(0))
    given { partPaid() }.when(omar(.find(.nothingOwed, amount: nil, reason: "r"))).then(.counted(0))
    given {
      logged()
      partPaid("CX-9", order: "ORD-9")
      reviewed("CX-2", received: 8_000)
      asha(order(), on: "CX-2")
      asha(.acknowledge(.duplicateOrder), on: "CX-2")
      called("CX-2")
      asha(.answer(paid: 8_000, reason: nil), on: "CX-2")
    }.then(.counted(2)).when(asha(.merge(into: "CX-1"), on: "CX-2")).then(.counted(1))
  }

  @Test("E3 counts closed disputes by what they ended in")
  func closedCount() {
    given {
      closedPaid("CX-1", order: "ORD-1")
      partPaid("CX-2", order: "ORD-2")
    }.then(.counted(2), .standing(.flagged))
  }

  @Test("Standing is the gravest measure in force; unblock lifts flag, block and suspension")
  func gravest() {
    given { ordered() }.when(omar(.flag(reason: nil))).then(.standing(.flagged))
      .when(omar(.block(reason: nil))).then(.standing(.blocked), .outstanding(.block))
      .when(omar(.suspend(reason: nil))).then(.standing(.suspended))
      .when(omar(.keep(reason: nil))).then(.standing(.suspended))
      .when(omar(.unblock(reason: nil))).then(.standing(.active), .outstanding(.block, .unblock))
  }

  @Test("Measures need a vendor: before Step 2 they are outOfOrder")
  func needVendor() {
    let measures: [Command] = [
      .debit(amount: 1), .credit(amount: 1, reason: "r"), .suspend(reason: nil),
      .block(reason: nil),
      .unblock(reason: nil), .flag(reason: nil), .keep(reason: nil),
    ]
    for command in measures {
      given { reviewed() }.when(omar(command)).then(.refused(.outOfOrder))
    }
  }

  @Test("D1 and D2: the holder blocks there alone; a manager anywhere")
  func holderBlocks() {
    given { unreachable() }.when(asha(.block(reason: nil))).then(.accepted)
    given { unreachable() }.when(dev(.block(reason: nil))).then(.refused(.notHeld))
    given { partPaid() }.when(asha(.block(reason: nil))).then(.refused(.outOfOrder))
    given { partPaid() }.when(omar(.block(reason: nil))).then(.accepted)
  }

  @Test("The holder's block decides nothing about the vendor")
  func holderDecidesNothing() {
    given {
      unreachable()
      escalated(about: .vendor)
    }.when(asha(.block(reason: nil))).then(.questions(1))
  }

  @Test("D5: the holder debits exactly the shortfall that the payout is for, once")
  func debitD5() {
    let story = given { partPaid() }
    story.when(asha(.debit(amount: 1_999))).then(.refused(.invalid, "amount"))
    story.when(asha(.debit(amount: 2_001))).then(.refused(.invalid, "amount"))
    story.when(asha(.debit(amount: 0))).then(.refused(.invalid, "amount"))
    story.when(dev(.debit(amount: 2_000))).then(.refused(.notHeld))
    story.when(asha(.debit(amount: 2_000))).then(
      .accepted, .credits(-2_000), .outstanding(.credits)
    )
    .when(asha(.debit(amount: 2_000))).then(.refused(.outOfOrder))
  }

  @Test("D5: the debit is of the payout alive or settled, whatever is short by now")
  func debitOfPayout() {
    given {
      settled()
      dev(.hear(received: 9_500, note: nil))
    }.then(.shortfall(500)).when(asha(.debit(amount: 500))).then(.refused(.invalid, "amount"))
      .when(asha(.debit(amount: 2_000))).then(.accepted)
  }

  @Test("D6: the holder debits at most the payout's amount")
  func debitD6() {
    let story = given { answered(paid: 0) }
    story.when(asha(.debit(amount: Money(paise: 1_000_001)))).then(.refused(.invalid, "amount"))
    story.when(asha(.debit(amount: 10_000))).then(.accepted)
    story.when(asha(.debit(amount: Money(paise: 1)))).then(.accepted)
  }

  @Test("Elsewhere the debit is a manager's, who is not bound by an amount or by once")
  func debitManager() {
    given { ordered() }.when(asha(.debit(amount: 1))).then(.refused(.outOfOrder))
    given { ordered() }.when(omar(.debit(amount: 99_999))).then(.accepted, .credits(-99_999))
      .when(omar(.debit(amount: 1))).then(.credits(-100_000))
    given { ordered() }.when(omar(.debit(amount: 0))).then(.refused(.invalid, "amount"))
  }

  @Test("Credit is a manager's, with a reason")
  func credit() {
    given { ordered() }.when(asha(.credit(amount: 1, reason: "r"))).then(.refused(.forbidden))
    given { ordered() }.when(omar(.credit(amount: 0, reason: "r"))).then(
      .refused(.invalid, "amount"))
    given { ordered() }.when(omar(.credit(amount: 5, reason: ""))).then(
      .refused(.invalid, "reason"))
    given { ordered() }.when(omar(.credit(amount: 5, reason: "r"))).then(.credits(5))
  }

  @Test("Outside: each item is outstanding until it is applied, by anyone; what is not is invalid")
  func applied() {
    let story = given {
      ordered()
      omar(.block(reason: nil))
      omar(.debit(amount: 5))
    }
    story.then(.outstanding(.block, .credits))
    story.when(dev(.applied(.comment))).then(.refused(.invalid, "item"))
    story.when(dev(.applied(.block))).then(.outstanding(.credits))
      .when(dev(.applied(.block))).then(.refused(.invalid, "item"))
    given { closedPaid() }.when(dev(.applied(.comment))).then(.accepted, .outstanding(.credits))
  }
}
