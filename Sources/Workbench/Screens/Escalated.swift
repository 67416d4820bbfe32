import Journal
import struct Journal.Look
import Procedure
import Terminal

/// What waits for a manager: the list's columns, and the evidence below it.
extension Model {
  /// Has what the visible rows show fetched.
  mutating func fetchEvidence(anew: Bool = false) {
    let visible = queue.rows.dropFirst(queue.top).prefix(visibleRows).map(\.ticket)
    let wanted = anew ? Array(visible) : visible.filter { evidence[$0] == nil }
    guard !wanted.isEmpty else { return }
    if evidence.count > 500 { evidence.removeAll() }
    send(.evidence(wanted))
  }

  /// What the columns of a row show; before the evidence has come, what the row itself tells.
  func escalatedCells(_ row: QueueRow) -> [ListColumn.Kind: (String, Terminal.Role)] {
    let evident = evidence[row.ticket]
    let context = evident.map { session.context($0.look) }
    let question = evident.flatMap { evident in context.map { Question(of: evident, in: $0) } }
    let since = question?.at ?? row.attention.at
    let scenario = row.scenario.map { "\($0.shown) (\($0.rawValue))" }
    var vendor = row.vendor?.text ?? ""
    if let evident, let context {
      vendor = vendorLine(evident.look, Assessment(of: evident.look.dispute, in: context))
    }
    let waits = row.ticket == queue.gone ? "left" : Moments.ago(since, at: session.now)
    return [
      .waits: (waits, row.ticket == queue.gone ? .dim : .waiting),
      .why: (question?.why ?? scenario ?? "", .text),
      .amount: ((question?.amount ?? row.disputed).short, .money),
      .asker: (question?.by?.text ?? row.holder?.text ?? "", .dim),
      .standing: (vendor, .text),
    ]
  }

  /// The vendor's name, flag and number of disputes.
  func vendorLine(_ look: Look, _ assessment: Assessment) -> String {
    guard let vendor = assessment.vendor?.name ?? look.listing?.facts.vendor else { return "" }
    return [vendor.text, vendorStanding(assessment)].filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// The vendor's flag or measure, and its number of disputes that count.
  func vendorStanding(_ assessment: Assessment) -> String {
    guard let vendor = assessment.vendor else { return "" }
    var parts: [String] = []
    if vendor.isFlagged { parts.append(session.glyphs.flag) }
    if vendor.standing != .active, vendor.standing != .flagged {
      parts.append(vendor.standing.rawValue)
    }
    parts.append("\(assessment.countedDisputes) in \(session.desk.policy.countedDays)d")
    return parts.joined(separator: " ")
  }

  /// What speaks for and against, what has changed, and who decides.
  func drawEvidence(in frame: inout Frame, rect: Rect, box: Rect) {
    let inside = Rect(
      row: rect.row + 1, column: rect.column + 2, rows: rect.rows - 2, columns: rect.columns - 4)
    guard let row = queue.selected else {
      return frame.rule(row: rect.row, in: box, joined: true)
    }
    guard let evident = evidence[row.ticket] else {
      return frame.rule(row: rect.row, in: box, title: row.ticket.text, joined: true)
    }
    let context = session.context(evident.look)
    let question = Question(of: evident, in: context)
    frame.rule(
      row: rect.row, in: box, title: title([row.ticket.text, question.heading]), joined: true)
    var sheet = Sheet(width: inside.columns, glyphs: session.glyphs)
    let assessment = Assessment(of: evident.look.dispute, in: context)
    sheet.entry("For", speaksFor(evident.look.dispute, assessment))
    let against = speaksAgainst(evident.look, assessment)
    sheet.entry("Against", against.isEmpty ? "nothing" : against, against.isEmpty ? .dim : .warning)
    sheet.entry("Changed", changed(evident, since: question), .text)
    sheet.entry("Limit", limit(evident.look, assessment, question), .text)
    if let vendor = assessment.vendor {
      sheet.entry(
        "Vendor",
        vendorLine(evident.look, assessment)
          + " \(session.glyphs.dot) credits \(vendor.credits.short)"
          + (vendor.blockedReason.map { " \(session.glyphs.dot) blocked: \($0)" } ?? ""))
    }
    if let finding = evident.look.dispute.finding {
      sheet.entry("Found", "\(finding.kind.shown) by \(finding.by): \(finding.reason)")
    }
    if sheet.rows.count + 3 < inside.rows {
      sheet.gap()
      sheet.rule("Timeline")
      timeline(evident.history, in: &sheet)
    }
    sheet.draw(in: &frame, rect: inside, box: box)
  }

  private func speaksFor(_ dispute: Dispute, _ assessment: Assessment) -> String {
    var parts = ["paid \(dispute.paid.short) of \(dispute.due.short) due"]
    for recorded in dispute.proofs where recorded.verdict != .rejected {
      parts.append("\(recorded.proof.words), \(recorded.verdict.rawValue)")
    }
    if let answer = dispute.answer {
      let claim = answer.paid.isZero ? "paid nothing" : "paid \(answer.paid.short)"
      parts.append("vendor: \(claim)" + (answer.reason.map { ", “\($0)”" } ?? ""))
    } else if !dispute.vendorContacts.isEmpty {
      let count = dispute.vendorContacts.count
      parts.append("vendor: no answer to \(count == 1 ? "an attempt" : "\(count) attempts")")
    }
    parts.append(
      dispute.supportedDeduction.isZero
        ? "no deduction is supported" : "deduction of \(dispute.supportedDeduction.short) supported"
    )
    return title(parts)
  }

  private func speaksAgainst(_ look: Look, _ assessment: Assessment) -> String {
    var parts = assessment.warnings.map(\.shown)
    parts += assessment.disagreements.map { reading($0.disagreement, look) }
    let order = look.dispute.order
    if let payTo = order?.payTo {
      if let vpa = look.vendorListing?.vpa, vpa.folded == payTo.folded {
        parts.append("the payment address is the vendor's")
      }
      if let listed = look.listing?.facts.payTo, listed.folded != payTo.folded {
        parts.append("the payment address is not the one that the panel lists")
      }
    }
    if assessment.countedDisputes > 1 {
      parts.append(
        "\(assessment.countedDisputes) disputes of this vendor in \(session.desk.policy.countedDays) days"
      )
    }
    return title(parts)
  }

  private func changed(_ evident: Evident, since question: Question) -> String {
    let later = evident.history.filter { $0.event.at > question.at }
      .filter { if case .personalDataShown = $0.event.fact { false } else { true } }
    let when = Moments.clock(question.at, now: session.now, offset: session.offset)
    let who = question.by.map { "\($0) asked at \(when)" } ?? when
    guard !later.isEmpty else { return "nothing since \(who)" }
    return title(
      later.suffix(4).map { $0.event.fact.words(offset: session.offset, masked: true) })
      + " since \(who)"
  }

  private func limit(_ look: Look, _ assessment: Assessment, _ question: Question) -> String {
    guard question.action == .approve || question.action == .signOff else {
      let who = assessment.pending.map(\.shown).joined(separator: " and the ")
      return who.isEmpty ? "nobody is asked yet" : "asked of the \(who)"
    }
    let amount = look.dispute.livePayout?.amount ?? .zero
    let approval = look.dispute.approval(of: amount, policy: session.desk.policy)
    let words = "\(approval.by.shown): \(approval.because)"
    guard let action = question.action,
      let refusal = look.dispute.refusal(of: action, in: session.context(look))
    else { return words }
    return words + " \(session.glyphs.dot) " + refusal.message
  }
}

/// What is asked of a manager on a dispute: the first thing that is pending.
struct Question {
  /// Why it is asked.
  var why: String
  /// As the evidence is headed.
  var heading: String
  /// How much it is about.
  var amount: Money
  /// Who asked; nil where it stands there by itself.
  var by: Person?
  /// When.
  var at: Instant
  /// The command that answers it.
  var action: Command.Kind?

  init(of evident: Evident, in context: Context) {
    let dispute = evident.look.dispute
    let assessment = Assessment(of: dispute, in: context)
    let scenario = assessment.scenario.map { "\($0.shown) (\($0.rawValue))" } ?? "no scenario holds"
    if let payout = dispute.livePayout, payout.state == .asked {
      why = "payout: \(scenario)"
      heading = "payout of \(payout.amount.shown) to \(dispute.ticket.customer.text)"
      amount = payout.amount
      (by, at, action) = (payout.askedBy, payout.askedAt, .approve)
    } else if let escalation = dispute.undecided.first {
      why = escalation.reason
      heading = "escalated by \(escalation.by): \(escalation.reason)"
      amount = dispute.disputed
      (by, at, action) = (escalation.by, escalation.at, .find)
    } else if dispute.refusal(of: .signOff, in: context) == nil || !assessment.pending.isEmpty {
      why = "sign-off: \(scenario)"
      heading = "sign-off of \(scenario)"
      amount = dispute.disputed
      (by, at, action) = (dispute.holder, dispute.touchedAt, .signOff)
    } else if let question = assessment.vendor?.questions.first {
      why = "vendor: \(question.reason)"
      heading = "\(assessment.vendor?.name.text ?? ""): \(question.reason)"
      amount = dispute.disputed
      (by, at, action) = (question.by, question.at, .block)
    } else if let window = assessment.window, window.hasLapsed(at: context.now) {
      why = "\(scenario): not escalated yet"
      heading = "the window has lapsed, nobody has escalated"
      amount = dispute.disputed
      (by, at, action) = (nil, window.lapsesAt, nil)
    } else {
      why = scenario
      heading = scenario
      amount = dispute.disputed
      (by, at, action) = (dispute.holder, dispute.touchedAt, nil)
    }
  }
}
