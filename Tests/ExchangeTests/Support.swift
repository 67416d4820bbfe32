import Testing

@testable import Exchange

/// A small generator of numbers that a seed decides, so that a failing case comes again.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

/// All rows of a text, read in chunks of a size; small ones cut cells, quotes and line ends in two.
func csv(
  _ text: String, columns: [String]? = nil, chunk: Int = 1 << 18
) throws -> [Result<CSVRecord, RejectedRow>] {
  try csv(Array(text.utf8), columns: columns, chunk: chunk)
}

func csv(
  _ bytes: [UInt8], columns: [String]? = nil, chunk: Int = 1 << 18
) throws -> [Result<CSVRecord, RejectedRow>] {
  let reader = CSVReader(
    source: try ByteSource(bytes: bytes, file: "f.csv", chunkSize: chunk))
  reader.columns = columns
  return Array(reader)
}

extension Result<CSVRecord, RejectedRow> {
  var fields: [String]? { (try? get())?.fields }
  var line: Int? { (try? get())?.line }
}

extension Result where Failure == RejectedRow {
  var rejected: RejectedRow? {
    if case .failure(let row) = self { row } else { nil }
  }
  var mistakes: [SourceMistake] { rejected?.mistakes ?? [] }
}

/// The rows of a CSV text, or of JSON Lines.
func rows(
  _ text: String, _ format: SourceRows.Format = .csv, file: String = "f.csv"
) throws -> [Result<SourceRow, RejectedRow>] {
  Array(try SourceRows(bytes: Array(text.utf8), file: file, format: format))
}

/// A ticket row by hand: good, save for what is said.
func ticket(_ changes: [String: SourceValue] = [:]) -> Result<TicketRow, RejectedRow> {
  parse(
    [
      ("Ticket ID", "CX-10482"), ("Created At", "2026-11-22T13:00:00+05:30"), ("Status", "OPEN"),
      ("Tag", "Less Paid"), ("Customer Name", "Meera Iyer"), ("Phone", "+91 98765 43210"),
      ("Order ID", "ORD-88213"), ("Final App Price", "10000.00"), ("Amount Received", "8000.00"),
      ("Complaint", "Too little came."), ("Attachments", "chat.png"),
    ], changes
  ) { TicketRow.parse($0, mapping: .default(for: .tickets), offset: 19_800) }
}

/// An order row by hand: good, save for what is said.
func order(_ changes: [String: SourceValue] = [:]) -> Result<OrderRow, RejectedRow> {
  parse(
    [
      ("Order ID", "ORD-88213"), ("Customer Name", "Meera Iyer"), ("Customer VPA", "meera@okbank"),
      ("Device", "Pixel 6a 128GB"), ("Vendor", "FoneBay Pune"), ("Pickup Status", "completed"),
      ("Picked Up At", "2026-11-20T17:40:00+05:30"), ("Quoted Price", "10000.00"),
      ("Final Invoice Value", "8000.00"), ("Payment Marked", "Yes"), ("Pickup Notes", ""),
    ], changes
  ) { OrderRow.parse($0, mapping: .default(for: .orders), offset: 19_800) }
}

/// A vendor row by hand: good, save for what is said.
func vendor(_ changes: [String: SourceValue] = [:]) -> Result<VendorRow, RejectedRow> {
  parse(
    [
      ("Vendor", "FoneBay Pune"), ("City", "Pune"), ("Phone", "+91 90000 00000"),
      ("VPA", "vendor0@okbank"), ("Credits", "55340"), ("Standing", "active"),
    ], changes
  ) { VendorRow.parse($0, mapping: .default(for: .vendors)) }
}

private func parse<Row>(
  _ cells: [(String, String)], _ changes: [String: SourceValue],
  _ parse: (SourceRow) -> Result<Row, RejectedRow>
) -> Result<Row, RejectedRow> {
  let members = cells.map { name, text in
    SourceMember(name: name, value: changes[name] ?? .text(text))
  }
  return parse(SourceRow(file: "f.csv", line: 7, members: members))
}

extension Result<SourceRow, RejectedRow> {
  /// The lines of the row, taken or not.
  var lines: ClosedRange<Int> {
    switch self {
    case .success(let row): row.lines
    case .failure(let rejected): rejected.lines
    }
  }
}
