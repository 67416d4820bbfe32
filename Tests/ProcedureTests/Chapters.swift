@testable import Procedure

// What stories begin with: each chapter goes as far as its name says, and asha holds the dispute.

/// Time passes.
func later(hours: Int64 = 0, minutes: Int64 = 0, seconds: Int64 = 0, days: Int64 = 0) -> Act {
  Act(wait: ((days * 24 + hours) * 60 + minutes) * 60 + seconds) { _ in nil }
}

/// A ticket arrives: Less Paid where something was received, else Customer Not Paid.
func logged(
  _ id: TicketID = "CX-1", order: OrderID = "ORD-1", quoted: Money = 10_000, received: Money? = nil,
  customer: Personal = "Meera Iyer"
) -> Act {
  Act(dispute: id) { now in
    .log(
      Ticket(
        tag: received == nil ? .customerNotPaid : .lessPaid, customer: customer, order: order,
        quoted: quoted, received: received, complaint: "I was not paid", attachments: ["app.png"],
        loggedAt: now))
  }
}

/// Step 1 is done.
@Acts func reviewed(
  _ id: TicketID = "CX-1", order: OrderID = "ORD-1", quoted: Money = 10_000, received: Money? = nil
) -> [Act] {
  logged(id, order: order, quoted: quoted, received: received)
  asha(.claim, on: id)
  asha(.review, on: id)
}

/// The facts of Step 2, without a disagreement unless one is made.
func order(
  _ pickup: Pickup = .completed, invoice: Money = 10_000, vendor: VendorName = "FoneBay Pune",
  marked: Bool = false, notes: [PickupNote] = [], payTo: Personal? = "meera@upi",
  customer: Personal? = nil, quoted: Money? = nil
) -> Command {
  .order(
    OrderFacts(
      pickup: pickup, pickedUpAt: Story.morning.adding(seconds: -86_400), invoice: invoice,
      vendor: vendor, paymentMarked: marked, notes: notes, payTo: payTo, customer: customer,
      quoted: quoted))
}

/// A pickup note from the day before the first ticket.
func pickupNote(_ text: String = "screen cracked", _ amount: Money? = 2_000, at hours: Int64 = -20)
  -> PickupNote
{
  PickupNote(text: text, amount: amount, at: Story.morning.adding(seconds: hours * 3_600))
}

/// Steps 1 and 2 are done.
@Acts func ordered(
  _ id: TicketID = "CX-1", order sale: OrderID = "ORD-1", quoted: Money = 10_000,
  received: Money? = nil, vendor: VendorName = "FoneBay Pune", notes: [PickupNote] = []
) -> [Act] {
  reviewed(id, order: sale, quoted: quoted, received: received)
  asha(order(invoice: quoted, vendor: vendor, notes: notes), on: id)
}

/// The vendor was tried on the phone, without an answer.
func called(_ id: TicketID = "CX-1") -> Act {
  asha(.contact(party: .vendor, channel: .phone, outcome: .noAnswer), on: id)
}

/// The vendor has answered.
@Acts func answered(
  _ id: TicketID = "CX-1", order sale: OrderID = "ORD-1", quoted: Money = 10_000,
  received: Money? = nil, vendor: VendorName = "FoneBay Pune", notes: [PickupNote] = [],
  paid: Money, reason: String? = nil
) -> [Act] {
  ordered(id, order: sale, quoted: quoted, received: received, vendor: vendor, notes: notes)
  called(id)
  asha(.answer(paid: paid, reason: reason), on: id)
}

/// Evidence of a payment an hour before the first ticket.
func proof(
  _ id: ProofID = "P1", _ amount: Money = 8_000, kind: ProofKind = .wallet,
  reference: String? = nil, file: String? = nil, sha256: String? = nil, paid hours: Int64 = -1,
  payee: Personal? = nil
) -> Command {
  .proof(
    Proof(
      id: id, kind: kind, amount: amount, paidAt: Story.morning.adding(seconds: hours * 3_600),
      reference: reference ?? (file == nil ? "W-\(id)" : nil), file: file, sha256: sha256,
      payee: payee))
}

/// A proof was recorded and accepted.
@Acts func proven(_ amount: Money, _ id: ProofID = "P1", on dispute: TicketID = "CX-1") -> [Act] {
  asha(proof(id, amount, reference: "W-\(dispute)-\(id)"), on: dispute)
  asha(.accept(id, reason: "looked at"), on: dispute)
}

/// D5: the vendor says and proves 8,000 of 10,000.
@Acts func partPaid(_ id: TicketID = "CX-1", order sale: OrderID = "ORD-1") -> [Act] {
  answered(id, order: sale, received: 8_000, paid: 8_000)
}

/// A payout was asked for by asha.
func asked(_ amount: Money = 2_000, _ id: TicketID = "CX-1") -> Act {
  asha(.requestPayout(amount: amount), on: id)
}

/// D5 with its payout settled.
@Acts func settled(_ id: TicketID = "CX-1", order sale: OrderID = "ORD-1") -> [Act] {
  partPaid(id, order: sale)
  asked(2_000, id)
  omar(.approve(reason: nil), on: id)
  asha(.settle(reference: "UTR-\(id)"), on: id)
}

/// The summary that every closure needs.
func summarised(_ id: TicketID = "CX-1") -> Act {
  asha(.summarise(text: "The vendor and the customer were both asked."), on: id)
}

/// D5 closed.
@Acts func closedPaid(_ id: TicketID = "CX-1", order sale: OrderID = "ORD-1") -> [Act] {
  settled(id, order: sale)
  asha(.debit(amount: 2_000), on: id)
  summarised(id)
  asha(.mark(.resolvedPaidByCashkr), on: id)
  asha(.close(seen: nil), on: id)
}

/// D1: nobody answered for six hours.
@Acts func unreachable(_ id: TicketID = "CX-1", vendor: VendorName = "FoneBay Pune") -> [Act] {
  ordered(id, order: OrderID("ORD-\(id)"), vendor: vendor)
  called(id)
  later(hours: 6)
}

func escalated(
  to: Addressee = .opsManager, _ id: TicketID = "CX-1", about: Subject = .dispute
) -> Act {
  asha(.escalate(to: to, reason: "please decide", about: about), on: id)
}

/// D1 closed as Escalated – Pending Manager.
@Acts func handedOver(_ id: TicketID = "CX-1") -> [Act] {
  unreachable(id)
  escalated(id)
  asha(.block(reason: nil), on: id)
  summarised(id)
  asha(.mark(.escalatedPendingManager), on: id)
  asha(.close(seen: nil), on: id)
}
