extension Dispute {
  /// The ticket comment as it is pasted into the platform: summary, proof or vendor explanation, final action,
  /// attachments, status (procedure, "The gate").
  public func ticketComment(status: FinalStatus, in context: Context) -> String {
    let scenario = scenario(in: context.circumstances(of: self))
    var lines = [summary ?? ""]
    lines += evidenceLines(policy: context.policy)
    lines.append("Action: " + finalAction(status))
    lines += notes(for: scenario, status: status, policy: context.policy)
    let files =
      ticket.attachments + proofs.filter { $0.verdict == .accepted }.compactMap(\.proof.file)
    lines.append("Attachments: " + (files.isEmpty ? "none" : files.joined(separator: ", ")))
    lines.append("Status: " + context.policy.wording(of: status).name)
    return lines.joined(separator: "\n")
  }

  private func evidenceLines(policy: Policy) -> [String] {
    var lines: [String] = []
    for recorded in proofs where recorded.verdict == .accepted {
      let proof = recorded.proof
      var line = "Proof: \(proof.kind.shown)"
      if let reference = proof.reference { line += " \(reference)" }
      line += ", \(proof.amount.short), paid \(proof.paidAt.civil(offset: policy.offset).day)"
      lines.append(line)
    }
    if received > .zero { lines.append("Customer: confirms \(received.short)") }
    if let answer {
      var line =
        answer.paid.isZero ? "Vendor: did not pay" : "Vendor: says it paid \(answer.paid.short)"
      if let reason = answer.reason { line += ", because: \(reason)" }
      lines.append(line)
    } else if !contacts.filter({ $0.party == .vendor }).isEmpty {
      let attempts = contacts.filter { $0.party == .vendor }.map {
        let time = $0.at.civil(offset: policy.offset)
        return "\(time.day.short) \(time.clock) \($0.channel.shown), \($0.outcome.shown)"
      }
      lines.append("Vendor: no answer (" + attempts.joined(separator: "; ") + ")")
    }
    for (index, amount) in supported.sorted(by: { $0.key < $1.key }) {
      guard let note = order?.notes[index] else { continue }
      lines.append("Deduction: \(amount.short), pickup note “\(note.text)”")
    }
    if let finding {
      let amount = finding.amount.map { " of \($0.short)" } ?? ""
      lines.append("Manager found: \(finding.kind.shown)\(amount), \(finding.reason)")
    }
    if let remarks { lines.append("Remarks: \(remarks)") }
    return lines
  }

  private func finalAction(_ status: FinalStatus) -> String {
    switch status {
    case .resolvedPaid: return "paid by vendor"
    case .resolvedValidDeduction: return "paid by vendor, less a valid deduction"
    case .resolvedPaidByCashkr:
      let payments = payouts.filter { $0.state == .settled }.map {
        "\($0.amount.short), reference \($0.reference ?? "unknown")"
      }
      return "paid by Cashkr: " + payments.joined(separator: "; ")
    case .resolvedNoPaymentDue: return "none due"
    case .escalatedPendingManager: return "escalated"
    }
  }

  /// The sentences that scenarios write by themselves.
  private func notes(for scenario: Scenario?, status: FinalStatus, policy: Policy) -> [String] {
    switch scenario {
    case .d0 where status == .escalatedPendingManager:
      return ["Pickup: " + (order?.pickup.rawValue ?? "unknown")]
    case .d1 where status == .escalatedPendingManager: return [policy.unreachableNote]
    case .d2 where status == .escalatedPendingManager: return [policy.withheldNote]
    case .d5 where status == .resolvedPaidByCashkr:
      let basis = payouts.last { $0.state == .settled }?.basis
      let short = basis.map { ($0.due - $0.paid).notBelowZero } ?? shortfall
      return [policy.shortPaidNote.replacing("{shortfall}", with: short.short)]
    default: return []
    }
  }

  /// A summary drafted from the facts, for the person to edit or confirm (procedure G1).
  public func draftedSummary(in context: Context) -> String {
    let vendor = order?.vendor.text ?? "The vendor"
    switch scenario(in: context.circumstances(of: self)) {
    case .d0:
      return
        "The pickup is \(order?.pickup.rawValue ?? "not completed"); nothing can be paid out before a manager decides."
    case .d1:
      return
        "\(vendor) did not answer \(vendorContacts.count == 1 ? "a contact attempt" : "\(vendorContacts.count) contact attempts") within the window; the vendor is blocked and the dispute escalated."
    case .d2:
      return
        "\(vendor) claims to have paid \((claimed ?? .zero).short) but sent no proof within the window; \(paid.short) is proven or confirmed. The dispute is escalated."
    case .d3:
      return "The customer was quoted \(quoted.short) and has been paid \(paid.short) by \(vendor)."
    case .d4:
      return
        "The customer was quoted \(quoted.short) and paid \(paid.short) by \(vendor); a deduction of \(supportedDeduction.short) is valid."
    case .d5:
      return
        "\(vendor) paid \(paid.short) of \(due.short) due; Cashkr covers the difference of \(max(shortfall, settled).short)."
    case .d6:
      return
        "\(vendor) paid nothing of \(due.short) due; Cashkr pays the customer \(max(shortfall, settled).short)."
    case .d7:
      return "A manager found that nothing is owed: \(finding?.reason ?? "")"
    case nil: return ""
    }
  }
}

extension String {
  /// The text with each occurrence of a word replaced; the standard library alone has no such thing.
  func replacing(_ word: String, with other: String) -> String {
    var result = ""
    var rest = self[...]
    while let found = rest.firstRange(of: word) {
      result += rest[..<found.lowerBound] + other
      rest = rest[found.upperBound...]
    }
    return result + rest
  }
}
