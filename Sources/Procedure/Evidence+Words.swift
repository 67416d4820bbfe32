/// How grounds and doubts read to people. Payment addresses are never among the words.
extension Evidence.Ground {
  /// The ground in words, with times at an offset in seconds east of UTC.
  public func words(offset: Int) -> Phrase {
    switch self {
    case .figures(let paid, let due, let scenario):
      let words = Phrase("paid \(paid.short) of \(due.short) due")
      return scenario.map { Phrase("\(words): \($0.shown) (\($0.rawValue))") } ?? words
    case .proof(let recorded): return recorded.words(offset: offset)
    case .vendorSays(let paid, let reason):
      let words =
        paid.isZero
        ? Phrase("vendor says it paid nothing") : Phrase("vendor says it paid \(paid.short)")
      return reason.map { Phrase("\(words), “\($0)”") } ?? words
    case .vendorSilent(let attempts):
      return attempts == 1
        ? Phrase("no answer to an attempt") : Phrase("no answer to \(attempts) attempts")
    case .customerConfirms(let amount): return Phrase("customer confirms \(amount.short)")
    case .note(let note, let amount):
      return Phrase("a pickup note supports \(amount.short), “\(note.text)”")
    case .noDeduction: return Phrase("no deduction is supported")
    case .finding(let finding):
      let kind =
        finding.amount.map { Phrase("\(finding.kind.shown) of \($0.short)", sense: "an amount") }
        ?? finding.kind.shown
      return Phrase("\(finding.finder.shown) found: \(kind), \(finding.reason)")
    }
  }
}

extension Evidence.Doubt {
  /// The doubt in words, with times at an offset in seconds east of UTC.
  public func words(offset: Int) -> Phrase {
    switch self {
    case .proof(let id, let warning, let seen):
      let words = Phrase("\(id): \(warning.shown)")
      return seen.isEmpty
        ? words : Phrase("\(words) (\(seen.map(\.text).joined(separator: ", ")))")
    case .disagreement(let disagreement, let reading):
      return disagreement.words(of: reading)
    case .paidOnStatement(let payout, let state, let amount, let day):
      return
        Phrase(
          "the bank statement shows \(amount.short) paid for \(payout) on \(day.short), and here it is \(state.shown)"
        )
    case .repeatVendor(let disputes, let days):
      return Phrase("\(disputes) disputes of this vendor within \(days) days")
    case .unusual(let amount, let usual, let count):
      return
        amount > usual
        ? Phrase(
          "\(amount.short) is far above this vendor's usual \(usual.short) (\(count) payouts)")
        : Phrase(
          "\(amount.short) is far below this vendor's usual \(usual.short) (\(count) payouts)")
    case .payToChanged(let at):
      return Phrase("the payment address was changed \(at.words(offset: offset)), after the pickup")
    case .payToChangedSinceAsked:
      return Phrase("the payment address has changed since it was asked")
    case .payToIsVendors: return Phrase("the payment address is the vendor's own")
    case .payToElsewhere(let orders):
      return Phrase(
        "the payment address is on another customer's order: \(orders.map(\.text).joined(separator: ", "))"
      )
    case .payToNotListed: return Phrase("the panel lists another payment address")
    case .declinedBefore(let maker, let times, let days):
      return
        times == 1
        ? Phrase("a request of \(maker) declined within \(days) days")
        : Phrase("\(times) requests of \(maker) declined within \(days) days")
    case .settledOnOrder(let dispute, let amount):
      return Phrase("\(amount.short) was settled on \(dispute) of the same order")
    case .noteAfterPickup(let note):
      return
        Phrase(
          "the note “\(note.text)” was written \(note.at.words(offset: offset)), after the pickup")
    }
  }
}

extension RecordedProof {
  /// `P1 UPI 632314345678, ₹8,000, 19 Nov 14:05, accepted`.
  public func words(offset: Int) -> Phrase {
    let name = Phrase("\(proof.id) \(proof.kind.shown)")
    var parts = [proof.reference.map { Phrase("\(name) \($0)") } ?? name]
    if let file = proof.file { parts.append(file.discreet.phrase) }
    parts.append(proof.amount.short.phrase)
    parts.append(proof.paidAt.words(offset: offset).phrase)
    parts.append(verdict == .waiting ? Phrase("waits") : verdict.shown)
    return parts.joined(separator: ", ")
  }
}

extension Disagreement {
  /// What stands against what, in words.
  func words(of reading: [String]) -> Phrase {
    func money(_ index: Int) -> Phrase {
      guard reading.indices.contains(index) else { return Phrase("unknown") }
      return (Money(rupees: reading[index])?.short ?? reading[index]).phrase
    }
    switch self {
    case .invoice: return Phrase("quoted \(money(0)), invoice \(money(1))")
    case .quoted: return Phrase("quoted \(money(0)) on the ticket, \(money(1)) on the order")
    case .paymentMarked: return Phrase("payment is marked yes, the customer says that nothing came")
    case .customer: return Phrase("the order is another customer's")
    case .duplicateOrder:
      return Phrase("the order is disputed on \(reading.joined(separator: ", ")) too")
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
