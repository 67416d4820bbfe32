import Procedure

/// A value on its way to bytes: its parts as they are encoded, to be put in order when all of them are there. All parts of a
/// value are in one array and all of its text in another, since making an object for each costs more than encoding it.
final class JSONDraft {
  /// The number of a part.
  typealias Part = Int

  private enum Kind { case null, leaf, array, object }

  /// A part, with the number of the first and last within it and of the next beside it. Its key is kept as it is, a leaf as it
  /// will be written.
  private struct Node {
    var kind = Kind.null
    var key = 0..<0
    var text = 0..<0
    var count = 0
    var first = -1
    var last = -1
    var next = -1
  }

  let userInfo: [CodingUserInfoKey: Any]
  private var nodes: [Node] = []
  private var text: [UInt8] = []

  init(vault: (any PersonalVault)?) {
    userInfo = vault.map { [.personalVault: $0] } ?? [:]
    nodes.reserveCapacity(256)
    text.reserveCapacity(4_096)
  }

  /// About how many bytes will be written.
  var size: Int { text.count + 3 * nodes.count }

  // MARK: Filling

  /// A part that is nothing yet.
  func node() -> Part {
    nodes.append(Node())
    return nodes.count - 1
  }

  /// A new element of an array.
  func element(of parent: Part) -> Part {
    let part = node()
    if nodes[parent].last < 0 {
      nodes[parent].first = part
    } else {
      nodes[nodes[parent].last].next = part
    }
    nodes[parent].last = part
    nodes[parent].count += 1
    return part
  }

  /// A new member of an object.
  func member(_ key: String, of parent: Part) -> Part {
    let start = text.count
    text.append(contentsOf: key.utf8)
    let part = element(of: parent)
    nodes[part].key = start..<text.count
    return part
  }

  func count(of part: Part) -> Int { nodes[part].count }
  func makeArray(_ part: Part) { nodes[part].kind = .array }
  func makeObject(_ part: Part) { nodes[part].kind = .object }
  func makeNull(_ part: Part) { nodes[part].kind = .null }

  func write(_ value: String, as part: Part) {
    var value = value
    leaf(part) { value.withUTF8 { JSONDraft.quote($0, into: &text) } }
  }
  func write(_ flag: Bool, as part: Part) { write(literal: flag ? "true" : "false", as: part) }
  func write(_ number: some FixedWidthInteger, as part: Part) {
    write(literal: String(number), as: part)
  }

  private func write(literal: String, as part: Part) {
    leaf(part) { text.append(contentsOf: literal.utf8) }
  }

  private func leaf(_ part: Part, _ fill: () -> Void) {
    let start = text.count
    fill()
    nodes[part].kind = .leaf
    nodes[part].text = start..<text.count
  }

  /// Encodes a value as a part, with sets and dictionaries put in order.
  func encode(_ value: some Encodable, as part: Part) throws {
    try value.encode(to: CanonicalEncoder(draft: self, part: part))
    guard nodes[part].kind == .array, nodes[part].count > 1 else { return }
    if value is any UnorderedElements { sort(part, strides: 1) }
    if value is any UnorderedPairs { sort(part, strides: 2) }
  }

  /// Puts elements in the order of their bytes, by twos where keys and values alternate.
  private func sort(_ part: Part, strides: Int) {
    let items = children(of: part)
    let groups = stride(from: 0, to: items.count, by: strides).map { start in
      var bytes: [UInt8] = []
      write(items[start], into: &bytes)
      return (bytes: bytes, items: items[start..<min(start + strides, items.count)])
    }
    var last = -1
    for item in groups.sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }).flatMap(\.items)
    {
      if last < 0 { nodes[part].first = item } else { nodes[last].next = item }
      last = item
    }
    nodes[part].last = last
    nodes[last].next = -1
  }

  private func children(of part: Part) -> [Part] {
    var children: [Part] = []
    children.reserveCapacity(nodes[part].count)
    var child = nodes[part].first
    while child >= 0 {
      children.append(child)
      child = nodes[child].next
    }
    return children
  }

  // MARK: Writing

  /// Writes a part's bytes.
  func write(_ part: Part, into bytes: inout [UInt8]) {
    switch nodes[part].kind {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .leaf: bytes.append(contentsOf: text[nodes[part].text])
    case .array:
      bytes.append(UInt8(ascii: "["))
      var item = nodes[part].first
      while item >= 0 {
        write(item, into: &bytes)
        item = nodes[item].next
        if item >= 0 { bytes.append(UInt8(ascii: ",")) }
      }
      bytes.append(UInt8(ascii: "]"))
    case .object:
      bytes.append(UInt8(ascii: "{"))
      if nodes[part].count == 1 {
        writeMember(nodes[part].first, into: &bytes)
      } else {
        let members = children(of: part).sorted(by: precedes)
        for (index, member) in members.enumerated() {
          if index > 0 { bytes.append(UInt8(ascii: ",")) }
          writeMember(member, into: &bytes)
        }
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private func writeMember(_ member: Part, into bytes: inout [UInt8]) {
    JSONDraft.quote(text[nodes[member].key], into: &bytes)
    bytes.append(UInt8(ascii: ":"))
    write(member, into: &bytes)
  }

  private func precedes(_ left: Part, _ right: Part) -> Bool {
    text[nodes[left].key].lexicographicallyPrecedes(text[nodes[right].key])
  }

  /// Writes text in quotes: quote, backslash and control characters are escaped, everything else is UTF-8.
  private static func quote(_ value: some Collection<UInt8>, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    if value.contains(where: isEscaped) {
      for byte in value { escape(byte, into: &bytes) }
    } else {
      bytes.append(contentsOf: value)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func escape(_ byte: UInt8, into bytes: inout [UInt8]) {
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
}

/// Collections whose elements have no order of their own.
private protocol UnorderedElements {}
extension Set: UnorderedElements {}

/// Collections whose pairs have no order of their own.
private protocol UnorderedPairs {}
extension Dictionary: UnorderedPairs {}
