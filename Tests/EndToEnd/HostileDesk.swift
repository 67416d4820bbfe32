import Foundation
import Journal
import Procedure

/// A desk in which every text that came from outside is hostile, put there past the doors that clean it: what an older release
/// may have let in, or who can write the file.
///
/// Each text begins with a word of its own kind, by which it is known again on a screen or in a file.
enum HostileDesk {
  /// The words: what they begin stands in the log.
  static let words = [
    "Zcustomer", "Zphone", "Zcomplaint", "Zattachment", "Zvendor", "Zpayto", "Znote", "Zreason",
    "Zreference", "Zfile", "Zpayee", "Zpayer", "Zinstruction", "Zsummary", "Zpickup", "Zdevice",
  ]

  /// Makes it in a home, as a sample, so that one may be anybody, and gives its path. With `plain`, every text is the word
  /// alone.
  static func make(in desk: CommandDesk, plain: Bool = false) throws -> String {
    let path = desk.home + "/hostile/paydesk.db"
    let journal = try RelationalJournal.create(at: path, sample: true)
    let now = Instant(seconds: Int64(Date.now.timeIntervalSince1970)).adding(seconds: -7_200)
    let ravi = Actor(Person("ravi"), .opsManager)
    let asha = Actor(Person("asha"), .executive)
    let nisha = Actor(Person("nisha"), .financeManager)
    func text(_ word: String) -> String { plain ? word : HostileText.text(word) }
    try journal.perform(.initialise(ravi.person, uid: 4_000_000_001), by: nil, at: now)
    for (uid, member) in [("asha", Role.executive), ("nisha", .financeManager)].enumerated() {
      try journal.perform(
        .add(Person(member.0), uid: 4_000_000_002 + UInt32(uid), role: member.1), by: ravi, at: now)
    }
    func say(_ command: Command, on number: Int, by actor: Actor = asha) throws {
      _ = try journal.perform(
        command, on: TicketID("CX-\(number)"), by: actor, at: now, expecting: nil)
    }
    for number in 1...8 {
      // What is shown in few cells begins with another attack on each ticket.
      func short(_ word: String) -> String {
        plain ? word : HostileText.short(word, number) + " " + HostileText.text(word)
      }
      let vendor = VendorName(short("Zvendor"))
      let order = OrderID("ORD-\(number)")
      let facts = OrderFacts(
        pickup: .completed, pickedUpAt: now.adding(seconds: -86_400), invoice: .rupees(10_000),
        vendor: vendor, paymentMarked: true,
        notes: [PickupNote(text: short("Zpickup"), amount: .rupees(100), at: now)],
        payTo: Personal(short("Zpayto")), customer: Personal(short("Zcustomer") + "!"),
        quoted: .rupees(9_999))
      _ = try journal.list(
        [.order(OrderListing(order: order, facts: facts, device: short("Zdevice")))], by: ravi,
        at: now)
      try say(
        .log(
          Ticket(
            tag: .lessPaid, customer: Personal(short("Zcustomer")),
            phone: Personal(short("Zphone")),
            order: order, quoted: .rupees(10_000), received: .rupees(8_000),
            complaint: Personal(text("Zcomplaint")), attachments: [short("Zattachment")],
            loggedAt: now)), on: number)
      try say(.note(text: short("Znote")), on: number)
      guard number > 1 else { continue }
      try say(.claim, on: number)
      try say(.review, on: number)
      try say(.order(facts), on: number)
      for disagreement in [Disagreement.quoted, .customer] {
        try say(.acknowledge(disagreement), on: number)
      }
      guard number > 2 else { continue }
      if number == 8 {
        // The vendor's window runs.
        try say(.contact(party: .vendor, channel: .phone, outcome: .noAnswer), on: 8)
        continue
      }
      try say(.contact(party: .vendor, channel: .phone, outcome: .answered), on: number)
      // What is owed on the sixth is plain, so that it can be asked for.
      let claimed = number == 6 ? Money.zero : .rupees(9_000)
      try say(.answer(paid: claimed, reason: short("Zreason")), on: number)
      if number != 6 {
        try say(
          .proof(
            Proof(
              id: ProofID("P1"), kind: .screenshot, amount: .rupees(500), paidAt: now,
              reference: short("Zreference"), file: short("Zfile"),
              payer: Personal(short("Zpayer")),
              payee: Personal(short("Zpayee")))), on: number)
      }
      try say(.hear(received: .rupees(8_000), note: Personal(short("Znote"))), on: number)
      switch number {
      case 4: try say(.park(until: now.adding(seconds: 86_400), reason: short("Zreason")), on: 4)
      case 5:
        try say(
          .escalate(to: .opsManager, reason: short("Zreason"), about: .dispute), on: 5)
      case 6:
        try say(.requestPayout(amount: .rupees(2_000)), on: 6)
        try say(.approve(reason: short("Zreason")), on: 6, by: nisha)
      case 7:
        try say(.escalate(to: .opsManager, reason: short("Zreason"), about: .vendor), on: 7)
        try say(.return(instruction: short("Zinstruction")), on: 7, by: ravi)
        try say(.summarise(text: short("Zsummary")), on: 7)
      default: break
      }
    }
    let odd = TicketID("../../Zevil")
    _ = try journal.perform(
      .log(
        Ticket(
          tag: .lessPaid, customer: Personal(text("Zcustomer")), order: OrderID("../ORD-9"),
          quoted: .rupees(10_000), received: .rupees(8_000),
          complaint: Personal(text("Zcomplaint")),
          loggedAt: now)), on: odd, by: asha, at: now, expecting: nil)
    let facts = OrderFacts(
      pickup: .completed, pickedUpAt: now.adding(seconds: -86_400), invoice: .rupees(10_000),
      vendor: VendorName("../Zvendor"), paymentMarked: true)
    for command in [.claim, .review, .order(facts)] as [Command] {
      _ = try journal.perform(command, on: odd, by: asha, at: now, expecting: nil)
    }
    return path
  }
}
