import Procedure

/// Corrects the ticket: only what was changed is sent.
enum AmendForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let ticket = sheet.context.dispute?.ticket else { return }
    sheet.verb = "correct"
    sheet.emptiness = "Nothing is changed: the ticket reads like this already."
    let tag = sheet.choice("tag", "Tag", Tag.allCases, suggestion: ticket.tag, shown: \.shown)
    let customer = sheet.text(
      "customer", "Customer", suggestion: ticket.customer.text, expected: "the customer’s name")
    let phone = sheet.text(
      "phone", "Phone", suggestion: ticket.phone?.text ?? "", need: .optional, isMasked: true)
    let order = sheet.text(
      "order", "Order", suggestion: ticket.order.text, expected: "the id of the order")
    let quoted = sheet.money("quoted", "Quoted", suggestion: ticket.quoted)
    var received: Money?
    if tag == .lessPaid {
      received = sheet.money(
        "received", "Received at first", suggestion: ticket.received, need: .optional)
    }
    let complaint = sheet.lines(
      "complaint", "Complaint", suggestion: ticket.complaint.text,
      expected: "what the customer complains about")
    guard let tag, let customer, let order, let quoted, let complaint else { return }
    var amendment = TicketAmendment()
    if tag != ticket.tag { amendment.tag = tag }
    if customer != ticket.customer.text { amendment.customer = Personal(customer) }
    if let phone, phone != ticket.phone?.text { amendment.phone = Personal(phone) }
    if order != ticket.order.text { amendment.order = OrderID(order) }
    if quoted != ticket.quoted { amendment.quoted = quoted }
    if let received, received != ticket.received { amendment.received = received }
    if complaint != ticket.complaint.text.trimmed { amendment.complaint = Personal(complaint) }
    guard !amendment.fields.isEmpty else { return }
    sheet.summary =
      "ticket corrected: " + amendment.fields.map(\.rawValue).sorted().joined(separator: ", ")
    sheet.record(.amend(amendment))
  }
}
