import Procedure

extension Command {
  /// The fields of the command as the table of `spec/replay.md` lists them, in its order; nil where no script has such a command.
  ///
  /// What `FieldReader.command` makes of them is the command again, save for a ticket's phone, which scripts have no field for,
  /// and its time, which is the line's.
  func scriptFields(offset: Int) -> [JSONValue.Field]? {
    var fields = ScriptFields(offset: offset)
    switch self {
    case .relist, .show: return nil
    case .claim, .release, .review, .send, .sendIn, .signOff: break
    case .log(let ticket): fields.add(ticket)
    case .amend(let amendment): fields.add(amendment)
    case .assign(let person): fields.add("to", person.text)
    case .order(let order): fields.add(order)
    case .acknowledge(let disagreement): fields.add("disagreement", disagreement.rawValue)
    case .contact(let party, let channel, let outcome):
      fields.add("party", party == .vendor ? nil : party.rawValue)
      fields.add("channel", channel.rawValue)
      fields.add("outcome", outcome.rawValue)
    case .answer(let paid, let reason):
      fields.add("paid", paid)
      fields.add("reason", reason)
    case .hear(let received, let note):
      fields.add("received", received)
      fields.add("note", note?.text)
    case .proof(let proof): fields.add(proof)
    case .accept(let proof, let reason):
      fields.add("proof", proof.text)
      fields.add("reason", reason)
    case .reject(let proof, let reason):
      fields.add("proof", proof.text)
      fields.add("reason", reason)
    case .supportDeduction(let amount, let note):
      fields.add("amount", amount)
      fields.add("note", note)
    case .requestPayout(let amount), .debit(let amount): fields.add("amount", amount)
    case .approve(let reason), .decline(let reason), .suspend(let reason), .block(let reason),
      .unblock(let reason), .flag(let reason), .keep(let reason):
      fields.add("reason", reason)
    case .settle(let reference): fields.add("reference", reference)
    case .fail(let reason), .reverse(let reason, _), .reopen(let reason):
      fields.add("reason", reason)
    case .credit(let amount, let reason):
      fields.add("amount", amount)
      fields.add("reason", reason)
    case .remark(let text), .note(let text), .summarise(let text): fields.add("text", text)
    case .escalate(let to, let reason, let about):
      fields.add("to", to.rawValue)
      fields.add("reason", reason)
      fields.add("about", about == .dispute ? nil : about.rawValue)
    case .find(let finding, let amount, let reason):
      fields.add("finding", finding.rawValue)
      fields.add("amount", amount)
      fields.add("reason", reason)
    case .return(let instruction): fields.add("instruction", instruction)
    case .park(let until, let reason):
      fields.add("until", until)
      fields.add("reason", reason)
    case .mark(let status): fields.add("status", status.rawValue)
    case .close(let seen): fields.add("seen", seen)
    case .applied(let item): fields.add("item", item.rawValue)
    case .merge(let target): fields.add("into", target.text)
    case .withdraw(let what):
      fields.add("what", what.kind.rawValue)
      switch what {
      case .acknowledgement(let disagreement): fields.add("disagreement", disagreement.rawValue)
      case .verdict(let proof): fields.add("proof", proof.text)
      case .escalation(let to): fields.add("to", to.rawValue)
      default: break
      }
    }
    return fields.list
  }
}

/// The fields of a command on their way into a script; what is nil is left out.
private struct ScriptFields {
  let offset: Int
  var list: [JSONValue.Field] = []

  init(offset: Int) { self.offset = offset }

  mutating func add(_ name: String, _ text: String?) {
    if let text { list.append(.init(name, .string(text))) }
  }
  mutating func add(_ name: String, _ amount: Money?) { add(name, amount?.plain) }
  mutating func add(_ name: String, _ number: Int?) {
    if let number { list.append(.init(name, .integer(number))) }
  }
  mutating func add(_ name: String, _ time: Instant?) { add(name, time?.rfc3339(offset: offset)) }

  mutating func add(_ ticket: Ticket) {
    add("tag", ticket.tag.rawValue)
    add("customer", ticket.customer.text)
    add("order", ticket.order.text)
    add("quoted", ticket.quoted)
    add("received", ticket.received)
    add("complaint", ticket.complaint.text)
    if !ticket.attachments.isEmpty {
      list.append(.init("attachments", .array(ticket.attachments.map { .string($0) })))
    }
  }

  mutating func add(_ amendment: TicketAmendment) {
    add("tag", amendment.tag?.rawValue)
    add("customer", amendment.customer?.text)
    add("order", amendment.order?.text)
    add("quoted", amendment.quoted)
    add("received", amendment.received)
    add("complaint", amendment.complaint?.text)
  }

  mutating func add(_ order: OrderFacts) {
    add("pickup", order.pickup.rawValue)
    add("pickedUpAt", order.pickedUpAt)
    add("invoice", order.invoice)
    add("vendor", order.vendor.text)
    list.append(.init("paymentMarked", .bool(order.paymentMarked)))
    let notes = order.notes.map { note -> JSONValue in
      var fields = ScriptFields(offset: offset)
      fields.add("text", note.text)
      fields.add("amount", note.amount)
      fields.add("at", note.at)
      return .object(fields.list)
    }
    list.append(.init("notes", .array(notes)))
    add("payTo", order.payTo?.text)
    add("customer", order.customer?.text)
    add("quoted", order.quoted)
  }

  mutating func add(_ proof: Proof) {
    add("id", proof.id.text)
    add("kind", proof.kind.rawValue)
    add("amount", proof.amount)
    add("paidAt", proof.paidAt)
    add("reference", proof.reference)
    add("file", proof.file)
    add("sha256", proof.sha256)
    add("payer", proof.payer?.text)
    add("payee", proof.payee?.text)
  }
}

extension ScriptLine {
  /// The line as it is written; nil where no script has its command.
  package func written(offset: Int) -> String? {
    guard let fields = command.scriptFields(offset: offset) else { return nil }
    var line: [JSONValue.Field] = [
      .init("at", .string(at.rfc3339(offset: offset))), .init("by", .string(actor.person.text)),
      .init("role", .word(actor.role)), .init("dispute", .string(dispute.text)),
      .init("do", .string(command.kind.rawValue)),
    ]
    line += fields
    if let expect, !expect.isEmpty { line.append(.init("expect", .object(expect))) }
    return JSONValue.object(line).line
  }
}
