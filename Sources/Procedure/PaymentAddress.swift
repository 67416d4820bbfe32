/// Where money can be sent: a UPI address, or an account at a branch (procedure, "order": `payTo`).
///
///     PaymentAddress("meera@okbank")                       // .vpa("meera@okbank")
///     PaymentAddress("A/c 50100012345678 IFSC HDFC0001234") // .account(number: "50100012345678", ifsc: "HDFC0001234")
///     PaymentAddress("50100012345678")                      // nil: an account of which the branch is not known
public enum PaymentAddress: Hashable, Sendable {
  /// A UPI address.
  case vpa(String)
  /// An account, its number with leading zeros kept, and its branch by IFSC in capitals.
  case account(number: String, ifsc: String)

  /// Reads what `payTo` says; nil is what is neither, or could be two things.
  ///
  /// Beside number and IFSC an account may have the usual labels and punctuation, and nothing else.
  public init?(_ payTo: String) {
    let text = payTo.singleSpaced
    if PaymentAddress.isVPA(text) {
      self = .vpa(text)
      return
    }
    var number: String?
    var ifsc: String?
    for word in text.split(whereSeparator: { " ,;:|/()-".contains($0) }) {
      if PaymentAddress.isIFSC(word) {
        guard ifsc == nil else { return nil }
        ifsc = word.uppercased()
      } else if PaymentAddress.isAccount(word) {
        guard number == nil else { return nil }
        number = String(word)
      } else if !PaymentAddress.labels.contains(word.lowercased()) {
        return nil
      }
    }
    guard let number, let ifsc else { return nil }
    self = .account(number: number, ifsc: ifsc)
  }

  /// Whether the text has the form of a UPI address.
  public static func isVPA(_ text: String) -> Bool {
    func fits(_ part: Substring.UTF8View, _ others: String) -> Bool {
      !part.isEmpty
        && part.allSatisfy {
          $0 >= 48 && $0 <= 57 || $0 >= 65 && $0 <= 90 || $0 >= 97 && $0 <= 122
            || others.utf8.contains($0)
        }
    }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && text.utf8.count <= 256 && fits(parts[0].utf8, ".-_")
      && fits(parts[1].utf8, ".-")
  }

  /// Four letters of the bank, a zero, six letters or digits of the branch.
  private static func isIFSC(_ word: Substring) -> Bool {
    let bytes = Array(word.uppercased().utf8)
    func isLetter(_ byte: UInt8) -> Bool { byte >= 65 && byte <= 90 }
    return bytes.count == 11 && bytes[..<4].allSatisfy(isLetter) && bytes[4] == 48
      && bytes[5...].allSatisfy { isLetter($0) || isDigit($0) }
  }

  /// Nine to eighteen digits, as India's banks number accounts.
  private static func isAccount(_ word: Substring) -> Bool {
    (9...18).contains(word.utf8.count) && word.utf8.allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  private static let labels: Set = [
    "a", "c", "ac", "acc", "acct", "account", "no", "no.", "number", "ifsc", "code", "and", "bank",
  ]
}

extension Personal {
  /// An address as addresses are compared: an account by its number and branch, however they are written; all else as text
  /// without case and doubled spaces.
  public var comparedAddress: String {
    guard case .account(let number, let ifsc) = PaymentAddress(text) else { return folded }
    return "\(number) \(ifsc.lowercased())"
  }
}
