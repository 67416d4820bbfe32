import Foundation
import Journal
import Procedure
import Testing

@testable import Exchange

/// A desk of one dispute and another, and a program that writes down what it is told.
private final class HookDesk {
  static let asha = Actor(Person("asha"), .executive)
  static let omar = Actor(Person("omar"), .opsManager)
  static let start = Instant(seconds: 1_795_000_000)

  let folder: HookFolder
  let journal: RelationalJournal
  let file: HookMemoryFile
  var hooks = Hooks()
  var now = HookDesk.start

  init() throws {
    folder = try HookFolder()
    journal = try RelationalJournal.create(at: folder.path + "/paydesk.db", sample: true)
    file = HookMemoryFile(of: journal.path, in: folder.path + "/state")
    try journal.perform(.initialise(HookDesk.omar.person, uid: 1), by: nil, at: now)
    let program = try folder.program("tell", "#!/bin/sh\ncat >> '\(folder.path)/told'\n")
    for what in Occurrence.What.allCases { hooks.programs[what] = [program] }
    hooks.seconds = 5
  }

  func does(_ command: Command, _ ticket: String = "CX-1", by actor: Actor = asha) throws {
    _ = try journal.perform(command, on: TicketID(ticket), by: actor, at: now, expecting: nil)
  }

  /// A dispute of which the vendor was asked.
  func ask(_ ticket: String = "CX-1", vendor: String = "FoneBay Pune") throws {
    let logged = Ticket(
      tag: .customerNotPaid, customer: "Meera Iyer", phone: "+91 98765 43210",
      order: OrderID("ORD-\(ticket)"), quoted: .rupees(4_000), complaint: "Nothing came.",
      loggedAt: now)
    try does(.log(logged), ticket)
    try does(.claim, ticket)
    try does(.review, ticket)
    let order = OrderFacts(
      pickup: .completed, invoice: .rupees(4_000), vendor: VendorName(vendor),
      paymentMarked: false, payTo: "meera@okbank")
    try does(.order(order), ticket)
    try does(.contact(party: .vendor, channel: .phone, outcome: .noAnswer), ticket)
  }

  @discardableResult
  func run() throws -> (end: HookRun.End, told: [HookRun.Told]) {
    var told: [HookRun.Told] = []
    let run = HookRun(hooks, of: journal, policy: Policy(), file: file)
    return (try run.run(at: now) { told.append($0) }, told)
  }

  /// What the program was told so far, field by field.
  var told: [[String: String]] {
    folder.text("told").split(separator: "\n").compactMap { line in
      let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return object?.compactMapValues { $0 is NSNull ? nil : "\($0)" }
    }
  }

  func later(hours: Int64) { now = now.adding(seconds: hours * 3_600) }
}

@Suite("Hooks are told what happened")
struct HookRunTests {
  @Test("the first time nothing old is told, then each thing once")
  func once() throws {
    let desk = try HookDesk()
    try desk.ask()
    try desk.does(.escalate(to: .opsManager, reason: "call 98765 43210", about: .dispute))
    #expect(try desk.run().end == .begun)
    #expect(try desk.run().told.isEmpty && desk.told.isEmpty)

    try desk.does(.return(instruction: "again"), by: HookDesk.omar)
    try desk.does(.answer(paid: .zero, reason: nil))
    try desk.does(.requestPayout(amount: .rupees(4_000)))
    try desk.does(.approve(reason: nil), by: HookDesk.omar)
    for _ in 1...3 { #expect(try desk.run().end == .through) }
    #expect(desk.told.map { $0["what"] } == ["decisionCame", "decisionAskedFor", "decisionCame"])
    #expect(desk.told.map { $0["about"] } == ["dispute", "payout", "payout"])
    #expect(desk.told.map { $0["outcome"] } == ["returned", nil, "approved"])
    #expect(desk.told.map { $0["who"] } == ["omar", "asha", "omar"])
    #expect(desk.told[1]["to"] == "opsManager" && desk.told[1]["amount"] == "4000.00")
    #expect(desk.told.allSatisfy { $0["attempt"] == "1" && $0["vendor"] == "FoneBay Pune" })
    let text = desk.folder.text("told")
    for secret in ["Meera", "98765", "okbank", "Nothing came"] { #expect(!text.contains(secret)) }
    #expect(try desk.run().told.isEmpty)
  }

  @Test("a window is told of when it lapses, once, also when it was seen to before anybody looked")
  func windows() throws {
    let desk = try HookDesk()
    try desk.ask("CX-1")
    try desk.ask("CX-2", vendor: "QuickCell Thane")
    try desk.run()
    desk.later(hours: 5)
    try desk.run()
    #expect(desk.told.isEmpty)
    desk.later(hours: 1)
    // It has lapsed this very moment, and is answered a moment later.
    desk.now = desk.now.adding(seconds: 30)
    try desk.does(.answer(paid: .zero, reason: nil), "CX-2")
    try desk.run()
    #expect(desk.told.map { $0["ticket"] } == ["CX-1", "CX-2"])
    #expect(Set(desk.told.map { $0["due"] }) == ["2026-11-18T22:36:40+05:30"])
    // Escalated and given back, it is the same window still.
    try desk.does(.escalate(to: .opsManager, reason: "nobody answers", about: .dispute))
    try desk.run()
    try desk.does(.return(instruction: "once more"), by: HookDesk.omar)
    try desk.run()
    #expect(desk.told.compactMap { $0["what"] }.filter { $0 == "windowLapsed" }.count == 2)
  }

  @Test("a policy that shortens windows has them lapse, and each is told of")
  func policy() throws {
    let desk = try HookDesk()
    try desk.ask()
    try desk.run()
    desk.later(hours: 2)
    try desk.run()
    var policy = Policy()
    policy.windowSeconds = 3_600
    try desk.journal.perform(.adopt(policy), by: HookDesk.omar, at: desk.now)
    try desk.journal.perform(
      .adopt(policy), by: Actor(Person("fina"), .financeManager), at: desk.now)
    try desk.run()
    try desk.run()
    #expect(desk.told.map { $0["what"] } == ["windowLapsed"])
  }

  @Test(
    "a program that fails is tried again with the same name, up to a bound, and others are told")
  func fails() throws {
    let desk = try HookDesk()
    try desk.ask()
    try desk.run()
    desk.hooks.programs[.decisionAskedFor] = [
      try desk.folder.program("fail", "#!/bin/sh\ncat >> '\(desk.folder.path)/tried'\nexit 9\n")
    ]
    try desk.does(.escalate(to: .opsManager, reason: "r", about: .dispute))
    try desk.does(.escalate(to: .financeManager, reason: "r", about: .vendor))
    try desk.does(.return(instruction: "i"), by: HookDesk.omar)
    for attempt in 1...4 {
      let told = try desk.run().told.filter { $0.failure != nil }
      #expect(told.map(\.attempt) == [attempt] && told.map(\.isGivenUp) == [false])
      #expect(told.first?.failure == "ended with status 9")
    }
    #expect(desk.told.map { $0["what"] } == ["decisionCame"], "it was not held up")
    let last = try desk.run().told
    #expect(last.map(\.isGivenUp) == [true])
    #expect(try desk.run().told.map(\.occurrence.about) == ["vendor"], "now the next one's turn")
    let lines = desk.folder.text("tried").split(separator: "\n")
    #expect(lines.count == 6 && Set(lines.prefix(5).map { $0.contains("event") }).count == 1)
    desk.hooks.programs[.decisionAskedFor] = desk.hooks.programs[.decisionCame]
    #expect(try desk.run().told.map(\.failure) == [nil])
    #expect(desk.told.last?["attempt"] == "2")
    #expect(try desk.run().told.isEmpty)
  }

  @Test("an attempt that was cut off is made again, with its number")
  func cutOff() throws {
    let desk = try HookDesk()
    try desk.ask()
    try desk.run()
    try desk.does(.escalate(to: .opsManager, reason: "r", about: .dispute))
    // As a power cut in the middle of the program leaves it.
    var memory = try #require(try desk.file.read())
    let (occurrences, told) = try #require(
      try desk.journal.occurrences(since: memory.told, at: desk.now))
    memory.told = told
    memory.waiting = occurrences.map { HookMemory.Waiting(occurrence: $0, attempts: 1) }
    try desk.file.write(memory)
    try desk.run()
    #expect(desk.told.map { $0["attempt"] } == ["2"])
    #expect(try desk.run().told.isEmpty)
  }

  @Test("two at once tell each thing once: one of them leaves it to the other")
  func together() throws {
    let desk = try HookDesk()
    try desk.run()
    let ends = try desk.file.locked { try desk.run().end }
    #expect(ends == .elsewhere)
    #expect(try desk.run().end == .through)
  }

  @Test("another log in the database's place begins anew, and so does what nobody listens for")
  func another() throws {
    let desk = try HookDesk()
    try desk.ask()
    try desk.run()
    var memory = try #require(try desk.file.read())
    memory.told.hash = String(repeating: "0", count: 64)
    try desk.file.write(memory)
    try desk.does(.escalate(to: .opsManager, reason: "r", about: .dispute))
    #expect(try desk.run().end == .begunAnew)
    #expect(desk.told.isEmpty)

    desk.hooks.programs = [:]
    try desk.does(.return(instruction: "i"), by: HookDesk.omar)
    #expect(try desk.run().told.isEmpty)
    #expect(try desk.file.read()?.waiting.isEmpty == true)
  }

  @Test("a memory that is not paydesk's is refused, and left as it is")
  func damaged() throws {
    let desk = try HookDesk()
    try desk.run()
    try "not JSON".write(toFile: desk.file.path, atomically: true, encoding: .utf8)
    let failure = #expect(throws: HookFailure.self) { try desk.run() }
    #expect(failure?.description.contains("remove it") == true)
    #expect(try String(contentsOfFile: desk.file.path, encoding: .utf8) == "not JSON")
  }

  @Test("what a vendor's name or a ticket's number says arrives as data")
  func hostile() throws {
    let desk = try HookDesk()
    let name = #"Fone'Bay" $(touch \#(desk.folder.path)/hacked) `id` \; ₹"# + "\u{1B}[2J\n"
    try desk.ask("CX-$(reboot)'\"", vendor: name)
    try desk.run()
    try desk.does(
      .escalate(to: .opsManager, reason: "$(reboot)", about: .dispute), "CX-$(reboot)'\"")
    try desk.run()
    #expect(desk.told.map { $0["vendor"] } == [name])
    #expect(desk.told.map { $0["ticket"] } == ["CX-$(reboot)'\""])
    #expect(!FileManager.default.fileExists(atPath: desk.folder.path + "/hacked"))
  }
}
