import Testing

@testable import Procedure

@Suite("Where the workbench and the statements do not agree")
struct ReconciliationTests {
  private static let always = Instant(microseconds: .min)...Instant(microseconds: .max)

  /// What differs on CX-1, and what entries show that is not known here.
  private func kinds(
    _ story: Story, _ entries: StatementEntry..., covers: Bool = true,
    period: ClosedRange<Instant> = always
  ) -> [Difference.Kind] {
    var story = story
    for entry in entries { story = story.listing(entry) }
    let day: Int64 = 86_400
    let spans = [StatementKind.wallet, .bank].map {
      ImportedSpan(
        span: StatementSpan(
          statement: $0, vendor: $0 == .wallet ? "FoneBay Pune" : nil,
          from: Story.morning.adding(seconds: -9 * day),
          to: Story.morning.adding(seconds: 9 * day)), importedAt: story.now)
    }
    if covers { for span in spans { story = story.covering(span.span) } }
    let reconciliation = Reconciliation(spans: covers ? spans : [], period: period)
    let listed = entries.map {
      StandingEntry(
        entry: $0, importedAt: story.now, standing: story.standing($0, twins: entries))
    }
    let claimants = story.world.disputes.values.compactMap(Claimant.init)
    let found = story.world.disputes.values.sorted { $0.id.text < $1.id.text }.flatMap { dispute in
      reconciliation.differences(
        of: dispute, around: listed,
        in: story.world.context(of: dispute.id, by: asha.actor, at: story.now).surroundings,
        others: claimants)
    }
    return found.map(\.kind)
      + listed.compactMap {
        reconciliation.difference(
          of: $0, on: $0.standing.match.flatMap { story.world.disputes[$0.dispute] },
          among: claimants)?.kind
      }
  }

  @Test("A settled payout: there, missing, another amount, another reference, twice, come back")
  func payouts() {
    let story = given { settled() }
    #expect(kinds(story, bank(reference: "utr-CX-1", hours: 0)) == [])
    #expect(kinds(story) == [.payoutMissing])
    #expect(kinds(story, covers: false) == [], "nobody knows what the days show")
    #expect(
      kinds(story, bank("B-1", 1_999, reference: "UTR-CX-1", hours: 0)) == [.payoutAmount])
    #expect(
      kinds(story, bank(reference: "UTR-9", hours: 0, narration: "CX-1-P1")) == [.payoutReference])
    #expect(
      kinds(
        story, bank(reference: "UTR-CX-1", hours: 0),
        bank("B-2", reference: "UTR-CX-1", hours: 1)) == [.payoutTwice])
    #expect(
      kinds(
        story, bank(reference: "UTR-CX-1", hours: 0),
        bank("B-2", reference: "UTR-CX-1", hours: 1, direction: .received)) == [.payoutReversed])
    let before = Instant(microseconds: .min)...Story.morning.adding(seconds: -60)
    #expect(kinds(story, period: before) == [])
  }

  @Test("A payout that was sent and that the statement of that time lacks")
  func sent() {
    let approved = given {
      partPaid()
      asked()
      omar(.approve(reason: nil))
    }
    #expect(kinds(approved) == [], "nothing has left")
    let sent = approved.and { asha(.send) }
    #expect(kinds(sent) == [.payoutMissing])
    #expect(kinds(sent, covers: false) == [], "nobody knows what that day shows")
    let before = Instant(microseconds: .min)...Story.morning.adding(seconds: -60)
    #expect(kinds(sent, period: before) == [])
    #expect(kinds(sent, bank(narration: "CX-1-P1")) == [.payoutUnsettled])
    #expect(kinds(sent, bank(payee: "someone@upi")) == [.payoutMissing, .debitUnexplained])
    #expect(kinds(sent.and { asha(.fail(reason: "down")) }) == [])
  }

  @Test("Money that left and that no payout explains, whether or not the bank says for whom")
  func debits() {
    let story = given { ordered() }
    #expect(kinds(story, bank(payee: "someone@upi")) == [.debitUnexplained])
    #expect(kinds(story, bank(narration: "OFFICE RENT NOV")) == [.debitUnexplained])
    #expect(kinds(story, bank(payee: "someone@upi", direction: .received)) == [])
  }

  @Test("A payout that the bank shows as paid and that is not settled, or failed, here")
  func unsettled() {
    let sent = given {
      partPaid()
      asked()
      omar(.approve(reason: nil))
    }
    #expect(kinds(sent, bank(narration: "CX-1-P1")) == [.payoutUnsettled])
    let failed = sent.and { asha(.fail(reason: "bank down")) }
    #expect(kinds(failed, bank(narration: "CX-1-P1")) == [.payoutUnsettled])
  }

  @Test("Two payouts with one reference")
  func shared() {
    let story = given {
      settled("CX-1", order: "ORD-1")
      partPaid("CX-2", order: "ORD-2")
      asked(2_000, "CX-2")
      omar(.approve(reason: nil), on: "CX-2")
      asha(.settle(reference: "utr-cx-1"), on: "CX-2")
    }
    #expect(kinds(story, covers: false) == [.referenceShared, .referenceShared])
  }

  @Test("An accepted proof that the ledger lacks, or shows with another amount")
  func proofs() {
    let story = given {
      ordered()
      proven(8_000)
    }
    #expect(kinds(story) == [.proofContradicted])
    #expect(kinds(story, paid(reference: "W-CX-1-P1")) == [])
    #expect(
      kinds(story, paid("W-1", 7_000, reference: "W-CX-1-P1")) == [.proofContradicted])
  }

  @Test("A payment to a customer of ours that no proof shows, whichever way it is known")
  func payments() {
    let story = given { ordered() }
    #expect(kinds(story, paid(order: "ORD-1")) == [.paymentUnproven])
    #expect(kinds(story, paid("W-1", 77)) == [.paymentUnproven], "the payee alone")
    #expect(kinds(story, paid(payee: "other@upi")) == [])
    let seen = given { reviewed() }.listing(paid(order: "ORD-1")).and {
      asha(order())
      asha(.reject("L-W-1", reason: "another phone"))
    }
    #expect(kinds(seen, paid(order: "ORD-1")) == [], "somebody has decided")
  }

  @Test("A debit of credits that the ledger lacks, though it was confirmed")
  func credits() {
    let story = given {
      settled()
      asha(.debit(amount: 2_000))
      asha(.applied(.credits))
    }
    let out = bank(reference: "UTR-CX-1", hours: 0)
    let recovered = paid("W-5", 2_000, payee: nil, hours: 1, narration: "CX-1")
    #expect(kinds(story, out) == [.creditsMissing])
    #expect(kinds(story, out, recovered) == [])
  }

  @Test("One entry confirms one change of credits; the same amount later needs another")
  func eachChange() {
    let story = given {
      settled()
      asha(.debit(amount: 2_000))
      asha(.applied(.credits))
      omar(.debit(amount: 2_000))
    }
    let dispute = story.world.disputes["CX-1"]
    let first = paid("W-5", 2_000, payee: nil, hours: 1, narration: "CX-1")
    let second = paid("W-6", 2_000, payee: nil, hours: 2, narration: "CX-1")
    #expect(dispute?.areCreditsShown(by: [first]) == false)
    #expect(dispute?.areCreditsShown(by: [first, second]) == true)
  }
}

@Suite("What a statement confirms")
struct StatementConfirmationTests {
  private let reference = "632614345678"

  private func command(
    _ story: Story, _ entry: StatementEntry, known: [ReferenceSighting] = []
  ) throws(Refusal) -> Command? {
    guard let dispute = story.world.disputes["CX-1"],
      let match = story.listing(entry).standing(entry).match
    else { return nil }
    return try dispute.confirmation(
      by: entry, match, around: [entry], known: known,
      in: story.listing(entry).world.context(of: "CX-1", by: asha.actor, at: story.now)
        .surroundings, at: story.now)
  }

  @Test("A payout is settled once, with the entry's reference, or not at all")
  func settles() throws {
    let sent = given {
      partPaid()
      asked()
      omar(.approve(reason: nil))
      asha(.send)
    }
    let named = bank(reference: reference, narration: "CX-1-P1")
    #expect(try command(sent, named) == .settle(reference: reference))
    #expect(
      try command(sent, bank(payee: "meera@upi", reference: reference))
        == .settle(reference: reference))
    let done = sent.and { asha(.settle(reference: reference)) }
    #expect(try command(done, named) == nil)
    #expect(try command(done, bank(reference: nil, narration: "CX-1-P1")) == nil)
    done.when(asha(.settle(reference: reference))).then(.refused(.outOfOrder))
    func refusal(_ story: Story, _ entry: StatementEntry, known: [ReferenceSighting] = [])
      -> Refusal?
    {
      do throws(Refusal) {
        _ = try command(story, entry, known: known)
        return nil
      } catch { return error }
    }
    let other = refusal(sent, bank("B-1", 1_999, reference: reference, narration: "CX-1-P1"))
    #expect(other?.field == "amount")
    for malformed in ["N1", "=1+1", "63261434567"] {
      let refused = refusal(sent, bank(reference: malformed, narration: "CX-1-P1"))
      #expect(refused?.reason == .invalid && refused?.field == "reference", "\(malformed)")
    }
    // The row's serial number is no bank's reference.
    for number in ["B-1", "632614345679"] {
      let refused = refusal(sent, bank(number, reference: nil, narration: "CX-1-P1"))
      #expect(refused?.reason == .invalid && refused?.field == "reference", "\(number)")
    }
    for sighting in [ReferenceSighting.payout("CX-2-P1"), .proof("CX-3")] {
      let refused = refusal(sent, named, known: [sighting])
      #expect(refused?.reason == .duplicate && refused?.field == "reference")
    }
    let second = refusal(done, bank("B-2", reference: "632614345679", narration: "CX-1-P1"))
    #expect(second?.reason == .duplicate && second?.field == "reference")
    #expect(throws: Refusal.self) {
      try command(sent.and { asha(.fail(reason: "down")) }, named)
    }
  }

  @Test("Credits are confirmed where they are outstanding")
  func credits() throws {
    let story = given {
      settled()
      asha(.debit(amount: 2_000))
    }
    let entry = paid("W-5", 2_000, payee: nil, hours: 1, narration: "CX-1")
    #expect(try command(story, entry) == .applied(.credits))
    #expect(try command(story.and { asha(.applied(.credits)) }, entry) == nil)
  }
}
