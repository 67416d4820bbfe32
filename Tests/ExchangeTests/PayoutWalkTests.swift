import Foundation
import Journal
import Procedure
import Testing

@testable import Exchange

/// Two people ask, approve, decline, correct, export, import and die at the worst moments, on one database.
@Suite("Random walks of payouts")
struct PayoutWalkTests {
  @Test("no payout is ever in two batches, and no order is paid more than is due", arguments: 1...3)
  func walk(seed: Int) throws {
    var walk = try PayoutWalk(seed: seed)
    for step in 0..<400 {
      try walk.step()
      if step % 5 == 0 { try walk.check() }
    }
    try walk.finish()
    #expect(walk.made >= 4, "the walk made batches")
    #expect(walk.torn > 1, "and died between the record and the file")
    #expect(!walk.settled.isEmpty && walk.failures > 0)
  }
}

/// A random walk of payouts over the journal on a disk, opened by two people at once.
private struct PayoutWalk {
  let folder = NSTemporaryDirectory() + "paydesk-walk-\(UUID().uuidString)"
  let journals: [RelationalJournal]
  var random: Seeded
  var now = PayoutDesk.now
  /// How many batches were made, and of how many the program died before the file was there.
  var made = 0
  var torn = 0
  var failures = 0
  var settled: Set<String> = []
  /// Rehearsals that somebody looked at and has not confirmed; the desk goes on meanwhile.
  private var open: [(by: Actor, rehearsal: BatchRehearsal)] = []
  private var references = 0
  private let tickets = 16

  init(seed: Int) throws {
    random = Seeded(seed)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let first = try RelationalJournal.create(at: folder + "/paydesk.db")
    journals = [first, try RelationalJournal.open(at: folder + "/paydesk.db")]
    for number in 1...tickets { try begin(number) }
  }

  private mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &random) == 0 }

  private mutating func one<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  /// Two disputes share an order, so that the cap over an order is at work too.
  private func begin(_ number: Int) throws {
    let ticket = Ticket(
      tag: .lessPaid, customer: "Meera Iyer", order: OrderID("ORD-\((number + 1) / 2)"),
      quoted: .rupees(10_000), received: .rupees(8_000), complaint: "Too little has come.",
      loggedAt: now)
    let facts = OrderFacts(
      pickup: .completed, pickedUpAt: now.adding(seconds: -86_400), invoice: .rupees(10_000),
      vendor: VendorName("FoneBay \(number)"), paymentMarked: false, payTo: "meera@okbank")
    for command in [.log(ticket), .claim, .review, .order(facts)] as [Command] {
      try say(command, number, by: PayoutDesk.asha)
    }
    _ = try? say(.acknowledge(.duplicateOrder), number, by: PayoutDesk.asha)
    try say(
      .contact(party: .vendor, channel: .phone, outcome: .answered), number, by: PayoutDesk.asha)
    try say(.answer(paid: .rupees(8_000), reason: "scratches"), number, by: PayoutDesk.asha)
  }

  private func say(_ command: Command, _ number: Int, by actor: Actor) throws {
    _ = try journals[number % 2].perform(
      command, on: TicketID("CX-\(number)"), by: actor, at: now, expecting: nil)
  }

  /// Something that somebody does; what the core refuses is no step back.
  mutating func step() throws {
    now = now.adding(seconds: Int64.random(in: 0...3_000, using: &random))
    let number = Int.random(in: 1...tickets, using: &random)
    let manager = one([PayoutDesk.omar, PayoutDesk.fina])
    do {
      switch Int.random(in: 0..<20, using: &random) {
      case 0...4: try ask(number)
      case 5...8: try say(.approve(reason: nil), number, by: PayoutDesk.fina)
      case 9: try say(.decline(reason: "no"), number, by: manager)
      case 10: try correct(number)
      case 11: try say(one([.send, .fail(reason: "by hand")]), number, by: manager)
      case 12, 13: try look(manager)
      case 14, 15: try confirm()
      case 16: try writeAgain(manager)
      default: try hear(manager)
      }
    } catch is Refusal {}
  }

  private func ask(_ number: Int) throws {
    guard let dispute = try journals[0].look(at: TicketID("CX-\(number)"))?.dispute else { return }
    try say(.requestPayout(amount: dispute.payoutDue), number, by: PayoutDesk.asha)
  }

  private mutating func correct(_ number: Int) throws {
    let payTo: Personal = one(["meera@okbank", "iyer@upi", "50100012345678 HDFC0001234", "=1@b"])
    let facts = OrderFacts(
      pickup: .completed, pickedUpAt: now.adding(seconds: -86_400), invoice: .rupees(10_000),
      vendor: VendorName("FoneBay \(number)"), paymentMarked: false, payTo: payTo,
      customer: one([nil, "Meera Iyer", "M. Iyer", "+Meera"]))
    try say(.order(facts), number, by: PayoutDesk.asha)
  }

  /// Somebody looks at what would go.
  private mutating func look(_ manager: Actor) throws {
    let rehearsal = try one(journals).rehearseBatch(
      of: nil, layout: .standard, by: manager, at: now)
    if !rehearsal.batch.lines.isEmpty { open.append((manager, rehearsal)) }
    if open.count > 2 { open.removeFirst() }
  }

  /// Somebody confirms what they looked at, perhaps long after, perhaps after the other did.
  private mutating func confirm() throws {
    guard !open.isEmpty else { return }
    let (by, rehearsal) = open.remove(at: Int.random(in: 0..<open.count, using: &random))
    if chance(3) { open.append((by, rehearsal)) }
    let batch = try one(journals).sendBatch(rehearsal.batch, by: by, at: now)
    made += 1
    try write(batch)
  }

  /// The file of a batch is written, or the program dies before, or with half of it under a temporary name.
  private mutating func write(_ batch: PayoutBatch) throws {
    let bytes = PayoutFile.bytes(of: batch)
    let path = "\(folder)/\(batch.id)-\(UUID().uuidString).csv"
    switch Int.random(in: 0..<4, using: &random) {
    case 0: torn += 1
    case 1:
      torn += 1
      try Data(bytes.prefix(bytes.count / 2)).write(to: URL(filePath: path + ".part"))
    default: try NewFile(in: folder).place(bytes, at: path)
    }
  }

  private mutating func writeAgain(_ manager: Actor) throws {
    guard let id = try batches().randomElement(using: &random),
      let batch = try one(journals).batch(id)
    else { return }
    try batch.admitWriting(by: manager)
    try write(batch)
  }

  private func batches() throws -> [BatchID] {
    var ids: [BatchID] = []
    for day in 0..<60 {
      let civil = CivilDay(sinceEpoch: PayoutDesk.now.civil(offset: 19_800).day.sinceEpoch + day)
      for number in 1... {
        let id = BatchID(day: civil, number: number)
        guard try !journals[0].payouts(of: id).isEmpty else { break }
        ids.append(id)
      }
    }
    return ids
  }

  /// A bank's file about any payout: words that fit, words that do not, and the same words again.
  private mutating func hear(_ manager: Actor) throws {
    var words: [BankWord] = []
    for _ in 0..<3 {
      let state = one([Payout.State.sent, .sent, .settled, .settled, .approved, .failed, .reversed])
      guard
        let row = try journals[0].payouts(in: state, after: nil, limit: 50).randomElement(
          using: &random)
      else { continue }
      guard !words.contains(where: { $0.intent == row.intent }) else { continue }
      references += chance(6) ? 0 : 1
      let isSettled = row.state == .settled
      let new = "6322000" + String(10_000 + references)
      words.append(
        BankWord(
          intent: row.intent,
          outcome: isSettled ? .reversed : one([.settled, .settled, .failed, .reversed, .pending]),
          amount: chance(12) ? .rupees(1) : row.amount,
          reference: isSettled ? one([nil, row.reference, new]) : one([new, new, row.reference])))
    }
    let outcomes = try one(journals).take(words, by: manager, at: now, rehearsing: false)
    for (word, outcome) in zip(words, outcomes) where (try? outcome.get()) == .new {
      if word.outcome == .settled { settled.insert(word.intent) }
      if word.outcome == .failed { failures += 1 }
    }
    let head = try journals[0].head()
    let again = try journals[1].take(words, by: manager, at: now, rehearsing: false)
    #expect(!again.contains { (try? $0.get()) == .new })
    #expect(try journals[0].head() == head, "the same words again record nothing")
  }

  /// What has to hold after every step.
  func check() throws {
    var owners: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where name.hasPrefix("B-") && name.hasSuffix(".csv") {
      let lines = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
        .split(separator: "\r\n").dropFirst()
      let batch = String(name.prefix { $0 != "_" }).split(separator: "-").prefix(3)
        .joined(separator: "-")
      var inFile: Set<String> = []
      for line in lines {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        #expect(String(cells[0]) == batch)
        let intent = String(cells[2])
        #expect(inFile.insert(intent).inserted, "\(intent) stands twice in \(name)")
        #expect(owners[intent, default: batch] == batch, "\(intent) is in two batches")
        owners[intent] = batch
      }
    }
    for order in stride(from: 1, through: tickets, by: 2) {
      let disputes = try [order, order + 1].compactMap {
        try journals[0].look(at: TicketID("CX-\($0)"))?.dispute
      }
      let out = disputes.flatMap(\.payouts).filter { $0.state == .sent || $0.state == .settled }
        .map(\.amount).reduce(Money.zero, +)
      #expect(out <= .rupees(2_000), "order \(order): \(out) is out of ₹2,000 due")
    }
  }

  /// At the end every batch is written again, to the same bytes as whatever was written of it, and the log is sound.
  func finish() throws {
    for id in try batches() {
      let batch = try #require(try journals[1].batch(id))
      let bytes = Data(PayoutFile.bytes(of: batch))
      for name in try FileManager.default.contentsOfDirectory(atPath: folder)
      where name.hasPrefix("\(id)-") && name.hasSuffix(".csv") {
        #expect(try Data(contentsOf: URL(filePath: folder + "/" + name)) == bytes, "\(name)")
      }
    }
    #expect(try journals[0].verify().isSound)
    try journals[0].rebuild()
    try check()
    try FileManager.default.removeItem(atPath: folder)
  }
}
