import Procedure

extension SamplePlan {
  private static let asha = SampleCast.asha
  private static let dev = SampleCast.dev

  /// New tickets, and those in Steps 1 to 3: windows that run, and nothing that a manager knows of yet.
  static func begun(_ me: Actor) -> [SamplePlan] {
    fresh + firstSteps(me) + windows(me)
  }

  /// Nobody has done anything.
  private static func untouched(_ story: inout SampleStory) {}

  /// Nobody has looked at these.
  private static var fresh: [SamplePlan] {
    [
      SamplePlan(age: 4, quoted: 12_300, vendor: "ReKart Mumbai", story: untouched),
      SamplePlan(age: 11, quoted: 4_750, vendor: "PhoneHub Delhi", story: untouched),
      SamplePlan(
        age: 19, quoted: 9_000, received: 7_500, vendor: "UsedUp Bengaluru",
        with: {
          $0.note = ("Screen cracked", 1_500)
        }, story: untouched),
      SamplePlan(
        age: 26, quoted: 21_150, vendor: "GadgetGully Jaipur", with: { $0.isMarkedPaid = true },
        story: untouched),
      SamplePlan(
        age: 71, quoted: 8_450, vendor: "ReDial Chennai", with: { $0.pickup = .pending },
        story: untouched),
      SamplePlan(
        age: 96, quoted: 14_600, received: 11_000, vendor: "FoneBay Pune", story: untouched),
      SamplePlan(
        age: 130, quoted: 5_600, vendor: "MobiMart Hyderabad",
        with: {
          $0.listedCustomer = "Asif Khan"
        }, story: untouched),
      SamplePlan(
        age: 175, quoted: 17_500, received: 17_000, vendor: "QuickCell Kochi",
        with: {
          $0.invoice = 17_000
          $0.note = ("Charger missing", 500)
        }, story: untouched),
    ]
  }

  private static func firstSteps(_ me: Actor) -> [SamplePlan] {
    [
      SamplePlan(age: 62, quoted: 9_200, vendor: "SecondRing Indore") {
        $0.wait(20)
        $0.say(me, .claim)
      },
      SamplePlan(age: 104, quoted: 6_950, vendor: "ReKart Noida") { $0.take(me) },
      SamplePlan(age: 118, quoted: 19_800, received: 18_800, vendor: "PhoneHub Bhopal") {
        $0.take(asha)
      },
      SamplePlan(
        age: 141, quoted: 8_500, vendor: "CellCart Surat",
        with: {
          $0.isMarkedPaid = true
        }
      ) {
        $0.take(dev)
        $0.wait(5)
        $0.say(dev, .order($0.listing.facts))
      },
      SamplePlan(
        age: 152, quoted: 21_000, received: 19_000, vendor: "UsedUp Guwahati",
        with: {
          $0.invoice = 19_000
          $0.listedQuoted = 20_000
        }
      ) {
        $0.take(me)
        $0.wait(5)
        $0.say(me, .order($0.listing.facts))
        $0.say(me, .acknowledge(.invoice))
      },
      SamplePlan(age: 166, quoted: 7_150, vendor: "ReDial Vizag") { $0.prepare(asha) },
    ]
  }

  /// Vendors who were asked and have time to answer, or to send the proof of what they claim.
  private static func windows(_ me: Actor) -> [SamplePlan] {
    [
      SamplePlan(
        age: 352, quoted: 10_000, received: 8_000, vendor: "MobiMart Nashik",
        with: {
          $0.invoice = 8_000
          $0.note = ("Light scratches, back", 500)
        }
      ) {
        $0.prepare(me)
        $0.until(ago: 318)
        $0.call(me, .phone, .noAnswer, after: 0)
        $0.call(me, .whatsapp, .delivered, after: 48)
      },
      SamplePlan(age: 331, quoted: 8_450, vendor: "GadgetGully Patna") {
        $0.prepare(dev)
        $0.until(ago: 285)
        $0.call(dev, .phone, .busy, after: 0)
      },
      SamplePlan(age: 214, quoted: 6_200, vendor: "SecondRing Agra") {
        $0.prepare(asha)
        $0.until(ago: 178)
        $0.call(asha, .phone, .callback, after: 0)
      },
      SamplePlan(age: 41, quoted: 5_350, vendor: "CashMyCell Ranchi") {
        $0.prepare(me)
        $0.until(ago: 2)
        $0.call(me, .phone, .noAnswer, after: 0)
      },
      SamplePlan(age: 420, quoted: 14_250, vendor: "QuickCell Kochi") {
        $0.prepare(dev)
        $0.call(dev, .phone, .noAnswer)
        $0.until(ago: 254)
        $0.answer(dev, paid: 14_250, after: 2)
      },
      SamplePlan(
        age: 460, quoted: 9_400, received: 3_400, vendor: "MobiMart Hyderabad",
        with: {
          $0.pickedUpBefore = 4_320
        }
      ) {
        $0.prepare(me)
        $0.call(me, .phone, .noAnswer)
        $0.until(ago: 150)
        $0.answer(me, paid: 9_400, "paid in two parts", after: 1)
        // The reference is of a day long before the stated one.
        $0.upi(
          me, 6_000,
          reference: $0.upiReference(ago: 30_000, sequence: 345_678))
      },
    ]
  }
}
