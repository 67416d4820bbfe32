import Journal
import Procedure

/// What whoever works on a dispute would do next.
public struct NextStep {
  /// What is done.
  public var command: Command
  /// Whether it is a manager's to do.
  public var isManagers = false

  /// A step.
  public init(_ command: Command, isManagers: Bool = false) {
    self.command = command
    self.isManagers = isManagers
  }

  /// What comes next of a dispute as it is looked at; nil where nothing is left to do.
  public static func next(of look: Look, at now: Instant, policy: Policy) -> NextStep? {
    let dispute = look.dispute
    var random = Seeded(UInt64(Cast.number(of: dispute.id)) &* 31 &+ UInt64(dispute.version))
    if dispute.state == .closed {
      return dispute.outstanding.sorted { $0.rawValue < $1.rawValue }.first
        .map { NextStep(.applied($0)) }
    }
    guard let holder = dispute.holder else { return NextStep(.claim) }
    guard dispute.isReviewed else { return NextStep(.review) }
    if random.chance(8) { return NextStep(.note(text: "Called the shop; they look into it.")) }
    guard dispute.order != nil else { return NextStep(.order(Cast.order(of: dispute))) }
    let context = Context(
      actor: Actor(holder, .executive), now: now, policy: policy, surroundings: look.surroundings)
    let assessment = Assessment(of: dispute, in: context)
    if let open = assessment.disagreements.first(where: { !$0.isAcknowledged }) {
      return NextStep(.acknowledge(open.disagreement))
    }
    if !dispute.undecided.isEmpty {
      return NextStep(.return(instruction: "Ask the vendor once more."), isManagers: true)
    }
    return asked(dispute, now)
      ?? decided(dispute, assessment, context, &random)
  }

  /// Whose decision a dispute waits for.
  public static func decider(of dispute: Dispute, _ policy: Policy) -> Role {
    if let asked = dispute.undecided.first {
      return asked.to == .financeManager ? .financeManager : .opsManager
    }
    guard let payout = dispute.livePayout else { return .financeManager }
    return dispute.approval(of: payout.amount, policy: policy).by == .financeManager
      ? .financeManager : .opsManager
  }

  /// Step 3. Half of the vendors have paid, and half of those can prove it.
  private static func asked(_ dispute: Dispute, _ now: Instant) -> NextStep? {
    var story = Seeded(UInt64(Cast.number(of: dispute.id)) ^ 0x5707)
    let hasPaid = story.chance(50)
    let hasProof = story.chance(60)
    guard !dispute.vendorContacts.isEmpty else {
      return NextStep(.contact(party: .vendor, channel: .phone, outcome: .answered))
    }
    guard dispute.answer != nil else {
      return NextStep(
        .answer(
          paid: hasPaid ? dispute.quoted : dispute.received,
          reason: hasPaid ? nil : "screen was cracked"))
    }
    guard hasPaid, !dispute.shortfall.isZero else { return nil }
    guard hasProof else { return NextStep(.hear(received: dispute.quoted, note: nil)) }
    guard let proof = dispute.proofs.first else {
      return NextStep(
        .proof(
          Proof(
            id: ProofID("P1"), kind: .upi, amount: dispute.quoted,
            paidAt: dispute.ticket.loggedAt.adding(seconds: -86_400),
            reference: Cast.digits(400_000_000_000 + Cast.number(of: dispute.id), 12),
            file: "receipt.png", payee: dispute.order?.payTo)))
    }
    if proof.verdict == .waiting {
      return NextStep(.accept(proof.proof.id, reason: "The bank confirms it."))
    }
    return NextStep(.hear(received: dispute.quoted, note: nil))
  }

  /// Steps 4 and 5.
  private static func decided(
    _ dispute: Dispute, _ assessment: Assessment, _ context: Context, _ random: inout Seeded
  ) -> NextStep? {
    if let payout = dispute.livePayout {
      switch payout.state {
      case .asked:
        return random.chance(3)
          ? NextStep(.decline(reason: "Ask for the pickup picture first."), isManagers: true)
          : NextStep(.approve(reason: nil), isManagers: true)
      case .approved: return NextStep(.send)
      default:
        return NextStep(
          .settle(reference: Cast.digits(500_000_000_000 + Cast.number(of: dispute.id), 12)))
      }
    }
    if dispute.escalations.isEmpty, random.chance(4) {
      return NextStep(
        .escalate(to: .opsManager, reason: "The vendor is hard to reach.", about: .dispute))
    }
    switch assessment.scenario {
    case .d5?, .d6?:
      if !dispute.payoutDue.isZero { return NextStep(.requestPayout(amount: dispute.payoutDue)) }
      if let vendor = dispute.order?.vendor, (dispute.debited[vendor] ?? .zero).isZero {
        return NextStep(.debit(amount: dispute.settled))
      }
    case nil: return nil
    default: break
    }
    let remedies = assessment.failures.map(\.remedy)
    if remedies.contains(.signOff) { return NextStep(.signOff, isManagers: true) }
    if remedies.contains(.note) { return NextStep(.note(text: "Spoke to the customer.")) }
    if remedies.contains(.escalate) {
      return NextStep(.escalate(to: .opsManager, reason: "It pays late again.", about: .vendor))
    }
    if remedies.contains(.summarise) {
      return NextStep(.summarise(text: dispute.draftedSummary(in: context)))
    }
    if remedies.contains(.mark), let status = assessment.scenario?.status {
      return NextStep(.mark(status))
    }
    return assessment.failures.isEmpty ? NextStep(.close(seen: dispute.version)) : nil
  }
}
