import Journal
import struct Journal.Look
import Procedure

/// Disputes at one moment that have between them all that forms ask for, walked by the core alone.
enum ExampleDesk {
  /// What a form looks at on each of them.
  static let contexts: [FormContext] = (try? walked()) ?? []

  private static let executive = Actor(Person("executive"), .executive)
  private static let manager = Actor(Person("manager"), .opsManager)
  private static let ticket = TicketID("CX-1")
  private static let order = OrderID("ORD-1")
  /// 22 Nov 2026, 14:32 in India.
  private static let now = Instant(seconds: 1_795_338_120)

  /// One dispute on which nothing agrees and everything is asked for, and one that ends with a payout, each at several times:
  /// what can be chosen from what a dispute itself has reads otherwise at two of them.
  static func walked() throws -> [FormContext] { try disagreeing() + paid() }

  private static func disagreeing() throws -> [FormContext] {
    var walk = Walk()
    // Another dispute has the order too.
    try walk.perform(.log(complaint(received: nil)), on: TicketID("CX-0"))
    try walk.perform(.log(complaint(received: nil)), .claim, .review)
    let reviewed = walk.context
    try walk.perform(.order(panel(notes: 2, agrees: false)))
    for open in try Assessment(of: walk.dispute, in: walk.circumstances).disagreements {
      try walk.perform(.acknowledge(open.disagreement))
    }
    try walk.perform(
      .contact(party: .vendor, channel: .phone, outcome: .answered),
      .answer(paid: .rupees(8_000), reason: "scratches"), proof(1), proof(2))
    let answered = walk.context
    try walk.perform(.order(panel(notes: 3, agrees: false)), proof(3))
    return [reviewed, answered, walk.context]
  }

  private static func paid() throws -> [FormContext] {
    var walk = Walk()
    try walk.perform(
      .log(complaint(received: .rupees(8_000))), .claim, .review,
      .order(panel(notes: 0, agrees: true)),
      .contact(party: .vendor, channel: .phone, outcome: .answered),
      .answer(paid: .rupees(8_000), reason: nil), .requestPayout(amount: .rupees(2_000)))
    let asked = walk.context
    try walk.perform(.approve(reason: nil), by: manager)
    try walk.perform(.settle(reference: "632614345678"), .debit(amount: .rupees(2_000)))
    let settled = walk.context
    try walk.perform(.block(reason: nil), by: manager)
    return [asked, settled, walk.context]
  }

  /// A dispute on its way.
  private struct Walk {
    private var world = World()

    mutating func perform(
      _ commands: Command..., by actor: Actor = executive, on id: TicketID = ticket
    ) throws {
      for command in commands { _ = try world.perform(command, on: id, by: actor, at: now) }
    }

    var circumstances: Context { world.evidence(of: ticket, by: executive, at: now) }
    var dispute: Dispute {
      get throws {
        guard let dispute = world.disputes[ticket] else {
          throw Refusal.noTicket(ticket)
        }
        return dispute
      }
    }

    /// What a form looks at now.
    var context: FormContext {
      let circumstances = circumstances
      let look = world.disputes[ticket].map {
        Look(
          dispute: $0, surroundings: circumstances.surroundings,
          listing: OrderListing(
            order: order, facts: panel(notes: 0, agrees: false), device: "a phone"),
          vendorListing: nil)
      }
      var desk = Desk()
      desk.people[executive.person] = Desk.Member(uid: 1, role: .executive)
      return FormContext(look: look, context: circumstances, desk: desk)
    }
  }

  private static func complaint(received: Money?) -> Ticket {
    Ticket(
      tag: received == nil ? .customerNotPaid : .lessPaid, customer: "A customer",
      phone: "+91 98765 44321", order: order, quoted: .rupees(10_000), received: received,
      complaint: "It is not what I was told.", loggedAt: now.adding(seconds: -4 * 3_600))
  }

  private static func panel(notes: Int64, agrees: Bool) -> OrderFacts {
    let pickup = now.adding(seconds: -48 * 3_600)
    return OrderFacts(
      pickup: .completed, pickedUpAt: pickup, invoice: .rupees(agrees ? 10_000 : 9_000),
      vendor: VendorName("A vendor"), paymentMarked: true,
      notes: (0..<notes).map {
        PickupNote(text: "note \($0 + 1)", amount: .rupees(100 + $0), at: pickup)
      }, payTo: "customer@okaxis", customer: agrees ? "A customer" : "Another customer",
      quoted: .rupees(agrees ? 10_000 : 9_500))
  }

  private static func proof(_ number: Int) -> Command {
    .proof(
      Proof(
        id: ProofID("P\(number)"), kind: .wallet, amount: .rupees(100), paidAt: now,
        reference: "W\(number)"))
  }
}
