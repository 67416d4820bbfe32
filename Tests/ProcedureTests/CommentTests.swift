import Testing

@testable import Procedure

@Suite("The ticket comment")
struct CommentTests {
  @Test("It holds summary, proof, action, attachments and status, in this order")
  func lines() throws {
    let world = given {
      answered(received: 8_000, paid: 10_000)
      asha(proof("P1", 10_000, kind: .upi, reference: "632514345678", file: "upi.png"))
      asha(.accept("P1", reason: "seen"))
      summarised()
      asha(.mark(.resolvedPaid))
    }.world
    let dispute = try #require(world.disputes["CX-1"])
    let comment = dispute.ticketComment(
      status: .resolvedPaid,
      in: world.context(of: "CX-1", by: asha.actor, at: Story.morning))
    #expect(
      comment == """
        The vendor and the customer were both asked.
        Proof: UPI 632514345678, ₹10,000, paid 2026-11-22
        Customer: confirms ₹8,000
        Vendor: says it paid ₹10,000
        Action: paid by vendor
        Attachments: app.png, upi.png
        Status: Resolved – Paid
        """)
  }

  @Test("D4 gives the vendor's explanation, the note and the remarks")
  func deduction() {
    given {
      answered(received: 8_000, notes: [pickupNote()], paid: 8_000, reason: "screen cracked")
      asha(.supportDeduction(amount: 2_000, note: 0))
      asha(.remark(text: "as written at the pickup"))
      summarised()
      asha(.mark(.resolvedValidDeduction))
      asha(.close(seen: nil))
    }.then(
      .comment("Vendor: says it paid ₹8,000, because: screen cracked"),
      .comment("Deduction: ₹2,000, pickup note “screen cracked”"),
      .comment("Remarks: as written at the pickup"),
      .comment("Status: Resolved – Valid Deduction"))
  }

  @Test("D5 names the shortfall, with paise where there are some")
  func shortfall() {
    let paid = Money(paise: 876_550)
    given {
      answered(received: paid, paid: paid)
      asked(10_000 - paid)
      omar(.approve(reason: nil))
      asha(.settle(reference: "UTR-1"))
      asha(.debit(amount: 10_000 - paid))
      summarised()
      asha(.mark(.resolvedPaidByCashkr))
      asha(.close(seen: nil))
    }.then(.comment("Paid ₹1,234.50 short without reason – Cashkr covered difference"))
  }

  @Test("D1's and D2's sentence stands in an escalation alone, and D5's not in one")
  func escalation() {
    given {
      partPaid()
      escalated()
      summarised()
      asha(.mark(.escalatedPendingManager))
      asha(.close(seen: nil))
    }.then(.comment("Action: escalated"), .comment("Status: Escalated – Pending Manager"))
  }

  @Test("A comment written over proofs and notes that are gone traps nothing")
  func total() {
    var dispute = Dispute(
      id: "CX-1",
      ticket: Ticket(
        tag: .lessPaid, customer: "M", order: "O", quoted: 10, complaint: "c",
        loggedAt: Story.morning), at: Story.morning)
    dispute.supported = [7: 5]
    let context = Context(actor: asha.actor, now: Story.morning)
    for status in FinalStatus.allCases {
      #expect(!dispute.ticketComment(status: status, in: context).isEmpty)
    }
  }
}
