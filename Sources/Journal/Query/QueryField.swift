import Procedure

/// The fields that a query can ask about: their names, what they take, and what stands behind them.
public enum QueryField: String, CaseIterable, Sendable {
  case vendor, customer, ticket, order, phone, ref, holder, tag, state, step, scenario, disputed
  case age, idle, due, logged, touched, awaits, outside
  case situation = "is"

  /// What it asks, in a few words, with an example.
  public var meaning: Phrase {
    switch self {
    case .vendor: Phrase("vendor’s name holds: vendor:fonebay")
    case .customer: Phrase("customer’s name holds: customer:meera")
    case .ticket: Phrase("ticket begins with: ticket:CX-104")
    case .order: Phrase("order begins with: order:ORD-88")
    case .phone: Phrase("phone number holds: phone:98765")
    case .ref: Phrase("payment reference holds: ref:632314345678")
    case .holder: Phrase("who holds it: holder:asha, me, nobody")
    case .tag: Phrase("kind of complaint: tag:less, tag:notpaid")
    case .state: Phrase("where it stands: state:open")
    case .step: Phrase("open, at a step: step:3, step>=4")
    case .scenario: Phrase("what the facts lead to: scenario:D5")
    case .disputed: Phrase("amount in dispute: disputed>5000, disputed<=1.2L")
    case .age: Phrase("time since it was logged: age>2d")
    case .idle: Phrase("time since it was touched: idle>4h")
    case .due: Phrase("time until the window lapses: due<1h")
    case .logged: Phrase("day it was logged: logged>=2026-11-01, logged:today")
    case .touched: Phrase("day it was touched: touched:yesterday")
    case .awaits: Phrase("whose decision: awaits:ops, awaits:finance")
    case .outside: Phrase("to be done elsewhere: outside:comment")
    case .situation: Phrase("situation: is:new, !escalated")
    }
  }

  /// Whether `<`, `>`, `<=` and `>=` may stand behind it.
  var isCompared: Bool {
    switch self {
    case .step, .disputed, .age, .idle, .due, .logged, .touched: true
    default: false
    }
  }

  /// Whether it is found by its text alone, so that `!` cannot exclude it.
  var isLookedUp: Bool { self == .customer || self == .phone || self == .ref }

  /// The words that it takes, where these are all.
  var words: [String] {
    switch self {
    case .tag: QueryField.tags.map(\.word)
    case .state: DisputeState.allCases.map(\.rawValue)
    case .step: Step.allCases.flatMap { ["\($0.rawValue)", $0.shown.english.lowercased()] }
    case .scenario: Scenario.allCases.map(\.rawValue)
    case .awaits: QueryField.addressees.map(\.word)
    case .outside: OutsideItem.allCases.map(\.rawValue)
    case .situation: DisputeQuery.Situation.allCases.map(\.rawValue)
    default: []
    }
  }

  /// Words that are offered while a value is typed, besides those that the desk knows.
  var offered: [String] {
    switch self {
    case .holder: ["me", "nobody"]
    case .step: Step.allCases.map { "\($0.rawValue)" }
    case .tag: ["less", "notpaid"]
    case .logged, .touched: ["today", "yesterday"]
    default: words
    }
  }

  static let tags: [(word: String, tag: Tag)] = [
    ("less", .lessPaid), ("notpaid", .customerNotPaid), ("lesspaid", .lessPaid),
    ("customernotpaid", .customerNotPaid),
  ]

  static let addressees: [(word: String, addressee: Addressee)] = [
    ("ops", .opsManager), ("finance", .financeManager),
  ]

  /// What it takes, for a sentence.
  var expected: Phrase {
    switch self {
    case .step: Phrase("a step from 1 to 5")
    case .disputed: Phrase("an amount, as in 5000, 1,20,000 or 1.2L")
    case .age, .idle, .due: Phrase("a time, as in 90m, 6h, 2d or 1w")
    case .logged, .touched: Phrase("a day, as in 2026-11-22, today or yesterday")
    case .phone: Phrase("digits of a phone number")
    case .ref: Phrase("a payment reference")
    case .holder: Phrase("a login, me or nobody")
    case .vendor, .customer, .ticket, .order: Phrase("a text")
    case .tag, .state, .scenario, .awaits, .outside, .situation:
      Phrase("one of \(offered.joined(separator: ", "))")
    }
  }
}

extension String {
  /// Of some words the one that is nearest to this one: begun with it, or at most two letters away.
  public func nearest(of words: [String]) -> String? {
    let typed = Array(lowercased().prefix(32))
    guard typed.contains(where: \.isLetter) else { return nil }
    let ranked = words.map { ($0, changes(from: typed, to: Array($0.lowercased().prefix(32)))) }
    let begun = words.filter { typed.count >= 2 && $0.lowercased().hasPrefix(lowercased()) }
    if begun.count == 1 { return begun[0] }
    guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= (typed.count <= 3 ? 1 : 2) else {
      return begun.first
    }
    return best.0
  }
}

/// How many letters have to be put in, taken out, changed or swapped with the next.
private func changes(from left: [Character], to right: [Character]) -> Int {
  var before: [Int] = []
  var last = Array(0...right.count)
  for (row, letter) in left.enumerated() {
    var line = [row + 1]
    for (column, other) in right.enumerated() {
      var least = min(
        last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, line[column] + 1)
      if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
        least = min(least, before[column - 1] + 1)
      }
      line.append(least)
    }
    before = last
    last = line
  }
  return last[right.count]
}
