import Procedure

/// The message to a vendor, from the policy's templates.
public enum VendorMessage {
  /// The message with ticket, order, vendor, price and pickup filled in; what is not known reads `unknown`.
  public static func text(
    _ language: MessageLanguage, for dispute: Dispute, policy: Policy
  ) -> String {
    let template = language == .english ? policy.messageEnglish : policy.messageHindi
    let pickup = dispute.order?.pickedUpAt.map { time in
      let civil = time.civil(offset: policy.offset)
      return "\(civil.day.short) \(civil.clock)"
    }
    let values = [
      "{ticket}": dispute.id.text, "{order}": dispute.ticket.order.text,
      "{vendor}": dispute.order?.vendor.text ?? "unknown", "{quoted}": dispute.quoted.short,
      "{pickup}": pickup ?? dispute.order?.pickup.rawValue ?? "unknown",
    ]
    // What is filled in is looked at no more, so a customer's words cannot name a place of their own.
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
