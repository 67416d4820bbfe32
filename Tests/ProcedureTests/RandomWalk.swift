@testable import Procedure

/// A small generator with a seed, so that a walk that fails can be walked again.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Commands at random: several disputes that share orders and vendors, several people, plausible fields and others, and a
/// clock that goes forward and sometimes back.
struct RandomWalk {
  var random: SplitMix64
  var now = Story.morning
  private var proofs = 0
  /// In one walk of four somebody takes something back now and then, by chances of its own: the others go where they went.
  private var withdrawals: SplitMix64?

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    if seed.isMultiple(of: 4) { withdrawals = SplitMix64(seed: ~seed) }
  }

  static let tickets: [TicketID] = ["CX-1", "CX-2", "CX-3", "CX-4", "CX-5"]
  static let people = [
    asha, asha, dev, omar, fina, fina, olga, Player("asha", .opsManager), vic,
  ]

  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: values.indices, using: &random)]
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  /// The next command, on which dispute and by whom. Mostly it is one that the core says could be done.
  mutating func next(in world: World) -> (Command, TicketID, Actor) {
    now = now.adding(
      seconds: pick([0, 1, 60, 60, 600, 3_600, 3_600 * 7, -1_800, chance(3) ? 86_400 * 12 : 5]))
    let id = pick(RandomWalk.tickets)
    guard let dispute = world.disputes[id] else {
      return (.log(ticket()), id, pick(RandomWalk.people).actor)
    }
    if let what = withdrawal(of: dispute) {
      return (.withdraw(what), id, Actor(dispute.holder ?? Person("asha"), .executive))
    }
    if chance(70), let step = helpful(dispute, in: world) {
      return (step.command, id, step.actor)
    }
    var actor = pick(RandomWalk.people).actor
    if let holder = dispute.holder, chance(40) { actor = Actor(holder, .executive) }
    let kind = pick(
      Command.Kind.allCases.filter { $0 != .relist && $0 != .show && $0 != .withdraw })
    if [.merge, .release, .amend, .assign].contains(kind), chance(60) {
      return (.note(text: "n"), id, actor)
    }
    return (command(kind, for: dispute), id, actor)
  }

  /// What would bring a dispute on, by somebody who may.
  private mutating func helpful(_ dispute: Dispute, in world: World) -> (
    command: Command, actor: Actor
  )? {
    guard dispute.state != .merged, let holder = dispute.holder else {
      return (.claim, pick([asha, dev]).actor)
    }
    let executive = Actor(holder, .executive)
    let manager = pick([omar, fina, olga]).actor
    if dispute.state == .closed {
      return chance(20)
        ? (pick([.reopen(reason: "again"), .reverse(reason: "returned")]), manager) : nil
    }
    let context = world.context(of: dispute.id, by: executive, at: max(now, world.latest ?? now))
    let assessment = Assessment(of: dispute, in: context)
    switch assessment.step {
    case .ticket: return (.review, executive)
    case .order:
      guard dispute.order != nil, let open = assessment.disagreements.first(where: { !$0.1 }) else {
        return (command(.order, for: dispute), executive)
      }
      return (.acknowledge(open.disagreement), executive)
    case .vendor where dispute.vendorContacts.isEmpty:
      return (command(.contact, for: dispute), executive)
    case .vendor:
      if let waiting = dispute.proofs.first(where: { $0.verdict == .waiting }), chance(50) {
        return (.accept(waiting.proof.id, reason: "seen"), chance(80) ? executive : manager)
      }
      return (command(pick([.answer, .proof, .hear, .supportDeduction]), for: dispute), executive)
    case .action, .close:
      if chance(12) {
        let kind = pick([
          Command.Kind.amend, .order, .supportDeduction, .hear, .decline, .fail, .signOff, .find,
        ])
        let needsManager = Permission.of(kind).holding == .manager
        return (command(kind, for: dispute), needsManager ? fina.actor : executive)
      }
      let failures = assessment.failures
      guard let failure = failures.isEmpty ? nil : pick(failures) else {
        return (.close(seen: nil), executive)
      }
      switch failure.remedy {
      case .mark?:
        return (.mark(assessment.scenario?.status ?? .escalatedPendingManager), executive)
      case .acknowledge?:
        let open = assessment.disagreements.first { !$0.1 }
        return open.map { (.acknowledge($0.disagreement), executive) }
      case .escalate?: return (command(.escalate, for: dispute), executive)
      case let kind?:
        let needsManager = Permission.of(kind).holding == .manager
        return (command(kind, for: dispute), needsManager ? fina.actor : executive)
      case nil: return nil
      }
    }
  }

  private mutating func money(_ likely: Money) -> Money {
    chance(65)
      ? likely
      : pick([0, 1, 500, 2_000, 3_000, 5_000, Money(paise: 500_001), 8_000, 10_000, 12_000, likely])
  }

  private mutating func time() -> Instant {
    now.adding(seconds: pick([-86_400 * 40, -86_400, -3_600, -60, 0, 60, 86_400]))
  }

  private mutating func text() -> String {
    pick([
      "looked at", "a summary that is long enough", "as agreed with both of them",
      chance(20) ? " " : "yes",
    ])
  }

  private mutating func ticket() -> Ticket {
    let tag = pick(Tag.allCases)
    return Ticket(
      tag: tag, customer: pick(["Meera", "Arjun"]), order: pick(["ORD-1", "ORD-2", "ORD-3"]),
      quoted: money(10_000), received: tag == .lessPaid ? money(8_000) : nil, complaint: "c",
      loggedAt: now)
  }

  private mutating func orderFacts(of dispute: Dispute) -> OrderFacts {
    if let order = dispute.order, chance(50) {
      var order = order
      if chance(30) { order.payTo = pick(["other@upi", nil]) }
      if chance(30) { order.notes.removeAll() }
      if chance(30) { order.vendor = pick(["FoneBay Pune", "QuickCell Thane"]) }
      return order
    }
    var notes: [PickupNote] = []
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      notes.append(
        PickupNote(
          text: pick(["dent", "battery"]), amount: chance(50) ? money(2_000) : nil,
          at: Story.morning.adding(seconds: pick([-86_400, 3_600]))))
    }
    return OrderFacts(
      pickup: chance(85) ? .completed : pick([.pending, .cancelled]),
      pickedUpAt: chance(50) ? time() : nil, invoice: money(dispute.quoted),
      vendor: pick(["FoneBay Pune", "FoneBay Pune", "QuickCell Thane"]), paymentMarked: chance(20),
      notes: notes, payTo: chance(90) ? "meera@upi" : nil, customer: chance(20) ? "Meera" : nil,
      quoted: chance(10) ? money(dispute.quoted) : nil)
  }

  private mutating func proof() -> Proof {
    proofs += 1
    return Proof(
      id: chance(90) ? ProofID("P\(proofs)") : "P1", kind: pick(ProofKind.allCases),
      amount: money(8_000), paidAt: time(),
      reference: chance(70) ? pick(["632514345678", "W1", "w 1", "W2", "RATNN24200329588"]) : nil,
      file: chance(70) ? "proof.png" : nil, sha256: chance(30) ? pick(["AB", "ab", "CD"]) : nil,
      payee: chance(20) ? pick(["meera@upi", "vendor@upi"]) : nil)
  }

  private mutating func command(_ kind: Command.Kind, for dispute: Dispute) -> Command {
    let someProof = dispute.proofs.isEmpty ? "P1" : pick(dispute.proofs.map(\.proof.id))
    switch kind {
    case .log: return .log(ticket())
    case .relist: return .relist(dispute.ticket)
    case .amend:
      return .amend(
        TicketAmendment(
          tag: chance(20) ? pick(Tag.allCases) : nil,
          order: chance(20) ? pick(["ORD-1", "ORD-2"]) : nil,
          quoted: chance(40) ? money(dispute.quoted) : nil,
          received: chance(30) ? money(8_000) : nil,
          complaint: chance(50) ? "c" : nil))
    case .claim: return .claim
    case .release: return .release
    case .assign: return .assign(to: pick([asha, dev, fina]).actor.person)
    case .review: return .review
    case .order: return .order(orderFacts(of: dispute))
    case .acknowledge: return .acknowledge(pick(Disagreement.allCases))
    case .contact:
      return .contact(
        party: chance(90) ? .vendor : .customer, channel: .phone, outcome: pick(Outcome.allCases))
    case .answer:
      return .answer(paid: money(chance(50) ? dispute.paid : 0), reason: chance(60) ? text() : nil)
    case .hear: return .hear(received: money(dispute.received), note: nil)
    case .proof: return .proof(proof())
    case .accept: return .accept(someProof, reason: chance(80) ? "seen" : nil)
    case .reject: return .reject(someProof, reason: text())
    case .supportDeduction:
      return .supportDeduction(
        amount: money(dispute.shortfall), note: Int.random(in: -1...2, using: &random))
    case .requestPayout: return .requestPayout(amount: money(dispute.payoutDue))
    case .approve: return .approve(reason: nil)
    case .decline: return .decline(reason: text())
    case .send: return .send
    case .settle: return .settle(reference: text())
    case .fail: return .fail(reason: text())
    case .reverse: return .reverse(reason: text())
    case .debit: return .debit(amount: money(max(dispute.shortfall, dispute.settled)))
    case .credit: return .credit(amount: money(100), reason: text())
    case .suspend: return .suspend(reason: nil)
    case .block: return .block(reason: nil)
    case .unblock: return .unblock(reason: nil)
    case .flag: return .flag(reason: nil)
    case .keep: return .keep(reason: nil)
    case .remark: return .remark(text: text())
    case .note: return .note(text: text())
    case .signOff: return .signOff
    case .escalate:
      return .escalate(
        to: pick(Addressee.allCases), reason: text(), about: pick([.dispute, .dispute, .vendor]))
    case .find:
      let finding = pick(FindingKind.allCases)
      return .find(
        finding, amount: finding == .validDeduction ? money(1_000) : nil, reason: text())
    case .return: return .return(instruction: text())
    case .park: return .park(until: time(), reason: text())
    case .summarise: return .summarise(text: text())
    case .mark: return .mark(likelyStatus(of: dispute))
    case .close: return .close(seen: chance(90) ? nil : dispute.version)
    case .applied: return .applied(pick(OutsideItem.allCases))
    case .reopen: return .reopen(reason: text())
    case .merge: return .merge(into: pick(RandomWalk.tickets))
    case .withdraw: return .withdraw(.contact)
    case .show: return .show
    }
  }

  /// What is taken back, where somebody takes something back now.
  private mutating func withdrawal(of dispute: Dispute) -> Withdrawal? {
    guard var chances = withdrawals else { return nil }
    defer { withdrawals = chances }
    guard Int.random(in: 0..<100, using: &chances) < 8 else { return nil }
    let proof = dispute.proofs.randomElement(using: &chances)?.proof.id ?? "P1"
    switch Withdrawal.Kind.allCases.randomElement(using: &chances) ?? .contact {
    case .review: return .review
    case .order: return .order
    case .acknowledgement:
      return .acknowledgement(
        of: Disagreement.allCases.randomElement(using: &chances) ?? .invoice)
    case .contact: return .contact
    case .answer: return .answer
    case .word: return .word
    case .verdict: return .verdict(on: proof)
    case .remarks: return .remarks
    case .summary: return .summary
    case .status: return .status
    case .parking: return .parking
    case .escalation:
      return .escalation(to: Addressee.allCases.randomElement(using: &chances) ?? .opsManager)
    case .assignment: return .assignment
    }
  }

  private mutating func likelyStatus(of dispute: Dispute) -> FinalStatus {
    let scenario = dispute.scenario(
      in: Circumstances(now: now, policy: Policy(), isDuplicated: true))
    return chance(70) ? scenario?.status ?? .escalatedPendingManager : pick(FinalStatus.allCases)
  }
}
