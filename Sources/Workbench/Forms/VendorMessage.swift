import Procedure

/// The message to a vendor, from the policy's templates.
public enum VendorMessage {
  /// The message with ticket, order, vendor, price and pickup filled in; what is not known reads `unknown`.
  public static func text(
    _ language: MessageLanguage, for dispute: Dispute, policy: Policy
  ) -> String {
    let template = language == .english ? policy.messageEnglish : policy.messageHindi
    return filled(template, with: values(of: dispute, policy: policy))
  }

  /// One message about several orders of a vendor, in their order.
  public static func text(
    _ language: MessageLanguage, to vendor: VendorName, about disputes: [Dispute], policy: Policy
  ) -> String {
    let message = policy.severalMessage
    let orders = disputes.map {
      filled(message.line, with: values(of: $0, policy: policy))
    }.joined(separator: "\n")
    return filled(
      language == .english ? message.english : message.hindi,
      with: ["{vendor}": vendor.text, "{orders}": orders])
  }

  private static func values(of dispute: Dispute, policy: Policy) -> [String: String] {
    let pickup = dispute.order?.pickedUpAt.map { time in
      let civil = time.civil(offset: policy.offset)
      return "\(civil.day.short) \(civil.clock)"
    }
    return [
      "{ticket}": dispute.id.text, "{order}": dispute.ticket.order.text,
      "{vendor}": dispute.order?.vendor.text ?? "unknown", "{quoted}": dispute.quoted.short,
      "{pickup}": pickup ?? dispute.order?.pickup.rawValue ?? "unknown",
    ]
  }

  /// What is filled in is looked at no more, so a customer's words cannot name a place of their own.
  private static func filled(_ template: String, with values: [String: String]) -> String {
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      rest = rest[open...]
      if let (name, value) = values.first(where: { rest.hasPrefix($0.key) }) {
        text += value
        rest = rest.dropFirst(name.count)
      } else {
        text += "{"
        rest = rest.dropFirst()
      }
    }
    return text + rest
  }
}
