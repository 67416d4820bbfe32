import Procedure

/// Fills a part of a draft with what a value encodes; see `CanonicalJSON`. Where it is in the value is not kept, since nothing
/// but a floating-point number is refused.
struct CanonicalEncoder: Encoder {
  let draft: JSONDraft
  let part: JSONDraft.Part

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { draft.userInfo }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    draft.makeObject(part)
    return KeyedEncodingContainer(Keyed<Key>(draft: draft, part: part))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    draft.makeArray(part)
    return Elements(draft: draft, part: part)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    Single(draft: draft, part: part)
  }
}

/// The members of an object.
private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let draft: JSONDraft
  let part: JSONDraft.Part
  var codingPath: [any CodingKey] { [] }

  private func member(_ key: Key) -> JSONDraft.Part { draft.member(key.stringValue, of: part) }

  func encodeNil(forKey key: Key) { draft.makeNull(member(key)) }
  func encode(_ value: String, forKey key: Key) { draft.write(value, as: member(key)) }
  func encode(_ value: Bool, forKey key: Key) { draft.write(value, as: member(key)) }
  func encode(_ value: Int, forKey key: Key) { draft.write(value, as: member(key)) }
  func encode(_ value: Int64, forKey key: Key) { draft.write(value, as: member(key)) }
  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    try draft.encode(value, as: member(key))
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
    -> KeyedEncodingContainer<Nested>
  {
    encoder(for: key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder(for: key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { CanonicalEncoder(draft: draft, part: part) }
  func superEncoder(forKey key: Key) -> any Encoder { encoder(for: key) }

  private func encoder(for key: Key) -> CanonicalEncoder {
    CanonicalEncoder(draft: draft, part: member(key))
  }
}

/// The elements of an array.
private struct Elements: UnkeyedEncodingContainer {
  let draft: JSONDraft
  let part: JSONDraft.Part
  var codingPath: [any CodingKey] { [] }
  var count: Int { draft.count(of: part) }

  private func element() -> JSONDraft.Part { draft.element(of: part) }

  func encodeNil() { draft.makeNull(element()) }
  func encode<Value: Encodable>(_ value: Value) throws { try draft.encode(value, as: element()) }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type)
    -> KeyedEncodingContainer<Nested>
  {
    CanonicalEncoder(draft: draft, part: element()).container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    CanonicalEncoder(draft: draft, part: element()).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { CanonicalEncoder(draft: draft, part: part) }
}

/// A value by itself.
private struct Single: SingleValueEncodingContainer {
  let draft: JSONDraft
  let part: JSONDraft.Part
  var codingPath: [any CodingKey] { [] }

  func encodeNil() { draft.makeNull(part) }
  func encode(_ value: String) { draft.write(value, as: part) }
  func encode(_ value: Bool) { draft.write(value, as: part) }
  func encode(_ value: Int) { draft.write(value, as: part) }
  func encode(_ value: Int8) { draft.write(value, as: part) }
  func encode(_ value: Int16) { draft.write(value, as: part) }
  func encode(_ value: Int32) { draft.write(value, as: part) }
  func encode(_ value: Int64) { draft.write(value, as: part) }
  func encode(_ value: UInt) { draft.write(value, as: part) }
  func encode(_ value: UInt8) { draft.write(value, as: part) }
  func encode(_ value: UInt16) { draft.write(value, as: part) }
  func encode(_ value: UInt32) { draft.write(value, as: part) }
  func encode(_ value: UInt64) { draft.write(value, as: part) }
  func encode(_ value: Float) throws { throw Single.refusal(of: value) }
  func encode(_ value: Double) throws { throw Single.refusal(of: value) }
  func encode<Value: Encodable>(_ value: Value) throws { try draft.encode(value, as: part) }

  private static func refusal(of value: Any) -> EncodingError {
    EncodingError.invalidValue(
      value,
      EncodingError.Context(codingPath: [], debugDescription: "floating-point numbers are not kept")
    )
  }
}
