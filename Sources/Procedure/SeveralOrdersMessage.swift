/// The message to a vendor that lists all orders which it is asked about.
public struct SeveralOrdersMessage: Hashable, Sendable, Codable {
  /// In English; `{vendor}` and `{orders}`, one line an order, are filled in.
  public var english = """
    Cashkr to {vendor}: please answer today for each of these orders.
    {orders}
    1. Did you pay the customer? 2. How much? 3. If less than the price, why? 4. Send the proof (UPI or bank reference \
    and a screenshot).
    """
  /// In Hindi.
  public var hindi = """
    Cashkr की ओर से {vendor} को: कृपया आज ही इन सभी ऑर्डर के बारे में बताएँ।
    {orders}
    1. क्या आपने ग्राहक को भुगतान किया? 2. कितना? 3. कीमत से कम है तो क्यों? 4. प्रमाण भेजें (UPI या बैंक रेफ़रेंस और स्क्रीनशॉट)।
    """
  /// The line of an order in either, with places for a `MessageFact` other than the vendor.
  public var line = "- {order} ({ticket}), {pickup}, {quoted}"

  /// The built-in words.
  public init() {}
}

extension Policy {
  /// The message that lists several orders.
  public var severalMessage: SeveralOrdersMessage {
    get { severalOrders ?? SeveralOrdersMessage() }
    set { severalOrders = newValue == SeveralOrdersMessage() ? nil : newValue }
  }
}
