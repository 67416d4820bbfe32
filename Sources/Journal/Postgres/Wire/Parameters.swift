/// Values as libpq takes them: integers and blobs in their own types in binary, texts as text of the type that the
/// statement wants there (so a text serves for `jsonb`, `uuid` and any other).
struct Parameters {
  /// The types of values in a few characters: one statement is prepared once for each.
  static func kinds(of values: [Value]) -> String {
    String(
      decoding: values.map { value in
        switch value {
        case .integer: UInt8(ascii: "i")
        case .blob: UInt8(ascii: "b")
        case .text, .null: UInt8(ascii: "t")
        }
      }, as: UTF8.self)
  }

  let types: [UInt32]
  private let bytes: [UInt8]
  private let places: [Int?]
  private let lengths: [Int32]
  private let formats: [Int32]

  /// - Throws: the server's error for a text with the character U+0000, which it cannot hold.
  init(_ values: [Value]) throws(PostgresFailure) {
    var bytes: [UInt8] = []
    var places: [Int?] = []
    var types: [UInt32] = []
    var lengths: [Int32] = []
    var formats: [Int32] = []
    for value in values {
      let start = bytes.count
      switch value {
      case .null:
        types.append(0)
        formats.append(0)
      case .integer(let number):
        types.append(ServerType.bigint)
        formats.append(1)
        withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
      case .text(let text):
        types.append(0)
        formats.append(0)
        bytes += Array(text.utf8)
        guard !bytes[start...].contains(0) else {
          throw .server(
            .init(
              sqlState: "22021", message: "a text cannot hold the character U+0000"))
        }
        bytes.append(0)
      case .blob(let blob):
        types.append(ServerType.bytea)
        formats.append(1)
        bytes += blob
        // An empty one needs a place too: without one it would be null.
        if blob.isEmpty { bytes.append(0) }
        lengths.append(Int32(blob.count))
        places.append(start)
        continue
      }
      places.append(value == .null ? nil : start)
      lengths.append(Int32(bytes.count - start))
    }
    self.bytes = bytes
    self.places = places
    self.types = types
    self.lengths = lengths
    self.formats = formats
  }

  /// Hands count, values, lengths and formats on, as they stand for the time of the call.
  func withPointers<Result>(
    _ body: (
      Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
    ) -> Result
  ) -> Result {
    bytes.withUnsafeBytes { raw in
      let start = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
      let values = places.map { place -> UnsafePointer<CChar>? in
        place.flatMap { place in start.map { $0 + place } }
      }
      return values.withUnsafeBufferPointer { values in
        body(Int32(places.count), values.baseAddress, lengths, formats)
      }
    }
  }
}

/// The types of the server that are read in their binary form.
enum ServerType {
  static let bool: UInt32 = 16
  static let bytea: UInt32 = 17
  static let bigint: UInt32 = 20
  static let smallint: UInt32 = 21
  static let integer: UInt32 = 23
  static let oid: UInt32 = 26
  static let numeric: UInt32 = 1700
  static let uuid: UInt32 = 2950
  static let jsonb: UInt32 = 3802
}
