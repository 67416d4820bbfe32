import Foundation

/// Stands between clients and a server, passes on what they say, and does them harm where a test says so.
///
///     let proxy = try CuttingProxy(to: server)
///     proxy.rule = { $0.isAnswer("COMMIT") ? .cut : .pass }
///     proxy.address(database: database, user: "asha")
///
/// That rule lets the server commit and keeps the client from hearing of it. A rule is asked of each message in both
/// directions, by the threads of the proxy.
public final class CuttingProxy: @unchecked Sendable {
  /// What happens to a message.
  public enum Verdict: Sendable {
    /// It goes on.
    case pass
    /// It never arrives, and nobody is told; as a pooler does with notifications.
    case drop
    /// It does not arrive, and both sides find the connection closed.
    case cut
    /// It arrives, and then both sides find the connection closed.
    case passAndCut
    /// It and all that follows in its direction wait until `resume`.
    case stall
  }

  /// What decides on each message.
  public typealias Rule = @Sendable (ProxyMessage) -> Verdict

  /// The folder of its socket: what goes into an address as `host`.
  public let socketFolder: String
  /// The port, which is a part of the socket's name.
  public let port: Int

  private let server: String
  private let listener: Int32
  private let state = NSCondition()
  private var currentRule: Rule = { _ in .pass }
  private var pairs: [Int: ProxyPair] = [:]
  private var accepted = 0
  private var refuses = false
  private var isStalled = false
  private var isClosed = false

  /// Opens a socket in a folder of its own.
  public init(to server: PostgresServer) throws {
    port = server.port
    self.server = "\(server.socketFolder)/.s.PGSQL.\(server.port)"
    socketFolder = try ServerFolder.make(for: nil)
    listener = try UnixSocket.listen(at: "\(socketFolder)/.s.PGSQL.\(port)")
    let thread = Thread { [weak self, listener] in
      while true {
        let client = accept(listener, nil, nil)
        if client < 0, errno == EINTR { continue }
        guard client >= 0 else { return }
        guard let self else {
          Glibc.close(client)
          return
        }
        self.take(client)
      }
    }
    thread.start()
  }

  deinit { close() }

  /// Where a database is through it, as libpq takes it.
  public func address(database: String, user: String = PostgresServer.superuser) -> String {
    "postgres://\(user)@/\(database)?host=\(socketFolder)&port=\(port)"
  }

  /// What decides on each message from now on.
  public var rule: Rule {
    get { state.withLock { currentRule } }
    set { state.withLock { currentRule = newValue } }
  }

  /// Whether whoever comes now is turned away.
  public var isRefusing: Bool {
    get { state.withLock { refuses } }
    set { state.withLock { refuses = newValue } }
  }

  /// How many connections have been made through it.
  public var connections: Int { state.withLock { accepted } }

  /// Lets nothing through in any direction, without closing anything: the network is gone.
  public func stall() { state.withLock { isStalled = true } }

  /// Lets everything through again that waits.
  public func resume() {
    state.withLock {
      isStalled = false
      for pair in pairs.values { pair.stalled = [] }
      state.broadcast()
    }
  }

  /// Closes all connections.
  public func cut() { for pair in state.withLock({ Array(pairs.values) }) { pair.cut() } }

  /// Closes everything; no new connection is made.
  public func close() {
    let isFirst = state.withLock {
      defer { isClosed = true }
      return !isClosed
    }
    guard isFirst else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    Glibc.close(listener)
    cut()
    resume()
    try? FileManager.default.removeItem(atPath: socketFolder)
  }

  private func take(_ client: Int32) {
    guard !isRefusing, let upstream = try? UnixSocket.connect(to: server) else {
      Glibc.close(client)
      return
    }
    let pair = state.withLock {
      accepted += 1
      let pair = ProxyPair(number: accepted, client: client, server: upstream)
      pairs[accepted] = pair
      return pair
    }
    for direction in [ProxyMessage.Direction.fromClient, .fromServer] {
      // The proxy is held until both have ended, as it decides on what they carry.
      Thread {
        pair.carry(direction) { self.mayPass($0, pair) }
        self.state.withLock { self.pairs[pair.number] = nil }
      }.start()
    }
  }

  /// Decides on a message, and returns once it is not to wait.
  private func mayPass(_ message: ProxyMessage, _ pair: ProxyPair) -> Verdict {
    let verdict = rule(message)
    return state.withLock {
      if case .stall = verdict { pair.stalled.insert(message.direction) }
      while (isStalled || pair.stalled.contains(message.direction)) && !pair.isCut && !isClosed {
        _ = state.wait(until: Date.now + 0.1)
      }
      if case .stall = verdict { return .pass }
      return verdict
    }
  }
}
