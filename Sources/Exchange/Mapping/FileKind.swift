import Procedure

/// What the rows of a file are.
public enum FileKind: String, CaseIterable, Sendable {
  /// Complaints, as the ticketing platform exports them.
  case tickets
  /// Sales, as the admin panel exports them.
  case orders
  /// Vendors, as the admin panel exports them.
  case vendors
  /// What went through vendors' wallets, as their ledgers list it.
  case wallet
  /// What went through the company's account, as the bank lists it.
  case bank

  /// The statement that files of this kind are; nil of what the platform and the panel export.
  public var statement: StatementKind? {
    switch self {
    case .tickets, .orders, .vendors: nil
    case .wallet: .wallet
    case .bank: .bank
    }
  }

  /// What a file of this kind holds, for sentences.
  public var shown: String {
    switch self {
    case .tickets, .orders, .vendors: rawValue
    case .wallet: "wallet entries"
    case .bank: "bank entries"
    }
  }

  /// The command that brings files of this kind in.
  public var command: String {
    statement == nil ? "paydesk import \(rawValue)" : "paydesk statements import \(rawValue)"
  }
}

/// A field of ours that is read from a column.
struct MappedField {
  enum Need {
    /// A row without it is a mistake, and so is a file without the column.
    case always
    /// It may be empty; a file without the column is a mistake, unless a mapping says that it has none.
    case column
    /// It may be empty; a file without the column gets a warning.
    case usually
    /// A file may do without the column.
    case seldom
  }
  var name: String
  var column: String
  var need: Need
  var meaning: String
}

extension FileKind {
  /// The fields, in the order in which they are shown.
  var fields: [MappedField] {
    switch self {
    case .tickets: FileKind.ticketFields
    case .orders: FileKind.orderFields
    case .vendors: FileKind.vendorFields
    case .wallet: FileKind.walletFields
    case .bank: FileKind.bankFields
    }
  }

  private static let ticketFields = [
    MappedField(name: "ticket", column: "Ticket ID", need: .always, meaning: "the ticket's id"),
    MappedField(
      name: "loggedAt", column: "Created At", need: .always,
      meaning: "when it was logged: 2026-11-22T14:32:00+05:30 or 2026-11-22 14:32"),
    MappedField(
      name: "platformStatus", column: "Status", need: .usually,
      meaning: "its status on the platform"),
    MappedField(
      name: "tag", column: "Tag", need: .always, meaning: "the kind of complaint, in words below"),
    MappedField(name: "customer", column: "Customer Name", need: .always, meaning: "a name"),
    MappedField(name: "phone", column: "Phone", need: .usually, meaning: "may be empty"),
    MappedField(name: "order", column: "Order ID", need: .always, meaning: "the order's id"),
    MappedField(
      name: "quoted", column: "Final App Price", need: .always,
      meaning: "the final price on the app, in rupees: 8000, 8000.50 or 8,000"),
    MappedField(
      name: "received", column: "Amount Received", need: .usually,
      meaning: "what the customer says has come; empty is unknown"),
    MappedField(name: "complaint", column: "Complaint", need: .always, meaning: "the text"),
    MappedField(
      name: "attachments", column: "Attachments", need: .usually,
      meaning: "names, between commas, semicolons or line breaks"),
  ]

  private static let orderFields = [
    MappedField(name: "order", column: "Order ID", need: .always, meaning: "the order's id"),
    MappedField(name: "customer", column: "Customer Name", need: .always, meaning: "a name"),
    MappedField(
      name: "customerVPA", column: "Customer VPA", need: .usually,
      meaning: "where the customer is to be paid: name@bank"),
    MappedField(
      name: "customerAccount", column: "Customer Account", need: .seldom,
      meaning: "or an account and IFSC"),
    MappedField(name: "device", column: "Device", need: .usually, meaning: "what was sold"),
    MappedField(name: "vendor", column: "Vendor", need: .always, meaning: "the vendor's name"),
    MappedField(
      name: "pickup", column: "Pickup Status", need: .always, meaning: "in words below"),
    MappedField(
      name: "pickedUpAt", column: "Picked Up At", need: .usually, meaning: "empty is unknown"),
    MappedField(
      name: "quoted", column: "Quoted Price", need: .usually, meaning: "in rupees; may be empty"),
    MappedField(
      name: "invoice", column: "Final Invoice Value", need: .always, meaning: "in rupees"),
    MappedField(
      name: "paymentMarked", column: "Payment Marked", need: .always, meaning: "yes or no"),
    MappedField(
      name: "notes", column: "Pickup Notes", need: .usually,
      meaning: "a line for each note: at | amount | text; in JSON objects of at, amount, text"),
  ]

  private static let vendorFields = [
    MappedField(name: "vendor", column: "Vendor", need: .always, meaning: "the vendor's name"),
    MappedField(name: "city", column: "City", need: .usually, meaning: "may be empty"),
    MappedField(name: "phone", column: "Phone", need: .usually, meaning: "may be empty"),
    MappedField(name: "vpa", column: "VPA", need: .usually, meaning: "may be empty: name@bank"),
    MappedField(
      name: "credits", column: "Credits", need: .always, meaning: "points, below zero with a minus"),
    MappedField(name: "standing", column: "Standing", need: .always, meaning: "in words below"),
  ]
}
