/// What could be read from text that was copied from the ticketing platform or the admin panel, for
/// a person to confirm.
///
///     let pasted = PastedTicket.read("Ticket ID: CX-10482\nCustomer Name  Meera Iyer", offset:
/// 19_800)
///     pasted.suggestions[.ticket]?.value     // "CX-10482"
///     pasted.suggestions[.customer]?.from    // "Customer Name  Meera Iyer"
///
/// Nothing is guessed in silence: each value names the piece of text it was read from, a field with
/// two different candidates stays empty and has both in `conflicts`, and what was not recognised is
/// in `rest`.
public struct PastedTicket: Equatable, Sendable {
  /// A field of a ticket or of its order.
  public enum Field: String, CaseIterable, Sendable {
    /// The ticket's id.
    case ticket
    /// When it was logged, as RFC 3339.
    case loggedAt
    /// The platform's status.
    case platformStatus
    /// The raw value of a `TagWord`.
    case tag
    /// The customer's name.
    case customer
    /// The customer's phone number.
    case phone
    /// The order's id.
    case order
    /// The quoted price, in plain rupees.
    case quoted
    /// What the customer says has come, in plain rupees.
    case received
    /// The complaint.
    case complaint
    /// The attachments, as they stand there.
    case attachments
    /// The customer's UPI address.
    case customerVPA
    /// The customer's account and IFSC.
    case customerAccount
    /// What was sold.
    case device
    /// The vendor's name.
    case vendor
    /// The raw value of a `PickupWord`.
    case pickup
    /// When it was picked up, as RFC 3339.
    case pickedUpAt
    /// The final invoice value, in plain rupees.
    case invoice
    /// The raw value of a `YesNo`.
    case paymentMarked
  }

  /// A value for a field.
  public struct Suggestion: Hashable, Sendable {
    /// The value, in the form in which the field is typed.
    public var value: String
    /// The piece of text that it was read from.
    public var from: String

    /// A value and where it comes from.
    public init(value: String, from: String) {
      self.value = value
      self.from = from
    }
  }

  /// The most that is read: 64 KiB.
  public static let limit = 1 << 16

  /// The value of each field that has exactly one.
  public internal(set) var suggestions: [Field: Suggestion] = [:]
  /// The candidates of each field that has several different ones, in the order of the text.
  public internal(set) var conflicts: [Field: [Suggestion]] = [:]
  /// What was not recognised, in the order of the text.
  public internal(set) var rest = ""
  /// How many bytes beyond the limit were not looked at.
  public internal(set) var bytesCut = 0

  /// Reads pasted text. Times are at `offset`, seconds east of UTC; `mappings` add the column names
  /// and words of files.
  public static func read(
    _ text: String, offset: Int,
    mappings: [ColumnMapping] = [.default(for: .tickets), .default(for: .orders)]
  ) -> PastedTicket {
    read(
      head: text.utf8.prefix(limit), count: text.utf8.count, offset: offset, mappings: mappings)
  }

  /// Reads pasted bytes, whatever they are; what is not UTF-8 becomes U+FFFD.
  public static func read(
    bytes: [UInt8], offset: Int,
    mappings: [ColumnMapping] = [.default(for: .tickets), .default(for: .orders)]
  ) -> PastedTicket {
    read(head: bytes.prefix(limit), count: bytes.count, offset: offset, mappings: mappings)
  }

  private static func read(
    head: some Collection<UInt8>, count: Int, offset: Int, mappings: [ColumnMapping]
  ) -> PastedTicket {
    var reading = PasteReading(
      text: String(decoding: head, as: UTF8.self),
      values: PastedValues(offset: offset, mappings: mappings), labels: PastedLabels(mappings))
    var pasted = reading.read()
    pasted.bytesCut = max(0, count - limit)
    return pasted
  }
}
