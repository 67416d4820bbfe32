/// The complaint as the ticketing platform has it (procedure, "Words": ticket).
public struct Ticket: Hashable, Sendable, Codable {
  /// What the complaint is about.
  public var tag: Tag
  /// The customer's name.
  public var customer: Personal
  /// The customer's phone number, where it is known.
  public var phone: Personal?
  /// The sale that it is about.
  public var order: OrderID
  /// The final price shown to the customer on the app.
  public var quoted: Money
  /// What the customer said had come when the ticket was logged; nothing on Customer Not Paid.
  public var received: Money?
  /// The customer's words.
  public var complaint: Personal
  /// Names of the files attached in the platform.
  public var attachments: [String]
  /// When the platform logged it.
  public var loggedAt: Instant

  /// A complaint as the platform has it.
  public init(
    tag: Tag, customer: Personal, phone: Personal? = nil, order: OrderID, quoted: Money,
    received: Money? = nil, complaint: Personal, attachments: [String] = [], loggedAt: Instant
  ) {
    self.tag = tag
    self.customer = customer
    self.phone = phone
    self.order = order
    self.quoted = quoted
    self.received = received
    self.complaint = complaint
    self.attachments = attachments
    self.loggedAt = loggedAt
  }

  /// The first field that cannot be, by the name that scripts give it, and what is wrong with it.
  var mistake: (field: String, why: Phrase)? {
    if customer.isBlank { return ("customer", Phrase("the customer's name is empty")) }
    if order.text.isBlank { return ("order", Phrase("the order id is empty")) }
    if quoted.isZero { return ("quoted", Phrase("the quoted price is zero")) }
    if complaint.isBlank { return ("complaint", Phrase("the complaint is empty")) }
    if attachments.contains(where: \.isBlank) {
      return ("attachments", Phrase("an attachment has no name"))
    }
    if let phone {
      if phone.isBlank { return ("phone", Phrase("the phone number is empty")) }
      if phone.text.isHidden {
        return ("phone", Phrase("the phone number is hidden: say all of it"))
      }
    }
    if let received {
      if tag == .customerNotPaid {
        return ("received", Phrase("on Customer Not Paid nothing has come: leave the amount out"))
      }
      if received > quoted {
        return ("received", Phrase("\(received.short) is more than the quoted \(quoted.short)"))
      }
    }
    return nil
  }
}

/// What is corrected on a ticket; nil leaves a field as it is.
public struct TicketAmendment: Hashable, Sendable, Codable {
  /// The corrected tag.
  public var tag: Tag?
  /// The corrected name of the customer.
  public var customer: Personal?
  /// The corrected phone number.
  public var phone: Personal?
  /// The corrected order id.
  public var order: OrderID?
  /// The corrected quoted price.
  public var quoted: Money?
  /// What the customer said at first, corrected.
  public var received: Money?
  /// The corrected complaint.
  public var complaint: Personal?

  /// A correction of some fields.
  public init(
    tag: Tag? = nil, customer: Personal? = nil, phone: Personal? = nil, order: OrderID? = nil,
    quoted: Money? = nil, received: Money? = nil, complaint: Personal? = nil
  ) {
    self.tag = tag
    self.customer = customer
    self.phone = phone
    self.order = order
    self.quoted = quoted
    self.received = received
    self.complaint = complaint
  }

  /// The fields that it names.
  public var fields: Set<TicketField> {
    var fields: Set<TicketField> = []
    if tag != nil { fields.insert(.tag) }
    if customer != nil { fields.insert(.customer) }
    if phone != nil { fields.insert(.phone) }
    if order != nil { fields.insert(.order) }
    if quoted != nil { fields.insert(.quoted) }
    if received != nil { fields.insert(.received) }
    if complaint != nil { fields.insert(.complaint) }
    return fields
  }
}

/// A field of the ticket that can be corrected.
public enum TicketField: String, Codable, CaseIterable, Sendable {
  case tag, customer, phone, order, quoted, received, complaint

  /// As screens name it.
  public var shown: Phrase {
    switch self {
    case .tag: Phrase("tag")
    case .customer: Phrase("customer")
    case .phone: Phrase("phone")
    case .order: Phrase("order")
    case .quoted: Phrase("quoted")
    case .received: Phrase("received")
    case .complaint: Phrase("complaint")
    }
  }
}

extension Set<TicketField> {
  /// Their names in one order.
  public var shown: Phrase {
    TicketField.allCases.filter(contains).map(\.shown).joined(separator: ", ")
  }
}

extension Ticket {
  /// The ticket with a correction. A ticket that becomes Customer Not Paid has nothing received any more.
  func amended(by amendment: TicketAmendment) -> Ticket {
    var ticket = self
    if let tag = amendment.tag {
      ticket.tag = tag
      if tag == .customerNotPaid { ticket.received = nil }
    }
    if let customer = amendment.customer { ticket.customer = customer }
    if let phone = amendment.phone { ticket.phone = phone }
    if let order = amendment.order { ticket.order = order }
    if let quoted = amendment.quoted { ticket.quoted = quoted }
    if let received = amendment.received { ticket.received = received }
    if let complaint = amendment.complaint { ticket.complaint = complaint }
    return ticket
  }

  /// What another version of the ticket says otherwise, apart from some fields.
  func correction(to other: Ticket, except kept: Set<TicketField>) -> TicketAmendment {
    var amendment = TicketAmendment()
    func differs<Value: Equatable>(_ field: TicketField, _ path: KeyPath<Ticket, Value>) -> Bool {
      !kept.contains(field) && self[keyPath: path] != other[keyPath: path]
    }
    if differs(.tag, \.tag) { amendment.tag = other.tag }
    if differs(.customer, \.customer) { amendment.customer = other.customer }
    if differs(.phone, \.phone) { amendment.phone = other.phone }
    if differs(.order, \.order) { amendment.order = other.order }
    if differs(.quoted, \.quoted) { amendment.quoted = other.quoted }
    if differs(.received, \.received) { amendment.received = other.received }
    if differs(.complaint, \.complaint) { amendment.complaint = other.complaint }
    return amendment
  }
}

extension String {
  /// Whether there is nothing but spaces.
  var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

extension Personal {
  /// Whether there is nothing but spaces.
  var isBlank: Bool { text.isBlank }
}
