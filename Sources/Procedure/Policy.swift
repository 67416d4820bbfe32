/// Every number, name and sentence of the procedure that the desk may change, with the procedure's defaults built in.
public struct Policy: Hashable, Sendable, Codable {
  /// How long a vendor has to respond, in seconds (procedure, "The window": 6 hours).
  public var windowSeconds: Int64 = 6 * 3_600
  /// Contact attempts without which no window lapses (default 1).
  public var attempts: Int = 1
  /// The amount above which the finance manager decides (procedure E2: ₹5,000.00 exactly is not above).
  public var financeAbove: Money = .rupees(5_000)
  /// Disputes of one vendor from which it is flagged and a repeat offender (procedure E3).
  public var flagFrom: Int = 2
  /// Disputes of one vendor from which a block is proposed (procedure E3).
  public var blockFrom: Int = 3
  /// The days, of 24 hours, over which E3 counts.
  public var countedDays: Int = 30
  /// The limit of one UPI payment.
  public var upiLimit: Money = .rupees(100_000)
  /// Characters that are not spaces which a summary needs (procedure G1).
  public var summaryLength: Int = 20
  /// What one vendor credit is worth.
  public var creditRate: Money = .rupees(1)
  /// Seconds east of UTC at which times are shown and working hours are meant.
  public var offset: Int = 19_800
  /// When the window runs; nil is round the clock.
  public var workingHours: WorkingHours?
  /// How final statuses are worded, and what they mean in the ticketing platform.
  public var statuses: [FinalStatus: StatusWording] = Policy.statusWordings
  /// The note that D1 writes into the comment.
  public var unreachableNote = "Vendor unreachable – escalated"
  /// The note that D2 writes into the comment.
  public var withheldNote = "Vendor sent no proof – escalated"
  /// The note that D5 writes into the comment; `{shortfall}` is the amount.
  public var shortPaidNote = "Paid {shortfall} short without reason – Cashkr covered difference"
  /// The message to a vendor in English, with places for a `MessageFact` such as `{order}`.
  public var messageEnglish = """
    Cashkr, order {order} (ticket {ticket}), pickup {pickup}. Please answer today: \
    1. Did you pay the customer? 2. How much? 3. If less than {quoted}, why? 4. Send the proof \
    (UPI or bank reference and a screenshot).
    """
  /// The message to a vendor in Hindi.
  public var messageHindi = """
    Cashkr, ऑर्डर {order} (टिकट {ticket}), पिकअप {pickup}। कृपया आज ही बताएँ: \
    1. क्या आपने ग्राहक को भुगतान किया? 2. कितना? 3. {quoted} से कम है तो क्यों? \
    4. प्रमाण भेजें (UPI या बैंक रेफ़रेंस और स्क्रीनशॉट)।
    """
  /// The address of a ticket in the platform; `{ticket}` is its id.
  public var ticketURL = "https://app.cxgenie.ai/tickets/{ticket}"
  /// The address of an order in the admin panel; `{order}` is its id.
  public var orderURL = "https://admin.cashkr.com/orders/{order}"
  /// The message to a vendor that lists several orders; nil is the built-in one, as in policies that were adopted before
  /// there was one.
  public var severalOrders: SeveralOrdersMessage?

  /// The procedure's defaults.
  public init() {}

  /// The words of a status.
  public func wording(of status: FinalStatus) -> StatusWording {
    statuses[status] ?? Policy.statusWordings[status]
      ?? StatusWording(name: status.rawValue, platformStatus: "", platformTag: "")
  }

  /// The statuses as the procedure words them.
  public static let statusWordings: [FinalStatus: StatusWording] = [
    .resolvedPaid: StatusWording(
      name: "Resolved – Paid", platformStatus: "Resolved", platformTag: "paid"),
    .resolvedValidDeduction: StatusWording(
      name: "Resolved – Valid Deduction", platformStatus: "Resolved",
      platformTag: "valid-deduction"),
    .resolvedPaidByCashkr: StatusWording(
      name: "Resolved – Paid by Cashkr", platformStatus: "Resolved", platformTag: "paid-by-cashkr"),
    .resolvedNoPaymentDue: StatusWording(
      name: "Resolved – No Payment Due", platformStatus: "Resolved", platformTag: "no-payment-due"),
    .escalatedPendingManager: StatusWording(
      name: "Escalated – Pending Manager", platformStatus: "Pending", platformTag: "escalated"),
  ]
}

/// How a final status reads, here and in the ticketing platform.
public struct StatusWording: Hashable, Sendable, Codable {
  /// The name that the comment and the screens give it.
  public var name: String
  /// The status that it means in the platform.
  public var platformStatus: String
  /// The tag that it means in the platform.
  public var platformTag: String

  /// The words of a status.
  public init(name: String, platformStatus: String, platformTag: String) {
    self.name = name
    self.platformStatus = platformStatus
    self.platformTag = platformTag
  }
}

/// The hours in which the vendor's window runs, where it does not run round the clock.
public struct WorkingHours: Hashable, Sendable, Codable {
  /// Seconds after midnight at which work begins, 0 to 86,399.
  public var opens: Int
  /// Seconds after midnight at which work ends, above `opens`, at most 86,400.
  public var closes: Int
  /// The days of work, 1 (Monday) to 7 (Sunday); never empty.
  public var weekdays: Set<Int>
  /// Days without work.
  public var holidays: Set<CivilDay>

  /// Hours of work; nil where they would never come round.
  public init?(opens: Int, closes: Int, weekdays: Set<Int>, holidays: Set<CivilDay> = []) {
    guard opens >= 0, closes <= 86_400, opens < closes, !weekdays.isEmpty,
      weekdays.allSatisfy({ (1...7).contains($0) })
    else { return nil }
    self.opens = opens
    self.closes = closes
    self.weekdays = weekdays
    self.holidays = holidays
  }
}
