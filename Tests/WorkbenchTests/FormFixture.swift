import Journal
import Procedure

import struct Terminal.Glyphs
import enum Terminal.Key

@testable import Workbench

/// A dispute on the desk of asha, walked by the core alone, and the context that a form looks at.
struct FormFixture {
  static let offset = 19_800
  static let ticket = TicketID("CX-10482")
  static let asha = Actor(Person("asha"), .executive)
  static let ravi = Actor(Person("ravi"), .opsManager)
  static let mira = Actor(Person("mira"), .financeManager)

  var world = World()
  var listing: OrderListing?
  var now = FormFixture.time("2026-11-22T14:32:00+05:30")
  var drop: [DropFile] = []
  var isMasked = true
  var glyphs = Glyphs.unicode

  static func time(_ text: String) -> Instant {
    guard let time = Instant(rfc3339: text) else { preconditionFailure("no time: \(text)") }
    return time
  }

  /// The ticket of a customer who was quoted ₹10,000.
  static func complaint(received: Money? = .rupees(8_000)) -> Ticket {
    Ticket(
      tag: received == nil ? .customerNotPaid : .lessPaid, customer: "Meera Iyer",
      phone: "+91 98765 44321", order: OrderID("ORD-88213"), quoted: .rupees(10_000),
      received: received, complaint: "They paid me less than the app said.",
      attachments: ["chat.png"], loggedAt: time("2026-11-22T10:05:00+05:30"))
  }

  /// The order as the panel has it.
  static func panel(
    invoice: Int64 = 10_000, pickup: Pickup = .completed, notes: [PickupNote] = []
  ) -> OrderFacts {
    OrderFacts(
      pickup: pickup, pickedUpAt: time("2026-11-20T17:40:12+05:30"), invoice: .rupees(invoice),
      vendor: VendorName("FoneBay Pune"), paymentMarked: true, notes: notes,
      payTo: "meera@okaxis", customer: "Meera Iyer", quoted: .rupees(10_000))
  }

  /// The ticket logged, claimed and reviewed.
  static func reviewed(received: Money? = .rupees(8_000)) -> FormFixture {
    var fixture = FormFixture()
    fixture.perform(.log(complaint(received: received)))
    fixture.perform(.claim)
    fixture.perform(.review)
    fixture.listing = OrderListing(
      order: OrderID("ORD-88213"), facts: panel(), device: "Pixel 8")
    return fixture
  }

  /// The order recorded too, without disagreements but the invoice's where it is another.
  static func ordered(
    received: Money? = .rupees(8_000), order: OrderFacts = panel()
  ) -> FormFixture {
    var fixture = reviewed(received: received)
    fixture.perform(.order(order))
    for item in Assessment(of: fixture.dispute, in: fixture.context().context).disagreements {
      fixture.perform(.acknowledge(item.disagreement))
    }
    return fixture
  }

  /// The vendor asked, who says that it paid so much.
  static func answered(
    _ paid: Int64, received: Money? = .rupees(8_000), reason: String? = nil,
    order: OrderFacts = panel()
  ) -> FormFixture {
    var fixture = ordered(received: received, order: order)
    fixture.perform(.contact(party: .vendor, channel: .phone, outcome: .answered))
    fixture.perform(.answer(paid: .rupees(paid), reason: reason))
    return fixture
  }

  private var desk: Desk {
    var desk = Desk()
    for (uid, name) in ["asha", "dev", "devika", "ravi"].enumerated() {
      desk.people[Person(name)] = Desk.Member(uid: UInt32(uid), role: .executive)
    }
    return desk
  }

  var dispute: Dispute {
    guard let dispute = world.disputes[FormFixture.ticket] else {
      preconditionFailure("the ticket is not logged")
    }
    return dispute
  }

  mutating func perform(
    _ command: Command, by actor: Actor = asha, on ticket: TicketID = ticket
  ) {
    do {
      _ = try world.perform(command, on: ticket, by: actor, at: now)
    } catch {
      preconditionFailure("refused: \(error)")
    }
  }

  mutating func wait(hours: Int64) { now = now.adding(seconds: hours * 3_600) }

  func context(_ actor: Actor = asha) -> FormContext {
    let context = world.evidence(of: FormFixture.ticket, by: actor, at: now)
    let look = world.disputes[FormFixture.ticket].map {
      Look(
        dispute: $0, surroundings: context.surroundings, listing: listing, vendorListing: nil)
    }
    return FormContext(
      look: look, context: context, glyphs: glyphs, isMasked: isMasked, drop: drop,
      desk: desk)
  }

  /// Does what a submission asks for, as the runtime does.
  mutating func record(_ submission: Submission, by actor: Actor = asha) {
    for step in submission.steps {
      switch step {
      case .command(.close(nil)): perform(.close(seen: dispute.version), by: actor)
      case .command(let command): perform(command, by: actor)
      case .proofFile(_, var proof):
        proof.sha256 = String(repeating: "ab", count: 32)
        perform(.proof(proof), by: actor)
      case .log(let id, let ticket): perform(.log(ticket), by: actor, on: id)
      case .saveFile, .rehearse: break
      }
    }
  }
}

extension Form {
  /// Presses keys one after another, and gives what the last one came to.
  @discardableResult
  mutating func press(_ keys: Key..., in context: FormContext) -> FormOutcome {
    var outcome = FormOutcome.ignored
    for key in keys { outcome = handle(key, context) }
    return outcome
  }

  /// Types a text into the field that has the keys.
  mutating func type(_ text: String, in context: FormContext) {
    for character in text { _ = handle(.character(character), context) }
  }

  /// Types a text into a field, wherever the focus is.
  mutating func type(_ text: String, into name: String, in context: FormContext) {
    focus = name
    type(text, in: context)
  }

  /// The commands that it asks for, or nothing.
  func commands(_ context: FormContext) -> [Command] {
    guard case .success(let submission) = submission(context) else { return [] }
    return submission.steps.compactMap {
      if case .command(let command) = $0 { command } else { nil }
    }
  }

  func mistake(_ context: FormContext) -> FormMistake? {
    if case .failure(let mistake) = submission(context) { mistake } else { nil }
  }

  func text(_ name: String, _ context: FormContext) -> String? {
    sheet(context).fields.first { $0.name == name }?.text
  }
}
