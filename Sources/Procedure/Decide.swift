/// What a command makes of a dispute, or why it is refused. Pure: the same values decide the same.
///
/// - Parameters:
///   - dispute: the dispute as it is; nil where there is none, as before `log`.
///   - id: the dispute's id.
///   - context: who acts, when, under which policy, and what is known of elsewhere (see `Needs`).
/// - Returns: the facts to record, in order, with everything that follows from them; may be empty where all holds already.
/// - Throws: the first refusal of the procedure's list. A refusal changes nothing.
public func decide(
  _ command: Command, on dispute: Dispute?, id: TicketID, in context: Context
) throws(Refusal) -> [Fact] {
  guard let dispute else {
    guard case .log(let ticket) = command else {
      throw Refusal.noTicket(id)
    }
    try context.admitRole(.log)
    guard !id.text.isBlank else { throw .invalid("dispute", Phrase("The ticket id is empty.")) }
    guard id.text.isID else { throw .noTicketID }
    if let mistake = ticket.mistake { throw .invalid(mistake.field, mistake.why.sentence) }
    guard ticket.order.text.isID else { throw .noOrderID }
    return [.ticketLogged(ticket: ticket)]
  }
  // A row that says nothing new is no attempt to change a dispute, whatever its state.
  if case .relist(let ticket) = command, ticket == dispute.listed {
    try context.admitRole(.relist)
    return []
  }
  let decision = Decision(dispute: dispute, context: context)
  try decision.admit(command)
  let facts = try decision.facts(of: command)
  guard !facts.isEmpty else { return [] }
  return facts + decision.consequences(of: facts)
}

/// A dispute and the circumstances in which a command on it is decided.
struct Decision {
  let dispute: Dispute
  let context: Context

  var actor: Actor { context.actor }
  var surroundings: Surroundings { context.surroundings }
  var scenario: Scenario? { dispute.scenario(in: context.circumstances(of: dispute)) }
  var isDuplicated: Bool { surroundings.isDuplicated(dispute) }
  var isOrderDone: Bool {
    dispute.isTicketDone && dispute.isOrderDone(isDuplicated: isDuplicated)
  }

  /// The vendor, or the refusal that none is known yet.
  func vendor() throws(Refusal) -> VendorName {
    guard let vendor = dispute.order?.vendor else {
      throw Refusal(
        .outOfOrder, Phrase("The vendor is not known yet: record the order first (Step 2)."),
        rule: "Order", remedy: .order)
    }
    return vendor
  }

  /// The first refusal before a command's fields are looked at.
  func admit(_ command: Command) throws(Refusal) {
    let kind = command.kind
    if kind == .log {
      throw Refusal(.duplicate, Phrase("\(dispute.id) is logged already."), rule: "Refusals")
    }
    try admitState(kind)
    try admitPerson(command)
    try admitOrder(command)
  }

  /// The first refusal of who acts: the role, then the holding.
  func admitPerson(_ command: Command) throws(Refusal) {
    try admitRole(command)
    try admitHolding(command)
  }

  private func admitState(_ kind: Command.Kind) throws(Refusal) {
    switch dispute.state {
    case .open, .escalated: return
    case .merged:
      if Permission.whenMerged.contains(kind) { return }
      let target = dispute.mergedInto?.text ?? "another"
      throw Refusal(
        .closed, Phrase("\(dispute.id) is merged into \(target): work on that one."),
        rule: "Merging")
    case .closed:
      if Permission.whenClosed.contains(kind) { return }
      throw Refusal(
        .closed, Phrase("\(dispute.id) is closed: a manager has to reopen it."), rule: "Reopening",
        remedy: .reopen)
    }
  }

  private func admitRole(_ command: Command) throws(Refusal) {
    try context.admitRole(command.kind)
    if case .accept(let id, _) = command, isReused(id), !actor.role.isManager {
      throw Refusal(
        .forbidden,
        Phrase("The proof was seen on another order: a manager alone may accept it."),
        rule: "reused",
        remedy: .escalate)
    }
  }

  private func admitHolding(_ command: Command) throws(Refusal) {
    let holds = dispute.holder == actor.person
    if command.kind == .claim {
      if let holder = dispute.holder, !holds {
        throw Refusal(
          .notHeld, Phrase("\(holder) holds \(dispute.id): a manager can assign it to you."),
          rule: "Holding", remedy: .assign)
      }
      return
    }
    if case .accept(let id, _) = command, isReused(id) { return }
    switch Permission.of(command.kind).holding {
    case .anyone, .manager: return
    case .holderOrManager, .holderInScenarioOrManager: if actor.role.isManager { return }
    case .holder: break
    }
    guard !holds else { return }
    if let holder = dispute.holder {
      throw Refusal(
        .notHeld, Phrase("\(holder) holds \(dispute.id): a manager can assign it to you."),
        rule: "Holding", remedy: .assign)
    }
    throw Refusal(
      .notHeld, Phrase("Nobody holds \(dispute.id): claim it first."), rule: "Holding",
      remedy: .claim)
  }

  /// Whether a proof of the dispute was seen on another order.
  func isReused(_ id: ProofID) -> Bool {
    guard let recorded = dispute.proof(id) else { return false }
    return !dispute.sightings(of: recorded.proof, in: surroundings).isEmpty
  }
}

extension Dispute {
  /// Whether the person may decide on a proof that is being typed: its holder, or of a reused one a manager.
  public func mayAccept(_ proof: Proof, in context: Context) -> Bool {
    var with = self
    with.proofs.append(
      RecordedProof(proof: proof, recordedAt: context.now, by: context.actor.person))
    let decision = Decision(dispute: with, context: context)
    do throws(Refusal) {
      try decision.admitPerson(.accept(proof.id, reason: nil))
      return true
    } catch {
      return false
    }
  }
}

extension Context {
  /// Refuses a role that the table does not name.
  func admitRole(_ kind: Command.Kind) throws(Refusal) {
    let permission = Permission.of(kind)
    guard !permission.roles.contains(actor.role) else { return }
    if actor.role == .viewer {
      throw Refusal(.forbidden, Phrase("A viewer changes nothing."), rule: "People")
    }
    let who =
      permission.roles == [.financeManager] ? Phrase("the finance manager") : Phrase("a manager")
    throw Refusal(
      .forbidden, Phrase("Only \(who) may do this: escalate with a reason."), rule: "People",
      remedy: .escalate)
  }
}
