import Testing

@testable import Procedure

@Suite("Payouts in batches")
struct PayoutBatchTests {
  private let place = BatchPlace(BatchID("B-20261122-1"), line: 3)

  private func approved(
    customer: Personal? = nil, payTo: Personal = "meera@upi", order sale: OrderID = "ORD-1"
  ) -> Story {
    given {
      logged(order: sale, received: 8_000, customer: customer ?? "Meera Iyer")
      asha(.claim)
      asha(.review)
      asha(order(payTo: payTo, customer: customer))
      called()
      asha(.answer(paid: 8_000, reason: nil))
      asked()
      omar(.approve(reason: nil))
    }
  }

  @Test("an approved payout goes out with its line and the payee's name, and is sent")
  func sent() throws {
    let story = approved(customer: "Meera Iyer").when(omar(.sendIn(place)))
    story.then(.recorded("payoutSent"), .payouts(.sent), .lacks(.g5))
    let payout = try #require(story.world.disputes["CX-1"]?.payouts.first)
    #expect(payout.place == place && payout.payee == "Meera Iyer")
    #expect(payout.stateSince == story.now)
    story.when(omar(.sendIn(place))).then(.refused(.outOfOrder))
    story.when(omar(.send)).then(.refused(.outOfOrder))
    story.when(dev(.hear(received: 9_000, note: nil))).then(.payouts(.sent))
  }

  @Test("the name on the ticket is written where the order names none")
  func payee() {
    let story = approved().when(asha(.sendIn(place)))
    #expect(story.world.disputes["CX-1"]?.payouts.first?.payee == "Meera Iyer")
  }

  @Test("it is the holder's or a manager's, as sending is")
  func whoMay() {
    let story = approved()
    story.when(dev(.sendIn(place))).then(.refused(.notHeld))
    story.when(vic(.sendIn(place))).then(.refused(.forbidden))
    story.when(olga(.sendIn(place))).then(.accepted)
    given {
      partPaid()
      asked()
    }.when(omar(.sendIn(place))).then(.refused(.outOfOrder))
  }

  @Test("a cell that a bank could misread is refused by its name, and the payout stays approved")
  func cells() {
    let story = approved(customer: "=cmd|'/c calc'!A0").when(omar(.sendIn(place)))
    story.then(.refused(.invalid, "payee"), .payouts(.approved))
    #expect(story.refusal?.message.contains("payee “=cmd|'/c calc'!A0” could be read") == true)
    approved(customer: "\u{200B} \u{2060}").when(omar(.sendIn(place))).then(
      .refused(.invalid, "payee"))
    approved(payTo: "-meera@upi").when(omar(.sendIn(place))).then(.refused(.invalid, "payTo"))
    approved(payTo: "meera").when(omar(.sendIn(place))).then(.refused(.invalid, "payTo"))
    approved(order: "@ORD").when(omar(.sendIn(place))).then(.refused(.invalid, "order"))
    approved(customer: "Meera\nIyer").when(omar(.sendIn(place))).then(.refused(.invalid, "payee"))
  }

  @Test("no refusal shows where somebody is paid")
  func hidden() {
    let story = approved(payTo: "=meera@upi").when(omar(.sendIn(place)))
    #expect(story.refusal?.message.contains("meera") == false)
  }

  @Test("the cap over the order is asked again")
  func cap() {
    approved().and {
      ordered("CX-2", received: 8_000)
      asha(.acknowledge(.duplicateOrder), on: "CX-2")
      called("CX-2")
      proven(9_500, on: "CX-2")
    }.when(omar(.sendIn(place))).then(.refused(.overpayment), .payouts(.approved))
  }

  @Test("a line is written as it was, whatever is corrected afterwards")
  func asItWas() throws {
    let story = approved(customer: "Meera Iyer").and {
      omar(.sendIn(place))
      asha(order(payTo: "other@upi", customer: "M. Iyer"))
    }
    let dispute = try #require(story.world.disputes["CX-1"])
    let payout = try #require(dispute.payouts.first)
    let line = try PayoutLine(payout, of: dispute, at: place)
    #expect(
      PayoutLayout.standard.cells(of: line) == [
        "B-20261122-1", "3", "CX-1-P1", "Meera Iyer", "meera@upi", "", "", "2000.00", "CX-1",
        "ORD-1",
      ])
  }

  @Test("a layout names what a line cannot do without, and refuses a line that it would cut")
  func layouts() throws {
    #expect(PayoutLayout.standard.mistake == nil)
    func mistake(_ columns: (PayoutLayout.Field, String)...) -> PayoutLayout.Field? {
      PayoutLayout(columns.map { .init($0.0, $0.1) }).mistake?.field
    }
    let core = [(PayoutLayout.Field.intent, "I"), (.payee, "P"), (.amount, "A")]
    #expect(mistake((.payee, "P"), (.amount, "A"), (.vpa, "V")) == .intent)
    #expect(mistake(core[0], core[1], core[2]) == .vpa)
    #expect(mistake(core[0], core[1], core[2], (.account, "N")) == .ifsc)
    #expect(mistake(core[0], core[1], core[2], (.vpa, "V"), (.ifsc, "F")) == .account)
    #expect(mistake(core[0], core[1], core[2], (.vpa, "A")) == .vpa)
    #expect(mistake(core[0], core[1], core[2], (.vpa, "=V")) == .vpa)
    #expect(mistake(core[0], core[1], core[2], (.vpa, "V")) == nil)

    let story = approved(payTo: "50100012345678 HDFC0001234")
    let dispute = try #require(story.world.disputes["CX-1"])
    let payout = try #require(dispute.payouts.first)
    let line = try PayoutLine(payout, of: dispute, at: place)
    let upiOnly = PayoutLayout((core + [(.vpa, "V")]).map { .init($0.0, $0.1) })
    #expect(throws: Refusal.self) { try upiOnly.admit(line) }
    try PayoutLayout.standard.admit(line)
    #expect(
      PayoutLayout.standard.cells(of: line)[4...6] == ["", "50100012345678", "HDFC0001234"])
  }
}
