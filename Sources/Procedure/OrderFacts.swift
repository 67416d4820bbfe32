/// The admin panel's record of a sale, as the holder recorded it in Step 2.
public struct OrderFacts: Hashable, Sendable, Codable {
  /// Whether the phone was collected.
  public var pickup: Pickup
  /// When it was collected.
  public var pickedUpAt: Instant?
  /// The invoice value.
  public var invoice: Money
  /// Who was to pay.
  public var vendor: VendorName
  /// Whether the panel has the payment marked "yes".
  public var paymentMarked: Bool
  /// The pickup notes; an empty list says that there are none.
  public var notes: [PickupNote]
  /// Where the customer is to be paid: a VPA, or account and IFSC.
  public var payTo: Personal?
  /// The customer's name on the order.
  public var customer: Personal?
  /// The quoted price on the order.
  public var quoted: Money?

  /// The facts of Step 2.
  public init(
    pickup: Pickup, pickedUpAt: Instant? = nil, invoice: Money, vendor: VendorName,
    paymentMarked: Bool, notes: [PickupNote] = [], payTo: Personal? = nil,
    customer: Personal? = nil, quoted: Money? = nil
  ) {
    self.pickup = pickup
    self.pickedUpAt = pickedUpAt
    self.invoice = invoice
    self.vendor = vendor
    self.paymentMarked = paymentMarked
    self.notes = notes
    self.payTo = payTo
    self.customer = customer
    self.quoted = quoted
  }

  /// The first field that cannot be, by the name that scripts give it, and what is wrong with it.
  var mistake: (field: String, why: Phrase)? {
    if vendor.text.isBlank { return ("vendor", Phrase("the vendor's name is empty")) }
    for (index, note) in notes.enumerated() {
      if note.text.isBlank { return ("notes", Phrase("note \(index) has no text")) }
      if note.amount?.isZero == true {
        return ("notes", Phrase("note \(index) names an amount of zero"))
      }
    }
    if let payTo {
      if payTo.isBlank { return ("payTo", Phrase("the payment address is empty")) }
      if payTo.text.isHidden {
        return ("payTo", Phrase("the payment address is hidden: say all of it"))
      }
    }
    if let customer, customer.isBlank {
      return ("customer", Phrase("the customer's name is empty"))
    }
    if let quoted, quoted.isZero { return ("quoted", Phrase("the quoted price is zero")) }
    return nil
  }
}

/// What the vendor's agent wrote at the pickup.
public struct PickupNote: Hashable, Sendable, Codable {
  /// The words.
  public var text: String
  /// The deduction that it names, if it names one.
  public var amount: Money?
  /// When it was written.
  public var at: Instant

  /// A note of the pickup.
  public init(text: String, amount: Money? = nil, at: Instant) {
    self.text = text
    self.amount = amount
    self.at = at
  }
}
