/// A message of PostgreSQL's protocol on its way through a proxy.
public struct ProxyMessage: Sendable {
  /// Which way it goes.
  public enum Direction: Sendable, Hashable {
    case fromClient, fromServer
  }

  /// Which way it goes.
  public var direction: Direction
  /// The letter of its type; `nil` for what a client says before it is let in (start, wish for TLS, cancelling), and for
  /// the one letter that answers a wish for TLS.
  public var type: Character?
  /// What it says, without type and length.
  public var body: [UInt8]
  /// Which message it is in its direction of its connection, from 1.
  public var number: Int
  /// Which connection of the proxy it is in, from 1.
  public var connection: Int

  /// Whether the server says that a statement is done: `COMMIT`, `INSERT 0 1`, and so on.
  public func isAnswer(_ tag: String) -> Bool {
    direction == .fromServer && type == "C" && body.dropLast().elementsEqual(tag.utf8)
  }

  /// Whether a client sends a text: in a statement, in what is prepared, or in a value.
  public func isFromClient(with text: String) -> Bool {
    direction == .fromClient
      && String(decoding: body, as: UTF8.self).contains(text)
  }

  /// Whether the server tells of a `NOTIFY`.
  public var isNotification: Bool { direction == .fromServer && type == "A" }
}
