/// The id that a client gives to what it appends, unique in the log: by it the server tells whether an append whose answer was
/// lost is there.
struct AppendID: Sendable, Hashable, CustomStringConvertible {
  private let high: UInt64
  private let low: UInt64

  /// A random one, as RFC 9562 version 4 has it.
  init() {
    var random = SystemRandomNumberGenerator()
    high = random.next() & ~0xF000 | 0x4000
    low = random.next() & ~(0xC000 << 48) | (0x8000 << 48)
  }

  /// In five groups of digits.
  var description: String {
    func digits(_ number: UInt64, _ shift: UInt64, _ count: Int) -> String {
      let text = String(number >> shift & (1 << (UInt64(count) * 4) - 1), radix: 16)
      return String(repeating: "0", count: count - text.count) + text
    }
    return [
      digits(high, 32, 8), digits(high, 16, 4), digits(high, 0, 4), digits(low, 48, 4),
      digits(low, 0, 12),
    ].joined(separator: "-")
  }
}
