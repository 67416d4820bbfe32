import Procedure

/// Merges the dispute into an earlier one of its order.
enum MergeForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = phrase("merge")
    let others = (sheet.context.context.surroundings.orders[dispute.ticket.order] ?? [])
      .filter { $0.id != dispute.id && $0.state != .merged }
      .sorted { ($0.loggedAt, $0.place) < ($1.loggedAt, $1.place) }
    let clock = FormTime(now: sheet.context.context.now, offset: sheet.context.offset)
    for other in others {
      sheet.fact(
        phrase("Same order"),
        phrase("\(other.id), \(other.state.shown), logged \(clock.text(other.loggedAt))"))
    }
    let into = sheet.text(
      "into", phrase("Into", sense: "into which ticket"), suggestion: others.first?.id.text ?? "",
      expected: phrase("the earlier ticket of this order"))
    guard let into else { return }
    sheet.record(.merge(into: TicketID(into)))
    sheet.summary = phrase("merged into \(into)")
  }
}
