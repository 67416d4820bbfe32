import Testing

@testable import Procedure

@Suite("What the ledger shows before anybody calls")
struct LedgerProofTests {
  private func proofs(_ story: Story, _ id: TicketID = "CX-1") -> [RecordedProof] {
    story.world.disputes[id]?.proofs ?? []
  }

  @Test(
    "A payment stands as a proof to be accepted once Step 2 is done, and proves nothing by itself")
  func stands() {
    let story = given { reviewed(received: 8_000) }.listing(paid(order: "ORD-1", reference: "T-1"))
      .when(asha(order())).then(.accepted, .proven(0), .step(.vendor), .scenario(nil))
    let recorded = proofs(story).first
    #expect(recorded?.verdict == .waiting)
    #expect(recorded?.proof.id == "L-W-1")
    #expect(recorded?.proof.kind == .wallet)
    #expect(recorded?.proof.payee == "meera@upi")
    #expect(recorded?.proof.paidAt == Story.morning.adding(seconds: -3_600))
    #expect(recorded?.proof.entry == paid().id)
    story.then(.recorded("orderRecorded", "proofRecorded"))
  }

  @Test("Accepted without a call, it is D3 where the amounts say so")
  func closesWithoutCall() {
    given { reviewed() }.listing(paid("W-1", 10_000, order: "ORD-1"))
      .and {
        asha(order())
        asha(.accept("L-W-1", reason: nil))
      }
      .then(.scenario(.d3), .step(.action))
  }

  @Test("It waits for the disagreements of Step 2, and follows from the last of them")
  func afterDisagreements() {
    let story = given { reviewed(received: 8_000) }.listing(paid(order: "ORD-1"))
      .and { asha(order(invoice: 9_000)) }
    #expect(proofs(story).isEmpty)
    #expect(proofs(story.and { asha(.acknowledge(.invoice)) }).count == 1)
  }

  @Test(
    "It stands once: not again with another import, nor after it was rejected, nor beside its reference"
  )
  func once() {
    let entry = paid(order: "ORD-1", reference: "T-1")
    let story = given { reviewed(received: 8_000) }.listing(entry).and { asha(order()) }
    #expect(proofs(story.listing(entry).and { called() }).count == 1)
    let rejected = story.and { asha(.reject("L-W-1", reason: "not ours")) }.listing(entry)
      .and { called() }
    #expect(proofs(rejected).map(\.verdict) == [.rejected])
    let typed = given {
      ordered(received: 8_000)
      asha(proof("P1", 8_000, reference: "t-1"))
    }.listing(entry).and { called() }
    #expect(proofs(typed).map(\.proof.id) == ["P1"])
    let byNumber = given {
      ordered(received: 8_000)
      asha(proof("P1", 8_000, reference: "W-1"))
    }.listing(entry).and { called() }
    #expect(proofs(byNumber).map(\.proof.id) == ["P1"])
  }

  @Test("What fits two disputes stands on neither, until one of them is gone")
  func ambiguous() {
    let story = given {
      ordered("CX-1", received: 8_000)
      ordered("CX-2", received: 8_000)
      asha(.acknowledge(.duplicateOrder), on: "CX-2")
    }.listing(paid(order: "ORD-1")).and {
      called("CX-1")
      called("CX-2")
    }
    #expect(proofs(story).isEmpty && proofs(story, "CX-2").isEmpty)
    let merged = story.and {
      asha(.merge(into: "CX-1"), on: "CX-2")
      called("CX-1")
    }
    #expect(proofs(merged).count == 1)
  }

  @Test("One that went elsewhere on this order warns, and needs a reason")
  func elsewhere() {
    let story = given { reviewed() }
      .listing(paid("W-1", 10_000, order: "ORD-1", payee: "vendor@upi")).and { asha(order()) }
      .then(.warnings(.wrongPayee))
    story.when(asha(.accept("L-W-1", reason: nil))).then(.refused(.invalid, "reason"))
  }
}

@Suite("Proofs that contradict the statement")
struct ContradictionTests {
  private func typed(
    _ amount: Money = 8_000, kind: ProofKind = .upi, reference: String = "632514345678",
    paid hours: Int64 = -1, payee: Personal? = nil
  ) -> Story {
    given {
      ordered()
      asha(
        proof("P1", amount, kind: kind, reference: reference, paid: hours, payee: payee))
    }
  }

  private func found(_ story: Story) -> [Contradiction] {
    guard let dispute = story.world.disputes["CX-1"], let first = dispute.proofs.first else {
      return []
    }
    let context = story.world.context(of: "CX-1", by: asha.actor, at: story.now)
    return dispute.contradictions(of: first.proof, in: context.surroundings)
  }

  @Test("The same reference with another amount, day, payee or order, and one that came back")
  func differs() {
    let reference = "6325 1434 5678"
    let same = paid(order: "ORD-1", reference: reference)
    #expect(found(typed().listing(same)).isEmpty)
    let other = paid("W-1", Money(paise: 799_999), order: "ORD-1", reference: reference)
    #expect(found(typed().listing(other)) == [.amount(other)])
    let next = paid(order: "ORD-1", reference: reference, hours: 23)
    #expect(found(typed().listing(next)).isEmpty, "one day is none, as in a reference")
    let late = paid(order: "ORD-1", reference: reference, hours: 47)
    #expect(found(typed().listing(late)) == [.day(late)])
    let elsewhere = paid(order: "ORD-1", payee: "arjun@upi", reference: reference)
    #expect(found(typed().listing(elsewhere)) == [.payee(elsewhere)])
    let sale = paid(order: "ORD-2", reference: reference)
    #expect(found(typed().listing(sale)) == [.order(sale)])
    let back = paid("W-2", 8_000, reference: reference, hours: 1, direction: .received)
    #expect(found(typed().listing(same, back)) == [.cameBack(back)])
    let stranger = paid("W-1", 1, reference: reference, vendor: "QuickCell Thane")
    #expect(found(typed().listing(stranger)).isEmpty, "another vendor's ledger says nothing")
  }

  @Test(
    "A wallet payment that the ledger of its time does not show; other kinds are not looked for")
  func absent() {
    let wallet = typed(kind: .wallet, reference: "T-7")
    #expect(found(wallet).isEmpty, "nothing was imported")
    #expect(found(wallet.covering(hours: -2...0)).count == 1)
    #expect(found(wallet.covering(hours: 0...9)).isEmpty, "another time")
    #expect(found(wallet.covering(hours: -2...0).listing(paid(reference: "T-7"))).isEmpty)
    #expect(found(typed().covering(hours: -2...0)).isEmpty, "UPI need not go through the wallet")
  }

  @Test("It comes last in the list of warnings, and accepting needs the reason")
  func warns() {
    #expect(Warning.allCases.last == .contradictsStatement)
    let entry = paid("W-1", 5_000, order: "ORD-1", reference: "632514345678")
    let story = typed(payee: "x@upi").listing(entry)
    story.when(asha(.accept("P1", reason: nil))).then(
      .refused(.invalid, "reason"), .warnings(.wrongPayee, .contradictsStatement))
    story.when(asha(.accept("P1", reason: "the vendor explained it"))).then(.proven(8_000))
  }

  @Test("Spans put together cover what none of them does alone")
  func spans() {
    func span(_ from: Int64, _ to: Int64) -> ImportedSpan {
      ImportedSpan(
        span: StatementSpan(
          statement: .bank, vendor: nil, from: Instant(microseconds: from),
          to: Instant(microseconds: to)), importedAt: Instant(microseconds: to))
    }
    func covers(_ spans: [ImportedSpan], _ from: Int64, _ to: Int64) -> Bool {
      spans.covering(
        .bank, of: nil, from: Instant(microseconds: from), to: Instant(microseconds: to)) != nil
    }
    #expect(covers([span(0, 9), span(10, 20)], 5, 15))
    #expect(!covers([span(0, 9), span(11, 20)], 5, 15))
    #expect(covers([span(10, 20), span(0, 12)], 0, 20))
    #expect(!covers([span(0, 9)], 5, 15) && !covers([], 1, 1))
    #expect(
      [span(0, 9)].covering(
        .wallet, of: nil, from: .init(microseconds: 1), to: .init(microseconds: 2)) == nil)
  }
}
