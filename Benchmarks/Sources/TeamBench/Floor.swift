import Foundation
import PostgresServer
import SeededDesk

/// How often in a second the same server takes a transaction that only writes: as many rows as an action does, and as many bytes.
struct Floor {
  let server: PostgresServer
  let database: String
  /// What an action writes.
  var action: Meter.Reading
  var clients: Int

  struct Outcome: Codable {
    /// Transactions in a second.
    var rate: Double
    /// What a transaction wrote.
    var wrote: Meter.Reading
    /// The mean time of one, in milliseconds.
    var latency: Double
  }

  /// Measures it for so many seconds.
  func measure(seconds: Int) throws -> Outcome {
    try prepare()
    // A byte of padding is a byte of its log; the first tries find how many are missing, once the pages are warm.
    _ = try run(seconds: 5, padding: Int(action.bytes / 2))
    var padding = action.bytes / 2
    for _ in 0..<3 {
      padding = max(
        0, padding + action.bytes - (try run(seconds: 3, padding: Int(padding)).wrote.bytes))
    }
    return try run(seconds: seconds, padding: Int(padding))
  }

  private func prepare() throws {
    _ = try server.rows(
      """
      CREATE SCHEMA IF NOT EXISTS floor;
      DROP TABLE IF EXISTS floor.log, floor.row;
      CREATE TABLE floor.log (number bigserial PRIMARY KEY, key bigint NOT NULL, body text NOT NULL);
      CREATE TABLE floor.row (id integer PRIMARY KEY, n bigint NOT NULL, body text NOT NULL) WITH (fillfactor = 80);
      INSERT INTO floor.row SELECT i, 0, repeat('x', 200) FROM generate_series(1, 100000) AS i;
      VACUUM ANALYZE floor.row
      """, in: database)
  }

  private func script(padding: Int) -> String {
    let inserts = max(1, Int(action.inserted.rounded()) + Int(action.deleted.rounded()))
    let updates = max(1, Int(action.updated.rounded()))
    let share = max(1, padding / (inserts + updates))
    var lines: [String] = []
    // Each client has rows of its own, so that none waits for another.
    for place in 0..<updates {
      lines.append("\\set r\(place) random(:client_id * 500 + 1, :client_id * 500 + 500)")
    }
    lines.append("BEGIN;")
    for place in 0..<inserts {
      lines.append(
        "INSERT INTO floor.log (key, body) VALUES (:r\(place % updates), repeat('x', \(share)));")
    }
    for place in 0..<updates {
      lines.append(
        "UPDATE floor.row SET n = n + 1, body = repeat('x', \(200 + share)) WHERE id = :r\(place);")
    }
    lines.append("COMMIT;")
    return lines.joined(separator: "\n") + "\n"
  }

  private func run(seconds: Int, padding: Int) throws -> Outcome {
    let file = "/tmp/team-bench-\(getpid()).sql"
    try script(padding: padding).write(toFile: file, atomically: true, encoding: .utf8)
    defer { unlink(file) }
    let meter = Meter(server: server, database: database)
    let before = try meter.read()
    let text = try server.pgbench(
      [
        "-n", "-M", "prepared", "-c", "\(clients)", "-j", "2", "-T", "\(seconds)",
        "--max-tries=100", "-f", file,
      ], database: database)
    let after = try meter.read()
    func figure(_ title: String) -> Double? {
      text.split(separator: "\n").first { $0.hasPrefix(title) }
        .flatMap { $0.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." } }
        .flatMap { Double($0) }
    }
    guard let count = figure("number of transactions actually processed"),
      let rate = figure("tps"), let latency = figure("latency average"), count > 0
    else { throw Trouble("pgbench said: \(text)") }
    return Outcome(rate: rate, wrote: (after - before) / count, latency: latency)
  }
}

extension PostgresServer {
  /// Runs pgbench with some options and gives what it says.
  fileprivate func pgbench(_ options: [String], database: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "\(PostgresServer.binaries ?? "/usr/bin")/pgbench")
    process.arguments = options + [address(database: database)]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Trouble("pgbench failed: \(text)") }
    return text
  }
}
