import Procedure

extension SamplePlan {
  private static let asha = SampleCast.asha
  private static let dev = SampleCast.dev
  private static let ravi = SampleCast.ravi
  private static let nisha = SampleCast.nisha

  /// Disputes in which a manager's word is asked for, was given, or is due: lapsed windows, escalations, parked ones.
  static func asked(_ me: Actor) -> [SamplePlan] { silent(me) + pickups + questions(me) }

  /// D1 and D2.
  private static func silent(_ me: Actor) -> [SamplePlan] {
    [
      SamplePlan(age: 520, quoted: 11_250, vendor: "ReKart Mumbai") {
        $0.prepare(asha)
        $0.until(ago: 392)
        $0.call(asha, .phone, .noAnswer, after: 0)
        $0.call(asha, .whatsapp, .delivered, after: 90)
      },
      SamplePlan(age: 545, quoted: 7_800, vendor: "CellCart Nagpur") {
        $0.prepare(me)
        $0.until(ago: 365)
        $0.call(me, .phone, .noAnswer, after: 0)
        $0.call(me, .phone, .busy, after: 120)
        $0.call(me, .whatsapp, .delivered, after: 60)
      },
      SamplePlan(age: 980, quoted: 16_400, vendor: "PhoneHub Delhi") {
        $0.prepare(dev)
        $0.call(dev, .phone, .callback)
        $0.answer(dev, paid: 16_400, "paid by bank transfer", after: 40)
        $0.call(dev, .whatsapp, .delivered, after: 180)
      },
      SamplePlan(age: 1_520, quoted: 6_200, vendor: "GadgetGully Jaipur") {
        $0.prepare(dev)
        $0.call(dev, .phone, .noAnswer)
        $0.call(dev, .whatsapp, .delivered, after: 120)
        $0.until(ago: 1_080)
        $0.escalate(dev, "No answer in six hours, three attempts.")
        $0.say(dev, .block(reason: nil))
        $0.close(dev)
      },
      SamplePlan(age: 2_200, quoted: 18_900, received: 9_000, vendor: "CashMyCell Lucknow") {
        $0.prepare(asha)
        $0.call(asha, .phone, .answered)
        $0.say(asha, .answer(paid: .rupees(18_900), reason: "the rest in cash"))
        $0.call(asha, .whatsapp, .delivered, after: 200)
        $0.until(ago: 1_700)
        $0.escalate(asha, "He claims cash for the rest and sends no receipt.")
        $0.say(asha, .block(reason: nil))
        $0.close(asha)
        $0.apply(asha, .block)
      },
      SamplePlan(age: 1_900, quoted: 8_300, vendor: "UsedUp Bengaluru") {
        $0.prepare(me)
        $0.call(me, .phone, .noAnswer)
        $0.until(ago: 1_400)
        $0.escalate(me, "No answer in six hours.")
        $0.say(me, .block(reason: nil))
        $0.close(me)
        $0.until(ago: 200)
        $0.say(
          ravi,
          .return(instruction: "Their new number is 90000 44021; try it once, then ask again."))
      },
    ]
  }

  /// D0: the pickup is not completed.
  private static var pickups: [SamplePlan] {
    [
      SamplePlan(
        age: 230, quoted: 5_900, vendor: "ReDial Chennai",
        with: {
          $0.pickup = .cancelled
        }
      ) {
        $0.prepare(dev)
      },
      SamplePlan(
        age: 700, quoted: 9_850, vendor: "HandsetHaat Kolkata",
        with: {
          $0.pickup = .pending
        }
      ) {
        $0.prepare(asha)
        $0.escalate(asha, "The customer says that the phone was collected; the panel says pending.")
      },
      SamplePlan(
        age: 2_900, quoted: 7_250, vendor: "FoneBay Mysuru",
        with: {
          $0.pickup = .cancelled
        }
      ) {
        $0.prepare(dev)
        $0.escalate(dev, "Cancelled at the door; the customer has kept the phone.")
        $0.close(dev)
      },
    ]
  }

  /// Escalated with a reason (E4), parked, and evidence that was seen before.
  private static func questions(_ me: Actor) -> [SamplePlan] {
    [
      SamplePlan(age: 290, quoted: 13_500, received: 13_000, vendor: "ReKart Noida") {
        $0.prepare(dev)
        $0.call(dev, .phone, .noAnswer)
        $0.escalate(dev, "The customer insists on ₹500 that the app never showed.")
      },
      SamplePlan(age: 350, quoted: 34_500, received: 30_000, vendor: "PhoneHub Bhopal") {
        $0.prepare(asha)
        $0.call(asha, .phone, .noAnswer)
        $0.escalate(
          asha, "The bank froze the vendor's account; does finance know more?", to: .financeManager)
      },
      SamplePlan(age: 1_150, quoted: 9_999, vendor: "CellCart Surat") {
        $0.prepare(me)
        $0.answer(me, paid: 9_999, "bank transfer, still pending")
        $0.say(
          me,
          .park(
            until: $0.ticket.loggedAt.adding(seconds: 2 * 86_400),
            reason: "The bank decides tomorrow whether it goes through."))
      },
      SamplePlan("seen", age: 4_000, quoted: 8_200, received: 6_000, vendor: "GadgetGully Patna") {
        $0.prepare(asha)
        $0.answer(asha, paid: 8_200)
        $0.upi(asha, 2_200, reference: $0.upiReference(ago: 5_380, sequence: 345_678))
        $0.accept(asha, reason: "The bank confirmed the day and the amount on the phone.")
        $0.hear(asha, 8_200)
        $0.close(asha)
        $0.apply(asha, .comment)
      },
      SamplePlan(age: 480, quoted: 6_700, received: 4_500, vendor: "SecondRing Agra") {
        $0.prepare(me)
        $0.answer(me, paid: 6_700)
        // The same reference as on the dispute before: seen on another order.
        $0.upi(me, 2_200, reference: $0.upiReference(ago: 5_380, sequence: 345_678))
      },
    ]
  }
}
