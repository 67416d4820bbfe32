import Glibc
import Procedure

/// A connection that waits for notices, and looks by itself from time to time: often where none come, and seldom where they do.
final class Watch {
  /// How the server can be reached through it.
  private(set) var link: Link
  /// On which dispute it says that its person is.
  private(set) var attended: TicketID?
  private let connection: PostgresConnection
  private let clock: ServerClock
  private let pace: WatchPace
  /// What the server was found to hold.
  private var seen: Sight
  private var nextLook: Deadline

  /// What is looked at.
  private struct Sight {
    /// Where the log ends.
    var number: Int64
    /// Who is on what; nil where a notice has told that it is otherwise by now.
    var presence: String?
  }

  /// Connects, and finds out whether notices come through.
  init(_ store: PostgresStore, _ pace: WatchPace, on ticket: TicketID?) throws {
    connection = try store.connect(applicationName: Watch.name(on: ticket), within: pace.bound)
    clock = store.clock
    self.pace = pace
    attended = ticket
    guard !connection.isAtStandby else {
      seen = try Watch.look(through: connection, clock)
      link = .polling(
        seconds: Int(pace.polling.rounded(.up)), why: "a copy that takes no writes gives no notices"
      )
      nextLook = Deadline(within: pace.polling)
      return
    }
    try connection.execute("LISTEN paydesk; LISTEN paydesk_presence")
    seen = try Watch.look(through: connection, clock)
    // It tells the others as well that somebody has come.
    let probe = AppendID().description
    _ = try connection.query("SELECT pg_notify('paydesk_presence', ?)", [.text(probe)])
    let hears = try Watch.hears(probe, on: connection, within: pace.probe)
    link =
      hears
      ? .connected
      : .polling(
        seconds: Int(pace.polling.rounded(.up)), why: "no notices through this connection")
    nextLook = Deadline(within: hears ? pace.beat : pace.polling)
  }

  deinit {
    // The others see that somebody has gone: it is on nothing any more when they look.
    guard connection.isOpen else { return }
    connection.within = min(1, connection.within)
    try? attend(nil)
  }

  /// Says on which dispute the person is now.
  func attend(_ ticket: TicketID?) throws {
    let naming = PostgresStep.query(
      "SELECT set_config('application_name', ?, false)", [.text(Watch.name(on: ticket))])
    let telling = PostgresStep.query("SELECT pg_notify('paydesk_presence', '')")
    _ = try connection.batch(connection.isAtStandby ? [naming] : [naming, telling])
    attended = ticket
  }

  /// Waits for notices, until the bell is rung, or until it is time to look, and gives what there is to tell.
  func wait(orFor bell: Bell) throws -> [StoreNews] {
    // What came with an answer has been read already, and the socket does not say so.
    var news = try heard()
    if nextLook.isOver { news += try look() }
    guard news.isEmpty else { return news }
    guard let socket = connection.socket else {
      throw PostgresFailure.lost(sqlState: nil, why: "the connection is closed", wasSent: false)
    }
    var waited = [
      pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
      pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    // A millisecond more than is left: with less the last moment would be spent turning in a circle.
    poll(&waited, 2, Int32(max(0, nextLook.left * 1_000) + 1))
    if waited[1].revents != 0 { bell.drain() }
    return waited[0].revents != 0 ? try heard() : []
  }

  // MARK: Notices

  private func heard() throws -> [StoreNews] {
    let notices = try connection.consumeNotifications()
    guard !notices.isEmpty else { return [] }
    var news: [StoreNews] = []
    if link != .connected {
      // The first came late, that is all.
      link = .connected
      news.append(.link(link))
    }
    for notice in notices where notice.channel == "paydesk" {
      seen.number = max(seen.number, Int64(notice.payload) ?? 0)
    }
    if notices.contains(where: { $0.channel == "paydesk" }) { news.append(.recorded) }
    if notices.contains(where: { $0.channel != "paydesk" }) {
      seen.presence = nil
      news.append(.presence)
    }
    return news
  }

  private static func hears(
    _ probe: String, on connection: PostgresConnection, within seconds: Double
  ) throws -> Bool {
    let deadline = Deadline(within: seconds)
    while !deadline.isOver {
      if try connection.consumeNotifications().contains(where: { $0.payload == probe }) {
        return true
      }
      guard let socket = connection.socket else { return false }
      _ = deadline.wait(on: socket, for: POLLIN)
    }
    return false
  }

  // MARK: Looking

  /// Looks for what no notice told of. It fails where the server does not answer.
  private func look() throws -> [StoreNews] {
    nextLook = Deadline(within: link == .connected ? pace.beat : pace.polling)
    let (before, now) = (seen.number, try Watch.look(through: connection, clock))
    defer { seen = now }
    return (now.number > before ? [.recorded] : [])
      + (now.presence != seen.presence ? [.presence] : [])
  }

  private static func look(through connection: PostgresConnection, _ clock: ServerClock) throws
    -> Sight
  {
    let asked = clock.asking
    let rows = try connection.query(
      """
      SELECT coalesce((SELECT number FROM event ORDER BY number DESC LIMIT 1), 0),
        coalesce((SELECT string_agg(person || ' ' || ticket, ',' ORDER BY person, ticket) FROM presence()), ''),
        \(ServerClock.reading)
      """)
    clock.hear(Instant(microseconds: rows.integer(0, 2)), asked: asked)
    return Sight(number: rows.integer(0, 0), presence: rows.text(0, 1))
  }

  private static func name(on ticket: TicketID?) -> String {
    ticket.map { "paydesk \($0)" } ?? "paydesk"
  }
}
