import Procedure

@testable import Journal

/// Random work at a desk, the same for the same seed: commands on a few disputes that share orders, vendors and references.
struct RandomWalk {
  var generator: SplitMix
  var now = start
  let tickets = 9
  var vendors = ["FoneBay Pune", "QuickCell Thane"]

  init(seed: UInt64) { generator = SplitMix(state: seed) }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &generator)]
  }

  mutating func actor() -> Actor { pick([asha, asha, asha, dev, omar, omar, fina, fina, vera]) }

  /// Any command by anybody, or, half of the time, one that brings a dispute on.
  mutating func step(_ dispute: (TicketID) throws -> Dispute?) rethrows -> (
    number: Int, actor: Actor, command: Command
  ) {
    now = now.adding(seconds: Int64.random(in: 0...2_400, using: &generator))
    let number = Int.random(in: 1...tickets, using: &generator)
    guard Bool.random(using: &generator), let dispute = try dispute(id(number)) else {
      return (number, actor(), command(number))
    }
    let holder = [asha, dev, omar, fina].first { $0.person == dispute.holder } ?? asha
    let (command, actor) = next(dispute, holder)
    return (number, actor, command)
  }

  /// The same by one person on a dispute that they have before them.
  mutating func command(by person: Actor, on dispute: Dispute?, _ number: Int) -> Command {
    guard let dispute else { return .log(ticket(number, order: "ORD-\(number / 2)")) }
    let isRandom = Int.random(in: 0..<4, using: &generator) == 0
    return isRandom ? command(number) : next(dispute, person).0
  }

  private mutating func next(_ dispute: Dispute, _ holder: Actor) -> (Command, Actor) {
    if dispute.holder == nil { return (.claim, asha) }
    if !dispute.isReviewed { return (.review, holder) }
    guard dispute.order != nil else {
      return (.order(orderFacts(vendor: pick(vendors))), holder)
    }
    if let disagreement = dispute.disagreementsAtOrder.first(where: {
      dispute.acknowledged[$0] == nil
    }) {
      return (.acknowledge(disagreement), holder)
    }
    if dispute.vendorContacts.isEmpty {
      return (.contact(party: .vendor, channel: .phone, outcome: .answered), holder)
    }
    if dispute.answer == nil { return (.answer(paid: money(), reason: "battery"), holder) }
    switch dispute.payouts.last?.state {
    case .asked: return (.approve(reason: "seen"), fina)
    case .approved, .sent: return (.settle(reference: "S\(dispute.id)"), holder)
    default: break
    }
    if dispute.settled.isZero, Bool.random(using: &generator) {
      return (.requestPayout(amount: dispute.payoutDue), holder)
    }
    if dispute.debited.isEmpty { return (.debit(amount: dispute.settled), holder) }
    if dispute.notes.isEmpty { return (.note(text: "called twice"), holder) }
    if dispute.summary == nil {
      return (.summarise(text: "The vendor paid nothing at all."), holder)
    }
    if dispute.status == nil { return (.mark(pick(FinalStatus.allCases)), holder) }
    return (pick([.close(seen: nil), .close(seen: nil), .applied(.comment)]), holder)
  }

  private mutating func money() -> Money { .rupees(pick([0, 500, 2_000, 8_000, 10_000])) }

  private mutating func command(_ number: Int) -> Command {
    let proofID = ProofID("P\(pick([1, 2]))")
    let amount = money()
    switch Int.random(in: 0..<40, using: &generator) {
    case 0...3:
      return .log(
        ticket(
          number, order: "ORD-\(number / 2)", customer: pick(["Meera Iyer", "R. Kumar"]),
          tag: pick([.lessPaid, .customerNotPaid]), quoted: pick([4_000, 10_000])))
    case 4: return .amend(TicketAmendment(order: OrderID("ORD-\(pick([1, 2, 3]))")))
    case 5...8: return .claim
    case 9...12: return .review
    case 13...16:
      return .order(
        orderFacts(
          vendor: pick(vendors), pickup: pick([.completed, .pending])))
    case 17: return .acknowledge(pick(Disagreement.allCases))
    case 18, 19: return .contact(party: .vendor, channel: .phone, outcome: .noAnswer)
    case 20, 21: return .answer(paid: amount, reason: "battery")
    case 22: return .hear(received: amount, note: nil)
    case 23, 24:
      return .proof(
        Proof(
          id: proofID, kind: .wallet, amount: amount, paidAt: start,
          reference: "W\(pick([1, 2, 3]))", file: "a.png", sha256: pick([nil, "ab12"])))
    case 25: return .accept(proofID, reason: "seen by phone")
    case 26: return .reject(proofID, reason: "not readable")
    case 27: return .requestPayout(amount: amount)
    case 28: return .approve(reason: nil)
    case 29: return pick([.settle(reference: "S\(number)"), .send, .fail(reason: "bank down")])
    case 30: return .park(until: now.adding(seconds: pick([600, 40_000])), reason: "a promise")
    case 31: return .escalate(to: .opsManager, reason: "look", about: pick([.dispute, .vendor]))
    case 32: return pick([.find(.unpaid, amount: nil, reason: "so"), .return(instruction: "call")])
    case 33: return pick([.block(reason: "E1"), .unblock(reason: nil), .keep(reason: nil)])
    case 34: return .summarise(text: "The vendor was called and said what it paid.")
    case 35: return .mark(pick(FinalStatus.allCases))
    case 36: return .close(seen: nil)
    case 37:
      return pick([.merge(into: id(pick([1, 2, 3]))), .release, .reopen(reason: "new word")])
    case 38:
      return pick([
        .applied(.comment), .applied(.block), .assign(to: dev.person), .signOff,
        .withdraw(
          pick([
            .answer, .contact, .word, .order, .verdict(on: proofID), .escalation(to: .opsManager),
            .assignment,
          ])),
      ])
    default: return .note(text: "a note")
    }
  }
}

/// A generator that gives the same numbers for the same state everywhere.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// What came of a command, to be compared.
enum Outcome: Equatable {
  case facts([Fact])
  case refused(Refusal)
}

func outcome(_ body: () throws -> [Fact]) throws -> Outcome {
  do { return .facts(try body()) } catch let refusal as Refusal { return .refused(refusal) }
}
