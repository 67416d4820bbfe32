import Procedure

/// Puts a piece of pasted text into the form of its field, or says that it is none.
struct PastedValues {
  let offset: Int
  let mappings: [ColumnMapping]

  /// The value in the form in which the field is typed, or nil if the text cannot be one.
  func value(_ text: String, for field: PastedTicket.Field) -> String? {
    let text = trimmed(text)
    if text.isEmpty || ["-", "–", "—", "n/a", "N/A"].contains(text) { return nil }
    switch field {
    case .ticket, .order:
      let id = text.hasPrefix("#") ? String(text.dropFirst()) : text
      return id.isID ? id : nil
    case .loggedAt, .pickedUpAt:
      return looseTime(text, offset: offset)?.rfc3339(offset: offset)
    case .quoted, .received, .invoice:
      return text.utf8.count <= 40 ? Money(typed: text)?.plain : nil
    case .tag: return word(TagWord.self, text)
    case .pickup: return word(PickupWord.self, text)
    case .paymentMarked: return word(YesNo.self, text)
    case .phone: return PastedValues.isPhone(text) ? text : nil
    case .customerVPA: return isVPA(text) ? text : nil
    case .platformStatus, .customer, .complaint, .attachments, .customerAccount, .device, .vendor:
      return text
    }
  }

  /// What two values are compared by: the same number may be written with spaces or without.
  func identity(_ value: String, of field: PastedTicket.Field) -> String {
    field == .phone ? String(value.filter(\.isNumber).suffix(10)) : value
  }

  /// Whether the text is a telephone number and nothing else: ten digits, with or without India's
  /// prefix, or a number with the prefix of another country.
  static func isPhone(_ text: String) -> Bool {
    guard text.utf8.count <= 24 else { return false }
    var digits: [UInt8] = []
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte)
      case UInt8(ascii: "+") where index == 0: break
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"): break
      default: return false
      }
    }
    if text.hasPrefix("+"), !digits.starts(with: "91".utf8) {
      return (8...15).contains(digits.count)
    }
    if digits.count == 12, digits.starts(with: "91".utf8) { digits.removeFirst(2) }
    if digits.count == 11, digits.starts(with: "0".utf8) { digits.removeFirst() }
    return digits.count == 10 && digits[0] >= UInt8(ascii: "6")
  }

  private func word<Word: MappedWord>(_ type: Word.Type, _ text: String) -> String? {
    for mapping in mappings {
      if let value = mapping.value(type, for: text) { return value.rawValue }
    }
    return nil
  }
}
