/// The words before a value that say what it is, on the screens of the platform and the panel and
/// in their exports.
struct PastedLabels {
  private var fields: [String: PastedTicket.Field] = [:]

  /// The usual labels, and the column names of mappings.
  init(_ mappings: [ColumnMapping]) {
    for (field, labels) in PastedLabels.usual {
      for label in labels { fields[label] = field }
    }
    for mapping in mappings {
      for (name, column) in mapping.columns {
        guard let field = PastedTicket.Field(rawValue: name) else { continue }
        fields[ColumnMapping.normalised(column)] = field
      }
    }
  }

  /// The field that a label names, if the text is one.
  func field(_ text: some StringProtocol) -> PastedTicket.Field? {
    guard text.utf8.count <= 60 else { return nil }
    var label = trimmed(String(text))
    if label.hasSuffix(":") { label.removeLast() }
    return fields[ColumnMapping.normalised(label)]
  }

  /// A line that begins with a label: the field, and the text after the sign or the spaces between
  /// them.
  func pair(_ line: String) -> (field: PastedTicket.Field, value: String)? {
    for separator in [":", "=", "  ", " - ", " – ", " — "] {
      guard let place = line.firstRange(of: separator, within: 80),
        let field = field(line[..<place.lowerBound])
      else { continue }
      let value = line[place.upperBound...].drop { $0 == " " || $0 == ":" || $0 == "=" }
      return (field, trimmed(String(value)))
    }
    return nil
  }

  private static let usual: [PastedTicket.Field: [String]] = [
    .ticket: ["ticket id", "ticket", "ticket no", "ticket no.", "ticket number", "case id"],
    .loggedAt: ["created at", "created", "created on", "logged at", "logged on", "opened at"],
    .platformStatus: ["status", "ticket status"],
    .tag: ["tag", "tags", "category", "issue type"],
    .customer: ["customer name", "customer", "requester", "name"],
    .phone: [
      "phone", "phone number", "mobile", "mobile number", "customer phone", "contact number",
    ],
    .order: ["order id", "order", "order no", "order no.", "order number"],
    .quoted: ["final app price", "app price", "quoted price", "quoted", "quoted amount"],
    .received: ["amount received", "received", "received amount"],
    .complaint: ["complaint", "description", "message", "details", "complaint details"],
    .attachments: ["attachments", "attachment", "files"],
    .customerVPA: ["customer vpa", "customer upi", "upi id", "vpa", "upi"],
    .customerAccount: ["customer account", "bank account"],
    .device: ["device", "model", "device model"],
    .vendor: ["vendor", "vendor name"],
    .pickup: ["pickup status", "pickup"],
    .pickedUpAt: ["picked up at", "picked up on", "pickup time", "pickup date"],
    .invoice: ["final invoice value", "invoice value", "invoice", "invoice amount"],
    .paymentMarked: ["payment marked", "marked as paid"],
  ]
}

extension String {
  /// Where a piece of ASCII first stands, if it begins among the first so many bytes: labels are
  /// short.
  fileprivate func firstRange(of piece: String, within limit: Int) -> Range<String.Index>? {
    let wanted = Array(piece.utf8)
    let head = Array(utf8.prefix(limit + wanted.count))
    guard head.count >= wanted.count else { return nil }
    for start in 0...(head.count - wanted.count)
    where head[start..<start + wanted.count].elementsEqual(wanted) {
      let lower = utf8.index(startIndex, offsetBy: start)
      let upper = utf8.index(lower, offsetBy: wanted.count)
      return lower..<upper
    }
    return nil
  }
}
