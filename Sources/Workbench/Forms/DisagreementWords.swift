import Procedure

/// How a disagreement between ticket and order reads to people.
public enum DisagreementWords {
  /// Its name.
  public static func name(of disagreement: Disagreement) -> String {
    switch disagreement {
    case .invoice: phrase("Invoice")
    case .quoted: phrase("Quoted price")
    case .paymentMarked: phrase("Payment marked")
    case .customer: phrase("Customer")
    case .duplicateOrder: phrase("Same order")
    }
  }

  /// What stands against what: `quoted ₹10,000 ≠ invoice ₹8,000`.
  public static func reading(
    of disagreement: Disagreement, _ dispute: Dispute, _ context: FormContext
  ) -> String {
    let unequal = context.glyphs.unequal
    let ticket = dispute.ticket
    switch disagreement {
    case .invoice:
      return
        phrase(
          "quoted \(ticket.quoted.short) \(unequal) invoice \(dispute.order?.invoice.short ?? "")")
    case .quoted:
      return phrase(
        "ticket \(ticket.quoted.short) \(unequal) order \(dispute.order?.quoted?.short ?? "")")
    case .paymentMarked: return phrase("marked yes, and the customer says that nothing came")
    case .customer:
      return phrase(
        "ticket \(ticket.customer) \(unequal) order \(dispute.order?.customer?.text ?? "")")
    case .duplicateOrder:
      let others = (context.context.surroundings.orders[ticket.order] ?? [])
        .filter { $0.id != dispute.id && $0.state != .merged }.map(\.id.text)
      return phrase("\(ticket.order) is disputed on \(others.joined(separator: ", ")) too")
    }
  }
}
