import Foundation
import Procedure
import SeededDesk

/// Bringing orders and tickets in, beside `sqlite3 .import` of the same rows into tables with the same indexes.
///
/// The floor keeps what a screen reads and nothing else: the rows of the queue as paydesk has them after its own import,
/// with every index of them and the search index, and the orders as the file lists them, with the indexes by which they are
/// looked for. It keeps no log, hashes nothing, checks nothing.
struct ImportBench {
  let tickets: Int
  let folder: String
  let program: String
  /// How often; the largest takes long enough once.
  let rounds: Int

  init(tickets: Int, desks: String, program: String) throws {
    self.tickets = tickets
    self.program = program
    rounds = tickets > 100_000 ? 1 : tickets > 10_000 ? 2 : 5
    folder = "\(desks)/import-\(getpid())"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  func measure(into report: inout Report) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try writeFiles()
    var (orders, arrivals, floors, both) = (Times(), Times(), Times(), Times())
    for round in 0..<rounds {
      let home = "\(folder)/\(round)"
      try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
      let database = "\(home)/paydesk.db"
      let environment = WorkingDesk.environment(home: home, database: database)
      func paydesk(_ words: String...) throws -> Double {
        try timed { try Programs.run([program] + words, environment: environment) }
      }
      _ = try paydesk("init")
      orders.add(try paydesk("import", "orders", "\(folder)/orders.csv"))
      arrivals.add(try paydesk("import", "tickets", "\(folder)/tickets.csv"))
      both.add((orders.all.last ?? 0) + (arrivals.all.last ?? 0))
      floors.add(try floor(from: database, in: home))
      try FileManager.default.removeItem(atPath: home)
    }
    report.add(
      "import as many orders and tickets (floor: sqlite3 .import)", "ms", at: tickets,
      .init(value: both.median, floor: floors.median), .init(timesFloor: 3))
    report.add("import, of that the orders", "ms", at: tickets, .init(value: orders.median))
    report.add("import, of that the tickets", "ms", at: tickets, .init(value: arrivals.median))
  }

  // MARK: Files

  private func writeFiles() throws {
    let orders = try Lines("\(folder)/orders.csv")
    let arrivals = try Lines("\(folder)/tickets.csv")
    orders.add(
      "Order ID,Customer Name,Customer VPA,Customer Account,Device,Vendor,Pickup Status,Picked Up At,"
        + "Quoted Price,Final Invoice Value,Payment Marked,Pickup Notes")
    arrivals.add(
      "Ticket ID,Created At,Status,Tag,Customer Name,Phone,Order ID,Final App Price,Amount Received,"
        + "Complaint,Attachments")
    for number in 1...tickets {
      let (id, ticket) = Cast.ticket(number, at: .onThisMachine)
      let facts = Cast.order(number, of: ticket)
      let received = ticket.received.map { "\($0.paise / 100)" } ?? ""
      let complaint = ticket.complaint.text.replacingOccurrences(of: "\"", with: "\"\"")
      orders.add(
        "\(ticket.order),\(ticket.customer.text),\(facts.payTo?.text ?? ""),,Redmi Note 12,"
          + "\(facts.vendor),completed,2024-01-0\(number % 9 + 1) 10:15,\(ticket.quoted.paise / 100),"
          + "\(facts.invoice.paise / 100),no,")
      arrivals.add(
        "\(id),2024-01-1\(number % 10) 1\(number % 9):30,OPEN,"
          + "\(ticket.tag == .lessPaid ? "Less Paid" : "Customer Not Paid"),\(ticket.customer.text),"
          + "\(ticket.phone?.text ?? ""),\(ticket.order),\(ticket.quoted.paise / 100),\(received),"
          + "\"\(complaint)\",chat.png")
    }
    try orders.close()
    try arrivals.close()
  }

  // MARK: The floor

  /// How long `sqlite3` takes for the same rows, in milliseconds.
  private func floor(from database: String, in home: String) throws -> Double {
    let schema = try Programs.run(
      ["sqlite3", database],
      input: """
        SELECT sql || ';' FROM sqlite_schema
        WHERE sql IS NOT NULL AND (tbl_name = 'dispute' OR name = 'search');
        .mode csv
        .once \(home)/disputes.csv
        SELECT * FROM dispute;
        """)
    return try timed {
      try Programs.run(
        ["sqlite3", "\(home)/floor.db"],
        input: """
          PRAGMA journal_mode = WAL;
          PRAGMA synchronous = FULL;
          \(schema)
          CREATE TRIGGER found AFTER INSERT ON dispute BEGIN
            INSERT INTO search (rowid, ticket, order_id, customer, phone, vendor, refs)
            VALUES (new.place, new.ticket, new.order_id, new.customer, new.phone, new.vendor, new.refs);
          END;
          CREATE TABLE listing (order_id TEXT PRIMARY KEY, customer TEXT, vpa TEXT, account TEXT, device TEXT,
            vendor TEXT, pickup TEXT, picked_up_at TEXT, quoted TEXT, invoice TEXT, marked TEXT, notes TEXT)
            WITHOUT ROWID;
          CREATE INDEX listing_vpa ON listing (vpa, order_id, customer);
          CREATE INDEX listing_vendor ON listing (vendor);
          .mode csv
          .import --skip 1 \(folder)/orders.csv listing
          .import \(home)/disputes.csv dispute
          """)
    }
  }
}

/// A text file that is written line by line.
private final class Lines {
  private let file: FileHandle
  private var text = ""

  init(_ path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil) else {
      throw Trouble("\(path) cannot be made")
    }
    file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  }

  func add(_ line: String) {
    text += line + "\n"
    guard text.utf8.count > 1 << 20 else { return }
    flush()
  }

  func close() throws {
    flush()
    try file.close()
  }

  private func flush() {
    file.write(Data(text.utf8))
    text = ""
  }
}
