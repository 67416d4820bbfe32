import Foundation

/// A client and the server, with what is between them.
final class ProxyPair: @unchecked Sendable {
  let number: Int
  /// The directions in which everything waits; under the proxy's lock.
  var stalled: Set<ProxyMessage.Direction> = []

  private let client: Int32
  private let server: Int32
  private let lock = NSLock()
  private var wasCut = false
  private var wishesForTLS = 0
  private var carriers = 2

  init(number: Int, client: Int32, server: Int32) {
    self.number = number
    self.client = client
    self.server = server
  }

  /// Whether it is closed.
  var isCut: Bool { lock.withLock { wasCut } }

  /// Closes it to both sides.
  func cut() {
    lock.withLock {
      guard !wasCut else { return }
      wasCut = true
      shutdown(client, Int32(SHUT_RDWR))
      shutdown(server, Int32(SHUT_RDWR))
    }
  }

  /// Carries messages in one direction until it is closed.
  func carry(
    _ direction: ProxyMessage.Direction, _ decide: (ProxyMessage) -> CuttingProxy.Verdict
  ) {
    let (from, to) = direction == .fromClient ? (client, server) : (server, client)
    var count = 0
    var isIn = direction == .fromServer
    loop: while let (type, whole) = next(from, direction, isIn) {
      count += 1
      // One letter alone answers a wish for TLS.
      let head = whole.count == 1 ? 0 : type == nil ? 4 : 5
      let body = Array(whole.dropFirst(head))
      if direction == .fromClient, !isIn {
        let wishes: [[UInt8]] = [[0x04, 0xd2, 0x16, 0x2f], [0x04, 0xd2, 0x16, 0x30]]
        if wishes.contains(body) { lock.withLock { wishesForTLS += 1 } } else { isIn = true }
      }
      let message = ProxyMessage(
        direction: direction, type: type, body: body, number: count, connection: number)
      switch decide(message) {
      case .pass, .stall: if !UnixSocket.send(whole, to) { break loop }
      case .drop: break
      case .cut: break loop
      case .passAndCut:
        _ = UnixSocket.send(whole, to)
        break loop
      }
    }
    cut()
    // The last of the two lets the descriptors go, so that neither reads from a number that is another's by now.
    let isLast = lock.withLock {
      carriers -= 1
      return carriers == 0
    }
    if isLast {
      close(client)
      close(server)
    }
  }

  /// The next message with its type, as it came; nil where there is none.
  private func next(_ from: Int32, _ direction: ProxyMessage.Direction, _ isIn: Bool)
    -> (type: Character?, whole: [UInt8])?
  {
    guard let first = UnixSocket.read(1, from) else { return nil }
    if direction == .fromServer {
      let isAnswer = lock.withLock {
        guard wishesForTLS > 0 else { return false }
        wishesForTLS -= 1
        return true
      }
      if isAnswer { return (nil, first) }
    }
    guard isIn else {
      guard let rest = UnixSocket.read(3, from), let length = length(first + rest),
        let body = UnixSocket.read(length, from)
      else { return nil }
      return (nil, first + rest + body)
    }
    guard let size = UnixSocket.read(4, from), let length = length(size),
      let body = UnixSocket.read(length, from)
    else { return nil }
    return (Character(UnicodeScalar(first[0])), first + size + body)
  }

  /// How many bytes follow a length, which counts itself; nil for what is none.
  private func length(_ bytes: [UInt8]) -> Int? {
    let length = bytes.reduce(0) { $0 << 8 | Int($1) } - 4
    return length < 0 ? nil : length
  }
}
