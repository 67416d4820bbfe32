#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A value of JSON, for scripts and for results whose fields keep their order.
public enum JSONValue: Hashable, Sendable, Decodable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Field])

  /// A named value of an object.
  public struct Field: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The value.
    public var value: JSONValue

    /// A named value.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// Reads one value from the whole of some bytes; throws what a decoder throws.
  public init(json bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
  }

  /// Reads a value of whichever kind it is.
  public init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: AnyKey.self) {
      // The decoder has them in another order each time, and what is told of them has one.
      let keys = container.allKeys.sorted { $0.stringValue < $1.stringValue }
      self = .object(
        try keys.map { Field($0.stringValue, try container.decode(JSONValue.self, forKey: $0)) })
      return
    }
    if var container = try? decoder.unkeyedContainer() {
      var values: [JSONValue] = []
      while !container.isAtEnd { values.append(try container.decode(JSONValue.self)) }
      self = .array(values)
      return
    }
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else {
      self = .string(try container.decode(String.self))
    }
  }

  /// Whether two values say the same; the order of an object's fields says nothing.
  public func equals(_ other: JSONValue) -> Bool {
    switch (self, other) {
    case (.object(let left), .object(let right)):
      return left.count == right.count
        && left.allSatisfy { field in
          right.contains { $0.name == field.name && $0.value.equals(field.value) }
        }
    case (.array(let left), .array(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { $0.equals($1) }
    case (.integer(let left), .number(let right)), (.number(let right), .integer(let left)):
      return Double(left) == right
    default: return self == other
    }
  }

  /// The value on one line, in the fields' order. Controls, what turns the direction of writing and what cannot be seen are
  /// escaped, so that what is printed is inert and nothing is lost.
  public var line: String {
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .integer(let value): return "\(value)"
    case .number(let value): return "\(value)"
    case .string(let value): return JSONValue.quoted(value)
    case .array(let values): return "[" + values.map(\.line).joined(separator: ",") + "]"
    case .object(let fields):
      return "{"
        + fields.map { JSONValue.quoted($0.name) + ":" + $0.value.line }.joined(separator: ",")
        + "}"
    }
  }

  /// The value for files that people read: each part on a line, indented by two spaces below what it is in. What has no parts
  /// that have parts stands on one line.
  public var lines: String { lines(indent: "") }

  private func lines(indent: String) -> String {
    let inner = indent + "  "
    func block(_ begin: String, _ parts: [String], _ end: String) -> String {
      begin + "\n" + parts.map { inner + $0 }.joined(separator: ",\n") + "\n" + indent + end
    }
    switch self {
    case .array(let values) where values.contains(where: \.isNested):
      return block("[", values.map { $0.lines(indent: inner) }, "]")
    case .object(let fields) where fields.contains(where: \.value.isNested):
      return block(
        "{",
        fields.map { JSONValue.quoted($0.name) + ": " + $0.value.lines(indent: inner) }, "}")
    default: return line
    }
  }

  private var isNested: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if isInert(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
          }
        }
      }
    }
    return result + "\""
  }

  /// Whether a scalar has a picture and nothing that a terminal or a reader's eye would obey.
  private static func isInert(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
    let properties = scalar.properties
    guard !properties.isDefaultIgnorableCodePoint, !properties.isBidiControl else { return false }
    return switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }

  private struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
