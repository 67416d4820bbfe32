import CPostgres

/// The rows that a statement gave, read by place. As with SQLite, what is null reads as 0 or empty.
final class PostgresRows: @unchecked Sendable {
  private let pq: UnsafePointer<pd_pq>
  private let result: OpaquePointer
  private let types: [UInt32]
  /// How many rows there are.
  let count: Int

  /// Takes over a result of libpq, which nobody changes from here on.
  init(_ result: OpaquePointer, _ pq: UnsafePointer<pd_pq>) {
    self.pq = pq
    self.result = result
    count = Int(pq.pointee.ntuples(result))
    types = (0..<pq.pointee.nfields(result)).map { pq.pointee.ftype(result, $0) }
  }

  deinit { pq.pointee.clear(result) }

  /// How many rows were written by a statement that writes.
  var affected: Int {
    pq.pointee.cmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
  }

  /// The names of the columns.
  var columns: [String] {
    types.indices.map { pq.pointee.fname(result, Int32($0)).map { String(cString: $0) } ?? "" }
  }

  /// Whether there is nothing in a place.
  func isNull(_ row: Int, _ column: Int) -> Bool {
    pq.pointee.getisnull(result, Int32(row), Int32(column)) != 0
  }

  /// A number: of an integer type, a truth value (0 or 1), a whole `numeric` as sums are, or a text with digits.
  func integer(_ row: Int, _ column: Int) -> Int64 {
    withValue(row, column) { bytes in
      switch types[column] {
      case ServerType.bool, ServerType.bigint, ServerType.smallint, ServerType.integer:
        PostgresRows.integer(bytes)
      case ServerType.oid: Int64(UInt32(truncatingIfNeeded: PostgresRows.integer(bytes)))
      case ServerType.numeric: PostgresRows.whole(bytes)
      default: Int64(String(decoding: bytes, as: UTF8.self)) ?? 0
      }
    }
  }

  /// A text; numbers in digits, a `uuid` with its dashes.
  func text(_ row: Int, _ column: Int) -> String {
    withValue(row, column) { bytes in
      guard !bytes.isEmpty else { return "" }
      switch types[column] {
      case ServerType.bool, ServerType.bigint, ServerType.smallint, ServerType.integer,
        ServerType.oid, ServerType.numeric:
        return String(integer(row, column))
      // Its first byte is the version of the format.
      case ServerType.jsonb: return String(decoding: bytes.dropFirst(), as: UTF8.self)
      case ServerType.uuid:
        let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return [digits[0..<4], digits[4..<6], digits[6..<8], digits[8..<10], digits[10...]]
          .map { $0.joined() }.joined(separator: "-")
      default: return String(decoding: bytes, as: UTF8.self)
      }
    }
  }

  /// The bytes of a blob.
  func bytes(_ row: Int, _ column: Int) -> [UInt8] { withValue(row, column) { Array($0) } }

  /// A text, or nil where there is none.
  func optionalText(_ row: Int, _ column: Int) -> String? {
    isNull(row, column) ? nil : text(row, column)
  }

  /// A number, or nil where there is none.
  func optionalInteger(_ row: Int, _ column: Int) -> Int64? {
    isNull(row, column) ? nil : integer(row, column)
  }

  /// A blob, or nil where there is none.
  func optionalBytes(_ row: Int, _ column: Int) -> [UInt8]? {
    isNull(row, column) ? nil : bytes(row, column)
  }

  private func withValue<Read>(
    _ row: Int, _ column: Int, _ body: (UnsafeRawBufferPointer) -> Read
  ) -> Read {
    let start = pq.pointee.getvalue(result, Int32(row), Int32(column))
    let length = pq.pointee.getlength(result, Int32(row), Int32(column))
    return body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(length)))
  }

  private static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    guard let first = bytes.first else { return 0 }
    // A truth value is one byte and never negative.
    let sign: Int64 = bytes.count > 1 && first & 0x80 != 0 ? -1 : 0
    return bytes.reduce(sign) { $0 << 8 | Int64($1) }
  }

  /// The whole part of a `numeric`: digits to the base 10,000 with the weight of the first.
  private static func whole(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    guard bytes.count >= 8 else { return 0 }
    func word(_ index: Int) -> Int64 {
      Int64(bytes[index * 2]) << 8 | Int64(bytes[index * 2 + 1])
    }
    let count = Int(word(0))
    let weight = Int(Int16(truncatingIfNeeded: word(1)))
    let isNegative = word(2) == 0x4000
    guard weight >= 0, bytes.count >= 8 + count * 2 else { return 0 }
    var number: Int64 = 0
    for place in 0...weight {
      let digit = place < count ? word(4 + place) : 0
      let (shifted, isBeyond) = number.multipliedReportingOverflow(by: 10_000)
      let (next, isAbove) = shifted.subtractingReportingOverflow(digit)
      if isBeyond || isAbove { return isNegative ? .min : .max }
      number = next
    }
    return isNegative ? number : (number == .min ? .max : -number)
  }
}
