import Procedure
import Testing

@testable import Journal

@Suite("Personal data")
struct PersonalDataTests {
  @Test("stands beside the log, and can be erased without breaking it", arguments: Store.allCases)
  func erase(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    let picture = try journal.keepProof(Array("a picture".utf8))
    let shared = try journal.keepProof(Array("a shared picture".utf8))
    try journal.perform(.initialise(omar.person, uid: 1), by: nil, at: start)
    for number in 1...2 {
      let customer: Personal = number == 1 ? "Xanthippe Quux" : "Arjun Rao"
      try journal.does(.log(ticket(number, customer: customer, phone: "+91 77777 12345")), number)
      try journal.does(.claim, number)
      try journal.does(.review, number)
      var facts = orderFacts(payTo: number == 1 ? "xanthippe@okbank" : "arjun@okbank")
      facts.customer = number == 1 ? "X. Quux the customer" : "A. Rao"
      try journal.does(.order(facts), number)
      try journal.does(.acknowledge(.customer), number)
      try journal.does(
        .proof(
          Proof(
            id: ProofID("P1"), kind: .screenshot, amount: .rupees(1), paidAt: start,
            file: "a.png", sha256: shared)), number)
    }
    try journal.does(
      .proof(
        Proof(
          id: ProofID("P2"), kind: .screenshot, amount: .rupees(1), paidAt: start, file: "b.png",
          sha256: picture)), 1)
    let order = OrderListing(
      order: OrderID("ORD-1"), facts: orderFacts(payTo: "xanthippe@okbank"), device: "Pixel")
    _ = try journal.list([.order(order)], by: asha, at: start)
    #expect(try journal.search("xanthippe", limit: 5).map(\.ticket) == [id(1)])

    let head = try journal.head()
    try journal.perform(.erase([id(1)], reason: "she asked"), by: omar, at: start)

    let dispute = try journal.look(at: id(1))?.dispute
    #expect(dispute?.ticket.customer.text == Personal.erased)
    #expect(dispute?.order?.payTo?.text == Personal.erased)
    #expect(try journal.row(of: id(1))?.customer == Personal.erased)
    #expect(try journal.listing(of: OrderID("ORD-1"))?.facts.payTo?.text == Personal.erased)
    #expect(try journal.search("xanthippe", limit: 5).isEmpty)
    #expect(try journal.proofBytes(sha256: picture) == nil)
    #expect(try journal.proofBytes(sha256: shared) != nil)
    #expect(try journal.look(at: id(2))?.dispute.ticket.customer.text == "Arjun Rao")
    #expect(try journal.verify(against: head).isSound)
    #expect(try journal.dump() == journal.dumpAfterRebuild())

    // The next import does not bring it back.
    let again = try journal.arrive(
      [(id(1), ticket(1, customer: "Xanthippe Quux", phone: "+91 77777 12345"))], by: asha,
      at: start)
    #expect(try again[0].get() == .same)
    #expect(try journal.list([.order(order)], by: asha, at: start) == [.same])

    // Nothing of it is left in the files, not in freed space either.
    for name in Files.names(in: staged.folder.path) where name.hasPrefix("paydesk.db") {
      let bytes = try Files.read(staged.folder.path + "/" + name) ?? []
      for text in ["Xanthippe", "xanthippe", "x. quux"] {
        let isThere = bytes.holds(Array(text.utf8))
        #expect(!isThere, "\(text) in \(name)")
      }
    }
  }

  @Test("of a dispute that is not there erases nothing", arguments: Store.allCases)
  func unknown(store: Store) throws {
    let staged = try store.journal()
    try staged.journal.perform(.initialise(omar.person, uid: 1), by: nil, at: start)
    try staged.journal.does(.log(ticket(1)), 1)
    #expect(throws: Refusal.self) {
      try staged.journal.perform(.erase([id(1), id(2)], reason: "asked"), by: omar, at: start)
    }
    #expect(try staged.journal.look(at: id(1))?.dispute.ticket.customer.text == "Meera Iyer")
  }

  @Test(
    "is hashed with a salt of its own, one text on one dispute alike", arguments: Store.allCases)
  func tokens(store: Store) throws {
    let staged = try store.journal()
    try staged.journal.does(.log(ticket(1)), 1)
    try staged.journal.does(.log(ticket(2)), 2)
    try staged.journal.does(.claim, 1)
    try staged.journal.does(.amend(TicketAmendment(customer: "Meera Iyer-Rao")), 1)
    try staged.journal.does(.amend(TicketAmendment(customer: "Meera Iyer")), 1)
    let tokens = try staged.journal.read { reading in
      try reading.db.all("SELECT token FROM personal WHERE text = 'Meera Iyer'") { $0.text(0) }
    }
    #expect(Set(tokens).count == 2)
    #expect(tokens.allSatisfy { $0.hasPrefix("h:") && $0.utf8.count == 66 })
    let body = try staged.journal.read { try $0.log.events(of: .dispute(id(1))).first?.body }
    #expect(body?.holds(Array("Meera".utf8)) == false)
  }
}

extension [UInt8] {
  /// Whether the bytes hold others in one piece.
  func holds(_ others: [UInt8]) -> Bool {
    guard let first = others.first else { return true }
    var index = startIndex
    while let found = self[index...].firstIndex(of: first) {
      if self[found...].starts(with: others) { return true }
      index = found + 1
    }
    return false
  }
}
