/// The id of a batch of payouts: `B-20261125-1` is the first of 25 November 2026.
public struct BatchID: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The id as files and screens write it.
  public var text: String
  /// An id, kept as given.
  public init(_ text: String) { self.text = text }
  /// The id as files and screens write it.
  public var description: String { text }

  /// The id of a day's batch by its number, from 1.
  public init(day: CivilDay, number: Int) { self.init(BatchID.prefix(of: day) + "\(number)") }

  /// What the ids of a day's batches begin with.
  public static func prefix(of day: CivilDay) -> String {
    "B-" + day.description.filter { $0 != "-" } + "-"
  }
}

/// A payout's place in the file that took it to the bank.
public struct BatchPlace: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The batch.
  public var batch: BatchID
  /// The line among its payouts, from 1.
  public var line: Int

  /// A line of a batch.
  public init(_ batch: BatchID, line: Int) {
    self.batch = batch
    self.line = line
  }

  /// `B-20261125-1, line 3`.
  public var description: String { "\(batch), line \(line)" }
}

/// Payouts that went to the bank together, as they stand in the file (procedure, "Payouts").
///
/// A batch is recorded before its file is written: each of its payouts is *sent* from then on, and cannot go void or into
/// another batch. The file follows from the log alone, so one that was lost is written again to the byte.
public struct PayoutBatch: Hashable, Sendable {
  /// Its id.
  public var id: BatchID
  /// Who made it.
  public var by: Person
  /// When.
  public var at: Instant
  /// The columns of its file.
  public var layout: PayoutLayout
  /// Its payouts, by their lines.
  public var lines: [PayoutLine]

  /// Payouts that go together.
  public init(id: BatchID, by: Person, at: Instant, layout: PayoutLayout, lines: [PayoutLine]) {
    self.id = id
    self.by = by
    self.at = at
    self.layout = layout
    self.lines = lines
  }

  /// What goes out in all.
  public var total: Money { lines.map(\.amount).reduce(.zero, +) }

  /// Refuses who may not write the file again, which holds its customers' data unmasked: who made the batch may, and a manager.
  public func admitWriting(by actor: Actor) throws(Refusal) {
    guard !actor.role.isManager, actor.person != by || actor.role == .viewer else { return }
    throw Refusal(
      .forbidden, Phrase("Only a manager, or who made the batch, may write its file again."),
      rule: "Batches")
  }
}

/// One payout as it is written out.
public struct PayoutLine: Hashable, Sendable {
  /// The payout's id.
  public var intent: String
  /// Its place.
  public var place: BatchPlace
  /// The dispute.
  public var ticket: TicketID
  /// The sale.
  public var order: OrderID
  /// Who is paid: the name on the order, or else on the ticket.
  public var payee: Personal
  /// Where.
  public var address: PaymentAddress
  /// How much.
  public var amount: Money

  /// A payout of a dispute as a line of a batch; one that went out already is written as it was then.
  ///
  /// - Throws: `invalid` with the cell that cannot be written.
  public init(_ payout: Payout, of dispute: Dispute, at place: BatchPlace) throws(Refusal) {
    intent = payout.id
    self.place = place
    ticket = dispute.id
    order = dispute.ticket.order
    payee = payout.payee ?? dispute.order?.customer ?? dispute.ticket.customer
    amount = payout.amount
    for (field, text, remedy) in [
      ("ticket", ticket.text, PayoutLine.byHand), ("intent", intent, PayoutLine.byHand),
      ("order", order.text, PayoutLine.byHand),
      ("payee", payee.text, "correct the customer's name on ticket and order"),
      ("payTo", payout.payTo.text, "correct where the customer is to be paid (Step 2)"),
    ] {
      guard let fault = FileCell.fault(in: text) else { continue }
      throw PayoutLine.unwritable(field, text, fault, remedy)
    }
    guard let address = PaymentAddress(payout.payTo.text) else {
      throw PayoutLine.unwritable(
        "payTo", payout.payTo.text, "is neither a UPI address nor an account with its IFSC",
        "correct where the customer is to be paid (Step 2)")
    }
    self.address = address
  }

  private static let byHand = "pay it by hand and record what the bank says"

  private static func unwritable(
    _ field: String, _ text: String, _ fault: String, _ remedy: String
  ) -> Refusal {
    // Where somebody is paid is shown to nobody who did not ask for it.
    let name = field == "payTo" ? "address to pay to" : "\(field) “\(text.prefix(40))”"
    return .invalid(
      field,
      Phrase("The \(name) \(fault): \(remedy). The payout stays approved."), rule: "Batches")
  }
}

extension PayoutBatch {
  /// The refusal of a batch of which a payee or an address was erased since it went out.
  public static func cannotBeWrittenAgain(_ id: BatchID, for intent: String) -> Refusal {
    .invalid(
      "payee",
      Phrase(
        "\(id) cannot be written again: the payee or the address of \(intent) was erased since. Its payouts went out all the same: ask the bank what came of them, and import its word."
      ),
      rule: "Batches")
  }
}
