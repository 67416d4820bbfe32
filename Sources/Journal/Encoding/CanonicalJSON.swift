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
    let draft = JSONDraft(vault: vault)
    let root = draft.node()
    try draft.encode(value, as: root)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(draft.size)
    draft.write(root, into: &bytes)
    return bytes
  }
}
