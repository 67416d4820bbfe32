import Foundation
import PostgresServer
import Testing

/// A desk on a PostgreSQL server, made with the program, and the people who work at it: each is a role of the server and has
/// a home of their own.
///
///     let desk = try ServerDesk()
///     let asha = try desk.open("asha")
///     try desk.run("ravi", "people")
final class ServerDesk {
  /// Who works here, as what. The first makes the desk.
  static let people = [
    ("ravi", "ops-manager"), ("asha", "executive"), ("dev", "executive"),
    ("nisha", "finance-manager"), ("viv", "viewer"),
  ]

  let server: PostgresServer
  let database: String
  private var homes: [String: JourneyDesk] = [:]

  /// Makes a desk with some tickets, all less paid by ₹2,000 and each with its order.
  ///
  /// - Parameter server: where; all tests' own where none is given.
  init(on server: PostgresServer? = nil, tickets: Int = 3) throws {
    self.server = try server ?? .shared()
    database = "team_\(UUID().uuidString.prefix(8).lowercased())"
    for (uid, (person, role)) in ServerDesk.people.enumerated() {
      let number = "\(4_000_000_001 + uid)"
      if uid == 0 {
        try must(
          run(
            person, "store", "create", "--first", person, "--uid", number, "--store",
            self.server.address(database: database)))
      } else {
        try must(run("ravi", "people", "add", person, "--role", role, "--uid", number))
      }
    }
    guard tickets > 0 else { return }
    let shell = try home(of: "ravi").shell
    try shell.write("orders.csv", ServerDesk.orders(tickets))
    try shell.write("tickets.csv", ServerDesk.tickets(shell, tickets))
    try must(run("ravi", "import", "orders", "orders.csv"))
    try must(run("ravi", "import", "tickets", "tickets.csv"))
  }

  /// Where the desk is for somebody, over the server's socket or through a proxy.
  func address(of person: String, through proxy: CuttingProxy? = nil) -> String {
    proxy?.address(database: database, user: person)
      ?? server.address(database: database, user: person)
  }

  /// Runs a command as somebody.
  @discardableResult
  func run(_ person: String, _ arguments: String...) throws -> CommandDesk.Outcome {
    try home(of: person).shell.run(
      arguments, environment: ["PAYDESK_STORE": address(of: person)])
  }

  /// Opens the workbench at somebody's terminal, and waits until the queue is there.
  func open(
    _ person: String, columns: Int = 120, rows: Int = 31, through proxy: CuttingProxy? = nil
  ) throws -> JourneyTerminal {
    try home(of: person).open(
      columns: columns, rows: rows,
      environment: ["PAYDESK_STORE": address(of: person, through: proxy)])
  }

  /// Starts the program at the terminal of somebody who may not be let in.
  func start(_ person: String) throws -> JourneyTerminal {
    try home(of: person).start("", environment: ["PAYDESK_STORE": address(of: person)])
  }

  /// What the server's administrator is told.
  @discardableResult
  func psql(_ sql: String) throws -> String {
    let answer = try server.psql(sql, database: database)
    guard answer.status == 0 else { throw JourneyDesk.Trouble(description: answer.error) }
    return answer.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// How many events of a name the log holds.
  func count(of event: String) throws -> Int {
    Int(try psql("SELECT count(*) FROM paydesk_store.event WHERE name = '\(event)'")) ?? -1
  }

  /// Somebody's home.
  func home(of person: String) throws -> JourneyDesk {
    if let home = homes[person] { return home }
    let home = try JourneyDesk()
    homes[person] = home
    return home
  }

  private func must(_ outcome: CommandDesk.Outcome) throws {
    guard outcome.status == 0 else { throw JourneyDesk.Trouble(description: outcome.complaint) }
  }

  private static func orders(_ count: Int) -> String {
    let head =
      "Order ID,Customer Name,Customer VPA,Device,Vendor,Pickup Status,Picked Up At,Quoted Price,Final Invoice Value,Payment Marked,Pickup Notes\n"
    return (1...count).reduce(head) { text, number in
      text
        + "ORD-\(number),Meera Iyer,meera@okbank,Pixel 6a,FoneBay Pune,completed,2026-11-20T13:00:00+05:30,10000,10000,no,\n"
    }
  }

  private static func tickets(_ shell: CommandDesk, _ count: Int) -> String {
    let changes = (1...count).map {
      ($0, ["Tag": "Less Paid", "Amount Received": "8000.00", "Customer Name": "Meera Iyer"])
    }
    return shell.tickets(count, with: Dictionary(uniqueKeysWithValues: changes))
  }
}

extension JourneyTerminal {
  /// From the new ticket to a payout of ₹2,000 that was asked for.
  func askForPayout(on ticket: String) throws {
    try show(ticket)
    try press("c", until: "Claimed.")
    try press("v", until: "Ticket reviewed.")
    try openForm("o", "Step 2 · Order")
    try press("F2", until: "Order recorded.")
    try openForm("w", "Step 3 · Ask the vendor")
    press("y", "y", "Enter")
    type("8000")
    press("Enter")
    type("scratches, he says")
    try press("F2", until: "Vendor at fault (D5)")
    try openForm("$", "Ask for a payout")
    try press("F2", until: "Payout of ₹2,000 asked for.")
  }
}
