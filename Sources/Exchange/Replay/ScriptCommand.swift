import Procedure

extension FieldReader {
  /// Reads the fields of a command, as the table of `spec/replay.md` lists them; nil where no script has such a command.
  mutating func command(_ kind: Command.Kind, at: Instant) throws(SourceMistake) -> Command? {
    switch kind {
    case .log:
      return .log(
        Ticket(
          tag: try word("tag", Tag.self), customer: Personal(try text("customer")),
          order: OrderID(try text("order")), quoted: try money("quoted"),
          received: try optionalMoney("received"), complaint: Personal(try text("complaint")),
          attachments: try optionalTexts("attachments") ?? [], loggedAt: at))
    case .amend:
      return .amend(
        TicketAmendment(
          tag: try optionalWord("tag", Tag.self), customer: try optionalPersonal("customer"),
          order: try optionalText("order").map { OrderID($0) },
          quoted: try optionalMoney("quoted"), received: try optionalMoney("received"),
          complaint: try optionalPersonal("complaint")))
    case .claim: return .claim
    case .release: return .release
    case .assign: return .assign(to: Person(try text("to")))
    case .review: return .review
    case .order:
      return .order(
        OrderFacts(
          pickup: try word("pickup", Pickup.self), pickedUpAt: try optionalTime("pickedUpAt"),
          invoice: try money("invoice"), vendor: VendorName(try text("vendor")),
          paymentMarked: try flag("paymentMarked"), notes: try notes("notes"),
          payTo: try optionalPersonal("payTo"), customer: try optionalPersonal("customer"),
          quoted: try optionalMoney("quoted")))
    case .acknowledge: return .acknowledge(try word("disagreement", Disagreement.self))
    case .contact:
      return .contact(
        party: try optionalWord("party", Party.self) ?? .vendor,
        channel: try word("channel", Channel.self), outcome: try word("outcome", Outcome.self))
    case .answer: return .answer(paid: try money("paid"), reason: try optionalText("reason"))
    case .hear:
      return .hear(received: try money("received"), note: try optionalPersonal("note"))
    case .proof:
      return .proof(
        Proof(
          id: ProofID(try text("id")), kind: try word("kind", ProofKind.self),
          amount: try money("amount"), paidAt: try time("paidAt"),
          reference: try optionalText("reference"), file: try optionalText("file"),
          sha256: try optionalText("sha256"), payer: try optionalPersonal("payer"),
          payee: try optionalPersonal("payee")))
    case .accept:
      return .accept(ProofID(try text("proof")), reason: try optionalText("reason"))
    case .reject: return .reject(ProofID(try text("proof")), reason: try text("reason"))
    case .supportDeduction:
      return .supportDeduction(amount: try money("amount"), note: try integer("note"))
    case .requestPayout: return .requestPayout(amount: try money("amount"))
    case .approve: return .approve(reason: try optionalText("reason"))
    case .decline: return .decline(reason: try optionalText("reason"))
    case .send: return .send
    case .settle: return .settle(reference: try text("reference"))
    case .fail: return .fail(reason: try text("reason"))
    case .reverse: return .reverse(reason: try text("reason"))
    case .debit: return .debit(amount: try money("amount"))
    case .credit: return .credit(amount: try money("amount"), reason: try text("reason"))
    case .suspend: return .suspend(reason: try optionalText("reason"))
    case .block: return .block(reason: try optionalText("reason"))
    case .unblock: return .unblock(reason: try optionalText("reason"))
    case .flag: return .flag(reason: try optionalText("reason"))
    case .keep: return .keep(reason: try optionalText("reason"))
    case .remark: return .remark(text: try text("text"))
    case .note: return .note(text: try text("text"))
    case .signOff: return .signOff
    case .escalate:
      return .escalate(
        to: try word("to", Addressee.self), reason: try text("reason"),
        about: try optionalWord("about", Subject.self) ?? .dispute)
    case .find:
      return .find(
        try word("finding", FindingKind.self), amount: try optionalMoney("amount"),
        reason: try text("reason"))
    case .return: return .return(instruction: try text("instruction"))
    case .park: return .park(until: try time("until"), reason: try text("reason"))
    case .summarise: return .summarise(text: try text("text"))
    case .mark: return .mark(try word("status", FinalStatus.self))
    case .close: return .close(seen: try optionalInteger("seen"))
    case .applied: return .applied(try word("item", OutsideItem.self))
    case .reopen: return .reopen(reason: try text("reason"))
    case .merge: return .merge(into: TicketID(try text("into")))
    case .withdraw: return .withdraw(try withdrawal())
    case .relist, .show: return nil
    }
  }
  /// What is taken back, and of what.
  private mutating func withdrawal() throws(SourceMistake) -> Withdrawal {
    switch try word("what", Withdrawal.Kind.self) {
    case .review: .review
    case .order: .order
    case .acknowledgement: .acknowledgement(of: try word("disagreement", Disagreement.self))
    case .contact: .contact
    case .answer: .answer
    case .word: .word
    case .verdict: .verdict(on: ProofID(try text("proof")))
    case .remarks: .remarks
    case .summary: .summary
    case .status: .status
    case .parking: .parking
    case .escalation: .escalation(to: try word("to", Addressee.self))
    case .assignment: .assignment
    }
  }
}
