import Journal
import Procedure

/// A database with approved payouts in it, for the program to send.
enum PayoutDatabase {
  /// Makes it in a home, as a sample, so that one may be anybody, and gives its path. Each dispute owes 2,000 of 10,000 and a
  /// rupee more by its number.
  static func make(in desk: CommandDesk, count: Int, customers: [Int: String] = [:]) throws
    -> String
  {
    let path = desk.home + "/payouts/paydesk.db"
    let journal = try RelationalJournal.create(at: path, sample: true)
    let now = Instant(seconds: 1_795_000_000)
    let ravi = Actor(Person("ravi"), .opsManager)
    try journal.perform(.initialise(ravi.person, uid: 4_000_000_001), by: nil, at: now)
    for (uid, member) in [
      ("asha", Role.executive), ("dev", .executive), ("nisha", .financeManager), ("viv", .viewer),
    ].enumerated() {
      try journal.perform(
        .add(Person(member.0), uid: 4_000_000_002 + UInt32(uid), role: member.1), by: ravi, at: now)
    }
    for number in 1...count {
      try approve(number, customer: customers[number] ?? "Meera Iyer", in: journal, at: now)
    }
    return path
  }

  private static func approve(
    _ number: Int, customer: String, in journal: RelationalJournal, at now: Instant
  ) throws {
    let asha = Actor(Person("asha"), .executive)
    let ticket = Ticket(
      tag: .customerNotPaid, customer: Personal(customer), order: OrderID("ORD-\(number)"),
      quoted: .rupees(10_000), complaint: "No money has come.", loggedAt: now)
    let facts = OrderFacts(
      pickup: .completed, pickedUpAt: now.adding(seconds: -86_400), invoice: .rupees(10_000),
      vendor: VendorName("FoneBay \(number)"), paymentMarked: false, payTo: "meera@okbank")
    let commands: [Command] = [
      .log(ticket), .claim, .review, .order(facts),
      .contact(party: .vendor, channel: .phone, outcome: .answered),
      .answer(paid: .zero, reason: "no"),
      .hear(received: .rupees(8_000 - Int64(number)), note: nil),
      .requestPayout(amount: .rupees(2_000 + Int64(number))),
    ]
    let id = TicketID("CX-\(number)")
    for command in commands {
      _ = try journal.perform(command, on: id, by: asha, at: now, expecting: nil)
    }
    _ = try journal.perform(
      .approve(reason: nil), on: id, by: Actor(Person("nisha"), .financeManager), at: now,
      expecting: nil)
  }
}
