import Testing

@testable import Procedure

@Suite("Proofs and references")
struct ProofTests {
  @Test("A proof needs a reference or a file; a cash receipt its file; an amount; an id")
  func needs() {
    func record(
      _ id: ProofID = "P1", _ kind: ProofKind = .upi, _ amount: Money = 1, reference: String? = nil,
      file: String? = nil
    ) -> Act {
      asha(
        .proof(
          Proof(
            id: id, kind: kind, amount: amount, paidAt: Story.morning, reference: reference,
            file: file)))
    }
    let story = given { ordered() }
    story.when(record()).then(.refused(.invalid, "reference"))
    story.when(record(reference: " ")).then(.refused(.invalid, "reference"))
    story.when(record(file: "a.png")).then(.accepted)
    story.when(record("P1", .cash, reference: "1")).then(.refused(.invalid, "file"))
    story.when(record("P1", .cash)).then(.refused(.invalid, "reference"))
    story.when(record("P1", .upi, 0, reference: "1")).then(.refused(.invalid, "amount"))
    story.when(record("", .upi, 1, reference: "1")).then(.refused(.invalid, "id"))
  }

  @Test(
    "A proof id is a duplicate on its dispute before it is invalid, and unknown where it is none")
  func ids() {
    let story = given {
      ordered()
      asha(proof())
    }
    story.when(asha(proof("P1", 0))).then(.refused(.duplicate))
    story.when(asha(.accept("P2", reason: ""))).then(.refused(.unknown))
    story.when(asha(.reject("P2", reason: ""))).then(.refused(.unknown))
    story.when(dev(.accept("P2", reason: ""))).then(.refused(.notHeld))
  }

  @Test("Accepting and rejecting are the holder's, also later and the other way round")
  func verdicts() {
    let story = given {
      ordered()
      dev(proof())
    }
    story.when(dev(.accept("P1", reason: nil))).then(.refused(.notHeld))
    story.when(omar(.accept("P1", reason: nil))).then(.refused(.notHeld))
    story.when(asha(.reject("P1", reason: " "))).then(.refused(.invalid, "reason"))
    story.when(asha(.accept("P1", reason: nil))).then(.proven(8_000))
      .when(asha(.reject("P1", reason: "r"))).then(.proven(0))
      .when(asha(.accept("P1", reason: nil))).then(.proven(8_000))
  }

  @Test("Only accepted proofs prove; what waits or was rejected proves nothing")
  func provenSum() {
    given {
      ordered()
      asha(proof("P1", 1_000))
      asha(proof("P2", 2_000))
      asha(proof("P3", 4_000))
      asha(.accept("P1", reason: nil))
      asha(.reject("P2", reason: "r"))
    }.then(.proven(1_000))
  }

  @Test("One reference counts once, without spaces and case")
  func once() {
    given {
      ordered()
      asha(proof("P1", 3_000, reference: "ab 12"))
      asha(proof("P2", 3_000, kind: .statement, reference: "AB1 2"))
      asha(proof("P3", 500, reference: "AB13"))
      for id in ["P1", "P2", "P3"] as [ProofID] { asha(.accept(id, reason: "r")) }
    }.then(.proven(3_500))
  }

  @Test("Paid is the larger of proven and received, not their sum")
  func paid() {
    given {
      ordered(received: 3_000)
      proven(2_000)
    }.then(.proven(2_000), .received(3_000), .paid(3_000))
  }

  @Test("A warning asks for the executive's reason; without one no reason is needed")
  func reasons() {
    let story = given {
      ordered()
      asha(proof("P1", 1, kind: .upi, reference: "12"))
    }
    story.then(.warnings(.malformedReference))
    story.when(asha(.accept("P1", reason: nil))).then(.refused(.invalid, "reason"))
    story.when(asha(.accept("P1", reason: " "))).then(.refused(.invalid, "reason"))
    story.when(asha(.accept("P1", reason: "the bank confirms"))).then(
      .accepted, .warnings(.malformedReference))
    story.when(asha(.reject("P1", reason: "r"))).then(.warnings())
  }

  @Test("A rejected proof that warns needs its reason when it is accepted after all")
  func rejectedWarns() {
    given {
      ordered()
      asha(proof("P1", 1, kind: .upi, reference: "12"))
      asha(.reject("P1", reason: "r"))
    }.when(asha(.accept("P1", reason: nil))).then(.refused(.invalid, "reason"))
  }

  @Test(
    "References in their kinds' layouts are read",
    arguments: [
      ("632314345678", ProofKind.upi, "2026-11-19"), ("632314345678", .imps, "2026-11-19"),
      ("6323 1434 5678", .upi, "2026-11-19"), ("632399345678", .upi, "2026-11-19"),
      ("732314345678", .upi, "2017-11-19"), ("RATNN24200329588", .neft, "2024-07-18"),
      ("ratnn24200329588", .neft, "2024-07-18"), ("HDFCR52026111912345678", .rtgs, "2026-11-19"),
    ])
  func layouts(text: String, kind: ProofKind, day: String) {
    #expect(
      PaymentReference.decoded(text, kind: kind, asOf: Story.morning)?.day == CivilDay(iso: day))
  }

  @Test(
    "References that do not fit are malformed",
    arguments: [
      ("63231434567", ProofKind.upi), ("6323143456789", .upi), ("63231434567a", .imps),
      ("636714345678", .upi), ("600014345678", .upi), ("RATNN2420032958", .neft),
      ("RATN124200329588", .neft), ("RATNN24400329588", .neft), ("HDFCX52026111912345678", .rtgs),
      ("HDFCR52026131912345678", .rtgs), (String(repeating: "x", count: 65), .wallet),
    ])
  func malformed(text: String, kind: ProofKind) {
    #expect(PaymentReference.decoded(text, kind: kind, asOf: Story.morning) == nil)
    given { ordered() }.when(asha(proof("P1", 1, kind: kind, reference: text)))
      .then(.accepted, .warnings(.malformedReference))
  }

  @Test("Other kinds carry nothing: 1 to 64 characters fit")
  func others() {
    given { ordered() }
      .when(asha(proof("P1", 1, kind: .screenshot, reference: String(repeating: "x", count: 64))))
      .then(.warnings())
  }

  @Test("referenceDate: one day from the stated day in India is fine, two are not")
  func referenceDate() {
    // 22 Nov 2026 is day 326; the proof says that it was paid on that day at 08:00 in India.
    for (day, warns) in [
      ("324", true), ("325", false), ("326", false), ("327", false), ("328", true),
    ] {
      let story = given { ordered() }
        .when(asha(proof("P1", 1, kind: .upi, reference: "6\(day)08123456")))
      if warns { story.then(.warnings(.referenceDate)) } else { story.then(.warnings()) }
    }
  }

  @Test("beforePickup and future: the moment itself warns of neither")
  func moments() {
    given { ordered() }.when(asha(proof(paid: -24))).then(.warnings())
    given { ordered() }.when(asha(proof(paid: -25))).then(.warnings(.beforePickup))
    given { ordered() }.when(asha(proof(paid: 0))).then(.warnings())
    given { ordered() }.when(asha(proof(paid: 1))).then(.warnings(.future))
      .and { later(hours: 5) }.then(.warnings(.future))
  }

  @Test("amount: proofs not rejected add up to more than the vendor claims, once it has answered")
  func amount() {
    let story = given {
      ordered()
      called()
      asha(proof("P1", 5_000))
      asha(proof("P2", 3_001))
    }
    story.then(.warnings())
    story.when(asha(.answer(paid: 8_000, reason: nil))).then(.warnings(.amount))
      .when(asha(.reject("P2", reason: "r"))).then(.warnings())
    story.when(asha(.answer(paid: 8_001, reason: nil))).then(.warnings())
  }

  @Test("upiLimit: above ₹1,00,000 by UPI alone")
  func upiLimit() {
    given { ordered() }.when(asha(proof("P1", 100_000, kind: .upi, reference: "632508123456")))
      .then(.warnings())
    let above = Money(paise: 10_000_001)
    given { ordered() }.when(asha(proof("P1", above, kind: .upi, reference: "632508123456")))
      .then(.warnings(.upiLimit))
    given { ordered() }.when(asha(proof("P1", above, kind: .imps, reference: "632508123456")))
      .then(.warnings())
  }

  @Test("wrongPayee: a payee that is not payTo; without either there is nothing to say")
  func wrongPayee() {
    given { ordered() }.when(asha(proof(payee: "MEERA@upi"))).then(.warnings())
    given { ordered() }.when(asha(proof(payee: "vendor@upi"))).then(.warnings(.wrongPayee))
    given {
      reviewed()
      asha(order(payTo: nil))
    }.when(asha(proof(payee: "vendor@upi"))).then(.warnings())
  }

  @Test("Warnings come each once, in the procedure's order")
  func inOrder() {
    given {
      ordered()
      called()
      asha(.answer(paid: 1, reason: nil))
      asha(proof("P1", 100_001, kind: .upi, reference: "x", paid: -30, payee: "v@upi"))
      asha(proof("P2", 5, kind: .upi, reference: "630108123456", paid: 3))
    }.then(
      .warnings(
        .malformedReference, .referenceDate, .beforePickup, .future, .amount, .upiLimit, .wrongPayee
      ))
  }

  @Acts static func reused(_ kind: ProofKind = .wallet) -> [Act] {
    ordered("CX-9", order: "ORD-9")
    asha(proof("P1", reference: "W 77"), on: "CX-9")
    ordered()
    asha(proof("P1", kind: kind, reference: "w77"))
  }

  @Test("reused: the same kind and reference on another order, in a proof that is not rejected")
  func reusedReference() {
    let story = given { Self.reused() }
    story.then(.warnings(.reused)).then(on: "CX-9", .warnings(.reused))
    story.and { asha(.reject("P1", reason: "r"), on: "CX-9") }.then(on: "CX-1", .warnings())
    given { Self.reused(.statement) }.then(.warnings())
  }

  @Test("reused: the same file is the same SHA-256, whatever its name and kind")
  func reusedFile() {
    given {
      ordered("CX-9", order: "ORD-9")
      asha(proof("P1", kind: .cash, file: "a.png", sha256: "AB"), on: "CX-9")
      ordered()
    }.when(asha(proof("P1", kind: .screenshot, file: "b.png", sha256: "ab"))).then(
      .warnings(.reused))
    given {
      ordered("CX-9", order: "ORD-9")
      asha(proof("P1", kind: .cash, file: "a.png"), on: "CX-9")
      ordered()
    }.when(asha(proof("P1", kind: .cash, file: "a.png"))).then(.warnings())
  }

  @Test("reused: the same reference on another dispute of the same order warns of nothing")
  func sameOrder() {
    given {
      ordered()
      asha(proof("P1", reference: "W 77"))
      reviewed("CX-2")
      asha(order(), on: "CX-2")
      asha(.acknowledge(.duplicateOrder), on: "CX-2")
    }.when(asha(proof("P1", reference: "W 77"), on: "CX-2")).then(.warnings())
  }

  @Test(
    "A reused proof is accepted by a manager alone, who need not hold it, and on one dispute only")
  func reusedAccepted() {
    let story = given { Self.reused() }
    story.when(asha(.accept("P1", reason: "r"))).then(.refused(.forbidden))
    story.when(dev(.accept("P1", reason: "r"))).then(.refused(.forbidden))
    story.when(omar(.accept("P1", reason: nil))).then(.refused(.invalid, "reason"))
    story.when(omar(.accept("P1", reason: "the bank confirms"))).then(.accepted, .proven(8_000))
      .when(omar(.accept("P1", reason: nil), on: "CX-9")).then(.refused(.duplicate))
      .when(asha(.reject("P1", reason: "r"), on: "CX-1")).then(.accepted)
      .when(asha(.accept("P1", reason: nil), on: "CX-9")).then(.accepted)
  }

  @Test("A deduction is supported by a note from before the ticket, and not above its amount")
  func deductions() {
    let notes = [
      pickupNote("cracked", 2_000), pickupNote("late", 2_000, at: 0), pickupNote("battery", nil),
    ]
    let story = given { answered(received: 5_000, notes: notes, paid: 5_000, reason: "r") }
    func support(_ amount: Money, _ note: Int) -> Act {
      asha(.supportDeduction(amount: amount, note: note))
    }
    story.when(support(Money(paise: 200_001), 0)).then(.refused(.invalid, "amount"))
    story.when(support(2_000, 0)).then(.accepted, .due(8_000))
    story.when(support(1, 1)).then(.refused(.invalid, "note"))
    story.when(support(1, 3)).then(.refused(.invalid, "note"))
    story.when(support(1, -1)).then(.refused(.invalid, "note"))
    story.when(support(10_000, 2)).then(.refused(.invalid, "amount"))
    story.and { support(2_000, 0) }.when(support(8_000, 2)).then(.refused(.invalid, "amount"))
      .when(support(Money(paise: 799_999), 2)).then(.accepted, .due(Money(paise: 1)))
    story.and { support(2_000, 0) }.when(support(500, 0)).then(.due(9_500))
      .when(support(0, 0)).then(.due(10_000))
    story.when(dev(.supportDeduction(amount: 1, note: 0))).then(.refused(.notHeld))
  }
}
