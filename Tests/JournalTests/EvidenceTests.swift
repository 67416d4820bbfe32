import Procedure
import Testing

@testable import Journal

@Suite("What evidence asks of other disputes and of the panel's lists")
struct EvidenceTests {
  private func doubts(_ number: Int, in journal: RelationalJournal, at now: Instant = start) throws
    -> [Evidence.Doubt]
  {
    let look = try #require(try journal.look(at: id(number)))
    let context = Context(actor: omar, now: now, surroundings: look.surroundings)
    return Evidence(on: look.dispute, in: context).doubts
  }

  private func listing(_ number: Int, customer: Personal?, payTo: Personal) -> OrderListing {
    var facts = orderFacts(payTo: payTo)
    facts.customer = customer
    return OrderListing(order: OrderID("ORD-\(number)"), facts: facts, device: "Pixel")
  }

  @Test(
    "a payment address on an order that the panel lists for another customer is found, and goes with her"
  )
  func listed() throws {
    let journal = try RelationalJournal.inMemory()
    try journal.perform(.initialise(omar.person, uid: 1), by: nil, at: start)
    try journal.walksToVendor(1)
    let other = listing(7, customer: "Arjun Rao", payTo: "MEERA@okbank")
    _ = try journal.list([.order(other)], by: asha, at: start)
    _ = try journal.list(
      [.order(listing(8, customer: nil, payTo: "meera@okbank"))], by: asha, at: start)
    #expect(try doubts(1, in: journal) == [.payToElsewhere([OrderID("ORD-7")])])
    #expect(try journal.dump() == journal.dumpAfterRebuild())

    // A listing that reads otherwise now takes the place of the one before.
    _ = try journal.list(
      [.order(listing(7, customer: "Arjun Rao", payTo: "arjun@okbank"))], by: asha, at: start)
    #expect(try doubts(1, in: journal).isEmpty)
    _ = try journal.list([.order(other)], by: asha, at: start)

    try journal.does(.log(ticket(7, customer: "Arjun Rao")), 7)
    try journal.perform(.erase([id(7)], reason: "he asked"), by: omar, at: start)
    #expect(try doubts(1, in: journal).isEmpty)
    #expect(try !journal.dump().contains { $0.lowercased().contains("arjun") })
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }

  @Test("a listing that came later with another address, and one that differs, speak against")
  func versions() throws {
    let journal = try RelationalJournal.inMemory()
    _ = try journal.list(
      [.order(listing(1, customer: nil, payTo: "first@okbank"))], by: asha, at: start)
    try journal.walksToVendor(1)
    #expect(try doubts(1, in: journal) == [.payToNotListed])
    _ = try journal.list(
      [.order(listing(1, customer: nil, payTo: "meera@okbank"))], by: asha, at: minutes(3))
    #expect(try doubts(1, in: journal) == [.payToChanged(at: minutes(3))])
  }

  @Test("a look knows the vendor's last payouts, the maker's declined ones, and an open dispute")
  func background() throws {
    let journal = try RelationalJournal.inMemory()
    for number in 1...2 {
      try journal.walksToVendor(number)
      try journal.does(.contact(party: .vendor, channel: .phone, outcome: .answered), number)
      try journal.does(.answer(paid: .zero, reason: nil), number)
      try journal.does(.requestPayout(amount: .rupees(10_000)), number)
    }
    try journal.does(.decline(reason: "wait"), 1, by: fina, at: minutes(1))
    try journal.does(.approve(reason: nil), 2, by: fina, at: minutes(1))
    try journal.does(.settle(reference: "S1"), 2, at: minutes(2))
    let look = try #require(try journal.look(at: id(1)))
    let background = look.surroundings.background
    #expect(background.settled == [.rupees(10_000)])
    #expect(background.declined == [DeclinedRequest(dispute: id(1), at: minutes(1))])
    #expect(background.openDisputes == [VendorName("FoneBay Pune"): id(2)])
    // What came back is no payout that was settled.
    try journal.does(.reverse(reason: "account closed"), 2, at: minutes(3))
    #expect(try journal.look(at: id(1))?.surroundings.background.settled == [])
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }

  @Test(
    "a policy with another window decides anew whether a block was for silence, closed disputes too"
  )
  func policy() throws {
    let journal = try RelationalJournal.inMemory()
    try journal.perform(.initialise(omar.person, uid: 1), by: nil, at: start)
    try journal.perform(.add(fina.person, uid: 2, role: .financeManager), by: omar, at: start)
    try journal.walksToVendor(1)
    try journal.does(.contact(party: .vendor, channel: .phone, outcome: .noAnswer), 1)
    try journal.does(.block(reason: nil), 1, at: minutes(361))
    try journal.does(.hear(received: .rupees(10_000), note: nil), 1, at: minutes(362))
    try journal.does(.summarise(text: "She has it all, and says so herself."), 1, at: minutes(362))
    try journal.does(.mark(.resolvedPaid), 1, at: minutes(362))
    try journal.does(.close(seen: nil), 1, at: minutes(362))
    #expect(try journal.row(of: id(1))?.matter?.kind == .block)
    var policy = Policy()
    policy.windowSeconds = 7 * 3_600
    try journal.perform(.adopt(policy), by: omar, at: minutes(363))
    try journal.perform(.adopt(policy), by: fina, at: minutes(363))
    #expect(try journal.row(of: id(1))?.matter == nil)
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }
}
