import PostgresServer
import Testing

@testable import Journal

/// A connection to a database of the server that all tests share.
func wire(
  _ server: PostgresServer? = nil, database: String = "postgres", within: Double = 15
) throws -> PostgresConnection {
  let server = try server ?? .shared()
  return try PostgresConnection(
    server.address(database: database), within: within, applicationName: "paydesk",
    searchPath: "public")
}

/// What a piece of work fails with.
func failure(_ body: () throws -> Void) -> PostgresFailure? {
  do {
    try body()
    return nil
  } catch { return error as? PostgresFailure }
}

/// What the server says of a statement that it refuses.
func refusal(_ body: () throws -> Void) -> PostgresFailure.ServerError? {
  guard case .server(let error) = failure(body) else { return nil }
  return error
}

/// Returns once a process of the server sleeps in `pg_sleep`, or is found not to.
func awaitSleep(of process: Int32, _ watcher: PostgresConnection) {
  let sql = "SELECT 1 FROM pg_stat_activity WHERE pid = ?::bigint AND wait_event = 'PgSleep'"
  let end = Deadline(within: 10)
  while !end.isOver, (try? watcher.query(sql, [.integer(Int(process))]).count) == 0 {}
}

@Suite("The wire to PostgreSQL", .enabled(if: PostgresServer.isThere))
struct WireTests {
  static let values: [Value] = [
    .null, 0, 1, -1, .integer(Int64.min), .integer(Int64.max), "", "asha",
    .text("शर्मा ₹1,00,000 “quoted” 👩‍💻 ' \\ ? $1"), .blob([]), .blob([0, 1, 255]),
    .blob((0..<1_048_576).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
  ]

  @Test("each kind of value comes back as it went, stored or not")
  func roundTrip() throws {
    let connection = try wire()
    try connection.execute(
      "CREATE TEMPORARY TABLE kept (place bigint, number bigint, words text, bytes bytea)")
    for (place, value) in Self.values.enumerated() {
      let column =
        switch value {
        case .null, .integer: "number"
        case .text: "words"
        case .blob: "bytes"
        }
      try connection.query(
        "INSERT INTO kept (place, \(column)) VALUES (?, ?)", [.integer(place), value])
      for rows in [
        try connection.query("SELECT \(column) FROM kept WHERE place = ?", [.integer(place)]),
        try connection.query("SELECT ?", [value]),
      ] {
        #expect(rows.count == 1)
        #expect(rows.isNull(0, 0) == (value == .null))
        switch value {
        case .null:
          #expect(rows.optionalText(0, 0) == nil)
          #expect(rows.integer(0, 0) == 0)
        case .integer(let number): #expect(rows.optionalInteger(0, 0) == number)
        case .text(let text): #expect(rows.optionalText(0, 0) == text)
        case .blob(let bytes): #expect(rows.optionalBytes(0, 0) == bytes)
        }
      }
    }
  }

  @Test("numbers of every size, truth values, whole sums, JSON and ids are read")
  func types() throws {
    let rows = try wire().query(
      """
      SELECT 7::smallint, -8::integer, true, false, sum(x)::numeric, '{"a": 1}'::jsonb,
        '00112233-4455-6677-8899-aabbccddeeff'::uuid, 4000000000::oid, -123456789012345678::numeric,
        10000::numeric, 2.75::numeric, ' text'::text, '42'::text
      FROM (VALUES (9223372036854775806::bigint), (1)) AS listed(x)
      """)
    #expect((0..<5).map { rows.integer(0, $0) } == [7, -8, 1, 0, .max])
    #expect(rows.text(0, 5) == #"{"a": 1}"#)
    #expect(rows.text(0, 6) == "00112233-4455-6677-8899-aabbccddeeff")
    #expect(
      (7..<11).map { rows.integer(0, $0) } == [4_000_000_000, -123_456_789_012_345_678, 10_000, 2])
    #expect(rows.text(0, 11) == " text")
    #expect(rows.integer(0, 12) == 42)
  }

  @Test("a refused statement says why, and the connection goes on")
  func refused() throws {
    let connection = try wire()
    try connection.execute(
      "CREATE TEMPORARY TABLE once (name text CONSTRAINT once_name PRIMARY KEY)")
    try connection.query("INSERT INTO once VALUES (?)", ["asha"])
    let error = refusal { try connection.query("INSERT INTO once VALUES (?)", ["asha"]) }
    #expect(error?.sqlState == "23505")
    #expect(error?.constraint == "once_name")
    #expect(error?.table == "once")
    #expect(error?.detail == "Key (name)=(asha) already exists.")
    #expect(refusal { try connection.query("SELEKT 1") }?.sqlState == "42601")
    #expect(refusal { try connection.query("SELECT ?", [.text("a\0b")]) }?.sqlState == "22021")
    #expect(try connection.query("SELECT count(*) FROM once").integer(0, 0) == 1)
  }
}
