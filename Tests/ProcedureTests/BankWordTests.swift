import Testing

@testable import Procedure

@Suite("What the bank says of payouts")
struct BankWordTests {
  private let reference = "632614345678"

  private func sent() -> Story {
    given {
      partPaid()
      asked()
      omar(.approve(reason: nil))
      omar(.sendIn(BatchPlace(BatchID("B-20261122-1"), line: 1)))
    }
  }

  private func word(
    _ outcome: BankWord.Outcome, amount: Money? = 2_000, reference: String? = nil,
    mode: ProofKind? = nil, reason: String? = nil, intent: String = "CX-1-P1"
  ) -> BankWord {
    BankWord(
      intent: intent, outcome: outcome, amount: amount, reference: reference, mode: mode,
      reason: reason)
  }

  /// The command that records a word, or why there is none.
  private func taken(
    _ story: Story, _ word: BankWord, known: [ReferenceSighting] = []
  ) throws(Refusal) -> Command? {
    try story.world.disputes["CX-1"]?.command(recording: word, known: known, at: story.now)
  }

  private func refusal(
    _ story: Story, _ word: BankWord, known: [ReferenceSighting] = []
  ) -> Refusal? {
    do throws(Refusal) {
      _ = try taken(story, word, known: known)
      return nil
    } catch {
      return error
    }
  }

  @Test("a payout that went through is settled with its reference, once")
  func settles() throws {
    let settled = word(.settled, reference: reference)
    #expect(try taken(sent(), settled) == .settle(reference: reference))
    let after = sent().and { omar(.settle(reference: "6326 1434 5678")) }
    #expect(try taken(after, settled) == nil)
    #expect(try taken(after.and { omar(.reverse(reason: "r")) }, settled) == nil)
    let other = refusal(after, word(.settled, reference: "632614345679"))
    #expect(other?.reason == .duplicate && other?.field == "reference")
  }

  @Test("a failure and a reversal are recorded once, with or without the bank's reason")
  func comesBack() throws {
    #expect(try taken(sent(), word(.failed, reason: "closed")) == .fail(reason: "closed"))
    #expect(
      try taken(sent(), word(.failed, amount: nil)) == .fail(reason: "The bank gave no reason."))
    let failed = sent().and { omar(.fail(reason: "r")) }
    #expect(try taken(failed, word(.failed)) == nil)
    let settled = sent().and { omar(.settle(reference: reference)) }
    #expect(
      try taken(settled, word(.reversed, reason: "dormant"))
        == .reverse(reason: "dormant", of: "CX-1-P1"))
    let reversed = settled.and { omar(.reverse(reason: "r")) }
    #expect(try taken(reversed, word(.reversed, reference: reference)) == nil)
  }

  @Test("a reference that is malformed is not taken: in the mode's layout, or in any")
  func malformed() throws {
    for (mode, good, bad) in [
      (ProofKind.upi, "632614345678", "63261434567"), (.imps, "632614345678", "RATNN26324329588"),
      (.neft, "RATNN26324329588", "632614345678"),
      (.rtgs, "HDFCR52026112012345678", "HDFCR5202611201234567"),
      (nil, "RATNN26324329588", "S1"), (nil, "HDFCR52026112012345678", "6326143456789"),
    ] as [(ProofKind?, String, String)] {
      #expect(
        try taken(sent(), word(.settled, reference: good, mode: mode)) == .settle(reference: good))
      let refused = refusal(sent(), word(.settled, reference: bad, mode: mode))
      #expect(refused?.reason == .invalid && refused?.field == "reference", "\(bad)")
    }
    #expect(refusal(sent(), word(.settled))?.field == "reference")
    #expect(refusal(sent(), word(.settled, reference: " "))?.field == "reference")
  }

  @Test("a reference that is known is not taken")
  func known() {
    for sighting in [ReferenceSighting.payout("CX-2-P1"), .proof("CX-3")] {
      let refused = refusal(sent(), word(.settled, reference: reference), known: [sighting])
      #expect(refused?.reason == .duplicate && refused?.field == "reference")
      #expect(refused?.message.contains("\(sighting)") == true)
    }
  }

  @Test("another amount is not taken, and what went through needs one")
  func amounts() {
    for outcome in BankWord.Outcome.allCases {
      let refused = refusal(sent(), word(outcome, amount: 1_999, reference: reference))
      #expect(refused?.reason == .invalid && refused?.field == "amount")
    }
    #expect(refusal(sent(), word(.settled, amount: nil, reference: reference))?.field == "amount")
  }

  @Test("a word that does not fit where the payout stands is not taken")
  func states() {
    let asking = given {
      partPaid()
      asked()
    }
    let declined = asking.and { omar(.decline(reason: "no")) }
    let failed = sent().and { omar(.fail(reason: "r")) }
    let settled = sent().and { omar(.settle(reference: reference)) }
    let reversed = settled.and { omar(.reverse(reason: "r")) }
    let unfit: [(Story, [BankWord.Outcome])] = [
      (asking, [.settled, .failed, .reversed]), (declined, [.settled, .failed, .reversed]),
      (sent(), [.reversed]), (failed, [.settled, .reversed]), (settled, [.failed]),
      (reversed, [.failed]),
    ]
    for (story, outcomes) in unfit {
      for outcome in outcomes {
        let refused = refusal(story, word(outcome, reference: reference))
        #expect(refused?.reason == .outOfOrder && refused?.field == "outcome", "\(outcome)")
      }
    }
    #expect(refusal(sent(), word(.settled, intent: "CX-1-P2"))?.reason == .unknown)
  }

  @Test("that the bank has not decided is nothing to record")
  func pending() throws { #expect(try taken(sent(), word(.pending)) == nil) }

  @Test("a word on an older payout never touches the one that is alive now")
  func older() {
    let story = sent().and {
      omar(.fail(reason: "r"))
      asked()
      omar(.approve(reason: nil))
    }
    #expect(refusal(story, word(.settled, reference: reference))?.reason == .outOfOrder)
  }

  @Test("of two settled payouts the one that is named comes back")
  func reversesTheNamed() throws {
    let story = sent().and {
      omar(.settle(reference: reference))
      dev(.hear(received: 7_000, note: nil))
      asked(1_000)
      omar(.approve(reason: nil))
      omar(.settle(reference: "632614345679"))
    }
    let command = try #require(try taken(story, word(.reversed, reason: "dormant")))
    story.when(omar(command)).then(.payouts(.reversed, .settled))
    story.when(omar(.reverse(reason: "r"))).then(.payouts(.settled, .reversed))
    story.when(omar(.reverse(reason: "r", of: "CX-1-P9"))).then(.refused(.outOfOrder))
  }

  @Test("a reversal that names another payment is not taken")
  func otherPayment() {
    let story = sent().and { omar(.settle(reference: reference)) }
    let refused = refusal(story, word(.reversed, reference: "632614345679"))
    #expect(refused?.reason == .duplicate && refused?.field == "reference")
  }
}
