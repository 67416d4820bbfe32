import Procedure

@testable import Journal

/// Payouts on the stage: each dispute owes 2,000 of 10,000, a rupee more by its number, so that no two amounts are alike.
extension Journal {
  /// Walks a dispute to a payout that is asked for.
  func asksForPayout(
    _ number: Int, customer: Personal = "Meera Iyer", payTo: Personal = "meera@okbank",
    at now: Instant = start
  ) throws {
    try does(.log(ticket(number, customer: customer)), number, at: now)
    try does(.claim, number, at: now)
    try does(.review, number, at: now)
    try does(.order(orderFacts(payTo: payTo)), number, at: now)
    try does(.contact(party: .vendor, channel: .phone, outcome: .answered), number, at: now)
    try does(.answer(paid: .zero, reason: "no"), number, at: now)
    try does(.hear(received: .rupees(8_000 - Int64(number)), note: nil), number, at: now)
    let due = try look(at: id(number))?.dispute.payoutDue ?? .zero
    try does(.requestPayout(amount: due), number, at: now)
  }

  /// Walks a dispute to a payout that is approved, and gives its id.
  @discardableResult
  func approvesPayout(
    _ number: Int, customer: Personal = "Meera Iyer", payTo: Personal = "meera@okbank",
    at now: Instant = start
  ) throws -> String {
    try asksForPayout(number, customer: customer, payTo: payTo, at: now)
    try does(.approve(reason: nil), number, by: fina, at: now)
    return intent(number)
  }

  /// Sends some payouts in a batch, or all that are approved.
  @discardableResult
  func sendsBatch(
    _ intents: [String]? = nil, layout: PayoutLayout = .standard, by actor: Actor = omar,
    at now: Instant = start
  ) throws -> PayoutBatch {
    let rehearsal = try rehearseBatch(of: intents, layout: layout, by: actor, at: now)
    return try sendBatch(rehearsal.batch, by: actor, at: now)
  }
}

/// The id of a dispute's payout.
func intent(_ number: Int, _ payout: Int = 1) -> String { "\(id(number))-P\(payout)" }

/// What a dispute's payout comes to.
func owed(_ number: Int) -> Money { .rupees(2_000 + Int64(number)) }

/// A reference as UPI gives them, another for each number.
func upi(_ number: Int) -> String { "6322000" + String(10_000 + number) }
