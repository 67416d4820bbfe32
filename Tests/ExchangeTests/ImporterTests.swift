import Foundation
import Journal
import Procedure
import Testing

@testable import Exchange

/// A journal in memory and a folder of files to import.
private final class Desk {
  let journal: RelationalJournal
  let folder: String
  let asha = Actor(Person("asha"), .executive)
  let now = Instant(rfc3339: "2026-11-22T14:32:00+05:30") ?? Instant(seconds: 0)

  static let header =
    "Ticket ID,Created At,Status,Tag,Customer Name,Phone,Order ID,Final App Price,Amount Received,Complaint,Attachments"
  static let orderHeader =
    "Order ID,Customer Name,Customer VPA,Device,Vendor,Pickup Status,Picked Up At,Quoted Price,Final Invoice Value,Payment Marked,Pickup Notes"

  init() throws {
    journal = try RelationalJournal.inMemory()
    folder = NSTemporaryDirectory() + "import-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// A ticket's row, good save for what is said.
  static func ticket(
    _ id: Int, tag: String = "Less Paid", quoted: String = "10000.00", received: String = "8000.00",
    status: String = "OPEN", complaint: String = "Too little came."
  ) -> String {
    "CX-\(id),2026-11-21T13:00:00+05:30,\(status),\(tag),Meera Iyer,+91 98765 43210,ORD-\(id),\(quoted),\(received),\(complaint),"
  }

  func write(_ name: String, _ lines: [String]) throws -> String {
    let path = folder + "/" + name
    try (lines.joined(separator: "\r\n") + "\r\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  func importer(_ kind: FileKind = .tickets, by actor: Actor? = nil) throws -> Importer {
    try Importer(
      journal: journal, actor: actor ?? asha, mapping: .default(for: kind), now: now)
  }

  func run(
    _ kind: FileKind = .tickets, _ path: String, _ change: (inout Importer) -> Void = { _ in }
  ) throws -> ImportSummary {
    var importer = try importer(kind)
    change(&importer)
    return try importer.run(path)
  }

  func perform(_ id: Int, _ commands: Command...) throws {
    for command in commands {
      _ = try journal.perform(command, on: TicketID("CX-\(id)"), by: asha, at: now, expecting: nil)
    }
  }

  func dispute(_ id: Int) throws -> Dispute? { try journal.look(at: TicketID("CX-\(id)"))?.dispute }

  var rejectsAreThere: Bool {
    !((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
      $0.hasSuffix(".rejects.csv")
    }.isEmpty
  }
}

extension ImportSummary {
  var counts: [Int] { [new, changed, same, rejected] }
}

@Suite("An import")
struct ImporterTests {
  private let desk: Desk

  init() throws { desk = try Desk() }

  @Test("takes good rows, rejects the others beside the file, and changes nothing the second time")
  func dirty() throws {
    let path = try desk.write(
      "t.csv",
      [
        Desk.header, Desk.ticket(1), Desk.ticket(2, quoted: "ten"), Desk.ticket(3),
        Desk.ticket(4, quoted: "5000", received: "6000"),
        Desk.ticket(5, tag: "Customer Not Paid", received: "0.00"),
      ])
    let first = try desk.run(.tickets, path)
    #expect(first.counts == [3, 0, 0, 2])
    #expect(first.rejects == path + ".rejects.csv")
    let rejects = try String(contentsOfFile: path + ".rejects.csv", encoding: .utf8)
    #expect(rejects.contains("\"3\",\"Final App Price\",\"ten\",\"an amount in rupees"))
    #expect(
      rejects.contains(
        "\"5\",\"Amount Received\",\"6000\",\"₹6,000 is more than the quoted ₹5,000.\""),
      "what the core refuses stands there in its words")
    #expect(try desk.dispute(5)?.ticket.received == nil)
    let head = try desk.journal.head()
    #expect(try desk.run(.tickets, path).counts == [0, 0, 3, 2])
    #expect(try desk.journal.head() == head)
  }

  @Test("takes its rejects back once they are mended")
  func mended() throws {
    let path = try desk.write("t.csv", [Desk.header, Desk.ticket(2, quoted: "ten")])
    _ = try desk.run(.tickets, path)
    let rejects = path + ".rejects.csv"
    let mended = try String(contentsOfFile: rejects, encoding: .utf8).replacingOccurrences(
      of: "\"ten\",\"8000.00\"", with: "\"10000\",\"8000.00\"")
    try mended.write(toFile: rejects, atomically: true, encoding: .utf8)
    #expect(try desk.run(.tickets, rejects).counts == [1, 0, 0, 0])
  }

  @Test("rejects an id that came twice again, until another id is given in the rejects file")
  func twiceAgain() throws {
    let path = try desk.write(
      "t.csv", [Desk.header, Desk.ticket(1), Desk.ticket(1, quoted: "9000")])
    #expect(try desk.run(.tickets, path).counts == [1, 0, 0, 1])
    let rejects = path + ".rejects.csv"
    let again = try desk.run(.tickets, rejects)
    #expect(again.counts == [0, 0, 0, 1])
    #expect(again.mistakes.first?.field == "Ticket ID")
    #expect(
      again.mistakes.first?.expected
        == "an id that comes once: line 2 has it with other content")
    #expect(try desk.run(.tickets, rejects) { $0.mode = .dryRun }.counts == [0, 0, 0, 1])
    #expect(try desk.run(.tickets, rejects + ".rejects.csv").counts == [0, 0, 0, 1])
    #expect(try desk.dispute(1)?.ticket.quoted == .rupees(10_000), "and nothing was rewritten")
    let mended = try String(contentsOfFile: rejects, encoding: .utf8).replacingOccurrences(
      of: "\"CX-1\",\"2026", with: "\"CX-2\",\"2026")
    try mended.write(toFile: rejects, atomically: true, encoding: .utf8)
    #expect(try desk.run(.tickets, rejects).counts == [1, 0, 0, 0])
    #expect(try desk.dispute(2)?.ticket.quoted == .rupees(9_000))
  }

  @Test("takes the good rows where the rejected ones cannot be written down, and says so")
  func rejectsUnwritable() throws {
    let path = try desk.write(
      "t.csv", [Desk.header, Desk.ticket(1), Desk.ticket(2, quoted: "ten"), Desk.ticket(3)])
    // A folder stands where the earlier rejects would be kept.
    _ = try desk.write("t.csv.rejects.csv", ["half mended"])
    try FileManager.default.createDirectory(
      atPath: path + ".rejects.csv~", withIntermediateDirectories: true)
    let summary = try desk.run(.tickets, path)
    #expect(summary.counts == [2, 0, 0, 1])
    #expect(summary.rejects == nil && summary.isRecorded)
    #expect(summary.rejectsFailure?.file == path + ".rejects.csv")
    #expect(
      try String(contentsOfFile: path + ".rejects.csv", encoding: .utf8) == "half mended\r\n")
  }

  @Test("makes a correction of a changed row, and leaves what a person amended")
  func changed() throws {
    _ = try desk.run(.tickets, try desk.write("t.csv", [Desk.header, Desk.ticket(1)]))
    try desk.perform(1, .claim, .amend(TicketAmendment(quoted: .rupees(11_000))))
    let summary = try desk.run(
      .tickets,
      try desk.write(
        "t.csv", [Desk.header, Desk.ticket(1, quoted: "12000", received: "7000.00")]))
    #expect(summary.counts == [0, 1, 0, 0])
    let ticket = try #require(try desk.dispute(1)?.ticket)
    #expect(ticket.quoted == .rupees(11_000), "a person recorded this one")
    #expect(ticket.received == .rupees(7_000))
  }

  @Test("takes an id that comes twice once, and rejects the second where it says otherwise")
  func twice() throws {
    let path = try desk.write(
      "t.csv",
      [Desk.header, Desk.ticket(1), Desk.ticket(1), Desk.ticket(1, quoted: "9000")])
    let summary = try desk.run(.tickets, path)
    #expect(summary.counts == [1, 0, 1, 1])
    #expect(summary.mistakes.first?.line == 4)
    #expect(try desk.dispute(1)?.ticket.quoted == .rupees(10_000))
  }

  @Test(
    "rejects a changed row of a closed dispute in the core's words, and passes over an unchanged one"
  )
  func closed() throws {
    let path = try desk.write("t.csv", [Desk.header, Desk.ticket(1)])
    _ = try desk.run(.tickets, path)
    let facts = OrderFacts(
      pickup: .completed, invoice: .rupees(10_000), vendor: VendorName("FoneBay Pune"),
      paymentMarked: false)
    try desk.perform(
      1, .claim, .review, .order(facts), .hear(received: .rupees(10_000), note: nil),
      .summarise(text: "The customer confirms that all of it has come."), .mark(.resolvedPaid),
      .close(seen: nil))
    #expect(try desk.run(.tickets, path).counts == [0, 0, 1, 0])
    let changed = try desk.write("u.csv", [Desk.header, Desk.ticket(1, quoted: "9000")])
    for mode in [Importer.Mode.dryRun, .each] {
      let summary = try desk.run(.tickets, changed) { $0.mode = mode }
      #expect(summary.counts == [0, 0, 0, 1])
      #expect(summary.mistakes.first?.expected == "CX-1 is closed: a manager has to reopen it.")
    }
    let done = try desk.write("v.csv", [Desk.header, Desk.ticket(1, status: "resolved")])
    #expect(try desk.run(.tickets, done).confirmed == 1, "the platform shows the status")
    #expect(try desk.dispute(1)?.outstanding == [])
    #expect(try desk.run(.tickets, done).confirmed == 0)
  }

  @Test("confirms a block that the panel shows")
  func confirmedBlock() throws {
    _ = try desk.run(.tickets, try desk.write("t.csv", [Desk.header, Desk.ticket(1)]))
    let facts = OrderFacts(
      pickup: .completed, invoice: .rupees(10_000), vendor: VendorName("FoneBay Pune"),
      paymentMarked: false)
    try desk.perform(1, .claim, .review, .order(facts))
    _ = try desk.journal.perform(
      .block(reason: nil), on: TicketID("CX-1"), by: Actor(Person("ravi"), .opsManager),
      at: desk.now, expecting: nil)
    let header = "Vendor,City,Phone,VPA,Credits,Standing"
    let active = try desk.write("v.csv", [header, "FoneBay Pune,Pune,,,100,active"])
    #expect(try desk.run(.vendors, active).confirmed == 0)
    let blocked = try desk.write("v.csv", [header, "FoneBay Pune,Pune,,,100,blocked"])
    #expect(try desk.run(.vendors, blocked).confirmed == 1)
  }

  @Test("tells all of it in a dry run and writes nothing, no rejects either")
  func dryRun() throws {
    _ = try desk.run(
      .tickets, try desk.write("t.csv", [Desk.header, Desk.ticket(1), Desk.ticket(2)]))
    let head = try desk.journal.head()
    let path = try desk.write(
      "u.csv",
      [
        Desk.header, Desk.ticket(1), Desk.ticket(2, quoted: "9000"), Desk.ticket(3),
        Desk.ticket(4, received: "99999"),
      ])
    let summary = try desk.run(.tickets, path) { $0.mode = .dryRun }
    #expect(summary.counts == [1, 1, 1, 1])
    #expect(!summary.isRecorded && summary.rejects == nil && !desk.rejectsAreThere)
    #expect(summary.mistakes.map(\.line) == [5])
    #expect(try desk.journal.head() == head)
    #expect(try desk.run(.tickets, path).counts == summary.counts, "and that is what comes of it")
  }

  @Test("takes all or nothing when it is strict, over all files")
  func strict() throws {
    let good = try desk.write("a.csv", [Desk.header] + (1...600).map { Desk.ticket($0) })
    let bad = try desk.write("b.csv", [Desk.header, Desk.ticket(601), Desk.ticket(602, tag: "?")])
    var importer = try desk.importer()
    importer.mode = .strict
    let refused = try importer.run([good, bad])
    #expect(refused.map(\.rejected) == [0, 1])
    #expect(refused.allSatisfy { !$0.isRecorded })
    #expect(try desk.journal.head().number == 0)
    let taken = try importer.run([good])
    #expect(taken[0].counts == [600, 0, 0, 0] && taken[0].isRecorded)
    #expect(try desk.journal.head().number == 600)
    #expect(try importer.run([good])[0].counts == [0, 0, 600, 0])
  }

  @Test("that is stopped leaves whole batches in, and goes on when it is run again")
  func stopped() throws {
    let path = try desk.write("t.csv", [Desk.header] + (1...2_400).map { Desk.ticket($0) })
    let summary = try desk.run(.tickets, path) { $0.shouldStop = { true } }
    #expect(summary.isInterrupted)
    #expect(summary.counts == [2_000, 0, 0, 0])
    #expect(try desk.run(.tickets, path).counts == [400, 0, 2_000, 0])
  }

  @Test("tells how far it is after each batch")
  func progress() throws {
    let path = try desk.write("t.csv", [Desk.header] + (1...4_400).map { Desk.ticket($0) })
    var rows: [Int] = []
    _ = try desk.run(.tickets, path) { $0.progress = { rows.append($0.rows) } }
    #expect(rows == [2_000, 4_000, 4_400])
  }

  @Test("lists orders with their notes, and knows them again")
  func orders() throws {
    let row =
      "ORD-1,Meera Iyer,meera@okbank,Pixel 6a,FoneBay Pune,completed,2026-11-20T17:40:00+05:30,10000,8000,No,"
    let path = try desk.write(
      "o.csv",
      [
        Desk.orderHeader,
        row + "\"2026-11-20T17:31:00+05:30 | 2000.00 | Screen cracked\n2026-11-20 17:32 | 500 | \"",
      ])
    #expect(try desk.run(.orders, path).counts == [1, 0, 0, 0])
    #expect(try desk.run(.orders, path).counts == [0, 0, 1, 0])
    #expect(try desk.run(.orders, path) { $0.mode = .dryRun }.counts == [0, 0, 1, 0])
    let listing = try #require(try desk.journal.listing(of: OrderID("ORD-1")))
    #expect(listing.device == "Pixel 6a")
    #expect(listing.facts.payTo?.text == "meera@okbank")
    #expect(listing.facts.notes.map(\.text) == ["Screen cracked", "₹500"])
    #expect(listing.facts.notes[0].at.rfc3339(offset: 19_800) == "2026-11-20T17:31:00+05:30")
    #expect(
      try desk.run(.orders, try desk.write("o.csv", [Desk.orderHeader, row])).counts == [
        0, 1, 0, 0,
      ])
  }

  @Test("names the columns that a file lacks, and the kind that it looks like")
  func otherKind() throws {
    let path = try desk.write("o.csv", [Desk.orderHeader])
    let error = #expect(throws: SourceMistakes.self) { try desk.run(.tickets, path) }
    let text = error?.description ?? ""
    #expect(text.contains("Ticket ID") && text.contains("`paydesk import orders \(path)`"))
  }

  @Test(
    "refuses a file that is not what it says, and takes an empty one of JSON Lines",
    arguments: ["t.csv", "t.jsonl"])
  func notWhatItSays(name: String) throws {
    let path = desk.folder + "/" + name
    try Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0xFF]).write(
      to: URL(filePath: path))
    #expect(throws: (any Error).self) { try desk.run(.tickets, path) }
    try Data().write(to: URL(filePath: path))
    if name.hasSuffix("jsonl") {
      #expect(try desk.run(.tickets, path).counts == [0, 0, 0, 0])
    } else {
      #expect(throws: SourceMistake.self) { try desk.run(.tickets, path) }
    }
    #expect(!desk.rejectsAreThere)
  }

  @Test("is refused to a viewer before a row is read, in the core's words")
  func viewer() throws {
    for kind in FileKind.allCases {
      let refusal = #expect(throws: Refusal.self) {
        try desk.importer(kind, by: Actor(Person("viv"), .viewer))
      }
      #expect(refusal?.message == "A viewer changes nothing.")
    }
  }

  @Test("counts what was changed on the way in")
  func warnings() throws {
    let path = try desk.write(
      "t.csv", [Desk.header, Desk.ticket(1, complaint: "\u{1B}[2J gone \u{202E}")])
    let summary = try desk.run(.tickets, path)
    #expect(summary.counts == [1, 0, 0, 0])
    #expect(summary.warningCount == 1)
    #expect(try desk.dispute(1)?.ticket.complaint.text.contains("\u{1B}") == false)
  }
}
