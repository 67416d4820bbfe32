import Procedure

/// What a vendor's reply seems to say, for a person to confirm piece by piece: English, Hindi, and Hindi in Latin letters.
///
///     let reply = VendorReply.read("haan 8k bhej diya, screen toota tha. UTR 632614345678", now: now, offset: 19_800)
///     reply.paid?.value        // .yes
///     reply.amount?.value      // ₹8,000.00
///     reply.reference?.value   // "632614345678"
///
/// Nothing is guessed in silence: each value names the piece of text that it was read from, and where the text can be read in two
/// ways there is no value but a doubt. An answer that numbers its parts as the message does (`1. yes 2. 8000 …`) is read by them.
public struct VendorReply: Equatable, Sendable {
  /// The answer to “did you pay the customer?”.
  public enum Paid: String, CaseIterable, Sendable {
    /// Yes; the amount says whether in full.
    case yes
    /// Not all of it.
    case partly
    /// No, or not yet: a promise is no payment.
    case no
  }

  /// When it was paid.
  public struct When: Hashable, Sendable {
    /// The day, never after the one on which the reply is read.
    public var day: CivilDay
    /// The second of the day, 0 to 86,399; nil where no time of day is said.
    public var second: Int?
  }

  /// A value, and the piece of text that it was read from.
  public struct Found<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The value.
    public var value: Value
    /// The piece of text.
    public var from: String
  }

  /// Something that the text says in two ways.
  public struct Doubt: Hashable, Sendable {
    /// What is in doubt.
    public var field: Field
    /// The pieces of text that do not agree, two or more.
    public var readings: [String]
  }

  /// What can be read.
  public enum Field: String, CaseIterable, Sendable {
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case paid, amount, reason, reference, paidAt
  }

  /// The most that is read: 8 KiB.
  public static let limit = 1 << 13
  /// The longest reason, in characters.
  static let longestReason = 200
  /// The longest piece of text that is named, in characters.
  static let longestPiece = 80

  /// Whether the vendor says that it paid.
  public internal(set) var paid: Found<Paid>?
  /// How much it says that it paid; never nothing.
  public internal(set) var amount: Found<Money>?
  /// Why it paid less, in its own words, at most 200 characters.
  public internal(set) var reason: Found<String>?
  /// The payment's reference, at most 64 characters without spaces.
  public internal(set) var reference: Found<String>?
  /// When it was paid.
  public internal(set) var paidAt: Found<When>?
  /// What the text says in two ways, each field once.
  public internal(set) var doubts: [Doubt] = []
  /// How many bytes beyond the limit were not looked at.
  public internal(set) var bytesCut = 0

  /// Whether nothing was read.
  public var isEmpty: Bool {
    paid == nil && amount == nil && reason == nil && reference == nil && paidAt == nil
      && doubts.isEmpty
  }

  /// Reads a reply. Days are meant at `offset`, seconds east of UTC, and lie before `now`.
  public static func read(_ text: String, now: Instant, offset: Int) -> VendorReply {
    read(bytes: text.utf8, now: now, offset: offset)
  }

  /// The same of bytes, whatever they are; what is not UTF-8 becomes U+FFFD.
  public static func read(
    bytes: some Collection<UInt8>, now: Instant, offset: Int
  ) -> VendorReply {
    let head = String(decoding: bytes.prefix(limit), as: UTF8.self)
    var reading = ReplyReading(ReplyText(head), now: now, offset: offset)
    var reply = reading.read()
    reply.bytesCut = max(0, bytes.count - limit)
    return reply
  }
}
