/// Personal data that is not to be read over a shoulder (procedure, "Personal data"): the one rule of what is left of it.
///
///     "9820010482".hidden                     // "····0482"
///     "meera@okaxis".hidden                   // "····@okaxis"
///     "50100012345678 HDFC0001234".hidden     // "····5678 HDFC0001234"
///     "call 98200 10482 in the evening".discreet  // "call ····0482 in the evening"
extension String {
  /// A phone number or payment address with no more of it than tells it apart.
  ///
  /// Of a payment address the bank's part stays, of an account its last four digits and its branch; of what is too short to keep
  /// anything back, nothing.
  public var hidden: String {
    if let address = PaymentAddress(self) { return address.hidden }
    if let at = lastIndex(of: "@") { return Self.mask + self[at...] }
    return Self.mask + (count > 6 ? String(suffix(4)) : "")
  }

  /// The text with what may be a phone number, an account or an address of payment or mail hidden: what somebody typed freely
  /// can hold one.
  ///
  /// Ten digits and more are hidden but for the last four, spaces and hyphens between them included. Digits in a word with
  /// letters stay, and so do twelve together unless they begin as a mobile number of India with its country: those are references of
  /// payments, which have to be compared.
  public var discreet: String {
    guard mayHoldContacts else { return self }
    var result = ""
    for word in split(separator: " ", omittingEmptySubsequences: false) {
      if !result.isEmpty || word.startIndex != startIndex { result += " " }
      result += word.contains("@") ? Self.mask : String(word)
    }
    return result.withoutNumbers
  }

  private var withoutNumbers: String {
    let bytes = Array(utf8)
    var result: [UInt8] = []
    var at = 0
    while at < bytes.count {
      let start = at
      // A word, or a number with its spaces and hyphens; the sign before it belongs to it.
      if bytes[at] == plus, at + 1 < bytes.count, bytes[at + 1].isDigit { at += 1 }
      guard bytes[at].isDigit else {
        repeat { at += 1 } while at < bytes.count && bytes[at - 1].isInWord && bytes[at].isInWord
        result += bytes[start..<at]
        continue
      }
      while at < bytes.count {
        if bytes[at].isDigit {
          at += 1
        } else if bytes[at].isBetweenDigits, at + 1 < bytes.count, bytes[at + 1].isDigit {
          at += 2
        } else {
          break
        }
      }
      let isInWord = at < bytes.count && bytes[at].isInWord
      let number = bytes[start..<at]
      let digits = number.filter(\.isDigit)
      if isInWord || digits.count < 10 || number.isReference {
        result += number
      } else {
        result += Array(Self.mask.utf8) + digits.suffix(4)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether it is worth a closer look, as most texts are not.
  private var mayHoldContacts: Bool {
    var digits = 0
    for byte in utf8 {
      if byte == 0x40 { return true }
      if byte >= 0x30, byte <= 0x39 { digits += 1 }
    }
    return digits >= 10
  }

  /// Whether something of it is hidden, so that it is not what it stands for.
  var isHidden: Bool { contains(Self.mask) }

  /// What stands for what is hidden.
  public static var mask: String { "····" }
}

extension PaymentAddress {
  /// The address with no more of it than tells it apart.
  public var hidden: String {
    switch self {
    case .vpa(let vpa): String.mask + vpa[(vpa.lastIndex(of: "@") ?? vpa.endIndex)...]
    case .account(let number, let ifsc): String.mask + "\(number.suffix(4)) \(ifsc)"
    }
  }
}

private let plus = UInt8(ascii: "+")

extension UInt8 {
  fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  /// A letter or digit of ASCII, as references are made of; a number that touches another script is a number.
  fileprivate var isInWord: Bool { isDigit || (self | 0x20 >= 0x61 && self | 0x20 <= 0x7A) }

  /// A space or a hyphen.
  fileprivate var isBetweenDigits: Bool { self == 0x20 || self == 0x2D }
}

extension ArraySlice<UInt8> {
  /// Whether digits are the reference of a payment rather than a telephone number with its country.
  fileprivate var isReference: Bool {
    guard count == 12, allSatisfy(\.isDigit) else { return false }
    return !(starts(with: [0x39, 0x31]) && self[startIndex + 2] >= 0x36)
  }
}
