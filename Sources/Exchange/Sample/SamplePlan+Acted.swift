import Procedure

extension SamplePlan {
  private static let asha = SampleCast.asha
  private static let dev = SampleCast.dev
  private static let ravi = SampleCast.ravi
  private static let nisha = SampleCast.nisha

  /// Disputes in Step 4, or ready to be closed: payouts in every state, sign-offs, findings.
  static func acted(_ me: Actor) -> [SamplePlan] { payouts(me) + unpaid(me) + settledByVendor(me) }

  /// D5.
  private static func payouts(_ me: Actor) -> [SamplePlan] {
    [
      // The vendor's third within the counted days: a block is proposed.
      SamplePlan(
        age: 300, quoted: 9_000, received: 7_000, vendor: "FoneBay Pune",
        with: {
          $0.invoice = 7_000
        }
      ) {
        $0.prepare(asha)
        $0.answer(asha, paid: 7_000, "screen was cracked")
        $0.requestPayout(asha)
      },
      SamplePlan(age: 1_000, quoted: 8_500, received: 6_000, vendor: "FoneBay Pune") {
        $0.prepare(me)
        $0.answer(me, paid: 6_000, "battery")
        $0.requestPayout(me)
        $0.debit(me)
      },
      SamplePlan(age: 340, quoted: 20_000, received: 11_550, vendor: "FoneBay Pune") {
        $0.prepare(asha)
        $0.answer(asha, paid: 11_550, "battery")
        $0.upi(asha, 11_550)
        $0.accept(asha)
        $0.requestPayout(asha)
      },
      SamplePlan(age: 780, quoted: 28_000, received: 15_900, vendor: "QuickCell Thane") {
        $0.prepare(dev)
        $0.answer(dev, paid: 15_900, "another model than declared")
        $0.requestPayout(dev)
      },
      SamplePlan(age: 250, quoted: 7_600, received: 6_100, vendor: "MobiMart Nashik") {
        $0.prepare(me)
        $0.answer(me, paid: 6_100, "says that was the price")
      },
      SamplePlan(age: 860, quoted: 10_400, received: 8_400, vendor: "QuickCell Kochi") {
        $0.prepare(me)
        $0.answer(me, paid: 8_400, "dent on the frame")
        $0.requestPayout(me)
        $0.debit(me)
        $0.wait(90)
        $0.say(ravi, .approve(reason: nil))
      },
      SamplePlan(age: 1_450, quoted: 12_000, received: 10_000, vendor: "ReKart Noida") {
        $0.prepare(me)
        $0.answer(me, paid: 10_000, "no reason given")
        $0.upi(me, 10_000)
        $0.accept(me)
        $0.requestPayout(me)
        $0.debit(me)
        $0.wait(60)
        $0.say(ravi, .approve(reason: nil))
        $0.settle(me)
      },
      SamplePlan(age: 1_250, quoted: 9_300, received: 8_100, vendor: "ReDial Vizag") {
        $0.prepare(asha)
        $0.answer(asha, paid: 8_100, "charger missing")
        $0.requestPayout(asha)
        $0.wait(140)
        $0.say(
          ravi, .decline(reason: "Ask for the pickup picture first: was the charger promised?"))
      },
      SamplePlan(age: 2_600, quoted: 6_800, received: 5_300, vendor: "GadgetGully Patna") {
        $0.prepare(dev)
        $0.answer(dev, paid: 5_300)
        $0.requestPayout(dev)
        $0.debit(dev)
        $0.wait(50)
        $0.say(ravi, .approve(reason: nil))
        $0.wait(20)
        $0.say(dev, .send)
        $0.until(ago: 310)
        $0.say(dev, .fail(reason: "The customer's VPA is closed; the bank sent it back."))
      },
    ]
  }

  /// D6.
  private static func unpaid(_ me: Actor) -> [SamplePlan] {
    [
      SamplePlan(age: 650, quoted: 11_800, vendor: "QuickCell Thane") {
        $0.prepare(asha)
        $0.answer(asha, paid: 0, "the app's wallet was empty")
        $0.escalate(asha, "Two in a month; he says that himself.", about: .vendor)
        $0.requestPayout(asha)
      },
      SamplePlan(age: 3_300, quoted: 4_600, vendor: "CellCart Surat") {
        $0.prepare(dev)
        $0.answer(dev, paid: 0)
        $0.requestPayout(dev)
        $0.wait(45)
        $0.say(ravi, .approve(reason: nil))
        $0.settle(dev)
        $0.say(dev, .note(text: "He promised to top his wallet up; not the first time he says so."))
      },
      SamplePlan(age: 2_050, quoted: 9_700, vendor: "PhoneHub Bhopal") {
        $0.prepare(me)
        $0.answer(me, paid: 9_700, "in cash, no receipt")
        $0.escalate(me, "Cash without a receipt; the customer has nothing.")
        $0.until(ago: 420)
        $0.say(
          ravi,
          .find(.unpaid, amount: nil, reason: "The rider's sheet for that day shows no cash."))
      },
    ]
  }

  /// D3, D4 and D7 on their way to the end.
  private static func settledByVendor(_ me: Actor) -> [SamplePlan] {
    [
      SamplePlan(age: 560, quoted: 17_900, vendor: "SecondRing Agra") {
        $0.prepare(asha)
        $0.answer(asha, paid: 17_900)
        $0.upi(asha, 17_900)
        $0.accept(asha)
      },
      SamplePlan(age: 390, quoted: 8_800, received: 7_800, vendor: "CashMyCell Ranchi") {
        $0.prepare(me)
        $0.answer(me, paid: 8_800, "sent the rest today")
        $0.hear(me, 8_800)
      },
      SamplePlan(
        age: 760, quoted: 22_500, received: 16_500, vendor: "UsedUp Guwahati",
        with: {
          $0.note = ("Back glass broken, agreed with the customer", 6_000)
          $0.invoice = 16_500
        }
      ) {
        $0.prepare(dev)
        $0.answer(dev, paid: 16_500, "back glass broken, written down at the pickup")
        $0.wait(4)
        $0.say(dev, .supportDeduction(amount: .rupees(6_000), note: 0))
        $0.say(dev, .remark(text: "The note is from the pickup, and the picture shows the crack."))
      },
      SamplePlan(
        age: 440, quoted: 7_000, received: 6_250, vendor: "MobiMart Hyderabad",
        with: {
          $0.note = ("Charger missing", 750)
          $0.invoice = 6_250
        }
      ) {
        $0.prepare(asha)
        $0.answer(asha, paid: 6_250, "charger missing")
        $0.wait(4)
        $0.say(asha, .supportDeduction(amount: .rupees(750), note: 0))
      },
      SamplePlan(
        age: 1_650, quoted: 8_900, vendor: "FoneBay Mysuru",
        with: {
          $0.pickup = .cancelled
        }
      ) {
        $0.prepare(me)
        $0.escalate(me, "Cancelled; the phone is back with the customer.")
        $0.close(me)
        $0.until(ago: 240)
        $0.say(
          ravi,
          .find(
            .nothingOwed, amount: nil, reason: "The pickup was cancelled and the phone returned."))
      },
    ]
  }
}
