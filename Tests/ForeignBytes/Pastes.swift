import Exchange
import Procedure
import Terminal

extension Check {
  /// Pasted text: no more comes out than went in, and each value has the form of its field.
  static func paste(_ bytes: [UInt8]) throws {
    let pasted = PastedTicket.read(bytes: bytes, offset: india)
    // Each cell of a table that no field takes is said with the label of its column.
    let cells = bytes.count {
      $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
    }
    try hold(
      pasted.rest.utf8.count <= 3 * bytes.count + 83 * (cells + 1), "more is left than was pasted")
    try hold(pasted.bytesCut == max(0, bytes.count - PastedTicket.limit), "the cut is miscounted")
    for (field, found) in pasted.conflicts {
      try hold(found.count > 1, "\(field) is in doubt between nothing")
      for one in found { try checkSuggestion(one.value, field) }
    }
    for (field, one) in pasted.suggestions {
      try hold(pasted.conflicts[field] == nil, "\(field) is certain and in doubt")
      try checkSuggestion(one.value, field)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if bytes.count <= PastedTicket.limit {
      let same = PastedTicket.read(text, offset: india)
      try hold(text.utf8.count > PastedTicket.limit || same == pasted, "text is read another way")
    }
  }

  private static func checkSuggestion(_ value: String, _ field: PastedTicket.Field) throws {
    try hold(!value.isEmpty, "\(field) is suggested to be nothing")
    try hold(!value.unicodeScalars.contains(where: isUnsafe), "\(field) holds a control")
    let fits: Bool
    switch field {
    case .ticket, .order: fits = value.unicodeScalars.count <= 64
    case .loggedAt, .pickedUpAt: fits = Instant(rfc3339: value) != nil
    case .quoted, .received, .invoice: fits = Money(rupees: value)?.plain == value
    case .tag: fits = TagWord(rawValue: value) != nil
    case .pickup: fits = PickupWord(rawValue: value) != nil
    case .paymentMarked: fits = YesNo(rawValue: value) != nil
    case .customerVPA: fits = PaymentAddress(value) == .vpa(value)
    case .platformStatus, .customer, .phone, .complaint, .attachments, .customerAccount, .device,
      .vendor:
      fits = true
    }
    try hold(fits, "\(field) is suggested to be \(value)")
  }
}
