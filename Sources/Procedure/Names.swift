/// The id of a complaint in the ticketing platform, and of the dispute that settles it: `CX-10482`.
public struct TicketID: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The id as the platform writes it.
  public var text: String
  /// An id, kept as given.
  public init(_ text: String) { self.text = text }
  /// The id as the platform writes it.
  public var description: String { text }
}

/// The id of a sale in the admin panel: `ORD-88213`.
public struct OrderID: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The id as the panel writes it.
  public var text: String
  /// An id, kept as given.
  public init(_ text: String) { self.text = text }
  /// The id as the panel writes it.
  public var description: String { text }
}

/// The name of a vendor as the admin panel writes it: `FoneBay Pune`.
public struct VendorName: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The name as the panel writes it.
  public var text: String
  /// A name, kept as given.
  public init(_ text: String) { self.text = text }
  /// The name as the panel writes it.
  public var description: String { text }
}

/// The id of a proof within its dispute: `P1`.
public struct ProofID: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The id, unique in its dispute.
  public var text: String
  /// An id, kept as given.
  public init(_ text: String) { self.text = text }
  /// The id, unique in its dispute.
  public var description: String { text }
}

/// Someone who works at the desk, by the name of their operating-system login.
public struct Person: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The login.
  public var text: String
  /// A person, by login.
  public init(_ text: String) { self.text = text }
  /// The login.
  public var description: String { text }
}

extension String {
  /// Whether it can be the id that another system gives a ticket or an order: 1 to 64 characters, none of them a space or
  /// one that cannot be seen. Of two ids that look alike each would be settled, and the customer paid twice.
  public var isID: Bool {
    !isEmpty && unicodeScalars.count <= 64 && !unicodeScalars.contains(where: \.isInvisible)
  }
}

extension Unicode.Scalar {
  /// A space, or something that cannot be seen.
  fileprivate var isInvisible: Bool {
    if value < 0x80 { return value <= 0x20 || value == 0x7F }
    return switch properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .surrogate,
      .privateUse, .unassigned:
      true
    default: properties.isWhitespace || properties.isDefaultIgnorableCodePoint
    }
  }
}

extension String {
  /// The text with digits of other scripts (`८०००`) as the ten of ASCII.
  public var withPlainDigits: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    return String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          guard scalar.properties.generalCategory == .decimalNumber,
            let value = scalar.properties.numericValue,
            let digit = Unicode.Scalar(UInt32(value) + 0x30)
          else { return scalar }
          return digit
        }))
  }
}
