import Testing

@testable import Procedure

@Suite("A ticket that the platform lists again")
struct RelistTests {
  private func ticket(
    quoted: Money = 10_000, customer: Personal = "Meera Iyer", files: [String] = ["app.png"]
  )
    -> Ticket
  {
    Ticket(
      tag: .customerNotPaid, customer: customer, order: "ORD-1", quoted: quoted,
      complaint: "I was not paid", attachments: files, loggedAt: Story.morning)
  }

  @Test("The same listing records nothing")
  func same() { given { logged() }.when(dev(.relist(ticket()))).then(.accepted, .recorded()) }

  @Test("A changed field is corrected, what a person amended stays")
  func changed() {
    given { reviewed() }.when(dev(.relist(ticket(quoted: 9_000, files: ["b.png"]))))
      .then(.due(9_000), .that("the files changed") { $0.ticket.attachments == ["b.png"] })
    given {
      reviewed()
      asha(.amend(TicketAmendment(quoted: 11_000)))
    }.when(dev(.relist(ticket(quoted: 9_000, customer: "Meera I."))))
      .then(.due(11_000), .that("the name changed") { $0.ticket.customer == "Meera I." })
  }

  @Test("A correction by import undermines what a correction by hand does")
  func undermines() {
    given {
      answered(paid: 0)
      asked(10_000)
    }.when(dev(.relist(ticket(quoted: 9_000)))).then(.payouts(.void))
    given { logged() }.when(dev(.relist(ticket(quoted: 0)))).then(.refused(.invalid, "quoted"))
  }

  @Test("What a viewer may not change may be shown to nobody unmasked but those who work on it")
  func show() {
    given { logged() }.when(vic(.show)).then(.refused(.forbidden))
    given { closedPaid() }.when(dev(.show)).then(.recorded("personalDataShown"))
  }
}
