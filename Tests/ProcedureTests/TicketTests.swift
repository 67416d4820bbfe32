import Testing

@testable import Procedure

@Suite("Step 1: the ticket")
struct TicketTests {
  @Test("A ticket arrives: the dispute is open, in Step 1, and its vendor is not known")
  func arrives() {
    given { logged(received: 8_000) }.then(
      .state(.open), .step(.ticket), .scenario(nil), .version(1), .due(10_000), .received(8_000),
      .paid(8_000), .shortfall(2_000), .disputed(2_000), .missing(.g1, .g2, .g3, .g4, .g7),
      .that("no vendor is known") { $0.order == nil })
  }

  @Test("Received on Customer Not Paid is invalid, zero included", arguments: [0, 1] as [Money])
  func receivedOnNotPaid(amount: Money) {
    given {}.when(
      asha(
        .log(
          Ticket(
            tag: .customerNotPaid, customer: "M", order: "O", quoted: 10, received: amount,
            complaint: "c", loggedAt: Story.morning)))
    ).then(.refused(.invalid, "received"))
  }

  @Test("Received above quoted is invalid; exactly quoted is not")
  func receivedAboveQuoted() {
    given {}.when(logged(quoted: 100, received: Money(paise: 10_001)))
      .then(.refused(.invalid, "received"))
    given {}.when(logged(quoted: 100, received: 100)).then(.accepted, .disputed(0))
  }

  @Test("Empty words and a quoted price of zero are invalid")
  func emptyFields() {
    given {}.when(logged(quoted: 0)).then(.refused(.invalid, "quoted"))
    given {}.when(logged(customer: " ")).then(.refused(.invalid, "customer"))
    given {}.when(logged(order: "")).then(.refused(.invalid, "order"))
    given {}.when(logged("")).then(.refused(.invalid, "dispute"))
  }

  @Test(
    "An id that reads like another one, or is none, is invalid: each of the two would be paid",
    arguments: [
      "X 1", " X1", "X1\u{200B}", "X\u{202E}1", "X\n1", "X\u{1B}[31m",
      String(repeating: "X", count: 65),
    ])
  func ids(text: String) {
    given {}.when(logged(TicketID(text))).then(.refused(.invalid, "dispute"))
    given {}.when(logged(order: OrderID(text))).then(.refused(.invalid, "order"))
    given {
      logged()
      asha(.claim)
    }.when(asha(.amend(TicketAmendment(order: OrderID(text)))))
      .then(.refused(.invalid, "order"))
    given {}.when(logged(TicketID(String(repeating: "X", count: 64)))).then(.accepted)
  }

  @Test("What is hidden of a number or an address is not the number or the address")
  func hidden() {
    given {
      logged()
      asha(.claim)
    }.when(asha(.amend(TicketAmendment(phone: Personal("9820010482".hidden)))))
      .then(.refused(.invalid, "phone"))
    given { ordered() }.when(asha(order(payTo: Personal("meera@okaxis".hidden))))
      .then(.refused(.invalid, "payTo"))
  }

  @Test("A ticket that is there already is a duplicate, before anything else")
  func duplicate() {
    given { logged() }.when(logged(quoted: 0)).then(.refused(.duplicate))
    given { logged() }.when(
      vic(
        .log(
          Ticket(
            tag: .customerNotPaid, customer: "", order: "", quoted: 0, complaint: "",
            loggedAt: Story.morning)))
    ).then(.refused(.duplicate))
  }

  @Test("Anyone but a viewer logs a ticket, and records what arrives without holding the dispute")
  func whoRecords() {
    for player in [dev, omar, fina] {
      given { ordered() }.when(player(.hear(received: 0, note: nil))).then(.accepted)
      given { ordered() }.when(player(proof())).then(.accepted)
      given { ordered() }.when(player(.note(text: "seen"))).then(.accepted)
      given {
        ordered()
        player(.contact(party: .vendor, channel: .sms, outcome: .delivered))
      }.when(player(.answer(paid: 0, reason: nil))).then(.accepted)
    }
  }

  @Test("Claiming what one holds is accepted and records nothing")
  func claimAgain() {
    given { reviewed() }.when(asha(.claim)).then(.accepted, .recorded(), .version(3))
  }

  @Test("Claiming what another holds is notHeld, for a manager too")
  func claimHeld() {
    given { reviewed() }.when(dev(.claim)).then(.refused(.notHeld))
    given { reviewed() }.when(omar(.claim)).then(.refused(.notHeld))
  }

  @Test("A released dispute is free; only its holder releases it")
  func release() {
    given { reviewed() }.when(omar(.release)).then(.refused(.notHeld))
    given {
      reviewed()
      asha(.release)
    }.when(dev(.claim)).then(.accepted, .holder(dev))
  }

  @Test("A manager assigns, an executive does not, and nobody is assigned to no one")
  func assign() {
    given { reviewed() }.when(omar(.assign(to: Person("dev")))).then(.accepted, .holder(dev))
    given { reviewed() }.when(asha(.assign(to: Person("dev")))).then(.refused(.forbidden))
    given { reviewed() }.when(omar(.assign(to: Person(" ")))).then(.refused(.invalid, "to"))
  }

  @Test("Disputed is quoted less received as first logged, whatever is heard later")
  func disputedStays() {
    given { reviewed(received: 8_000) }.when(asha(.hear(received: 10_000, note: nil)))
      .then(.received(10_000), .paid(10_000), .disputed(2_000), .shortfall(0))
  }

  @Test("Amending corrects what was logged, and with it what is disputed")
  func amendReceived() {
    given { reviewed(received: 8_000) }
      .when(asha(.amend(TicketAmendment(received: 4_000)))).then(.disputed(6_000), .received(4_000))
    given {
      reviewed(received: 8_000)
      dev(.hear(received: 9_000, note: nil))
    }.when(asha(.amend(TicketAmendment(received: 4_000)))).then(.disputed(6_000), .received(9_000))
  }

  @Test("Amending to what cannot be is invalid, and names the field that was given")
  func amendInvalid() {
    given { reviewed(received: 8_000) }.when(asha(.amend(TicketAmendment(quoted: 7_000))))
      .then(.refused(.invalid, "quoted"))
    given { reviewed() }.when(asha(.amend(TicketAmendment(received: 1))))
      .then(.refused(.invalid, "received"))
    given { reviewed() }.when(asha(.amend(TicketAmendment(complaint: ""))))
      .then(.refused(.invalid, "complaint"))
  }

  @Test("A ticket that becomes Customer Not Paid has nothing received; it can become Less Paid")
  func amendTag() {
    given { reviewed(received: 8_000) }
      .when(asha(.amend(TicketAmendment(tag: .customerNotPaid)))).then(
        .received(0), .disputed(10_000))
    given { reviewed() }
      .when(asha(.amend(TicketAmendment(tag: .lessPaid, received: 1_000)))).then(.received(1_000))
  }

  @Test("Amending is the holder's")
  func amendHolder() {
    given { reviewed() }.when(dev(.amend(TicketAmendment(quoted: 1)))).then(.refused(.notHeld))
  }

  @Test("What repeats what holds is recorded again")
  func saidAgain() {
    given { reviewed() }.when(asha(.review)).then(.accepted, .version(4))
    given { reviewed(received: 8_000) }.when(asha(.amend(TicketAmendment(received: 8_000))))
      .then(.accepted, .recorded("ticketAmended"))
  }
}
