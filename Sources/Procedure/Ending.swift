/// What became of a dispute, as a vendor's disputes are counted.
public enum Ending: String, CaseIterable, Sendable {
  /// It is open.
  case open
  /// Its executive's part has ended as Escalated – Pending Manager.
  case escalated
  /// Closed as paid in full.
  case d3 = "D3"
  /// Closed as a valid deduction.
  case d4 = "D4"
  /// Closed as the vendor's fault: Cashkr paid the rest.
  case d5 = "D5"
  /// Closed as not paid: Cashkr paid it all.
  case d6 = "D6"
  /// Closed as nothing owed.
  case d7 = "D7"

  /// As screens name it.
  public var shown: Phrase {
    switch self {
    case .open: Phrase("open")
    case .escalated: Phrase("escalated")
    case .d3: Scenario.d3.shown
    case .d4: Scenario.d4.shown
    case .d5: Scenario.d5.shown
    case .d6: Scenario.d6.shown
    case .d7: Scenario.d7.shown
    }
  }
}

extension Dispute {
  /// What became of it; nil for one that was merged, which counts nowhere.
  public var ending: Ending? {
    switch state {
    case .merged: nil
    case .open: .open
    case .escalated: .escalated
    case .closed:
      switch status {
      case .resolvedPaid: .d3
      case .resolvedValidDeduction: .d4
      case .resolvedNoPaymentDue: .d7
      case .resolvedPaidByCashkr:
        payouts.last { $0.state == .settled }?.basis.scenario == .d6 ? .d6 : .d5
      case .escalatedPendingManager, nil: .escalated
      }
    }
  }
}

/// A month of the calendar.
public struct CalendarMonth: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The year.
  public var year: Int
  /// The month, 1 to 12.
  public var month: Int

  /// The month that a moment lies in, at an offset in seconds east of UTC.
  public init(of moment: Instant, offset: Int) {
    let parts = moment.civil(offset: offset).day.parts
    (year, month) = (parts.year, parts.month)
  }

  /// The month before.
  public var before: CalendarMonth {
    var month = self
    (month.year, month.month) = self.month == 1 ? (year - 1, 12) : (year, self.month - 1)
    return month
  }

  /// The earlier one first.
  public static func < (left: CalendarMonth, right: CalendarMonth) -> Bool {
    (left.year, left.month) < (right.year, right.month)
  }

  /// `2026-11`.
  public var description: String { "\(year)-" + (month < 10 ? "0" : "") + "\(month)" }
}

/// How many disputes came to which end, by the month in which their tickets were logged.
public struct EndingsByMonth: Hashable, Sendable {
  /// The counts of each month that has any.
  public private(set) var months: [CalendarMonth: [Ending: Int]] = [:]

  /// Nothing is counted yet.
  public init() {}

  /// Takes in a dispute.
  public mutating func count(_ ending: Ending, in month: CalendarMonth) {
    months[month, default: [:]][ending, default: 0] += 1
  }

  /// The counts over all months.
  public var total: [Ending: Int] {
    months.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
  }

  /// The months up to one, without a gap, the latest first: from the first that has any, so many at most.
  public func latest(_ limit: Int, upTo last: CalendarMonth) -> [CalendarMonth] {
    guard let first = months.keys.min() else { return [] }
    var shown: [CalendarMonth] = []
    var month = max(last, months.keys.max() ?? last)
    while month >= first, shown.count < limit {
      shown.append(month)
      month = month.before
    }
    return shown
  }
}
