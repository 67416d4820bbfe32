import Procedure

/// Corrects the ticket: only what was changed is sent.
enum AmendForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let ticket = sheet.context.dispute?.ticket else { return }
    sheet.verb = phrase("correct", sense: "what one does")
    sheet.emptiness = phrase("Nothing is changed: the ticket reads like this already.")
    let tag = sheet.choice(
      "tag", phrase("Tag"), Tag.allCases, suggestion: ticket.tag, shown: \.shown)
    let customer = sheet.text(
      "customer", phrase("Customer"), suggestion: ticket.customer.text,
      expected: phrase("the customer’s name"))
    let phone = sheet.text(
      "phone", phrase("Phone"), suggestion: ticket.phone?.text ?? "", need: .optional,
      isMasked: true)
    let order = sheet.text(
      "order", phrase("Order"), suggestion: ticket.order.text,
      expected: phrase("the id of the order"))
    let quoted = sheet.money("quoted", phrase("Quoted"), suggestion: ticket.quoted)
    var received: Money?
    if tag == .lessPaid {
      received = sheet.money(
        "received", phrase("Received at first"), suggestion: ticket.received, need: .optional)
    }
    let complaint = sheet.lines(
      "complaint", phrase("Complaint"), suggestion: ticket.complaint.text,
      expected: phrase("what the customer complains about"))
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
    sheet.summary = phrase("ticket corrected: \(amendment.fields.shown)")
    sheet.record(.amend(amendment))
  }
}
