import Procedure

/// What happened to one dispute of the sample: what was listed of it, and what people said of it when.
struct SampleStory {
  /// Something that somebody said.
  struct Step {
    enum What {
      /// Just this.
      case command(Command)
      /// A file that arrived, and the command that its hash goes into.
      case file(String, (String) -> Command)
      /// What the facts lead to by then, as the core says.
      case derived((Dispute, Context) -> [Command])
    }
    var at: Instant
    var actor: Actor
    var what: What
  }

  let id: TicketID
  let ticket: Ticket
  private(set) var listing: OrderListing
  private(set) var steps: [Step] = []
  /// The ids of the other stories, by their keys.
  let others: [String: TicketID]

  private let now: Instant
  private let place: Int
  /// Minutes before now at which the story stands.
  private(set) var ago: Int

  init(
    plan: SamplePlan, place: Int, order: OrderID, customer: Int, others: [String: TicketID],
    id: TicketID, now: Instant
  ) {
    self.id = id
    self.now = now
    self.place = place
    self.others = others
    ago = plan.age
    let name = SampleCast.customers[customer % SampleCast.customers.count]
    let device = SampleCast.devices.min {
      abs($0.rupees - plan.quoted) < abs($1.rupees - plan.quoted)
    }
    let loggedAt = SampleStory.moment(now, ago: plan.age)
    let pickedUpAt = loggedAt.adding(seconds: -Int64(plan.pickedUpBefore) * 60)
    ticket = Ticket(
      tag: plan.received == nil ? .customerNotPaid : .lessPaid, customer: Personal(name),
      phone: Personal(SampleCast.phone(customer)), order: order, quoted: .rupees(plan.quoted),
      received: plan.received.map { .rupees($0) },
      complaint: Personal(
        SampleCast.complaint(place, plan.received == nil ? .customerNotPaid : .lessPaid)),
      attachments: place % 3 == 0 ? ["chat.png"] : [], loggedAt: loggedAt)
    var facts = OrderFacts(
      pickup: plan.pickup, pickedUpAt: plan.pickup == .completed ? pickedUpAt : nil,
      invoice: .rupees(plan.invoice ?? plan.quoted), vendor: VendorName(plan.vendor),
      paymentMarked: plan.isMarkedPaid,
      payTo: Personal(SampleCast.vpa(name, customer)),
      customer: Personal(plan.listedCustomer ?? name),
      quoted: .rupees(plan.listedQuoted ?? plan.quoted))
    if let note = plan.note {
      facts.notes = [
        PickupNote(
          text: note.text, amount: .rupees(note.rupees), at: pickedUpAt.adding(seconds: 540))
      ]
    }
    listing = OrderListing(order: order, facts: facts, device: device?.name ?? "")
  }

  /// A moment so many minutes before now.
  private static func moment(_ now: Instant, ago minutes: Int) -> Instant {
    now.adding(seconds: -Int64(minutes) * 60)
  }

  // MARK: Time

  /// Lets minutes pass, as far as there are any before now.
  mutating func wait(_ minutes: Int) { ago = max(1, ago - minutes) }

  /// Lets time pass until so many minutes before now.
  mutating func until(ago minutes: Int) { ago = min(ago, max(1, minutes)) }

  // MARK: What is said

  mutating func say(_ actor: Actor, _ command: Command) {
    steps.append(
      Step(at: SampleStory.moment(now, ago: ago), actor: actor, what: .command(command)))
  }

  mutating func derive(
    _ actor: Actor, _ commands: @escaping (Dispute, Context) -> [Command]
  ) {
    steps.append(
      Step(at: SampleStory.moment(now, ago: ago), actor: actor, what: .derived(commands)))
  }

  /// Step 1.
  mutating func take(_ actor: Actor) {
    wait(6)
    say(actor, .claim)
    wait(2)
    say(actor, .review)
  }

  /// Steps 1 and 2, with whatever has to be acknowledged.
  mutating func prepare(_ actor: Actor) {
    take(actor)
    wait(4)
    say(actor, .order(listing.facts))
    wait(1)
    derive(actor) { dispute, context in
      Assessment(of: dispute, in: context).disagreements.filter { !$0.isAcknowledged }.map {
        .acknowledge($0.disagreement)
      }
    }
  }

  mutating func call(_ actor: Actor, _ channel: Channel, _ outcome: Outcome, after minutes: Int = 3)
  {
    wait(minutes)
    say(actor, .contact(party: .vendor, channel: channel, outcome: outcome))
  }

  /// The vendor answers on the phone.
  mutating func answer(
    _ actor: Actor, paid rupees: Int64, _ reason: String? = nil, after minutes: Int = 14
  ) {
    call(actor, .phone, .answered, after: minutes)
    say(actor, .answer(paid: .rupees(rupees), reason: reason))
  }

  mutating func hear(_ actor: Actor, _ rupees: Int64) {
    wait(9)
    say(actor, .contact(party: .customer, channel: .phone, outcome: .answered))
    say(actor, .hear(received: .rupees(rupees), note: nil))
  }

  /// A UPI payment, so many hours after the pickup.
  mutating func upi(
    _ actor: Actor, _ rupees: Int64, hours: Int64 = 2, id: String = "P1", reference: String? = nil
  ) {
    wait(8)
    let paidAt = (listing.facts.pickedUpAt ?? ticket.loggedAt).adding(seconds: hours * 3_600)
    let reference = reference ?? SampleReference.upi(at: paidAt, sequence: 314_000 + place)
    let payee = listing.facts.payTo
    let text =
      "UPI payment\nReference \(reference)\nTo \(payee?.text ?? "")\nINR \(rupees).00\n"
    let file = "receipt-\(id.lowercased())-\(self.id.text.lowercased()).txt"
    steps.append(
      Step(
        at: SampleStory.moment(now, ago: ago), actor: actor,
        what: .file(text) { hash in
          .proof(
            Proof(
              id: ProofID(id), kind: .upi, amount: .rupees(rupees), paidAt: paidAt,
              reference: reference, file: file, sha256: hash, payee: payee))
        }))
  }

  mutating func accept(_ actor: Actor, id: String = "P1", reason: String? = nil) {
    wait(3)
    say(actor, .accept(ProofID(id), reason: reason))
  }

  /// Asks for exactly what is due.
  mutating func requestPayout(_ actor: Actor) {
    wait(4)
    derive(actor) { dispute, _ in [.requestPayout(amount: dispute.payoutDue)] }
  }

  /// Takes from the vendor's credits what the payout is for.
  mutating func debit(_ actor: Actor) {
    wait(2)
    derive(actor) { dispute, _ in
      [.debit(amount: dispute.livePayout?.amount ?? dispute.settled)]
    }
  }

  /// The payout goes out and arrives.
  mutating func settle(_ actor: Actor) {
    wait(10)
    say(actor, .send)
    wait(12)
    let paidAt = SampleStory.moment(now, ago: ago)
    say(
      actor,
      .settle(reference: SampleReference.upi(at: paidAt, sequence: 700_000 + place)))
  }

  mutating func escalate(
    _ actor: Actor, _ reason: String, to addressee: Addressee = .opsManager,
    about subject: Subject = .dispute
  ) {
    wait(5)
    say(actor, .escalate(to: addressee, reason: reason, about: subject))
  }

  /// Step 5, with the summary that the facts draft and the status that they lead to.
  mutating func close(_ actor: Actor) {
    wait(6)
    derive(actor) { dispute, context in
      let status = dispute.scenario(in: context.circumstances(of: dispute))?.status
      return [
        .summarise(text: dispute.draftedSummary(in: context)),
        .mark(status ?? .escalatedPendingManager), .close(seen: nil),
      ]
    }
  }

  mutating func apply(_ actor: Actor, _ items: OutsideItem...) {
    wait(7)
    for item in items { say(actor, .applied(item)) }
  }

  /// The reference of a payment so many minutes before now.
  func upiReference(ago minutes: Int, sequence: Int) -> String {
    SampleReference.upi(at: SampleStory.moment(now, ago: minutes), sequence: sequence)
  }
}
