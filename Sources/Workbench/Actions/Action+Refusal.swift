import Procedure

extension Action {
  /// Why it cannot be done now, in the core's words; nil where it can, or where nothing is known of the dispute yet.
  ///
  /// - Parameters:
  ///   - dispute: what it is about; a ticket that is logged is about none.
  ///   - context: who acts, when, and what is known of elsewhere.
  func refusal(on dispute: Dispute?, in context: Context) -> Refusal? {
    guard let command else { return nil }
    if command == .log { return Action.refusalToLog(in: context) }
    return dispute?.refusal(of: command, in: context)
  }

  /// Why this person cannot log a ticket, whatever is on it.
  private static func refusalToLog(in context: Context) -> Refusal? {
    let ticket = Ticket(
      tag: .lessPaid, customer: "somebody", order: OrderID("order"), quoted: .rupees(1),
      complaint: "a complaint", loggedAt: context.now)
    do throws(Refusal) {
      _ = try decide(.log(ticket), on: nil, id: TicketID("ticket"), in: context)
      return nil
    } catch {
      return error
    }
  }
}
