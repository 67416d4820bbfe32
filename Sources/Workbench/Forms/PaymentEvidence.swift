import Procedure

/// What was typed or pasted as proof of a payment: a reference, or the path of a file.
///
///     PaymentEvidence("632314345678")     // a reference, of UPI
///     PaymentEvidence("~/drop/paid.png")  // a file, a screenshot
struct PaymentEvidence: Equatable, Sendable {
  /// The payment's reference.
  var reference: String?
  /// The path of a file.
  var path: String?

  /// Reads what was typed: what has a slash or a dot in it, or begins with `~`, is a path. Terminals write a file that is dropped on
  /// them as a shell takes it, or as a URL.
  init(_ text: String) {
    let text = PaymentEvidence.dropped(text)
    if text.contains("/") || text.contains(".") || text.hasPrefix("~") {
      path = text
    } else {
      reference = text
    }
  }

  /// The path that `'/a b.png'`, `/a\\ b.png` or `file:///a%20b.png` stands for; any other text as it is.
  private static func dropped(_ text: String) -> String {
    if text.hasPrefix("file:///") {
      return String(text.dropFirst(7)).removingPercentEncoding ?? text
    }
    if text.count > 2, let quote = text.first, quote == "'" || quote == "\"", text.last == quote {
      let inner = text.dropFirst().dropLast()
      if inner.hasPrefix("/"), !inner.contains(quote) { return String(inner) }
    }
    guard text.hasPrefix("/"), text.contains("\\ ") else { return text }
    return text.replacing("\\ ", with: " ")
  }

  /// The kind that it is most likely of.
  var kind: ProofKind { reference.map(PaymentEvidence.kind) ?? .screenshot }

  /// The kind whose layout a reference has, by its length.
  static func kind(ofReference text: String) -> ProofKind {
    let compared = PaymentReference.compared(text)
    let isNumber = compared.utf8.allSatisfy { (48...57) ~= $0 }
    switch compared.count {
    case 12 where isNumber: return .upi
    case 16 where !isNumber: return .neft
    case 22 where !isNumber: return .rtgs
    default: return .wallet
    }
  }

  /// What a reference says of itself: `19 Nov 2026, about 14 h`, `18 Jul 2024, bank RATN`; nil where it says nothing.
  static func reading(of text: String, kind: ProofKind, now: Instant) -> String? {
    guard let decoded = PaymentReference.decoded(text, kind: kind, asOf: now),
      let day = decoded.day
    else { return nil }
    var words = "\(day.short) \(day.parts.year)"
    if let hour = decoded.hour { words += ", " + phrase("about \(hour) h") }
    if let bank = decoded.bank { words += ", " + phrase("bank \(bank)") }
    return words
  }

  /// When a payment with this reference was most likely made, never after now; nil where it does not say.
  static func time(of text: String, kind: ProofKind, now: Instant) -> Instant? {
    guard let decoded = PaymentReference.decoded(text, kind: kind, asOf: now),
      let day = decoded.day
    else { return nil }
    // References carry days in India, whatever the policy shows.
    let noon = Instant(
      day: day, second: (decoded.hour ?? 12) * 3_600, offset: PaymentReference.india)
    return min(noon, now)
  }

  /// The last part of a path.
  static func fileName(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
