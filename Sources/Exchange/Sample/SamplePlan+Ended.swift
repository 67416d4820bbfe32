import Procedure

extension SamplePlan {
  private static let asha = SampleCast.asha
  private static let dev = SampleCast.dev
  private static let ravi = SampleCast.ravi
  private static let nisha = SampleCast.nisha
  private static let day = 1_440

  /// Closed in every way, merged, and opened again.
  static func ended(_ me: Actor) -> [SamplePlan] {
    [
      SamplePlan(age: 6 * day, quoted: 5_500, received: 4_000, vendor: "PhoneHub Bhopal") {
        $0.prepare(me)
        $0.answer(me, paid: 5_500)
        $0.hear(me, 5_500)
        $0.close(me)
      },
      SamplePlan(
        age: 9 * day, quoted: 12_400, received: 11_400, vendor: "SecondRing Agra",
        with: {
          $0.note = ("Dent on the frame", 1_000)
          $0.invoice = 11_400
        }
      ) {
        $0.prepare(dev)
        $0.answer(dev, paid: 11_400, "dent on the frame")
        $0.say(dev, .supportDeduction(amount: .rupees(1_000), note: 0))
        $0.say(dev, .remark(text: "The customer saw the note and agreed."))
        $0.close(dev)
        $0.apply(dev, .comment)
      },
      SamplePlan(age: 3 * day, quoted: 9_600, received: 7_600, vendor: "ReDial Chennai") {
        $0.prepare(asha)
        $0.answer(asha, paid: 7_600, "no reason given")
        $0.requestPayout(asha)
        $0.wait(40)
        $0.say(ravi, .approve(reason: nil))
        $0.settle(asha)
        $0.debit(asha)
        $0.close(asha)
      },
      SamplePlan(age: 12 * day, quoted: 21_500, vendor: "HandsetHaat Kolkata") {
        $0.prepare(me)
        $0.answer(me, paid: 0, "forgot")
        $0.requestPayout(me)
        $0.debit(me)
        $0.say(me, .note(text: "He was polite about it and will pay the credits."))
        $0.wait(200)
        $0.say(nisha, .approve(reason: "The customer's account was checked."))
        $0.settle(me)
        $0.close(me)
        $0.apply(me, .comment, .credits)
      },
      SamplePlan(
        age: 15 * day, quoted: 6_100, vendor: "ReKart Mumbai",
        with: {
          $0.pickup = .cancelled
        }
      ) {
        $0.prepare(dev)
        $0.escalate(dev, "Cancelled before the rider came.")
        $0.wait(300)
        $0.say(ravi, .find(.nothingOwed, amount: nil, reason: "Nothing was collected."))
        $0.close(dev)
        $0.apply(dev, .comment)
      },
      SamplePlan("first", age: 2 * day, quoted: 18_200, received: 17_200, vendor: "CellCart Nagpur")
      {
        $0.prepare(asha)
        $0.answer(asha, paid: 18_200, "the rest went out yesterday")
        // Paid only after the ticket was logged.
        $0.wait(360)
        $0.upi(asha, 1_000, hours: 27)
        $0.hear(asha, 18_200)
        $0.accept(asha, reason: "The customer confirms it.")
        $0.close(asha)
      },
      SamplePlan(
        age: day, quoted: 18_200, received: 17_200, vendor: "CellCart Nagpur",
        with: {
          $0.sameOrderAs = "first"
        }
      ) {
        $0.wait(30)
        $0.say(dev, .claim)
        if let first = $0.others["first"] { $0.say(dev, .merge(into: first)) }
      },
      SamplePlan(age: 5 * day, quoted: 7_900, received: 6_900, vendor: "FoneBay Mysuru") {
        $0.prepare(dev)
        $0.answer(dev, paid: 7_900)
        $0.hear(dev, 7_900)
        $0.close(dev)
        $0.apply(dev, .comment)
        $0.until(ago: 330)
        $0.say(ravi, .reopen(reason: "The customer writes again: the second part came back."))
      },
      SamplePlan(age: 7 * day, quoted: 10_900, received: 8_900, vendor: "MobiMart Hyderabad") {
        $0.prepare(me)
        $0.answer(me, paid: 8_900, "no reason given")
        $0.requestPayout(me)
        $0.debit(me)
        $0.wait(60)
        $0.say(ravi, .approve(reason: nil))
        $0.settle(me)
        $0.close(me)
        $0.apply(me, .comment, .credits)
        $0.until(ago: 95)
        $0.say(me, .reverse(reason: "The bank sent it back: the account is dormant."))
      },
    ]
  }
}
