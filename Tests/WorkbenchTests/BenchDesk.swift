import Journal
import Procedure

@testable import Workbench

/// The desk that the frames show: disputes in every step, at fixed times.
extension Bench {
  /// People alone.
  func fillPeople() throws {
    at("01T09:00")
    try journal.perform(
      .initialise(Bench.omkar.person, uid: 10), by: nil, at: clock.now)
    let people: [(Actor, UInt32)] = [
      (Bench.asha, 11), (Bench.dev, 12), (Bench.farah, 13), (Bench.vera, 14),
    ]
    for (actor, uid) in people {
      try journal.perform(
        .add(actor.person, uid: uid, role: actor.role), by: Bench.omkar, at: clock.now)
    }
  }

  func fillDesk() throws {
    try fillPeople()
    try fillDisputes()
  }

  func fillDisputes() throws {
    var day = Day()
    day.log("CX-10363", "Lakshmi Nair", quoted: 3_999, received: nil, "19T10:00")
    day.log("CX-10377", "Arjun Rao", quoted: 20_000, received: 11_550, "20T19:00")
    day.log("CX-10411", "S. Fatima", quoted: 6_200, received: nil, "21T09:30")
    day.log("CX-10482", "Meera Iyer", quoted: 10_000, received: 8_000, "22T12:40")
    day.log("CX-10490", "Devendra Singh", quoted: 4_100, received: 3_000, "22T08:10")
    day.log("CX-10501", "Ravi Kumar", quoted: 12_300, received: nil, "22T13:40")
    day.log("CX-10502", "Anjali Gupta", quoted: 4_750, received: nil, "22T13:50")
    day.log("CX-10503", "Joseph D’Souza", quoted: 9_000, received: nil, "22T14:00")

    // Paid by Cashkr, to be closed.
    day.toStep3("CX-10363", "QuickCell Thane", invoice: 3_999, "21T11:00")
    day.add("21T11:20", "CX-10363", .contact(party: .vendor, channel: .phone, outcome: .answered))
    day.add("21T11:21", "CX-10363", .answer(paid: .zero, reason: "no money this week"))
    day.add("21T11:25", "CX-10363", .requestPayout(amount: .rupees(3_999)))
    day.add("21T12:00", "CX-10363", .approve(reason: nil), by: Bench.omkar)
    day.add("22T09:40", "CX-10363", .settle(reference: "632600001111"))

    // Asked of the finance manager.
    day.toStep3("CX-10377", "FoneBay Pune", invoice: 11_550, "22T10:00")
    day.add("22T10:20", "CX-10377", .contact(party: .vendor, channel: .phone, outcome: .answered))
    day.add("22T10:21", "CX-10377", .answer(paid: .rupees(11_550), reason: "battery"))
    let proof = Proof(
      id: ProofID("P1"), kind: .upi, amount: .rupees(11_550),
      paidAt: Bench.at("2026-11-21T12:10:00+05:30"), reference: "632512998877")
    day.add("22T10:22", "CX-10377", .proof(proof))
    day.add("22T10:30", "CX-10377", .accept(ProofID("P1"), reason: nil))
    day.add("22T13:51", "CX-10377", .requestPayout(amount: .rupees(8_450)))

    // Unreachable, escalated.
    day.toStep3("CX-10411", "MobiMart Nashik", invoice: 6_200, "21T20:00", by: Bench.dev)
    day.add(
      "21T20:05", "CX-10411", .contact(party: .vendor, channel: .phone, outcome: .noAnswer))
    day.add(
      "22T12:20", "CX-10411",
      .escalate(to: .opsManager, reason: "vendor unreachable (D1)", about: .dispute),
      by: Bench.dev)

    // The vendor has been asked.
    day.toStep3("CX-10482", "FoneBay Pune", invoice: 8_000, "22T12:50", hasNote: true)
    day.add("22T13:14", "CX-10482", .contact(party: .vendor, channel: .phone, outcome: .noAnswer))
    day.add(
      "22T14:02", "CX-10482", .contact(party: .vendor, channel: .whatsapp, outcome: .delivered))

    // Its window is about to lapse.
    day.toStep3("CX-10490", "QuickCell Thane", invoice: 4_100, "22T09:00")
    day.add("22T09:14", "CX-10490", .contact(party: .vendor, channel: .phone, outcome: .busy))
    try fill(day)
  }

  /// Has everything of a day happen, in the order of time.
  func fill(_ day: Day) throws {
    for (time, ticket, command, actor) in day.things.sorted(by: { $0.0 < $1.0 }) {
      at(time)
      try `do`(command, on: ticket, by: actor)
    }
  }

  /// What happens in November, in any order.
  struct Day {
    var things: [(String, String, Command, Actor)] = []

    mutating func add(
      _ time: String, _ ticket: String, _ command: Command, by actor: Actor = Bench.asha
    ) {
      things.append((time, ticket, command, actor))
    }

    mutating func log(
      _ id: String, _ customer: String, quoted: Int64, received: Int64?, _ time: String
    ) {
      let number = id.dropFirst(3)
      let ticket = Ticket(
        tag: received == nil ? .customerNotPaid : .lessPaid, customer: Personal(customer),
        phone: Personal("98200\(number)"), order: OrderID("ORD-\(number)"),
        quoted: .rupees(quoted), received: received.map { .rupees($0) },
        complaint: "I was promised more than what came.", attachments: ["chat.png"],
        loggedAt: Bench.at("2026-11-\(time):00+05:30"))
      add(time, id, .log(ticket))
    }

    /// Claims, reviews, records the order and acknowledges that the invoice is another.
    mutating func toStep3(
      _ id: String, _ vendor: String, invoice: Int64, _ time: String,
      by actor: Actor = Bench.asha, hasNote: Bool = false
    ) {
      let notes =
        hasNote
        ? [
          PickupNote(
            text: "light scratches, back", at: Bench.at("2026-11-20T17:31:00+05:30"))
        ] : []
      let order = OrderFacts(
        pickup: .completed, pickedUpAt: Bench.at("2026-11-18T17:40:00+05:30"),
        invoice: .rupees(invoice), vendor: VendorName(vendor), paymentMarked: false,
        notes: notes, payTo: "meera.iyer@okaxis")
      add(time, id, .claim, by: actor)
      add(time, id, .review, by: actor)
      add(time, id, .order(order), by: actor)
      let quoted = things.compactMap { thing -> Money? in
        if thing.1 == id, case .log(let ticket) = thing.2 { ticket.quoted } else { nil }
      }.first
      if quoted != .rupees(invoice) { add(time, id, .acknowledge(.invoice), by: actor) }
    }
  }
}
