import Procedure

/// Step 2: what the admin panel says of the order, and where it disagrees with the ticket.
///
/// What was recorded or imported stands in the fields already, so that the person only confirms it.
enum OrderForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let look = sheet.context.look else { return }
    let dispute = look.dispute
    let base = dispute.order ?? look.listing?.facts
    sheet.verb = dispute.order == nil ? phrase("record the order") : phrase("correct the order")
    sheet.emptiness = phrase("Nothing is changed: the order reads like this already.")
    if dispute.order == nil, let listing = look.listing {
      let device = listing.device.isEmpty ? "" : ", \(listing.device)"
      let key = sheet.context.named(.save, else: phrase("record it"))
      sheet.say(
        phrase(
          "Filled in from the admin panel’s list\(device): compare, then \(key)."
        ))
    }
    guard let order = facts(&sheet, base, dispute) else { return }
    let isChanged = order != dispute.order
    if isChanged {
      sheet.record(.order(order))
      sheet.summary = dispute.order == nil ? phrase("order recorded") : phrase("order corrected")
    }
    let seen = disagreements(&sheet, order, dispute)
    for disagreement in seen {
      sheet.record(.acknowledge(disagreement), fields: ["seen.\(disagreement.rawValue)"])
    }
    if !seen.isEmpty {
      let words = phrase(
        "\(seen.count) disagreement\(seen.count == 1 ? "" : "s") acknowledged")
      sheet.summary = isChanged ? sheet.summary + ", " + words : words
    }
  }

  private static func facts(
    _ sheet: inout FormSheet, _ base: OrderFacts?, _ dispute: Dispute
  ) -> OrderFacts? {
    let pickup = sheet.choice(
      "pickup", phrase("Pickup"), Pickup.allCases, suggestion: base?.pickup, shown: \.shown)
    let pickedUpAt = sheet.time(
      "pickedUpAt", phrase("Picked up at"), suggestion: base?.pickedUpAt,
      need: pickup == .completed ? .wanted : .optional)
    let invoice = sheet.money("invoice", phrase("Invoice"), suggestion: base?.invoice)
    let vendor = sheet.text(
      "vendor", phrase("Vendor"), suggestion: base?.vendor.text ?? "",
      expected: phrase("the vendor as the panel writes it"), kind: .vendor)
    let marked = sheet.yesNo(
      "paymentMarked", phrase("Payment marked"), suggestion: base?.paymentMarked)
    let notes = notes(&sheet, base?.notes ?? [], pickedUpAt)
    let payTo = sheet.text(
      "payTo", phrase("Pay to"), suggestion: base?.payTo?.text ?? "", need: .optional,
      placeholder: phrase("VPA, or account and IFSC"), isMasked: true)
    if let payTo, sheet.typed("payTo") != nil, PaymentAddress(payTo) == nil {
      sheet.remark(
        phrase(
          "Neither a UPI address nor an account with its IFSC: no file for a bank can name it."),
        .warning)
    }
    let customer = sheet.text(
      "customer", phrase("Customer"), suggestion: base?.customer?.text ?? "", need: .optional,
      placeholder: phrase("the name on the order"))
    let quoted = sheet.money("quoted", phrase("Quoted"), suggestion: base?.quoted, need: .optional)
    guard sheet.mistakes.isEmpty, let pickup, let invoice, let vendor, let marked, let notes else {
      return nil
    }
    return OrderFacts(
      pickup: pickup, pickedUpAt: pickedUpAt, invoice: invoice, vendor: VendorName(vendor),
      paymentMarked: marked, notes: notes, payTo: payTo.map { Personal($0) },
      customer: customer.map { Personal($0) }, quoted: quoted)
  }

  /// The notes and one empty line for the next; a note whose text is cleared is taken out.
  private static func notes(
    _ sheet: inout FormSheet, _ base: [PickupNote], _ pickedUpAt: Instant?
  ) -> [PickupNote]? {
    var notes: [PickupNote] = []
    var isComplete = true
    var last = base.count
    while sheet.typed("notes.\(last).text").map({ !$0.trimmed.isEmpty }) ?? false { last += 1 }
    for index in 0...last {
      let known = base.indices.contains(index) ? base[index] : nil
      let text = sheet.text(
        "notes.\(index).text", index == 0 ? phrase("Pickup notes") : "",
        suggestion: known?.text ?? "",
        need: .optional, placeholder: placeholder(index, known, last))
      guard let text else { continue }
      let amount = sheet.money(
        "notes.\(index).amount", "  " + phrase("Deduction"), suggestion: known?.amount,
        need: .optional,
        placeholder: phrase("none named"))
      let at = sheet.time(
        "notes.\(index).at", "  " + phrase("Written at"), suggestion: known?.at ?? pickedUpAt)
      guard let at else {
        isComplete = false
        continue
      }
      notes.append(PickupNote(text: text, amount: amount, at: at))
    }
    return isComplete ? notes : nil
  }

  private static func placeholder(_ index: Int, _ known: PickupNote?, _ last: Int) -> String {
    if known != nil { return phrase("taken out") }
    return last == 0 ? phrase("none; type one if there is") : phrase("another note")
  }

  /// The disagreements that would stand, with a choice for each that is not acknowledged; those that are now.
  private static func disagreements(
    _ sheet: inout FormSheet, _ order: OrderFacts, _ dispute: Dispute
  ) -> [Disagreement] {
    var after = dispute
    after.order = order
    let standing = Assessment(of: after, in: sheet.context.context).disagreements
    guard !standing.isEmpty else { return [] }
    sheet.heading(phrase("Ticket and order do not agree"))
    var seen: [Disagreement] = []
    for (disagreement, isAcknowledged) in standing {
      let reading = DisagreementWords.reading(of: disagreement, after, sheet.context)
      if isAcknowledged {
        sheet.fact(DisagreementWords.name(of: disagreement), reading + " · " + phrase("seen"))
        continue
      }
      let name = "seen.\(disagreement.rawValue)"
      let choice = sheet.pick(
        name, DisagreementWords.name(of: disagreement),
        [FormOption("no", Phrase("not seen")), FormOption("yes", Phrase("seen"))], suggestion: "no",
        need: .optional)
      sheet.understood(reading)
      if choice == "yes" { seen.append(disagreement) } else { sheet.edit { $0.isMissing = true } }
    }
    return seen
  }
}
