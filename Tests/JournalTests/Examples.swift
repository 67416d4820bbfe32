@testable import Procedure

@testable import Journal

/// One example of every fact, for the golden file.
enum Examples {
  struct Example {
    var name: String
    var stream: Stream
    var fact: any Encodable
  }

  static let folder = Files.folder(of: #filePath)

  static var all: [Example] {
    facts.map { Example(name: $0.name, stream: .dispute(id(1)), fact: $0) }
      + deskFacts.map { Example(name: $0.name, stream: .desk, fact: $0) }
      + listingFacts.map { Example(name: $0.name, stream: $0.stream, fact: $0) }
  }

  private static let vendor = VendorName("FoneBay Pune")
  private static let at = Instant(microseconds: 1_795_000_000_123_456)
  private static let basis = Basis(
    scenario: .d5, due: .rupees(10_000), paid: .rupees(8_000), disputed: .rupees(2_000))
  private static let full: Ticket = {
    var full = ticket(1, tag: .lessPaid, received: 8_000)
    full.attachments = ["chat.png", "a \"b\"/c.png"]
    return full
  }()
  private static let note = PickupNote(text: "“light scratches”", amount: .rupees(500), at: at)
  private static let order: OrderFacts = {
    var order = orderFacts()
    order.notes = [note, PickupNote(text: "स्क्रीन पर खरोंच", at: at)]
    order.customer = "Meera Iyer"
    order.quoted = .rupees(10_000)
    return order
  }()
  private static let policy: Policy = {
    var policy = Policy()
    policy.messageEnglish = "Pay {order}"
    policy.messageHindi = "भुगतान {order}"
    policy.workingHours = WorkingHours(
      opens: 36_000, closes: 68_400, weekdays: [1, 2, 3, 4, 5, 6],
      holidays: [CivilDay(sinceEpoch: 20_700), CivilDay(sinceEpoch: 9_999)])
    return policy
  }()

  static let facts: [Fact] = [
    .ticketLogged(ticket: full),
    .ticketAmended(
      amendment: TicketAmendment(
        tag: .lessPaid, customer: "A. Rao", phone: "98111 22333", order: OrderID("ORD-2"),
        quoted: .rupees(9_000), received: .rupees(1), complaint: "No money.\nAt all.")),
    .ticketRelisted(ticket: full, amendment: TicketAmendment(customer: "A. Rao")),
    .claimed, .released, .assigned(to: dev.person), .ticketReviewed,
    .orderRecorded(order: order, disagreements: [.invoice, .customer]),
    .disagreementAcknowledged(disagreement: .customer, reading: ["meera iyer", "a. rao"]),
    .contacted(party: .vendor, channel: .whatsapp, outcome: .noAnswer),
    .vendorAnswered(paid: .rupees(8_000), reason: "battery"),
    .customerHeard(received: .rupees(8_000), note: "“it came today”"),
    .proofRecorded(
      proof: Proof(
        id: ProofID("P1"), kind: .upi, amount: .rupees(8_000), paidAt: at,
        reference: "6323 1434 5678", file: "receipt.png",
        sha256: String(repeating: "ab", count: 32),
        payer: "fonebay@okbank", payee: "meera@okbank")),
    .proofAccepted(proof: ProofID("P1"), warnings: [.beforePickup, .reused], reason: "seen"),
    .proofRejected(proof: ProofID("P1"), reason: "not readable"),
    .deductionSupported(amount: .rupees(500), note: 0),
    .deductionFell(note: note, reason: "it is gone"),
    .payoutRequested(id: "CX-1/1", amount: .rupees(2_000), payTo: "meera@okbank", basis: basis),
    .payoutApproved(id: "CX-1/1"), .payoutDeclined(id: "CX-1/1", reason: "no"),
    .payoutVoided(id: "CX-1/1", reason: "paid was ₹0 and is ₹1"), .payoutSent(id: "CX-1/1"),
    .payoutSettled(id: "CX-1/1", reference: "632314345679"),
    .payoutFailed(id: "CX-1/1", reason: "bank down"),
    .payoutReversed(id: "CX-1/1", reason: "account closed"),
    .vendorDebited(vendor: vendor, amount: .rupees(2_000)),
    .vendorCredited(vendor: vendor, amount: .rupees(2_000), reason: "paid after all"),
    .vendorSuspended(vendor: vendor, reason: "D6"), .vendorBlocked(vendor: vendor, reason: nil),
    .vendorUnblocked(vendor: vendor, reason: "settled", seen: [id(1), id(2)]),
    .vendorFlagged(vendor: vendor, reason: "2 disputes (E3)"),
    .repeatOffenderFlagged(vendor: vendor, disputes: [id(1), id(2)]),
    .vendorKept(vendor: vendor, reason: nil, seen: [id(1)]),
    .blockProposed(vendor: vendor, seen: [id(1), id(2), id(3)]),
    .remarked(text: "The note supports it."), .noted(text: "call again"),
    .signedOff(basis: basis), .signOffLapsed(reason: "due was ₹1 and is ₹2"),
    .escalated(to: .opsManager, reason: "no answer", about: .vendor, vendor: vendor),
    .found(finding: .validDeduction, amount: .rupees(500), reason: "agreed by phone"),
    .findingLapsed(reason: "the quoted price has changed"), .returned(instruction: "call at ten"),
    .parked(until: at, reason: "the bank decides"),
    .summarised(text: "The vendor paid ₹8,000 of ₹10,000."),
    .statusMarked(status: .resolvedPaidByCashkr),
    .statusCleared(reason: "the facts lead elsewhere"),
    .closed(status: .resolvedPaidByCashkr, scenario: .d5, comment: "Paid ₹2,000 short\n…"),
    .outsideApplied(item: .comment), .reopened(reason: "reversed"), .merged(into: id(2)),
    .withdrawn(what: .verdict(on: ProofID("P1"))), .personalDataShown,
    .payoutSent(
      id: "CX-1/1", place: BatchPlace(BatchID("B-20261118-1"), line: 2), payee: "Meera Iyer"),
  ]

  static let deskFacts: [DeskFact] = [
    .personAdded(person: asha.person, uid: 4_294_967_295, role: .executive),
    .roleChanged(person: asha.person, role: .opsManager), .policyProposed(policy: policy),
    .policyAdopted(policy: policy),
    .personalDataErased(disputes: [id(1), id(2)], reason: "she asked"),
    .deputyAppointed(
      deputy: asha.person, standsFor: omar.person, from: at, until: at.adding(seconds: 86_400)),
    .deputyEnded(deputy: asha.person, standsFor: omar.person, from: at),
    .payoutBatchMade(
      batch: BatchID("B-20261118-1"), lines: 2, total: .rupees(4_000),
      layout: PayoutLayout([.init(.intent, "Intent"), .init(.amount, "Amount (₹)")])),
  ]

  static let listingFacts: [ListingFact] = [
    .orderListed(
      listing: OrderListing(order: OrderID("ORD-1"), facts: order, device: "Pixel 6a 128GB")),
    .vendorListed(
      listing: VendorListing(
        vendor: vendor, city: "Pune", phone: "+91 90000 00001", vpa: "vendor1@okbank",
        credits: -12, standing: .blocked)),
    .statementEntryListed(
      entry: StatementEntry(
        id: EntryID("wallet:fonebay pune:W-9"), statement: .wallet, at: at, direction: .paid,
        amount: .rupees(8_000), vendor: vendor, number: "W-9", order: OrderID("ORD-1"),
        payee: "meera@okbank", reference: "6323 1434 5678", narration: "“settled”")),
    .statementCovered(
      span: StatementSpan(
        statement: .bank, vendor: nil, from: at, to: at.adding(seconds: 86_400))),
  ]

  /// A fact's name in the log. A new fact does not compile until it stands here, and in the examples.
  static func name(of fact: Fact) -> String {
    switch fact {
    case .ticketLogged: "ticketLogged"
    case .ticketAmended: "ticketAmended"
    case .ticketRelisted: "ticketRelisted"
    case .claimed: "claimed"
    case .released: "released"
    case .assigned: "assigned"
    case .ticketReviewed: "ticketReviewed"
    case .orderRecorded: "orderRecorded"
    case .disagreementAcknowledged: "disagreementAcknowledged"
    case .contacted: "contacted"
    case .vendorAnswered: "vendorAnswered"
    case .customerHeard: "customerHeard"
    case .proofRecorded: "proofRecorded"
    case .proofAccepted: "proofAccepted"
    case .proofRejected: "proofRejected"
    case .deductionSupported: "deductionSupported"
    case .deductionFell: "deductionFell"
    case .payoutRequested: "payoutRequested"
    case .payoutApproved: "payoutApproved"
    case .payoutDeclined: "payoutDeclined"
    case .payoutVoided: "payoutVoided"
    case .payoutSent: "payoutSent"
    case .payoutSettled: "payoutSettled"
    case .payoutFailed: "payoutFailed"
    case .payoutReversed: "payoutReversed"
    case .vendorDebited: "vendorDebited"
    case .vendorCredited: "vendorCredited"
    case .vendorSuspended: "vendorSuspended"
    case .vendorBlocked: "vendorBlocked"
    case .vendorUnblocked: "vendorUnblocked"
    case .vendorFlagged: "vendorFlagged"
    case .repeatOffenderFlagged: "repeatOffenderFlagged"
    case .vendorKept: "vendorKept"
    case .blockProposed: "blockProposed"
    case .remarked: "remarked"
    case .noted: "noted"
    case .signedOff: "signedOff"
    case .signOffLapsed: "signOffLapsed"
    case .escalated: "escalated"
    case .found: "found"
    case .findingLapsed: "findingLapsed"
    case .returned: "returned"
    case .parked: "parked"
    case .summarised: "summarised"
    case .statusMarked: "statusMarked"
    case .statusCleared: "statusCleared"
    case .closed: "closed"
    case .outsideApplied: "outsideApplied"
    case .reopened: "reopened"
    case .merged: "merged"
    case .withdrawn: "withdrawn"
    case .personalDataShown: "personalDataShown"
    }
  }

  /// A desk fact's name in the log.
  static func name(of fact: DeskFact) -> String {
    switch fact {
    case .personAdded: "personAdded"
    case .roleChanged: "roleChanged"
    case .policyProposed: "policyProposed"
    case .policyAdopted: "policyAdopted"
    case .personalDataErased: "personalDataErased"
    case .deputyAppointed: "deputyAppointed"
    case .deputyEnded: "deputyEnded"
    case .payoutBatchMade: "payoutBatchMade"
    }
  }
}

/// A vault whose tokens are the same in every run.
struct PlainVault: PersonalVault {
  func token(for text: String) -> String { StreamVault.token(salt: [1, 2, 3], text: text) }
  func text(for token: String) -> String { token }
}
