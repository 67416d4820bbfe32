/// How grounds and doubts read to people. Payment addresses are never among the words.
extension Evidence.Ground {
  /// The ground in words, with times at an offset in seconds east of UTC.
  public func words(offset: Int) -> String {
    switch self {
    case .figures(let paid, let due, let scenario):
      return "paid \(paid.short) of \(due.short) due"
        + (scenario.map { ": \($0.shown) (\($0.rawValue))" } ?? "")
    case .proof(let recorded): return recorded.words(offset: offset)
    case .vendorSays(let paid, let reason):
      return (paid.isZero ? "vendor says it paid nothing" : "vendor says it paid \(paid.short)")
        + (reason.map { ", “\($0)”" } ?? "")
    case .vendorSilent(let attempts):
      return "no answer to \(attempts == 1 ? "an attempt" : "\(attempts) attempts")"
    case .customerConfirms(let amount): return "customer confirms \(amount.short)"
    case .note(let note, let amount):
      return "a pickup note supports \(amount.short), “\(note.text)”"
    case .noDeduction: return "no deduction is supported"
    case .finding(let finding):
      return "\(finding.finder.shown) found: \(finding.kind.shown)"
        + (finding.amount.map { " of \($0.short)" } ?? "") + ", \(finding.reason)"
    }
  }
}

extension Evidence.Doubt {
  /// The doubt in words, with times at an offset in seconds east of UTC.
  public func words(offset: Int) -> String {
    switch self {
    case .proof(let id, let warning, let seen):
      return "\(id): \(warning.shown)"
        + (seen.isEmpty ? "" : " (" + seen.map(\.text).joined(separator: ", ") + ")")
    case .disagreement(let disagreement, let reading):
      return disagreement.words(of: reading)
    case .paidOnStatement(let payout, let state, let amount, let day):
      return
        "the bank statement shows \(amount.short) paid for \(payout) on \(day.short), and here it is \(state.rawValue)"
    case .repeatVendor(let disputes, let days):
      return "\(disputes) disputes of this vendor within \(days) days"
    case .unusual(let amount, let usual, let count):
      return
        "\(amount.short) is far \(amount > usual ? "above" : "below") this vendor's usual \(usual.short) (\(count) payouts)"
    case .payToChanged(let at):
      return "the payment address was changed \(at.words(offset: offset)), after the pickup"
    case .payToChangedSinceAsked: return "the payment address has changed since it was asked"
    case .payToIsVendors: return "the payment address is the vendor's own"
    case .payToElsewhere(let orders):
      return "the payment address is on another customer's order: "
        + orders.map(\.text).joined(separator: ", ")
    case .payToNotListed: return "the panel lists another payment address"
    case .declinedBefore(let maker, let times, let days):
      return
        "\(times == 1 ? "a request" : "\(times) requests") of \(maker) declined within \(days) days"
    case .settledOnOrder(let dispute, let amount):
      return "\(amount.short) was settled on \(dispute) of the same order"
    case .noteAfterPickup(let note):
      return
        "the note “\(note.text)” was written \(note.at.words(offset: offset)), after the pickup"
    }
  }
}

extension RecordedProof {
  /// `P1 UPI 632314345678, ₹8,000, 19 Nov 14:05, accepted`.
  public func words(offset: Int) -> String {
    var parts = ["\(proof.id) \(proof.kind.shown)" + (proof.reference.map { " " + $0 } ?? "")]
    if let file = proof.file { parts.append(file) }
    parts.append(proof.amount.short)
    parts.append(proof.paidAt.words(offset: offset))
    parts.append(verdict == .waiting ? "waits" : verdict.rawValue)
    return parts.joined(separator: ", ")
  }
}

extension Disagreement {
  /// What stands against what, in words.
  func words(of reading: [String]) -> String {
    func money(_ index: Int) -> String {
      guard reading.indices.contains(index) else { return "unknown" }
      return Money(rupees: reading[index])?.short ?? reading[index]
    }
    switch self {
    case .invoice: return "quoted \(money(0)), invoice \(money(1))"
    case .quoted: return "quoted \(money(0)) on the ticket, \(money(1)) on the order"
    case .paymentMarked: return "payment is marked yes, the customer says that nothing came"
    case .customer: return "the order is another customer's"
    case .duplicateOrder: return "the order is disputed on \(reading.joined(separator: ", ")) too"
    }
  }
}

extension Instant {
  /// `19 Nov 14:05`.
  func words(offset: Int) -> String {
    let time = civil(offset: offset)
    return "\(time.day.short) \(time.clock)"
  }
}
