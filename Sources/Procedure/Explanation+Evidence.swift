/// What speaks against proofs, where ticket and order disagree, and what waits to be done elsewhere.
extension Dispute {
  func proofExplanations(in context: Context) -> [Explanation] {
    proofs.flatMap { recorded in
      warnings(of: recorded, in: context).map { warning in
        Explanation(
          .proof, warning.rawValue,
          Phrase(
            "Proof \(recorded.proof.id), \(recorded.proof.kind.shown) of \(recorded.proof.amount.short): \(warning.shown)."
          ),
          grounds(of: warning, recorded, in: context)
            + [
              .init(
                Phrase("Recorded"), Phrase("by \(recorded.by), \(recorded.verdict.shown)"),
                at: recorded.recordedAt)
            ],
          remedy: recorded.verdict == .waiting ? .accept : nil)
      }
    }
  }

  /// The values that a warning holds against each other.
  private func grounds(
    of warning: Warning, _ recorded: RecordedProof, in context: Context
  ) -> [Explanation.Ground] {
    let proof = recorded.proof
    switch warning {
    case .malformedReference:
      return [
        .init(Phrase("Reference"), proof.reference ?? ""),
        .init(Phrase("Layout"), proof.kind.layout),
      ]
    case .referenceDate:
      let decoded = proof.reference.flatMap {
        PaymentReference.decoded($0, kind: proof.kind, asOf: recorded.recordedAt)
      }
      return [
        .init(Phrase("In it"), decoded?.day.map { Phrase("\($0)") } ?? Phrase("no day")),
        .init(Phrase("Stated"), Phrase("paid on"), at: proof.paidAt),
      ]
    case .beforePickup:
      return [
        .init(Phrase("Paid"), Phrase("as stated"), at: proof.paidAt),
        .init(Phrase("Picked up"), Phrase("as the order says"), at: order?.pickedUpAt),
      ]
    case .future:
      return [
        .init(Phrase("Paid"), Phrase("as stated"), at: proof.paidAt),
        .init(Phrase("Recorded"), Phrase("before that"), at: recorded.recordedAt),
      ]
    case .amount:
      let shown = Dispute.sum(of: proofs.filter { $0.verdict != .rejected }.map(\.proof))
      return [
        .init(Phrase("Proofs"), Phrase("\(shown.short) in all that are not rejected")),
        .init(Phrase("Claimed"), (claimed ?? .zero).short, at: answer?.at),
      ]
    case .upiLimit:
      return [
        .init(Phrase("Amount"), proof.amount.short),
        .init(Phrase("Limit"), Phrase("\(context.policy.upiLimit.short) by UPI")),
      ]
    case .wrongPayee:
      return [
        .init(Phrase("Payee"), proof.payee?.text ?? "", isPersonal: true),
        .init(Phrase("To be paid"), order?.payTo?.text ?? "", isPersonal: true),
      ]
    case .reused:
      return sightings(of: proof, in: context.surroundings).map {
        .init(
          $0.dispute.text,
          $0.isAccepted
            ? Phrase("order \($0.order), accepted there")
            : Phrase("order \($0.order), waiting there"))
      }
    case .contradictsStatement:
      return contradictions(of: proof, in: context.surroundings).map {
        .init(Phrase("Ledger"), $0.words(masked: true))
      }
    }
  }

  func disagreementExplanations(in context: Context) -> [Explanation] {
    let others = context.surroundings.siblings(of: self)
    let readings = readings(others: others)
    let open = unacknowledged(others: others)
    return Disagreement.allCases.compactMap { disagreement in
      guard let reading = readings[disagreement] else { return nil }
      let isOpen = open.contains(disagreement)
      return Explanation(
        .disagreement, disagreement.rawValue,
        isOpen
          ? Phrase("\(disagreement.sentence) Nobody has acknowledged it as it reads now.")
          : Phrase("\(disagreement.sentence) It was acknowledged."),
        grounds(of: disagreement, reading), remedy: isOpen ? .acknowledge : nil)
    }
  }

  private func grounds(of disagreement: Disagreement, _ reading: [String]) -> [Explanation.Ground] {
    switch disagreement {
    case .invoice:
      return [
        .init(Phrase("Quoted"), quoted.short),
        .init(Phrase("Invoice"), (order?.invoice ?? .zero).short),
      ]
    case .quoted:
      return [
        .init(Phrase("Ticket"), quoted.short),
        .init(Phrase("Order"), (order?.quoted ?? .zero).short),
      ]
    case .paymentMarked:
      return [
        .init(Phrase("Ticket"), ticket.tag.shown),
        .init(Phrase("Order"), Phrase("payment marked yes")),
      ]
    case .customer:
      return [
        .init(Phrase("Ticket"), ticket.customer.text),
        .init(Phrase("Order"), order?.customer?.text ?? ""),
      ]
    case .duplicateOrder: return reading.map { .init(Phrase("Also"), $0) }
    }
  }

  func outstandingExplanations(knowing known: Explanation.Known) -> [Explanation] {
    var begun: [OutsideItem: Event] = [:]
    // Folding tells which event left what to be done.
    _ = known.history.reduce(nil as Dispute?) { before, event in
      let after = evolve(before, event, id: id)
      let isOutstanding = after?.outstanding ?? []
      for item in isOutstanding.subtracting(before?.outstanding ?? []) { begun[item] = event }
      return after
    }
    return OutsideItem.allCases.filter(outstanding.contains).map { item in
      let event = begun[item]
      return Explanation(
        .outstanding, "Outside",
        Phrase("The \(item.shown): done here, and nobody has confirmed it there."),
        event.map {
          [
            .init(
              Phrase("Since"),
              Phrase("\($0.fact.command?.kind.rawValue ?? $0.fact.name) by \($0.doer.shown)"),
              at: $0.at)
          ]
        } ?? [],
        remedy: .applied)
    }
  }
}

extension ProofKind {
  /// How its references look, in a few words (procedure, "Proofs and references").
  fileprivate var layout: Phrase {
    switch self {
    case .upi, .imps: Phrase("12 digits: year, day of the year, hour, sequence")
    case .neft: Phrase("16: 4 letters of the bank, a letter, year, day of the year, 6 digits")
    case .rtgs: Phrase("22: 4 letters of the bank, R, a letter or digit, date, 8 digits")
    case .wallet, .statement, .cash, .screenshot: Phrase("1 to 64 characters")
    }
  }
}

extension Disagreement {
  /// What does not agree.
  fileprivate var sentence: Phrase {
    switch self {
    case .invoice: Phrase("The price on the ticket is not the order's invoice.")
    case .quoted: Phrase("Ticket and order name another quoted price.")
    case .paymentMarked: Phrase("The order has the payment marked, and the customer was not paid.")
    case .customer: Phrase("The order is another customer's.")
    case .duplicateOrder: Phrase("The order has another dispute.")
    }
  }
}
