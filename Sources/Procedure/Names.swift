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
