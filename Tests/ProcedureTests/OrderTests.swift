import Testing

@testable import Procedure

@Suite("Step 2: the order and its disagreements")
struct OrderTests {
  @Test("The order comes after the review")
  func afterReview() {
    given {
      logged()
      asha(.claim)
    }.when(asha(order())).then(.refused(.outOfOrder))
    given {
      logged()
      asha(.claim)
    }.when(asha(.acknowledge(.invoice))).then(.refused(.outOfOrder))
  }

  @Test("An order without a disagreement does Step 2")
  func plain() {
    given { reviewed() }.when(asha(order())).then(.step(.vendor), .holds(.g7))
  }

  @Test("Each disagreement holds the step up until it is acknowledged")
  func eachDisagreement() {
    let orders: [(Disagreement, Command)] = [
      (.invoice, order(invoice: 8_000)), (.quoted, order(quoted: 9_000)),
      (.paymentMarked, order(marked: true)), (.customer, order(customer: "Arjun Rao")),
    ]
    for (disagreement, command) in orders {
      given { reviewed() }.when(asha(command)).then(.step(.order), .lacks(.g7))
        .when(asha(.acknowledge(disagreement))).then(.accepted, .step(.vendor), .holds(.g7))
    }
  }

  @Test("An order of another dispute that is not merged is a disagreement too")
  func duplicateOrder() {
    given {
      logged("CX-0")
      reviewed()
    }.when(asha(order())).then(.step(.order), .lacks(.g7))
      .when(asha(.acknowledge(.duplicateOrder))).then(.step(.vendor))
  }

  @Test("Marked paid is no disagreement on Less Paid, a customer's name is compared without case")
  func noDisagreement() {
    given { reviewed(received: 8_000) }.when(asha(order(marked: true))).then(.step(.vendor))
    given { reviewed() }.when(asha(order(customer: "meera  IYER"))).then(.step(.vendor))
  }

  @Test("Acknowledging what does not stand is invalid")
  func acknowledgeNothing() {
    for disagreement in Disagreement.allCases {
      given { ordered() }.when(asha(.acknowledge(disagreement)))
        .then(.refused(.invalid, "disagreement"))
    }
  }

  @Test("G7: a disagreement that arises later holds up closure, not the step")
  func arisesLater() {
    given {
      ordered()
      logged("CX-2")
    }.then(on: "CX-1", .step(.vendor), .lacks(.g7))
    given { ordered() }.when(asha(.amend(TicketAmendment(quoted: 11_000))))
      .then(.step(.vendor), .lacks(.g7))
  }

  @Test("G7: a disagreement that reads otherwise is due again, and holds up closure, not the step")
  func readsOtherwise() {
    given {
      reviewed()
      asha(order(invoice: 8_000))
      asha(.acknowledge(.invoice))
    }.when(asha(order(invoice: 7_000))).then(.step(.vendor), .lacks(.g7))
      .when(asha(.acknowledge(.invoice))).then(.holds(.g7))
  }

  @Test("G7: a disagreement that is gone needs no acknowledgement")
  func gone() {
    given {
      reviewed()
      asha(order(invoice: 8_000))
    }.when(asha(order())).then(.step(.vendor), .holds(.g7))
    given {
      logged("CX-0")
      reviewed()
      asha(order())
      logged("CX-2")
      omar(.merge(into: "CX-0"), on: "CX-2")
    }.when(omar(.merge(into: "CX-0"))).then(.state(.merged))
  }

  @Test("Notes of an order: an empty text, or an amount of zero, is invalid; none at all is fine")
  func notes() {
    given { reviewed() }.when(asha(order(notes: [pickupNote("", nil)])))
      .then(.refused(.invalid, "notes"))
    given { reviewed() }.when(asha(order(notes: [pickupNote("dent", 0)])))
      .then(.refused(.invalid, "notes"))
    given { reviewed() }.when(asha(order(invoice: 0))).then(.accepted)
    given { reviewed() }.when(asha(order(vendor: ""))).then(.refused(.invalid, "vendor"))
    given { reviewed() }.when(asha(order(payTo: ""))).then(.refused(.invalid, "payTo"))
    given { reviewed() }.when(asha(order(quoted: 0))).then(.refused(.invalid, "quoted"))
  }

  @Test(
    "Vendor contact, answer, proofs and deductions come after Step 2; the customer's word at any time"
  )
  func afterStep2() {
    let early: [Command] = [
      .contact(party: .vendor, channel: .phone, outcome: .busy), .answer(paid: 0, reason: nil),
      proof(), .accept("P1", reason: nil), .reject("P1", reason: "x"),
      .supportDeduction(amount: 0, note: 0),
    ]
    for command in early {
      given { reviewed() }.when(asha(command)).then(.refused(.outOfOrder))
      given {
        reviewed()
        asha(order(invoice: 1))
      }.when(asha(command)).then(.refused(.outOfOrder))
    }
    given { logged() }.when(dev(.contact(party: .customer, channel: .sms, outcome: .answered)))
      .then(.accepted)
    given { logged() }.when(dev(.hear(received: 5, note: nil))).then(.accepted, .paid(5))
    given { logged() }.when(dev(.note(text: "n"))).then(.accepted)
  }
}
