/// A value on its way into a statement.
enum Value: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByNilLiteral
{
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  init(stringLiteral text: String) { self = .text(text) }
  init(integerLiteral number: Int64) { self = .integer(number) }
  init(nilLiteral: ()) { self = .null }

  /// A text, or null.
  static func optional(_ text: String?) -> Value { text.map(Value.text) ?? .null }
  /// A number, or null.
  static func optional(_ number: Int64?) -> Value { number.map(Value.integer) ?? .null }
  /// A number.
  static func integer(_ number: Int) -> Value { .integer(Int64(number)) }
}
