import Procedure

/// A ticket typed by hand: every field of the complaint.
enum TicketForm {
  /// What the fields suggest; empty for a ticket that nothing is known of.
  struct Suggestions {
    var ticket = ""
    var tag: Tag?
    var customer = ""
    var phone = ""
    var order = ""
    var quoted: Money?
    var received: Money?
    var complaint = ""
    var attachments = ""
    var loggedAt: Instant?
    /// What stands below a field: where its suggestion was read, or what else it could be.
    var remarks: [String: [FormField.Remark]] = [:]
  }

  static func fill(_ sheet: inout FormSheet) {
    fill(&sheet, Suggestions(loggedAt: sheet.context.context.now))
  }

  static func fill(_ sheet: inout FormSheet, _ suggested: Suggestions) {
    sheet.verb = phrase("log the ticket")
    let id = sheet.text(
      "dispute", phrase("Ticket"), suggestion: suggested.ticket,
      expected: phrase("the platform’s id of the ticket"),
      placeholder: phrase("like CX-10482"))
    note("dispute", suggested, &sheet)
    let tag = sheet.choice(
      "tag", phrase("Tag"), Tag.allCases, suggestion: suggested.tag, shown: \.shown)
    note("tag", suggested, &sheet)
    let customer = sheet.text(
      "customer", phrase("Customer"), suggestion: suggested.customer,
      expected: phrase("the customer’s name"))
    note("customer", suggested, &sheet)
    let phone = sheet.text(
      "phone", phrase("Phone"), suggestion: suggested.phone, need: .optional)
    note("phone", suggested, &sheet)
    let order = sheet.text(
      "order", phrase("Order"), suggestion: suggested.order,
      expected: phrase("the id of the order"),
      placeholder: phrase("like ORD-88213"))
    note("order", suggested, &sheet)
    let quoted = sheet.money("quoted", phrase("Quoted"), suggestion: suggested.quoted)
    note("quoted", suggested, &sheet)
    var received: Money?
    if tag == .lessPaid {
      received = sheet.money(
        "received", phrase("Received"), suggestion: suggested.received, need: .wanted)
      note("received", suggested, &sheet)
    }
    let complaint = sheet.lines(
      "complaint", phrase("Complaint"), suggestion: suggested.complaint,
      expected: phrase("what the customer complains about"))
    note("complaint", suggested, &sheet)
    let attachments = sheet.text(
      "attachments", phrase("Attachments"), suggestion: suggested.attachments, need: .optional,
      placeholder: phrase("names, with commas between them"))
    note("attachments", suggested, &sheet)
    let loggedAt = sheet.time("loggedAt", phrase("Logged at"), suggestion: suggested.loggedAt)
    note("loggedAt", suggested, &sheet)
    guard let id, let tag, let customer, let order, let quoted, let complaint, let loggedAt else {
      return
    }
    let ticket = Ticket(
      tag: tag, customer: Personal(customer), phone: phone.map { Personal($0) },
      order: OrderID(order), quoted: quoted, received: received, complaint: Personal(complaint),
      attachments: names(attachments ?? ""), loggedAt: loggedAt)
    sheet.summary = phrase("\(id) logged")
    sheet.add(.log(TicketID(id), ticket))
  }

  private static func note(_ name: String, _ suggested: Suggestions, _ sheet: inout FormSheet) {
    guard sheet.typed(name) == nil else { return }
    for remark in suggested.remarks[name] ?? [] { sheet.remark(remark.text, remark.role) }
  }

  private static func names(_ text: String) -> [String] {
    text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
  }
}
