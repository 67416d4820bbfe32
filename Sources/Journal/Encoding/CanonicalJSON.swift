import Procedure

/// Encodes values as JSON in one form only, so that the same value gives the same bytes in every process and release.
///
///     try CanonicalJSON.bytes(of: Fact.claimed)   // {"claimed":{}}
///
/// Keys are sorted by their UTF-8, nothing is escaped that need not be, there is no space, and sets and dictionaries with
/// keys other than text, which `JSONEncoder` writes in the order of their random hashes, are sorted by their own bytes.
/// Numbers are whole: a floating-point number is refused. `JSONDecoder` reads it.
enum CanonicalJSON {
  /// The bytes of a value.
  static func bytes(of value: some Encodable, vault: (any PersonalVault)? = nil) throws -> [UInt8] {
    var userInfo: [CodingUserInfoKey: any Sendable] = [:]
    if let vault { userInfo[.personalVault] = vault }
    let node = try JSONNode.encoding(value, at: [], userInfo: userInfo)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    node.write(into: &bytes)
    return bytes
  }
}

/// One value on its way to bytes; containers fill it while they are encoded.
final class JSONNode {
  enum Kind { case null, literal, text, array, object }

  var kind = Kind.null
  private var literal = ""
  private(set) var items: [JSONNode] = []
  private var members: [(key: String, node: JSONNode)] = []

  init() {}

  init(text: String) {
    kind = .text
    literal = text
  }

  init(literal: String) {
    kind = .literal
    self.literal = literal
  }

  /// Adds a member of an object.
  func add(_ node: JSONNode, for key: String) {
    kind = .object
    members.append((key, node))
  }

  /// Adds an element of an array.
  func add(_ node: JSONNode) {
    kind = .array
    items.append(node)
  }

  /// Becomes what another node is.
  func become(_ other: JSONNode) {
    kind = other.kind
    literal = other.literal
    items = other.items
    members = other.members
  }

  /// The node of a value, with sets and dictionaries put in order.
  static func encoding(
    _ value: some Encodable, at path: [any CodingKey], userInfo: [CodingUserInfoKey: any Sendable]
  ) throws -> JSONNode {
    switch value {
    case let text as String: return JSONNode(text: text)
    case let number as Int64: return JSONNode(literal: String(number))
    case let number as Int: return JSONNode(literal: String(number))
    case let flag as Bool: return JSONNode(literal: flag ? "true" : "false")
    default: break
    }
    let node = JSONNode()
    try value.encode(to: CanonicalEncoder(node: node, codingPath: path, userInfo: userInfo))
    if value is any UnorderedElements { node.sort(strides: 1) }
    if value is any UnorderedPairs, node.kind == .array { node.sort(strides: 2) }
    return node
  }

  /// Puts elements in the order of their bytes, by twos where keys and values alternate.
  private func sort(strides: Int) {
    let groups = stride(from: 0, to: items.count, by: strides).map { start in
      Array(items[start..<min(start + strides, items.count)])
    }
    items =
      groups.map { group in
        var bytes: [UInt8] = []
        group.first?.write(into: &bytes)
        return (bytes: bytes, group: group)
      }
      .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
      .flatMap(\.group)
  }

  /// Writes the value's bytes.
  func write(into bytes: inout [UInt8]) {
    switch kind {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .literal: bytes.append(contentsOf: literal.utf8)
    case .text: JSONNode.write(literal, into: &bytes)
    case .array:
      bytes.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        item.write(into: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object:
      bytes.append(UInt8(ascii: "{"))
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      for (index, member) in sorted.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONNode.write(member.key, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.node.write(into: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// Writes text in quotes: quote, backslash and control characters are escaped, everything else is UTF-8.
  private static func write(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
      case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes.append(contentsOf: "\\u00\(byte < 0x10 ? "0" : "")\(digits)".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

/// Collections whose elements have no order of their own.
private protocol UnorderedElements {}
extension Set: UnorderedElements {}

/// Collections whose pairs have no order of their own.
private protocol UnorderedPairs {}
extension Dictionary: UnorderedPairs {}
