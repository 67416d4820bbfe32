import Journal
import struct Journal.Look
import Procedure
import Terminal

/// The facts at the top of the pane: who, what, where, and the figures that matter.
extension Model {
  /// Facts at the left, figures at the right; where there is no room for both, one below the other.
  func facts(
    _ look: Look, _ assessment: Assessment, in sheet: inout Sheet, isShort: Bool = false
  ) {
    // Side by side is for the eye: one after the other is read.
    let isNarrow = sheet.width < 56 || session.glyphs.isRead
    let rightWidth = (sheet.width >= 66 ? 13 : 10) + 12 + 7
    let left = leftFacts(
      look, assessment, room: isNarrow ? sheet.width - 10 : sheet.width - rightWidth - 11)
    let right = figures(look, assessment)
    if isNarrow {
      for (label, value, role) in left { fact(label, value, role, width: sheet.width, in: &sheet) }
      for figure in right {
        sheet.row([Sheet.Piece(figure.label, width: 12, .label)] + figure.pieces(at: 12, 14))
      }
    } else {
      let labelWidth = rightWidth - 12 - 7
      let start = sheet.width - rightWidth
      for index in 0..<max(left.count, right.count) {
        var pieces: [Sheet.Piece] = []
        if index < left.count {
          let (label, value, role) = left[index]
          pieces.append(Sheet.Piece(label, width: 9, .label))
          pieces.append(Sheet.Piece(value, at: 10, width: start - 11, role))
        }
        if index < right.count {
          pieces.append(Sheet.Piece(right[index].label, at: start, width: labelWidth, .label))
          pieces += right[index].pieces(at: start + labelWidth, 12)
        }
        sheet.row(pieces)
      }
    }
    guard !isShort else { return }
    notes(look, in: &sheet)
  }

  private func fact(
    _ label: String, _ value: String, _ role: Terminal.Role, width: Int, in sheet: inout Sheet
  ) {
    sheet.row(Sheet.Piece(label, width: 9, .label), Sheet.Piece(value, at: 10, role))
  }

  /// What stands at the left, in so many cells; what does not fit beside a name gets a row of its own, or gives way.
  private func leftFacts(
    _ look: Look, _ assessment: Assessment, room: Int
  ) -> [(String, String, Terminal.Role)] {
    let dispute = look.dispute
    let name = dispute.ticket.customer.text
    var facts: [(String, String, Terminal.Role)] = [(phrase("Customer"), name, .value)]
    if let phone = dispute.ticket.phone.map(personal) {
      if TextLayout.width(name) + 2 + TextLayout.width(phone) <= room {
        facts[0].1 += "  " + phone
      } else {
        facts.append((phrase("Phone"), phone, .value))
      }
    }
    var order = dispute.ticket.order.text
    if let device = look.listing?.device,
      TextLayout.width(order) + 2 + TextLayout.width(device) <= room
    {
      order += "  " + device
    }
    facts.append((phrase("Order"), order, .value))
    guard let order = dispute.order else {
      facts.append((phrase("Pickup"), phrase("not recorded yet"), .dim))
      facts.append(
        (phrase("Marked", sense: "the payment, on the order"), phrase("not recorded yet"), .dim))
      facts.append(
        (
          phrase("Vendor"), look.listing.map { phrase("\($0.facts.vendor), as listed") } ?? "–",
          .dim
        ))
      return facts
    }
    let pickedUp = order.pickedUpAt.map { " " + Moments.day($0, offset: session.offset) } ?? ""
    facts.append(
      (
        phrase("Pickup"), phrase(order.pickup.shown) + pickedUp,
        order.pickup == .completed ? .value : .warning
      ))
    facts.append(
      (
        phrase("Marked", sense: "the payment, on the order"),
        order.paymentMarked ? phrase("payment marked: yes") : phrase("payment marked: no"), .value
      ))
    let role: Terminal.Role =
      (assessment.vendor?.standing ?? .active) == .active ? .value : .warning
    let vendor = vendorLine(look, assessment)
    if TextLayout.width(vendor) <= room {
      facts.append((phrase("Vendor"), vendor, role))
    } else {
      facts.append((phrase("Vendor"), order.vendor.text, role))
      facts.append(("", vendorStanding(assessment), role))
    }
    if let payTo = order.payTo { facts.append((phrase("Pay to"), personal(payTo), .value)) }
    return facts
  }

  private func notes(_ look: Look, in sheet: inout Sheet) {
    guard let order = look.dispute.order else { return }
    sheet.indent = 10
    defer { sheet.indent = 12 }
    guard !order.notes.isEmpty else { return sheet.entry(phrase("Notes"), phrase("none"), .dim) }
    for (index, note) in order.notes.enumerated() {
      let glyphs = session.glyphs
      let text =
        glyphs.quoteOpen + said(note.text) + glyphs.quoteClose + " "
        + Moments.day(note.at, offset: session.offset)
      sheet.entry(
        index == 0 ? phrase("Notes") : "",
        note.amount.map { phrase("\(text) names \($0.short)") } ?? text, .quote)
    }
  }

  private struct Figure {
    var label: String
    var money: Money?
    var sign = ""
    var role = Terminal.Role.money
    var signRole = Terminal.Role.warning

    func pieces(at column: Int, _ width: Int) -> [Sheet.Piece] {
      [
        Sheet.Piece(money?.shown ?? "–", at: column, width: width, role, align: .right),
        Sheet.Piece(sign, at: column + width + 1, signRole),
      ]
    }
  }

  private func figures(_ look: Look, _ assessment: Assessment) -> [Figure] {
    let dispute = look.dispute
    var invoice = Figure(label: phrase("Invoice"), money: dispute.order?.invoice)
    let disagreements = assessment.disagreements
    if let unequal = disagreements.first(where: { $0.disagreement == .invoice }) {
      invoice.sign = sign(of: unequal.isAcknowledged)
      invoice.signRole = unequal.isAcknowledged ? .dim : .warning
    }
    var quoted = Figure(label: phrase("Quoted"), money: dispute.quoted)
    if let unequal = disagreements.first(where: { $0.disagreement == .quoted }) {
      quoted.sign = sign(of: unequal.isAcknowledged)
      quoted.signRole = unequal.isAcknowledged ? .dim : .warning
    }
    let isProven = dispute.proven >= dispute.received
    let paid =
      dispute.paid.isZero
      ? phrase("Paid") : isProven ? phrase("Paid, proven") : phrase("Paid, told")
    var figures = [
      quoted, invoice, Figure(label: phrase("Due"), money: dispute.due),
      Figure(label: paid, money: dispute.paid),
      Figure(
        label: phrase("Shortfall"), money: dispute.shortfall,
        role: dispute.shortfall.isZero ? .good : .bad),
    ]
    if !dispute.settled.isZero {
      figures.append(Figure(label: phrase("By Cashkr"), money: dispute.settled, role: .good))
    }
    return figures
  }

  /// Beside a figure on which ticket and order disagree.
  private func sign(of isAcknowledged: Bool) -> String {
    let unequal = session.glyphs.unequal
    return isAcknowledged ? phrase("\(unequal) seen") : unequal
  }

  /// What somebody typed freely as this person sees it now: it may hold a phone number or an address.
  func said(_ text: String) -> String { pane.isUnmasked ? text : text.discreet }

  /// A phone number or payment address as this person sees it now.
  func personal(_ personal: Personal) -> String {
    pane.isUnmasked ? personal.text : personal.text.hidden
  }
}
