/// Whose book a statement is.
public enum StatementKind: String, Codable, CaseIterable, Sendable {
  /// What went through a vendor's wallet, as the wallet's ledger lists it.
  case wallet
  /// What went through the company's account, as the bank lists it.
  case bank
}

/// The id of an entry among all entries of all statements; opaque, and the same in every import.
public struct EntryID: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The id.
  public var text: String
  /// An id, kept as given.
  public init(_ text: String) { self.text = text }
  /// The id of the entry with a number in a book; each vendor's wallet counts for itself.
  public init(_ statement: StatementKind, vendor: VendorName?, number: String) {
    text = "\(statement.rawValue):\(vendor.map { Personal($0.text).folded + ":" } ?? "")\(number)"
  }
  /// The id.
  public var description: String { text }
}

/// One line of a statement: money that moved, as the book of the one who moved it has it.
///
///     StatementEntry(
///       id: EntryID("wallet:fonebay pune:W-9"), statement: .wallet, at: paid, direction: .paid, amount: .rupees(8_000),
///       vendor: VendorName("FoneBay Pune"), number: "W-9", order: OrderID("ORD-88213"), payee: "meera@okbank")
///
/// It decides nothing: what it shows is held against disputes (`StatementMatch`), and people accept it or do not.
public struct StatementEntry: Hashable, Sendable, Codable {
  /// Which way the money went, seen from the owner of the book.
  public enum Direction: String, Codable, CaseIterable, Sendable {
    /// It left: a debit.
    case paid
    /// It came in: a credit.
    case received
  }

  /// Its id among all entries.
  public var id: EntryID
  /// Whose book it stands in.
  public var statement: StatementKind
  /// When the money moved; of an entry that names a day alone, the beginning of that day in India.
  public var at: Instant
  /// Whether the statement names the day alone.
  public var isDayAlone: Bool
  /// Which way the money went.
  public var direction: Direction
  /// How much.
  public var amount: Money
  /// Whose wallet it is; nil of the company's own account.
  public var vendor: VendorName?
  /// The number that the statement gives the entry, if it gives one.
  public var number: String?
  /// The order that it names in a column of its own.
  public var order: OrderID?
  /// Who was paid, or who paid: a VPA, or account and IFSC.
  public var payee: Personal?
  /// The payment's reference, as written.
  public var reference: String?
  /// What else the statement says; banks write names into it.
  public var narration: Personal?

  /// A line of a statement.
  public init(
    id: EntryID, statement: StatementKind, at: Instant, isDayAlone: Bool = false,
    direction: Direction, amount: Money, vendor: VendorName? = nil, number: String? = nil,
    order: OrderID? = nil, payee: Personal? = nil, reference: String? = nil,
    narration: Personal? = nil
  ) {
    self.id = id
    self.statement = statement
    self.at = at
    self.isDayAlone = isDayAlone
    self.direction = direction
    self.amount = amount
    self.vendor = vendor
    self.number = number
    self.order = order
    self.payee = payee
    self.reference = reference
    self.narration = narration
  }

  /// The reference without spaces and case, as references are compared.
  public var comparedReference: String? { reference.map(PaymentReference.compared) }

  /// What a payment in a wallet is known by, as references are compared: its reference, and its number in the ledger.
  var knownAs: Set<String> {
    Set([reference, statement == .wallet ? number : nil].compactMap(\.self))
      .reduce(into: []) { $0.insert(PaymentReference.compared($1)) }
  }

  /// What a proof is known by that rests on this entry: its reference, or else its number.
  public var provingReference: String? { reference ?? number }

  /// The day on which the money moved, in India.
  public var day: CivilDay { at.civil(offset: PaymentReference.india).day }

  /// The entry's name for people: its number, or its reference, or what it is.
  public var name: String { number ?? reference ?? "an entry without a number" }

  /// Whose book it stands in, for sentences: `FoneBay Pune’s ledger`, `the bank statement`.
  public var book: Phrase { statement.book(of: vendor) }

  /// Whether it names a day no earlier than a moment, or a time no earlier.
  func isNotBefore(_ moment: Instant) -> Bool {
    isDayAlone ? day >= moment.civil(offset: PaymentReference.india).day : at >= moment
  }
}

extension StatementKind {
  /// The book, for sentences.
  public func book(of vendor: VendorName?) -> Phrase {
    switch self {
    case .wallet: vendor.map { Phrase("\($0)’s ledger") } ?? Phrase("the vendor’s ledger")
    case .bank: Phrase("the bank statement")
    }
  }
}

/// Something by which entries and disputes find each other; equal keys are a reason to look, and no match yet.
public enum StatementKey: Hashable, Sendable {
  /// A word that could be the id of an order, a ticket or a payout.
  case name(String)
  /// Where money went.
  case payee(String)
  /// A payment's reference.
  case reference(String)

  /// A name without spaces and without case; nil where nothing is left.
  init?(name text: String) {
    let name = PaymentReference.compared(text)
    guard !name.isEmpty else { return nil }
    self = .name(name)
  }

  /// An address; nil where there is none, and where it was erased: what nobody knows any more is nobody's.
  public init?(payee: Personal?) {
    guard let payee, payee.text != Personal.erased, !payee.folded.isEmpty else { return nil }
    self = .payee(payee.comparedAddress)
  }

  /// The key on one line, as an index keeps it.
  public var text: String {
    switch self {
    case .name(let text): "n:" + text
    case .payee(let text): "p:" + text
    case .reference(let text): "r:" + text
    }
  }
}

extension StatementEntry {
  /// How many words of a narration are looked at.
  private static let wordLimit = 32

  /// Everything by which disputes could be found that it is about.
  public var keys: Set<StatementKey> {
    var keys = Set(names.map(StatementKey.name))
    if let payee = StatementKey(payee: payee) { keys.insert(payee) }
    for reference in knownAs { keys.insert(.reference(reference)) }
    return keys
  }

  /// What could be ids in it: the order's column, or else the words of reference and narration that have a digit in them.
  var names: Set<String> {
    var names = written
    if let order, case .name(let name)? = StatementKey(name: order.text) { names.insert(name) }
    return names
  }

  /// The words of reference and narration that could be ids.
  var written: Set<String> {
    var words: Set<String> = []
    for text in [reference, narration?.text].compactMap(\.self) where text != Personal.erased {
      for run in text.split(whereSeparator: \.isWhitespace) {
        // An id may have any signs in it, and a bank puts any signs between ids.
        let parts = run.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
        for part in [run] + parts where words.count < StatementEntry.wordLimit {
          let bare = part.drop { !($0.isLetter || $0.isNumber) }
          guard bare.contains(where: \.isNumber) else { continue }
          words.insert(PaymentReference.compared(String(bare)))
        }
      }
    }
    return words
  }

  /// Whether it names an order: in the column for it, or where the column is empty in its other words.
  func names(_ order: String) -> Bool {
    if let own = self.order { return PaymentReference.compared(own.text) == order }
    return written.contains(order)
  }
}
