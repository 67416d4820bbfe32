import Procedure

/// Fills a node with what a value encodes; see `CanonicalJSON`.
struct CanonicalEncoder: Encoder {
  let node: JSONNode
  let codingPath: [any CodingKey]
  let carried: [CodingUserInfoKey: any Sendable]

  var userInfo: [CodingUserInfoKey: Any] { carried }

  init(
    node: JSONNode, codingPath: [any CodingKey], userInfo: [CodingUserInfoKey: any Sendable]
  ) {
    self.node = node
    self.codingPath = codingPath
    carried = userInfo
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    node.kind = .object
    return KeyedEncodingContainer(Keyed<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.kind = .array
    return Unkeyed(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }

  /// The node of a value within this one.
  fileprivate func encoded(_ value: some Encodable, under key: (any CodingKey)?) throws -> JSONNode
  {
    if value is Double || value is Float {
      throw EncodingError.invalidValue(
        value,
        EncodingError.Context(
          codingPath: codingPath, debugDescription: "floating-point numbers are not kept"))
    }
    let path = key.map { codingPath + [$0] } ?? codingPath
    return try JSONNode.encoding(value, at: path, userInfo: carried)
  }

  /// An encoder of a value within this one.
  fileprivate func nested(_ child: JSONNode, under key: (any CodingKey)?) -> CanonicalEncoder {
    CanonicalEncoder(
      node: child, codingPath: key.map { codingPath + [$0] } ?? codingPath, userInfo: carried)
  }
}

extension CanonicalEncoder {
  fileprivate struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: CanonicalEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil(forKey key: Key) { encoder.node.add(JSONNode(), for: key.stringValue) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
      encoder.node.add(try encoder.encoded(value, under: key), for: key.stringValue)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
      -> KeyedEncodingContainer<Nested>
    {
      let child = JSONNode()
      encoder.node.add(child, for: key.stringValue)
      return encoder.nested(child, under: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      let child = JSONNode()
      encoder.node.add(child, for: key.stringValue)
      return encoder.nested(child, under: key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder }
    func superEncoder(forKey key: Key) -> any Encoder {
      let child = JSONNode()
      encoder.node.add(child, for: key.stringValue)
      return encoder.nested(child, under: key)
    }
  }

  fileprivate struct Unkeyed: UnkeyedEncodingContainer {
    let encoder: CanonicalEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { encoder.node.items.count }

    func encodeNil() { encoder.node.add(JSONNode()) }

    func encode<Value: Encodable>(_ value: Value) throws {
      encoder.node.add(try encoder.encoded(value, under: nil))
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type)
      -> KeyedEncodingContainer<Nested>
    {
      let child = JSONNode()
      encoder.node.add(child)
      return encoder.nested(child, under: nil).container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
      let child = JSONNode()
      encoder.node.add(child)
      return encoder.nested(child, under: nil).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder }
  }

  fileprivate struct Single: SingleValueEncodingContainer {
    let encoder: CanonicalEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil() { encoder.node.become(JSONNode()) }

    func encode<Value: Encodable>(_ value: Value) throws {
      switch value {
      case let number as UInt32: encoder.node.become(JSONNode(literal: String(number)))
      case let number as any FixedWidthInteger & Encodable:
        encoder.node.become(JSONNode(literal: "\(number)"))
      default: encoder.node.become(try encoder.encoded(value, under: nil))
      }
    }
  }
}
