/// Where ticket and order do not agree, and how that reads (procedure, Step 2).
extension Dispute {
  /// How a disagreement between ticket and order reads now; nil where they agree. `duplicateOrder` needs the context.
  func reading(of disagreement: Disagreement) -> [String]? {
    guard let order else { return nil }
    switch disagreement {
    case .invoice:
      return ticket.quoted == order.invoice ? nil : [ticket.quoted.plain, order.invoice.plain]
    case .quoted:
      guard let quoted = order.quoted, quoted != ticket.quoted else { return nil }
      return [ticket.quoted.plain, quoted.plain]
    case .paymentMarked:
      return order.paymentMarked && ticket.tag == .customerNotPaid ? ["yes"] : nil
    case .customer:
      guard let customer = order.customer, customer.folded != ticket.customer.folded else {
        return nil
      }
      return [ticket.customer.folded, customer.folded]
    case .duplicateOrder:
      return nil
    }
  }

  /// How every disagreement that stands reads, with the other disputes of the order.
  func readings(others: [SiblingDispute]) -> [Disagreement: [String]] {
    var readings: [Disagreement: [String]] = [:]
    guard order != nil else { return readings }
    for disagreement in Disagreement.allCases {
      readings[disagreement] = reading(of: disagreement)
    }
    let duplicates = others.filter { $0.state != .merged && $0.id != id }.map(\.id.text).sorted()
    if !duplicates.isEmpty { readings[.duplicateOrder] = duplicates }
    return readings
  }

  /// The disagreements that stand and were not acknowledged as they read now.
  func unacknowledged(others: [SiblingDispute]) -> [Disagreement] {
    let readings = readings(others: others)
    return Disagreement.allCases.filter { disagreement in
      guard let reading = readings[disagreement] else { return false }
      guard let seen = acknowledged[disagreement] else { return true }
      // One duplicate fewer is nothing new to see.
      return disagreement == .duplicateOrder ? !Set(reading).isSubset(of: seen) : reading != seen
    }
  }
}
