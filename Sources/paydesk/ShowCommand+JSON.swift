import Exchange
import Journal
import Procedure
import Workbench

extension DisputePage {
  /// The page for scripts; amounts in rupees, times at the policy's offset.
  func json(of dispute: Dispute, in context: Context, isMasked: Bool) -> JSONValue {
    let offset = context.policy.offset
    let assessment = Assessment(of: dispute, in: context)
    let ticket = dispute.ticket
    var fields: [JSONValue.Field] = [
      .init("ticket", .string(dispute.id.text)), .init("tag", .string(ticket.tag.rawValue)),
      .init("customer", .string(ticket.customer.text)),
      .init("phone", ticket.phone.map { .string(shown($0)) } ?? .null),
      .init("masked", .bool(isMasked)), .init("complaint", .string(said(ticket.complaint.text))),
      .init("loggedAt", .time(ticket.loggedAt, offset)),
      .init("order", .string(ticket.order.text)), .init("quoted", .rupees(dispute.quoted)),
    ]
    fields += dispute.facts(in: context)
    fields += [
      .init("panel", dispute.order.map { json(of: $0, offset) } ?? .null),
      .init(
        "disagreements",
        .array(
          assessment.disagreements.map {
            .object([
              .init("what", .string($0.disagreement.rawValue)),
              .init("seen", .bool($0.isAcknowledged)),
            ])
          })),
      .init("contacts", .array(dispute.contacts.map { json(of: $0, offset) })),
      .init(
        "answer",
        dispute.answer.map {
          .object([
            .init("paid", .rupees($0.paid)), .init("reason", .text($0.reason.map(said))),
            .init("at", .time($0.at, offset)),
          ])
        } ?? .null),
      .init("proofs", .array(dispute.proofs.map { json(of: $0, dispute, context) })),
      .init("payouts", .array(dispute.payouts.map { json(of: $0, offset) })),
      .init("remarks", .text(dispute.remarks.map(said))),
      .init("notes", .array(dispute.notes.map { .string(said($0)) })),
      .init("summary", .text(dispute.summary.map(said))),
      .init(
        "window",
        assessment.window.map { .object([.init("closes", .time($0.lapsesAt, offset))]) } ?? .null),
      .init("gate", .array(assessment.failures.map(json))),
      .init("next", next.map { .string($0.action.word) } ?? .null),
      .init("timeline", .array(timeline.map { json(of: $0.event, $0.words, offset) })),
    ]
    return .object(fields)
  }

  private func json(of order: OrderFacts, _ offset: Int) -> JSONValue {
    .object([
      .init("pickup", .string(order.pickup.rawValue)),
      .init("pickedUpAt", order.pickedUpAt.map { .time($0, offset) } ?? .null),
      .init("invoice", .rupees(order.invoice)), .init("vendor", .string(order.vendor.text)),
      .init("paymentMarked", .bool(order.paymentMarked)),
      .init("payTo", order.payTo.map { .string(shown($0)) } ?? .null),
      .init("customer", .text(order.customer?.text)),
      .init("quoted", order.quoted.map { .rupees($0) } ?? .null),
      .init(
        "notes",
        .array(
          order.notes.map {
            .object([
              .init("text", .string(said($0.text))),
              .init("amount", $0.amount.map { .rupees($0) } ?? .null),
              .init("at", .time($0.at, offset)),
            ])
          })),
    ])
  }

  private func json(of contact: Contact, _ offset: Int) -> JSONValue {
    .object([
      .init("party", .string(contact.party.rawValue)),
      .init("channel", .string(contact.channel.rawValue)),
      .init("outcome", .string(contact.outcome.rawValue)), .init("at", .time(contact.at, offset)),
      .init("by", .string(contact.by.text)),
    ])
  }

  private func json(
    of recorded: RecordedProof, _ dispute: Dispute, _ context: Context
  ) -> JSONValue {
    let proof = recorded.proof
    return .object([
      .init("id", .string(proof.id.text)), .init("kind", .string(proof.kind.rawValue)),
      .init("amount", .rupees(proof.amount)),
      .init("paidAt", .time(proof.paidAt, context.policy.offset)),
      .init("reference", .text(proof.reference)), .init("file", .text(proof.file.map(said))),
      .init("payee", proof.payee.map { .string(shown($0)) } ?? .null),
      .init("verdict", .string(recorded.verdict.rawValue)),
      .init("reason", .text(recorded.reason.map(said))),
      .init(
        "warnings",
        .array(dispute.warnings(of: recorded, in: context).map { .string($0.rawValue) })),
    ])
  }

  private func json(of payout: Payout, _ offset: Int) -> JSONValue {
    .object([
      .init("id", .string(payout.id)), .init("amount", .rupees(payout.amount)),
      .init("payTo", .string(shown(payout.payTo))), .init("state", .string(payout.state.rawValue)),
      .init("since", .time(payout.stateSince, offset)),
      .init("askedBy", .string(payout.asker.shown)),
      .init("decidedBy", .text(payout.decider?.shown)), .init("reference", .text(payout.reference)),
      .init("reason", .text(payout.reason.map(said))),
    ])
  }

  private func json(of failure: GateFailure) -> JSONValue {
    .object([
      .init("row", .string(failure.row.rawValue)), .init("why", .string(failure.why.english)),
      .init("mends", .text(failure.remedy.flatMap(Action.leading)?.word)),
    ])
  }

  private func json(of numbered: NumberedEvent, _ words: String, _ offset: Int) -> JSONValue {
    let event = numbered.event
    return .object([
      .init("version", .integer(numbered.version)), .init("at", .time(event.at, offset)),
      .init("by", .string(event.by.text)), .init("standsFor", .text(event.standsFor?.text)),
      .init("role", .string(event.role.rawValue)), .init("fact", .string(event.fact.name)),
      .init("words", .string(words)),
    ])
  }
}

extension JSONValue {
  fileprivate static func rupees(_ amount: Money) -> JSONValue { .string(amount.plain) }
  fileprivate static func time(_ time: Instant, _ offset: Int) -> JSONValue {
    .string(time.rfc3339(offset: offset))
  }
  fileprivate static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
