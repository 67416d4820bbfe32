import Foundation
import Journal
import Procedure
import Testing

@testable import Exchange

@Suite("Files of payouts")
struct PayoutFileTests {
  @Test("a batch is a row for each payout, money plain, and the same bytes each time")
  func bytes() throws {
    let desk = try PayoutDesk()
    try desk.approve(1)
    try desk.approve(2, customer: "Rao, \"K.\"", payTo: "A/c 000123456789 IFSC: sbin0000456")
    let batch = try desk.send()
    let text = String(decoding: PayoutFile.bytes(of: batch), as: UTF8.self)
    #expect(
      text.split(separator: "\r\n").map(String.init) == [
        "Batch,Line,Intent,Payee,VPA,Account,IFSC,Amount,Ticket,Order",
        "B-20261118-1,1,CX-1-P1,Meera Iyer,meera@okbank,,,2001.00,CX-1,ORD-1",
        "B-20261118-1,2,CX-2-P1,\"Rao, \"\"K.\"\"\",,000123456789,SBIN0000456,2002.00,CX-2,ORD-2",
      ])
    #expect(text.hasSuffix("ORD-2\r\n"))
    let again = try #require(try desk.journal.batch(batch.id))
    #expect(PayoutFile.bytes(of: again) == PayoutFile.bytes(of: batch))
    #expect(PayoutFile.name(of: batch.id) == "B-20261118-1.csv")
  }

  @Test("the layout that is printed is the standard one, and others are read in their order")
  func layouts() throws {
    #expect(try PayoutLayout.parse(PayoutLayout.printed(), file: "m").get() == .standard)
    let yaml = """
      payouts:
        columns:
          intent: Ref
      batch:
        columns:
          amount: "Txn Amount"
          intent: "Customer Ref"
          payee: Beneficiary
          order: ~
          vpa: VPA
      """
    let layout = try PayoutLayout.parse(yaml, file: "m").get()
    #expect(layout.headings == ["Txn Amount", "Customer Ref", "Beneficiary", "VPA"])
    #expect(
      try ColumnMapping.parse(yaml, file: "m", for: .payouts).get().columns["intent"] == "Ref")
  }

  @Test(
    "a layout that cannot be is refused with file, line and field",
    arguments: [
      ("", "m: a part for batch"), ("batch: 3", "m:1: batch: found “3”"),
      ("colour: red", "m:1: found “colour”"),
      ("batch:\n  columns:\n    colour: Red\n", "m:3: columns: found “colour”"),
      ("batch:\n  columns:\n    intent: I\n    payee: P\n    vpa: V\n", "m: amount"),
      ("batch:\n  columns:\n    intent: I\n    payee: P\n    amount: A\n", "m: vpa"),
      (
        "batch:\n  columns:\n    intent: I\n    payee: P\n    amount: A\n    account: C\n",
        "m: ifsc"
      ),
      (
        "batch:\n  columns:\n    intent: I\n    payee: =P\n    amount: A\n    vpa: V\n",
        "m:4: payee: found “=P”"
      ),
      (
        "batch:\n  columns:\n    intent: I\n    payee: I\n    amount: A\n    vpa: V\n",
        "m:4: payee: found “I”, expected a heading of its own"
      ),
      ("batch:\n  columns:\n    intent: [a]\n", "m:3: intent"),
      ("batch:\n  columns: {intent: I, intent: J}\n", "m:"), ("a: [", "m:"),
    ])
  func bad(yaml: String, beginning: String) {
    guard case .failure(let mistakes) = PayoutLayout.parse(yaml, file: "m") else {
      Issue.record("it was read")
      return
    }
    #expect(mistakes.list.contains { $0.description.hasPrefix(beginning) }, "\(mistakes)")
  }

  @Test("a file gets its name whole, takes nobody's place, and is its owner's alone")
  func newFile() throws {
    let folder = NSTemporaryDirectory() + "paydesk-new-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/b.csv"
    do {
      let file = try NewFile(in: folder)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
      #expect(!FileManager.default.fileExists(atPath: path))
      try file.append([1, 2])
      try file.place([3], at: path)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["b.csv"])
    #expect(try Data(contentsOf: URL(filePath: path)) == Data([1, 2, 3]))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    do {
      try NewFile(in: folder).place([4], at: path)
      Issue.record("it took the place of another")
    } catch {
      #expect(error.isTaken)
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == Data([1, 2, 3]))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["b.csv"])
    #expect(throws: NewFile.Failure.self) { try NewFile(in: folder + "/none") }
  }

  @Test("what is added piece by piece is there whole and in order")
  func appended() throws {
    let folder = NSTemporaryDirectory() + "paydesk-new-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var whole: [UInt8] = []
    let file = try NewFile(in: folder)
    for number in 0..<2_000 {
      let piece = Array(
        "line \(number) of a file that is longer than what is written at once\n".utf8)
      try file.append(piece)
      whole += piece
    }
    try file.place(at: folder + "/long.txt")
    #expect(try Data(contentsOf: URL(filePath: folder + "/long.txt")) == Data(whole))
  }
}

@Suite("The bank's results")
struct PayoutResultTests {
  private let header = "Intent,Status,Amount,Reference,Mode,Reason\n"

  private func imported(
    _ desk: PayoutDesk, _ rows: String, mode: Importer.Mode = .each,
    mapping: ColumnMapping = .default(for: .payouts), header: String? = nil
  ) throws -> ImportSummary {
    let path = desk.folder + "/r.csv"
    try ((header ?? self.header) + rows).write(toFile: path, atomically: true, encoding: .utf8)
    var importer = try Importer(
      journal: desk.journal, actor: PayoutDesk.omar, mapping: mapping, now: PayoutDesk.now)
    importer.mode = mode
    return try importer.run(path)
  }

  private func sent() throws -> PayoutDesk {
    let desk = try PayoutDesk()
    for number in 1...4 { try desk.approve(number) }
    _ = try desk.send()
    return desk
  }

  @Test("are recorded once: references, failures, reversals; what is pending is nothing")
  func once() throws {
    let desk = try sent()
    let rows = """
      CX-1-P1,SUCCESS,2001.00,632200010001,UPI,
      CX-2-P1,Failed,"2,002.00",,,account closed
      CX-3-P1,settled,2003,RATNN26322123456,NEFT,
      CX-3-P1,Reversed,2003,RATNN26322123456,NEFT,dormant
      CX-4-P1,In Process,2004,,,

      """
    let first = try imported(desk, rows)
    #expect(first.outcomes == [.settled: 2, .failed: 1, .reversed: 1, .pending: 1])
    #expect(first.same == 0 && first.rejected == 0)
    let states = try (1...4).map { try desk.journal.payout("CX-\($0)-P1")?.state }
    #expect(states == [.settled, .failed, .reversed, .sent])
    let head = try desk.journal.head()
    let again = try imported(desk, rows)
    #expect(again.outcomes == [.pending: 1] && again.same == 4 && again.rejected == 0)
    #expect(try desk.journal.head() == head)
  }

  @Test("are reported by line and column where they cannot be taken, and the others are taken")
  func rejects() throws {
    let desk = try sent()
    let rows = """
      CX-1-P1,SUCCESS,2001.00,12345,UPI,
      CX-9-P1,SUCCESS,2001.00,632200010001,UPI,
      CX-2-P1,SUCCESS,2001.00,632200010001,UPI,
      CX-3-P1,reversed,2003.00,,,
      CX-3-P1,maybe,2003.00,632200010003,UPI,
      CX-3-P1,SUCCESS,2003.00,632200010003,CARD,
      CX-3-P1,SUCCESS,,632200010003,UPI,
      CX-3-P1,SUCCESS,2003.00,,UPI,
      CX-4-P1,SUCCESS,2004.00,632200010004,UPI,
      CX-4-P1,SUCCESS,2004.00,632200010005,UPI,
      CX-3-P1,SUCCESS,2003.00,632200010004,UPI,
      ,SUCCESS,2003.00,632200010009,UPI,

      """
    let summary = try imported(desk, rows)
    #expect(summary.outcomes == [.settled: 1])
    #expect(summary.rejected == 11)
    let told = summary.mistakes.map { "\($0.line ?? 0) \($0.field ?? "")" }
    #expect(
      told == [
        // What cannot be read is told as its row is read, before its batch is decided.
        "6 Status", "7 Mode", "13 Intent", "2 Reference", "3 Intent", "4 Amount", "5 Status",
        "8 Amount", "9 Reference", "11 Reference", "12 Reference",
      ])
    #expect(summary.mistakes.contains { $0.expected.contains("payout CX-4-P1 already") })
    #expect(try desk.journal.payout("CX-4-P1")?.reference == "632200010004")
    let rejects = try String(contentsOfFile: desk.folder + "/r.csv.rejects.csv", encoding: .utf8)
    #expect(rejects.split(separator: "\r\n").count == 12)
  }

  @Test("write nothing in a dry run, nor strictly where one row is bad")
  func modes() throws {
    let desk = try sent()
    let head = try desk.journal.head()
    let rows = "CX-1-P1,SUCCESS,2001.00,632200010001,UPI,\nCX-2-P1,SUCCESS,2002.00,x,UPI,\n"
    let tried = try imported(desk, rows, mode: .dryRun)
    #expect(tried.outcomes == [.settled: 1] && tried.rejected == 1 && !tried.isRecorded)
    #expect(try imported(desk, rows, mode: .strict).isRecorded == false)
    #expect(try desk.journal.head() == head)
    let good = try imported(
      desk, "CX-1-P1,SUCCESS,2001.00,632200010001,UPI,\n", mode: .strict)
    #expect(good.outcomes == [.settled: 1] && good.isRecorded)
  }

  @Test("are read through a mapping of columns and words")
  func mapping() throws {
    let desk = try sent()
    let printed = ColumnMapping.printed(for: .payouts)
    #expect(
      try ColumnMapping.parse(printed, file: "m", for: .payouts).get() == .default(for: .payouts))
    let yaml = """
      payouts:
        columns:
          intent: Ref
          outcome: Result
          mode: ~
        words:
          outcome:
            settled: [OK]
      """
    let mapping = try ColumnMapping.parse(yaml, file: "m", for: .payouts).get()
    let summary = try imported(
      desk, "CX-1-P1,ok,2001.00,632200010001\nCX-2-P1,SUCCESS,2002.00,632200010002\n",
      mapping: mapping, header: "Ref,Result,Amount,Reference\n")
    #expect(summary.outcomes == [.settled: 1] && summary.rejected == 1)
  }

  @Test("may be the batch's own file with the bank's columns beside its own")
  func ownFile() throws {
    let desk = try sent()
    let batch = try #require(try desk.journal.batch(BatchID("B-20261118-1")))
    let lines = String(decoding: PayoutFile.bytes(of: batch), as: UTF8.self)
      .split(separator: "\r\n")
    let rows = lines.dropFirst().enumerated().map { index, line in
      "\(line),SUCCESS,63220001000\(index)\n"
    }
    let summary = try imported(
      desk, rows.joined(), header: "\(lines[0]),Status,Reference\n")
    #expect(summary.outcomes == [.settled: 4])
  }

  @Test("are not a viewer's to take")
  func viewer() throws {
    let desk = try sent()
    #expect(throws: Refusal.self) {
      try Importer(
        journal: desk.journal, actor: Actor(Person("vera"), .viewer),
        mapping: .default(for: .payouts), now: PayoutDesk.now)
    }
  }
}

/// A journal with payouts in it; each owes 2,000 of 10,000 and a rupee more by its number.
final class PayoutDesk {
  static let asha = Actor(Person("asha"), .executive)
  static let omar = Actor(Person("omar"), .opsManager)
  static let fina = Actor(Person("fina"), .financeManager)
  /// 18 November 2026, 16:36 in India.
  static let now = Instant(seconds: 1_795_000_000)

  let journal: RelationalJournal
  let folder = NSTemporaryDirectory() + "paydesk-payouts-\(UUID().uuidString)"

  init() throws {
    journal = try RelationalJournal.inMemory()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func approve(
    _ number: Int, customer: Personal = "Meera Iyer", payTo: Personal = "meera@okbank"
  ) throws {
    let ticket = Ticket(
      tag: .customerNotPaid, customer: customer, order: OrderID("ORD-\(number)"),
      quoted: .rupees(10_000), complaint: "No money has come.", loggedAt: PayoutDesk.now)
    let facts = OrderFacts(
      pickup: .completed, pickedUpAt: PayoutDesk.now.adding(seconds: -86_400),
      invoice: .rupees(10_000), vendor: VendorName("FoneBay \(number)"), paymentMarked: false,
      payTo: payTo)
    for command in [
      .log(ticket), .claim, .review, .order(facts),
      .contact(party: .vendor, channel: .phone, outcome: .answered),
      .answer(paid: .zero, reason: "no"),
      .hear(received: .rupees(8_000 - Int64(number)), note: nil),
      .requestPayout(amount: .rupees(2_000 + Int64(number))),
    ] as [Command] {
      try say(command, number, by: PayoutDesk.asha)
    }
    try say(.approve(reason: nil), number, by: PayoutDesk.fina)
  }

  func say(_ command: Command, _ number: Int, by actor: Actor) throws {
    _ = try journal.perform(
      command, on: TicketID("CX-\(number)"), by: actor, at: PayoutDesk.now, expecting: nil)
  }

  func send() throws -> PayoutBatch {
    let rehearsal = try journal.rehearseBatch(
      of: nil, layout: .standard, by: PayoutDesk.omar, at: PayoutDesk.now)
    return try journal.sendBatch(rehearsal.batch, by: PayoutDesk.omar, at: PayoutDesk.now)
  }
}
