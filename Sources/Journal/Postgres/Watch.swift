import Glibc
import Procedure

/// A connection that waits for notices.
final class Watch {
  /// How the server can be reached through it.
  let link: Link
  /// On which dispute it says that its person is.
  private(set) var attended: TicketID?
  private let connection: PostgresConnection
  /// Where the log ended when it was asked for last; of use where it has to be asked for.
  private var number: Int64

  /// Connects, and finds out whether notices come through.
  init(_ store: PostgresStore, on ticket: TicketID?) throws {
    connection = try store.connect(applicationName: Watch.name(on: ticket))
    attended = ticket
    try connection.execute("LISTEN paydesk; LISTEN paydesk_presence")
    number = try Watch.number(on: connection)
    // It tells the others as well that somebody has come.
    let probe = AppendID().description
    _ = try connection.query("SELECT pg_notify('paydesk_presence', ?)", [.text(probe)])
    link =
      try Watch.hears(probe, on: connection)
      ? .connected
      : .polling(
        seconds: PostgresChanges.Worker.pollingSeconds, why: "no notices through this connection")
  }

  deinit {
    // The others see that somebody has gone.
    if connection.isOpen { _ = try? connection.query("SELECT pg_notify('paydesk_presence', '')") }
  }

  /// Says on which dispute the person is now.
  func attend(_ ticket: TicketID?) throws {
    _ = try connection.batch([
      .query("SELECT set_config('application_name', ?, false)", [.text(Watch.name(on: ticket))]),
      .query("SELECT pg_notify('paydesk_presence', '')"),
    ])
    attended = ticket
  }

  /// Waits for notices, or until the bell is rung, and gives what there is to tell.
  func wait(orFor bell: Bell) throws -> [StoreNews] {
    // What came with an answer has been read already, and the socket does not say so.
    let early = try taken()
    guard early.isEmpty else { return early }
    guard let socket = connection.socket else {
      throw PostgresFailure.lost(sqlState: nil, why: "the connection is closed", wasSent: false)
    }
    var waited = [
      pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
      pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let isPolling = link != .connected
    let timeout = isPolling ? Int32(PostgresChanges.Worker.pollingSeconds * 1_000) : -1
    let count = poll(&waited, 2, timeout)
    if waited[1].revents != 0 { bell.drain() }
    var news: [StoreNews] = []
    if waited[0].revents != 0 {
      news += try taken()
    }
    if isPolling, count == 0 {
      let end = try Watch.number(on: connection)
      if end != number { news.append(.recorded) }
      number = end
      news.append(.presence)
    }
    return news
  }

  private func taken() throws -> [StoreNews] {
    try connection.consumeNotifications().map {
      $0.channel == "paydesk" ? .recorded : .presence
    }
  }

  private static func name(on ticket: TicketID?) -> String {
    ticket.map { "paydesk \($0)" } ?? "paydesk"
  }

  private static func number(on connection: PostgresConnection) throws -> Int64 {
    let rows = try connection.query("SELECT number FROM event ORDER BY number DESC LIMIT 1")
    return rows.count > 0 ? rows.integer(0, 0) : 0
  }

  private static func hears(_ probe: String, on connection: PostgresConnection) throws -> Bool {
    let deadline = Deadline(within: PostgresChanges.Worker.probeSeconds)
    while !deadline.isOver {
      if try connection.consumeNotifications().contains(where: { $0.payload == probe }) {
        return true
      }
      guard let socket = connection.socket else { return false }
      _ = deadline.wait(on: socket, for: POLLIN)
    }
    return false
  }
}
