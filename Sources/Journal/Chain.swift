import Crypto
import Procedure

/// An event as it stands in the log, before anything is read into it.
struct LoggedEvent: Hashable, Sendable {
  var number: Int64
  var stream: String
  var version: Int
  var name: String
  var schema: Int
  var by: String
  var role: String
  var at: Int64
  var vendor: String?
  var body: [UInt8]
  var hash: [UInt8] = []
  var standsFor: String?
}

/// Each event's hash covers the event and the hash before it, so that nothing can be changed, cut out or slipped in
/// without every later hash telling.
enum Chain {
  /// What stands before the first event.
  static let start = [UInt8](repeating: 0, count: 32)

  /// SHA-256 over the previous hash and the event's fields, each with its length before it; integers are big-endian. Whom the
  /// doer stood in for is a field more at the end, where there is one: what was hashed before deputies were keeps its hash.
  static func hash(of event: LoggedEvent, after previous: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(event.body.count + 192)
    func add(_ field: some Collection<UInt8>) {
      withUnsafeBytes(of: UInt32(field.count).bigEndian) { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: field)
    }
    func add(_ number: Int64) {
      withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
    add("paydesk event".utf8)
    add(previous)
    add(event.number)
    add(event.stream.utf8)
    add(Int64(event.version))
    add(event.name.utf8)
    add(Int64(event.schema))
    add(event.by.utf8)
    add(event.role.utf8)
    add(event.at)
    bytes.append(event.vendor == nil ? 0 : 1)
    add((event.vendor ?? "").utf8)
    add(event.body)
    if let standsFor = event.standsFor { add(standsFor.utf8) }
    return Array(SHA256.hash(data: bytes))
  }
}

extension Sequence<UInt8> {
  /// The bytes in lower-case hexadecimal.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in self {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Head {
  /// Reads `128:9f86…`, as `description` writes it; nil is what is no head.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int64(parts[0]), number >= 0, parts[1].count == 64,
      parts[1].utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
    else { return nil }
    self.init(number: number, hash: String(parts[1]))
  }
}
