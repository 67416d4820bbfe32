/// A fact of an order that a message to its vendor can name in braces: `{order}`. None is about the customer.
public enum MessageFact: String, CaseIterable, Sendable {
  /// The ticket's id.
  case ticket
  /// The order's id.
  case order
  /// The vendor's name.
  case vendor
  /// The price that was quoted.
  case quoted
  /// When it was picked up, else how the pickup stands.
  case pickup
  /// The phone that was sold, as the panel lists it.
  case device
  /// The invoice value.
  case invoice
  /// What the customer says has come.
  case received

  /// How a template names it.
  var placeholder: String { "{\(rawValue)}" }
}

/// The message to a vendor, from the policy's templates.
///
///     VendorMessage.text(.english, for: dispute, device: "Pixel 8", policy: policy)
public enum VendorMessage {
  /// The message with the facts of an order filled in; what is not known reads `unknown`, in Hindi `पता नहीं`.
  public static func text(
    _ language: Language, for dispute: Dispute, device: String? = nil, policy: Policy
  ) -> String {
    let template = language == .english ? policy.messageEnglish : policy.messageHindi
    return filled(template, with: values(of: dispute, device, language, policy))
  }

  /// One message about several orders of a vendor, in their order.
  public static func text(
    _ language: Language, to vendor: VendorName,
    about orders: [(dispute: Dispute, device: String?)], policy: Policy
  ) -> String {
    let message = policy.severalMessage
    let lines = orders.map {
      filled(message.line, with: values(of: $0.dispute, $0.device, language, policy))
    }.joined(separator: "\n")
    return filled(
      language == .english ? message.english : message.hindi,
      with: ["{vendor}": vendor.text, "{orders}": lines])
  }

  private static func values(
    of dispute: Dispute, _ device: String?, _ language: Language, _ policy: Policy
  ) -> [String: String] {
    let unknown = language == .english ? "unknown" : "पता नहीं"
    var values: [String: String] = [:]
    for fact in MessageFact.allCases {
      let value: String? =
        switch fact {
        case .ticket: dispute.id.text
        case .order: dispute.ticket.order.text
        case .vendor: dispute.order?.vendor.text
        case .quoted: dispute.quoted.short
        case .pickup: pickup(of: dispute, language, policy)
        case .device: device
        case .invoice: dispute.order?.invoice.short
        case .received: dispute.received.short
        }
      values[fact.placeholder] = value ?? unknown
    }
    return values
  }

  private static func pickup(
    of dispute: Dispute, _ language: Language, _ policy: Policy
  ) -> String? {
    guard let order = dispute.order else { return nil }
    if let time = order.pickedUpAt?.civil(offset: policy.offset) {
      return "\(time.day.short) \(time.clock)"
    }
    guard language == .hindi else { return order.pickup.rawValue }
    return switch order.pickup {
    case .completed: "हो चुका"
    case .pending: "बाकी"
    case .cancelled: "रद्द"
    }
  }

  /// What is filled in is looked at no more, so a name of somebody else cannot bring a place of its own.
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
