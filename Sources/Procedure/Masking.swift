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
    if self == Personal.erased { return self }
    if let address = PaymentAddress(self) { return address.hidden }
    if let at = lastIndex(of: "@") { return Self.mask + self[at...] }
    return Self.mask + (count > 6 ? String(suffix(4)) : "")
  }

  /// The text with what may be a phone number, an account or an address of payment or mail hidden: what somebody typed freely
  /// can hold one.
  ///
  /// Ten digits and more together, of any script, are hidden but for the last four, with what cannot be seen between them; and
  /// telephone numbers and accounts in the groups that people write. Digits in a word with letters stay, and so do twelve together
  /// unless they begin as a mobile number of India with its country: those are references of payments, which have to be compared.
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
    let scalars = Array(unicodeScalars)
    var result = UnicodeScalarView()
    var at = 0
    while at < scalars.count {
      let start = at
      // A word, or a number with what stands between its digits; the sign before it belongs to it.
      if scalars[at] == "+", at + 1 < scalars.count, scalars[at + 1].isDigit { at += 1 }
      guard scalars[at].isDigit else {
        repeat {
          at += 1
        } while at < scalars.count && scalars[at - 1].isInWord
          && scalars[at].isInWord
        result.append(contentsOf: scalars[start..<at])
        continue
      }
      let number = TypedNumber(in: scalars, at: at)
      let hidden =
        number.isContact
        ? number
        : number.isReference ? nil : TypedNumber(groupedIn: scalars, at: at, hasSign: at > start)
      at = (hidden ?? number).end
      if let hidden {
        result.append(contentsOf: Self.mask.unicodeScalars)
        result.append(contentsOf: hidden.digits.suffix(4))
      } else {
        result.append(contentsOf: scalars[start..<at])
      }
    }
    return String(result)
  }

  /// Whether it is worth a closer look, as most texts are not.
  private var mayHoldContacts: Bool {
    var digits = 0
    for scalar in unicodeScalars {
      if scalar == "@" { return true }
      if scalar.isDigit { digits += 1 }
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

/// A number as somebody typed it, with what stands between its digits.
private struct TypedNumber {
  /// Its digits, of whatever script.
  var digits: [Unicode.Scalar] = []
  /// Where its groups of digits begin among them.
  private var groups: [Int] = [0]
  /// Where it ends in the text.
  private(set) var end: Int
  private let text: [Unicode.Scalar]
  private let start: Int

  /// The digits that stand together from a place on.
  init(in text: [Unicode.Scalar], at start: Int) {
    self.text = text
    self.start = start
    end = start
    _ = takeGroup()
  }

  /// A telephone number or account that begins at a place, in groups as people write them; nil where none does. Figures one after
  /// the other that are no such number are amounts, days and references, which have to be read.
  init?(groupedIn text: [Unicode.Scalar], at start: Int, hasSign: Bool) {
    self.text = text
    self.start = start
    end = start
    var isLoose = false
    while takeGroup(), digits.count <= 19 {
      if groups.count > 1 {
        if isMobile { return }
        if !isLoose, hasSign && digits.count >= 10 || isLandline || isAccount { return }
      }
      let behind = end
      guard skip({ $0.isBetweenDigits || $0.isBetweenGroups }) else { return nil }
      if text[behind..<end].contains(where: \.isBetweenGroups) { isLoose = true }
    }
    return nil
  }

  /// Whether digits that stand together may be a telephone number or an account.
  var isContact: Bool { !touchesWord && digits.count >= 10 && !isReference }

  /// Whether they are the reference of a payment rather than a telephone number with its country.
  var isReference: Bool {
    guard digits.count == 12, end - start == 12, digits.allSatisfy(\.isASCII) else { return false }
    return !(digits.starts(with: ["9", "1"]) && digits[2] >= "6")
  }

  private var touchesWord: Bool { end < text.count && text[end].isInWord }

  /// How many digits each group has.
  private var sizes: [Int] {
    zip(groups, groups.dropFirst() + [digits.count]).map { $1 - $0 }
  }

  /// Whether its groups are those of a mobile number of India, its country or a zero before them.
  private var isMobile: Bool {
    guard !touchesWord, digits.count >= 10 else { return false }
    let country = digits.dropLast(10).map { $0.properties.numericValue ?? -1 }
    guard [[], [0], [9, 1], [0, 9, 1], [0, 0, 9, 1]].contains(country),
      (digits[country.count].properties.numericValue ?? 0) >= 6
    else { return false }
    let begins = groups.map { $0 - country.count }.filter { $0 > 0 }
    return [[], [5], [3, 6], [4, 7], [3], [4], [6], [2, 4, 6, 8], [2, 6], [1, 4, 7]]
      .contains(begins)
  }

  /// Whether it is a number of a line at a place: `022 2345 6789`.
  private var isLandline: Bool {
    digits.count == 11 && digits[0].properties.numericValue == 0 && (3...5).contains(sizes[0])
      && !touchesWord
  }

  /// Whether it is an account, or a card, in groups: `5010 0012 3456 78`, `50100 012345678`.
  private var isAccount: Bool {
    guard !touchesWord, (11...18).contains(digits.count) else { return false }
    let isInFours = sizes.count > 3 && sizes.dropLast().allSatisfy { $0 == 4 }
    return isInFours || sizes.contains { $0 == 8 || $0 == 9 }
  }

  /// Takes the digits that follow; what cannot be seen between them is passed over.
  private mutating func takeGroup() -> Bool {
    groups[groups.count - 1] = digits.count
    var at = end
    while at < text.count, text[at].isDigit || text[at].isUnseen {
      if text[at].isDigit {
        digits.append(text[at])
        end = at + 1
      }
      at += 1
    }
    return groups.last != digits.count
  }

  /// Goes on behind what stands between two groups, three signs at most; false where no digit follows them.
  private mutating func skip(_ isBetween: (Unicode.Scalar) -> Bool) -> Bool {
    var at = end
    while at < text.count, at - end < 3, isBetween(text[at]) || text[at].isUnseen { at += 1 }
    guard at > end, at < text.count, text[at].isDigit else { return false }
    end = at
    groups.append(digits.count)
    return true
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool {
    isASCII ? self >= "0" && self <= "9" : properties.numericType == .decimal
  }

  /// A letter or digit of ASCII, as references are made of; a number that touches another script is a number.
  fileprivate var isInWord: Bool {
    self >= "0" && self <= "9" || self >= "a" && self <= "z" || self >= "A" && self <= "Z"
  }

  /// A blank or a hyphen, of whatever width.
  fileprivate var isBetweenDigits: Bool {
    isASCII
      ? self == " " || self == "-" || self == "\t"
      : properties.generalCategory == .spaceSeparator
        || properties.generalCategory == .dashPunctuation || self == "\u{2212}"
  }

  /// What people put between the groups of a telephone number, and between numbers that have nothing to do with each other too.
  fileprivate var isBetweenGroups: Bool {
    switch self {
    case ".", ",", "/", "(", ")", "_", ":", ";", "|", "\u{B7}", "\n", "\r", "\u{2028}", "\u{2029}":
      true
    default: false
    }
  }

  /// What is drawn as nothing, and would hide a number from whoever looks for it.
  fileprivate var isUnseen: Bool { !isASCII && properties.isDefaultIgnorableCodePoint }
}
