import Journal
import Procedure

@testable import Exchange

/// Work at a desk at random, the same for the same seed: a few disputes that share orders, vendors, references and files, tickets
/// that an import brings late and corrects, people who may and who may not, names written in many ways.
struct DeskWalk {
  private var random: Seeded
  private var now = Instant(rfc3339: "2026-11-22T09:00:00+05:30") ?? Instant(seconds: 0)
  private var proofs = 0
  /// In one walk of four somebody takes something back now and then, by chances of its own: the others go where they went.
  private var withdrawals: Seeded?
  /// When the platform logged each ticket, which it does once.
  private var logged: [TicketID: Instant] = [:]

  static let asha = Actor(Person("asha"), .executive)
  static let dev = Actor(Person("dev"), .executive)
  static let omar = Actor(Person("omar"), .opsManager)
  static let fina = Actor(Person("fina"), .financeManager)

  init(seed: Int) {
    random = Seeded(seed)
    if seed.isMultiple(of: 4) { withdrawals = Seeded(seed + 1_000) }
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: values.indices, using: &random)]
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  /// Takes so many steps in a journal; gives how many were accepted.
  mutating func walk(_ steps: Int, in journal: RelationalJournal) throws -> Int {
    var accepted = 0
    for _ in 0..<steps {
      now = now.adding(seconds: pick([0, 1, 60, 600, 3_600, 3_600, chance(10) ? 86_400 : 7_200]))
      let id = TicketID("CX-\(Int.random(in: 1...7, using: &random))")
      do {
        guard let look = try journal.look(at: id), !chance(5) else {
          let came = try journal.arrive(
            [(id, ticket(id))], by: pick([DeskWalk.asha, DeskWalk.omar]), at: now)
          if case .success(let arrival) = came.first, arrival != .same { accepted += 1 }
          continue
        }
        let (command, actor) = next(look)
        _ = try journal.perform(command, on: id, by: actor, at: now, expecting: nil)
        accepted += 1
      } catch is Refusal {
        continue
      }
    }
    return accepted
  }

  private mutating func next(_ look: Look) -> (Command, Actor) {
    let dispute = look.dispute
    let managers = [DeskWalk.omar, DeskWalk.fina]
    guard let holder = dispute.holder else {
      return (pick([.claim, .claim, .note(text: text())]), pick([DeskWalk.asha, DeskWalk.dev]))
    }
    let executive = Actor(holder, holder == DeskWalk.fina.person ? .financeManager : .executive)
    if let what = withdrawal(of: dispute) { return (.withdraw(what), executive) }
    if dispute.state == .closed, chance(80) {
      return (
        pick([.reopen(reason: text()), .applied(.comment), .reverse(reason: text())]),
        pick(managers)
      )
    }
    let context = Context(actor: executive, now: now, surroundings: look.surroundings)
    let assessment = Assessment(of: dispute, in: context)
    let kind: Command.Kind
    switch assessment.step {
    case _ where chance(25):
      kind = pick(Command.Kind.allCases.filter { ![.log, .relist, .withdraw].contains($0) })
    case .ticket: kind = .review
    case .order: kind = dispute.order == nil ? .order : .acknowledge
    case .vendor where dispute.vendorContacts.isEmpty: kind = .contact
    case .vendor: kind = pick([.answer, .proof, .accept, .hear, .supportDeduction])
    case .action, .close:
      let remedies = assessment.failures.compactMap(\.remedy)
      kind = remedies.isEmpty ? .close : pick(remedies)
    }
    let isManagers =
      Permission.of(kind).holding == .manager || [.block, .debit].contains(kind) && chance(20)
    return (command(kind, dispute, assessment), isManagers ? pick(managers) : executive)
  }

  /// What is taken back, where somebody takes something back now.
  private mutating func withdrawal(of dispute: Dispute) -> Withdrawal? {
    guard var chances = withdrawals else { return nil }
    defer { withdrawals = chances }
    guard Int.random(in: 0..<100, using: &chances) < 8 else { return nil }
    let proof = dispute.proofs.last?.proof.id ?? ProofID("P0")
    let kinds: [Withdrawal] = [
      .answer, .contact, .word, .verdict(on: proof), .acknowledgement(of: .invoice), .remarks,
      .escalation(to: .opsManager), .escalation(to: .financeManager), .parking, .status, .order,
    ]
    return kinds[Int.random(in: kinds.indices, using: &chances)]
  }

  private mutating func text() -> String {
    pick([
      "Meera Iyer says so", "call +91 98765 43210", "a summary that is long enough", "too short",
      "नमस्ते मीरा",
    ])
  }

  private mutating func amount(_ likely: Money) -> Money {
    chance(70)
      ? likely
      : pick([.rupees(500), .rupees(2_000), .rupees(5_000), Money(paise: 500_001), .rupees(8_000)])
  }

  private mutating func customer() -> Personal {
    pick(["Meera Iyer", "meera  iyer", "MEERA IYER", "R. Kumar"])
  }

  private mutating func address() -> Personal {
    pick([
      "meera@okbank", "Meera@OkBank", "50100123456789 HDFC0001234", "50100123456789 hdfc0001234",
      "kumar@upi",
    ])
  }

  private mutating func ticket(_ id: TicketID) -> Ticket {
    let tag = pick(Tag.allCases)
    let loggedAt = logged[id] ?? now.adding(seconds: pick([0, -3_600, -86_400]))
    logged[id] = loggedAt
    return Ticket(
      tag: tag, customer: customer(), phone: pick(["1", "2", nil]),
      order: OrderID("ORD-\(pick([1, 2, 3, 4]))"),
      quoted: pick([.rupees(10_000), .rupees(10_000), .rupees(4_000)]),
      received: tag == .lessPaid ? pick([.rupees(2_000), .rupees(3_000)]) : nil,
      complaint: Personal(text()),
      attachments: ["Meera.png"], loggedAt: loggedAt)
  }

  private mutating func order() -> OrderFacts {
    var notes: [PickupNote] = []
    for _ in 0..<pick([0, 1, 2]) {
      notes.append(
        PickupNote(
          text: pick(["dent", "battery"]), amount: pick([nil, .rupees(2_000)]),
          at: now.adding(seconds: -86_400 * 3)))
    }
    return OrderFacts(
      pickup: chance(85) ? .completed : .pending, pickedUpAt: now.adding(seconds: -90_000),
      invoice: .rupees(10_000),
      vendor: VendorName(pick(["FoneBay Pune", "FoneBay Pune", "fonebay pune"])),
      paymentMarked: chance(20), notes: notes, payTo: chance(85) ? address() : nil,
      customer: chance(50) ? customer() : nil)
  }

  private mutating func proof() -> Proof {
    proofs += 1
    return Proof(
      id: ProofID("P\(proofs)"), kind: pick(ProofKind.allCases),
      amount: pick([.rupees(2_000), .rupees(8_000), .rupees(120_000)]),
      paidAt: now.adding(seconds: pick([-3_600, -86_400 * 3, 3_600])),
      reference: pick([
        "632514345678", "6325 1434 5678", "632614345678", "639914345678", "12345", "w 1", "W1",
        "W2",
        "RATNN24200329588", "ratnn24200329589", "HDFCR12026112212345678", "É1", nil,
      ]), file: "Meera.png", sha256: pick([nil, "AB", "ab", "CD"]), payer: "FoneBay",
      payee: pick([nil, address()]))
  }

  private mutating func command(_ kind: Command.Kind, _ dispute: Dispute, _ assessment: Assessment)
    -> Command
  {
    let proofID = dispute.proofs.isEmpty ? ProofID("P0") : pick(dispute.proofs.map(\.proof.id))
    switch kind {
    case .log, .relist: return .relist(ticket(dispute.id))
    case .amend:
      return .amend(
        TicketAmendment(
          customer: pick([nil, customer()]), phone: pick([nil, "3"]),
          order: chance(10) ? OrderID("ORD-1") : nil,
          quoted: pick([nil, .rupees(9_000)]), complaint: Personal(text())))
    case .claim: return .claim
    case .release: return chance(30) ? .release : .note(text: text())
    case .assign: return .assign(to: pick([DeskWalk.asha, DeskWalk.dev, DeskWalk.fina]).person)
    case .review: return .review
    case .order: return .order(order())
    case .acknowledge:
      return .acknowledge(
        assessment.disagreements.first { !$0.isAcknowledged }?.disagreement ?? .invoice)
    case .contact:
      return .contact(
        party: chance(90) ? .vendor : .customer, channel: .phone, outcome: pick(Outcome.allCases))
    case .answer:
      return .answer(
        paid: pick([dispute.paid, .zero, .rupees(8_000)]), reason: pick([nil, text()]))
    case .hear:
      return .hear(received: amount(dispute.received), note: pick([nil, Personal(text())]))
    case .proof: return .proof(proof())
    case .accept: return .accept(proofID, reason: pick([nil, text()]))
    case .reject: return .reject(proofID, reason: text())
    case .supportDeduction:
      return .supportDeduction(amount: pick([.zero, .rupees(1_000)]), note: pick([0, 1]))
    case .requestPayout: return .requestPayout(amount: dispute.payoutDue)
    case .approve: return .approve(reason: nil)
    case .decline: return .decline(reason: text())
    case .send: return .send
    case .settle: return .settle(reference: pick(["N12 345", "632614345678"]))
    case .fail: return .fail(reason: text())
    case .reverse: return .reverse(reason: text())
    case .debit: return .debit(amount: max(dispute.settled, .rupees(1)))
    case .credit: return .credit(amount: .rupees(100), reason: text())
    case .suspend: return .suspend(reason: nil)
    case .block: return .block(reason: pick([nil, text()]))
    case .unblock: return .unblock(reason: text())
    case .flag: return .flag(reason: nil)
    case .keep: return .keep(reason: text())
    case .remark: return .remark(text: text())
    case .note: return .note(text: text())
    case .signOff: return .signOff
    case .escalate:
      return .escalate(
        to: pick(Addressee.allCases), reason: text(), about: pick([.dispute, .dispute, .vendor]))
    case .find:
      let finding = pick(FindingKind.allCases)
      return .find(
        finding, amount: finding == .validDeduction ? .rupees(1_000) : nil, reason: text())
    case .return: return .return(instruction: text())
    case .park: return .park(until: now.adding(seconds: 7_200), reason: text())
    case .summarise:
      return .summarise(text: pick([text(), "The vendor and the customer were asked."]))
    case .mark: return .mark(assessment.scenario?.status ?? .escalatedPendingManager)
    case .close: return .close(seen: nil)
    case .applied: return .applied(pick(Array(dispute.outstanding) + [.comment]))
    case .reopen: return .reopen(reason: text())
    case .merge:
      return chance(30) ? .merge(into: TicketID("CX-\(pick([1, 2, 3]))")) : .note(text: text())
    case .withdraw: return .withdraw(.contact)
    case .show: return .show
    }
  }
}
