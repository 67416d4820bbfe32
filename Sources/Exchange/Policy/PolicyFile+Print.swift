import Procedure

extension PolicyFile {
  /// A policy as a file, with what each field means; reading it gives the same policy again.
  public static func printed(_ policy: Policy) -> String {
    var page = """
      # The policy of a payment desk: every number, name and sentence of the procedure that may change.
      # What is left out keeps the procedure's default. `paydesk policy check FILE` reads it,
      # `paydesk policy adopt FILE` makes it count.

      # How long a vendor has to respond, in h, m and s: 6h, 6h 30m.
      window: \(span(seconds: policy.windowSeconds))
      # Contact attempts without which no window lapses.
      attempts: \(policy.attempts)
      # Above this amount the finance manager decides (E2); in rupees, as all amounts.
      financeAbove: \(quoted(policy.financeAbove.plain))
      # Disputes of one vendor within so many days from which it is flagged, and from which a block is proposed (E3).
      flagFrom: \(policy.flagFrom)
      blockFrom: \(policy.blockFrom)
      countedDays: \(policy.countedDays)
      # The limit of one UPI payment.
      upiLimit: \(quoted(policy.upiLimit.plain))
      # Characters that are not spaces which a summary needs (G1).
      summaryLength: \(policy.summaryLength)
      # What one vendor credit is worth.
      creditRate: \(quoted(policy.creditRate.plain))
      # The offset from UTC at which times are shown and working hours are meant.
      offset: \(quoted(offset(policy.offset)))

      """
    page += hours(policy.workingHours)
    page += """
      # How each final status is worded, and the status and tag that it means in the ticketing platform.
      statuses:

      """
    for status in FinalStatus.allCases {
      let wording = policy.wording(of: status)
      page += """
          \(status.rawValue):
            name: \(quoted(wording.name))
            platformStatus: \(quoted(wording.platformStatus))
            platformTag: \(quoted(wording.platformTag))

        """
    }
    page += """
      # Sentences that D1, D2 and D5 write into the ticket comment; {shortfall} is the amount.
      notes:
        unreachable: \(quoted(policy.unreachableNote))
        withheld: \(quoted(policy.withheldNote))
        shortPaid: \(quoted(policy.shortPaidNote))
      # Messages to a vendor; facts of the order are filled in:
      #   \(braced(Placeholders.message))
      messages:
        english: \(quoted(policy.messageEnglish))
        hindi: \(quoted(policy.messageHindi))
        # Of several orders at once: {vendor} and {orders}; each order's line has the facts of its order.
        severalEnglish: \(quoted(policy.severalMessage.english))
        severalHindi: \(quoted(policy.severalMessage.hindi))
        orderLine: \(quoted(policy.severalMessage.line))
      # Addresses of a ticket, {ticket}, and of an order, {order}.
      urls:
        ticket: \(quoted(policy.ticketURL))
        order: \(quoted(policy.orderURL))

      """
    return page
  }

  private static func hours(_ hours: WorkingHours?) -> String {
    let meaning = """
      # When the window runs; ~ is round the clock. Else opens, closes, days and holidays:
      #   {opens: "10:00", closes: "19:00", days: [mon, tue, wed, thu, fri, sat], holidays: [2026-01-26]}

      """
    guard let hours else { return meaning + "workingHours: ~\n" }
    let days = hours.weekdays.sorted().map { weekdays[$0 - 1] }.joined(separator: ", ")
    let holidays = hours.holidays.sorted().map(\.description).joined(separator: ", ")
    return meaning + """
      workingHours:
        opens: \(quoted(clock(hours.opens)))
        closes: \(quoted(clock(hours.closes)))
        days: [\(days)]
        holidays: [\(holidays)]

      """
  }

  private static func braced(_ names: [String]) -> String {
    names.map { "{\($0)}" }.joined(separator: " ")
  }

  /// A text in double quotes, which any text can stand in.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
