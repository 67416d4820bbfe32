/// A strict reader of one JSON object (RFC 8259) that keeps numbers as they are written.
///
/// It is ours because what Foundation offers turns `8750.10` into floating point on the way, and
/// drops the first of two members of one name without a word.
struct JSONText {
  /// What is no JSON object, and where.
  struct Mistake: Error {
    /// The byte, from 0.
    var offset: Int
    var found: String?
    var expected: String
  }

  private static let depthLimit = 8
  private static let memberLimit = 256

  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0

  /// The members of the object that the bytes hold.
  static func object(_ bytes: [UInt8]) throws(Mistake) -> [SourceMember] {
    if let fault = UTF8Check.firstFault(in: bytes) {
      throw Mistake(
        offset: fault, found: "byte \(String(bytes[fault], radix: 16, uppercase: true))",
        expected: "text in UTF-8")
    }
    var text = JSONText(bytes: bytes)
    text.skipSpace()
    guard text.peek == UInt8(ascii: "{") else {
      throw text.mistake("one JSON object on the line")
    }
    guard case .object(let members) = try text.value() else { return [] }
    text.skipSpace()
    guard text.index == bytes.count else {
      throw text.mistake("nothing after the object")
    }
    return members
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      index += 1
    }
  }

  private func mistake(_ expected: String) -> Mistake {
    guard index < bytes.count else {
      return Mistake(offset: index, found: "the end of the line", expected: expected)
    }
    return Mistake(
      offset: index, found: String(decoding: bytes[index...].prefix(80), as: UTF8.self),
      expected: expected)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  private mutating func value() throws(Mistake) -> SourceValue {
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return try nested { text throws(Mistake) in try text.members() }
    case UInt8(ascii: "["): return try nested { text throws(Mistake) in try text.items() }
    case UInt8(ascii: "\""): return .text(try string())
    case let byte? where byte == UInt8(ascii: "-") || JSONText.isDigit(byte):
      return .number(try number())
    default: break
    }
    for (word, value) in [
      ("true", SourceValue.bool(true)), ("false", .bool(false)), ("null", .null),
    ]
    where bytes[index...].starts(with: word.utf8) {
      index += word.utf8.count
      return value
    }
    throw mistake("a JSON value")
  }

  private mutating func nested(
    _ read: (inout JSONText) throws(Mistake) -> SourceValue
  ) throws(Mistake) -> SourceValue {
    depth += 1
    guard depth <= JSONText.depthLimit else {
      throw mistake("at most \(JSONText.depthLimit) levels of objects and arrays")
    }
    index += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func members() throws(Mistake) -> SourceValue {
    var members: [SourceMember] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object([]) }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw mistake("a name between quotes") }
      let start = index
      let name = try string()
      guard members.count < JSONText.memberLimit, !members.contains(where: { $0.name == name })
      else {
        index = start
        throw mistake("each name once in an object, at most \(JSONText.memberLimit)")
      }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw mistake("a colon after the name") }
      members.append(SourceMember(name: name, value: try value()))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw mistake("a comma or } after the value") }
    return .object(members)
  }

  private mutating func items() throws(Mistake) -> SourceValue {
    var items: [SourceValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .list([]) }
    repeat {
      items.append(try value())
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw mistake("a comma or ] after the value") }
    return .list(items)
  }

  private mutating func number() throws(Mistake) -> String {
    let start = index
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private mutating func digits() throws(Mistake) {
    let start = index
    while let byte = peek, JSONText.isDigit(byte) { index += 1 }
    guard index > start else { throw mistake("a digit") }
  }

  private mutating func string() throws(Mistake) -> String {
    let opened = index
    index += 1
    var text: [UInt8] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        guard text.count <= CSVReader.fieldLimit else {
          index = opened
          throw mistake("a value of at most \(CSVReader.fieldLimit) bytes")
        }
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw mistake("control characters written as \\u and four digits")
      default:
        text.append(byte)
        index += 1
      }
    }
    throw mistake("a quote that closes the text")
  }

  private mutating func escape(into text: inout [UInt8]) throws(Mistake) {
    let start = index
    index += 1
    let plain: [UInt8: UInt8] = [
      UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F,
      UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
      UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]
    if let byte = peek, let meant = plain[byte] {
      text.append(meant)
      index += 1
      return
    }
    guard take(UInt8(ascii: "u")), let first = hexadecimal() else {
      index = start
      throw mistake("an escape that JSON knows")
    }
    var code = first
    if (0xD800..<0xDC00).contains(first), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")),
      let second = hexadecimal(), (0xDC00..<0xE000).contains(second)
    {
      code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else {
      index = start
      throw mistake("both halves of a surrogate pair")
    }
    guard code != 0 else {
      index = start
      throw mistake("text without NUL characters")
    }
    text.append(contentsOf: String(scalar).utf8)
  }

  private mutating func hexadecimal() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    var code: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      code = code << 4 + UInt32(digit)
    }
    index += 4
    return code
  }
}
