import Procedure

/// Who works at the desk, and what comes in: all of it made up, and the same for the same number.
public enum Cast {
  /// 200 people: 150 executives, 30 ops managers, 10 finance managers and 10 viewers.
  public static let people: [Actor] =
    numbered("exec", 150, .executive) + numbered("ops", 30, .opsManager)
    + numbered("fin", 10, .financeManager) + numbered("view", 10, .viewer)

  /// Those who work on disputes.
  public static let executives = people.filter { $0.role == .executive }
  /// Those who decide.
  public static let managers = people.filter { $0.role.isManager }
  /// Who adds the others.
  public static let first = Actor(Person("ops001"), .opsManager)

  private static func numbered(_ name: String, _ count: Int, _ role: Role) -> [Actor] {
    (1...count).map { Actor(Person(name + digits($0, 3)), role) }
  }

  /// A ticket by its number.
  public static func ticket(_ number: Int, at loggedAt: Instant) -> (TicketID, Ticket) {
    var random = Seeded(UInt64(number))
    let customer = random.pick(names) + " " + random.pick(surnames)
    let quoted = Money.rupees(Int64.random(in: 30...160, using: &random) * 100)
    let isLess = random.chance(60)
    let phone = "+91 9" + digits(Int.random(in: 0..<1_000_000_000, using: &random), 9)
    return (
      id(number),
      Ticket(
        tag: isLess ? .lessPaid : .customerNotPaid, customer: Personal(customer),
        phone: Personal(phone), order: OrderID("ORD-\(10_000_000 + number)"), quoted: quoted,
        received: isLess
          ? Money(paise: quoted.paise * Int64(random.pick([5, 6, 7, 8])) / 10) : nil,
        complaint: Personal(random.pick(complaints)), attachments: ["chat.png"], loggedAt: loggedAt)
    )
  }

  /// A ticket's id by its number.
  public static func id(_ number: Int) -> TicketID { TicketID("CX-\(1_000_000 + number)") }

  /// The number of a ticket.
  public static func number(of id: TicketID) -> Int { (Int(id.text.dropFirst(3)) ?? 0) - 1_000_000 }

  /// What the panel shows of a ticket's order.
  public static func order(of dispute: Dispute) -> OrderFacts {
    order(number(of: dispute.id), of: dispute.ticket)
  }

  /// What the panel shows of the order of a ticket with a number.
  public static func order(_ number: Int, of ticket: Ticket) -> OrderFacts {
    var random = Seeded(UInt64(number) ^ 0x0BDE)
    let address = "customer\(number)@okbank"
    return OrderFacts(
      pickup: .completed, pickedUpAt: ticket.loggedAt.adding(seconds: -90_000),
      invoice: random.chance(15) ? ticket.received ?? ticket.quoted : ticket.quoted,
      vendor: VendorName("Vendor \(digits(Int.random(in: 1...2_000, using: &random), 4)) Pune"),
      paymentMarked: false, notes: [], payTo: Personal(address), customer: ticket.customer,
      quoted: ticket.quoted)
  }

  /// A number with noughts before it, so many digits long.
  public static func digits(_ number: Int, _ count: Int) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  /// What customers are called, in several scripts.
  public static let names = [
    "Meera", "Arjun", "Lakshmi", "Devendra", "Anjali", "Joseph", "आरव", "Kavya", "Mohammed",
    "Sneha",
    "প্রিয়া", "Harpreet", "Rohan", "Tanvi", "Suresh", "Geeta", "Farhan", "Pooja", "Nikhil", "Zoya",
  ]
  /// And by their families.
  public static let surnames = [
    "Iyer", "Rao", "Fatima", "Singh", "Nair", "Kumar", "Gupta", "शर्मा", "Reddy", "Khan", "Patil",
    "Kaur", "Mehta", "Joshi", "Pillai", "Bhatt", "Sheikh", "Agarwal", "Deshpande", "Mirza",
  ]
  private static let complaints = [
    "Pickup is done but no money has come.", "मुझे अभी तक पैसे नहीं मिले।",
    "Vendor paid less than the app price and gave no reason.",
    "Got less by UPI, the rest “tomorrow”. That was three days ago.",
    "App says paid. It is not. Please check my bank statement.",
  ]
}
