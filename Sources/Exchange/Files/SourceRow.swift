/// A value in a row of a CSV file (always text) or of a JSON Lines file.
public indirect enum SourceValue: Equatable, Sendable {
  /// A CSV cell or a JSON string.
  case text(String)
  /// A JSON number as its digits stand in the file: an amount never passes through floating point.
  case number(String)
  /// A JSON `true` or `false`.
  case bool(Bool)
  /// A JSON `null`.
  case null
  /// A JSON array.
  case list([SourceValue])
  /// A JSON object, its members in their order.
  case object([SourceMember])
}

/// A member of a JSON object.
public struct SourceMember: Equatable, Sendable {
  /// The name.
  public var name: String
  /// The value.
  public var value: SourceValue

  /// A named value.
  public init(name: String, value: SourceValue) {
    self.name = name
    self.value = value
  }
}

/// One row of a file, whatever the format: values by the names of their columns, and the line it
/// began on.
public struct SourceRow: Sendable {
  /// The file's name, for mistakes.
  public let file: String
  /// The lines that the row stands on.
  public let lines: ClosedRange<Int>
  private let content: Content

  /// The names of the columns of a CSV file, with their places.
  final class Columns: Sendable {
    let names: [String]
    let places: [String: Int]
    /// How many cells before them are not the file's: those of a rejects file.
    let skipped: Int

    init(names: [String], skipped: Int) {
      self.names = names
      self.skipped = skipped
      places = Dictionary(
        names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  private enum Content: Sendable {
    case record(CSVRecord, Columns)
    case members([SourceMember])
  }

  init(file: String, record: CSVRecord, columns: Columns) {
    self.file = file
    lines = record.line...max(record.line, record.lastLine)
    content = .record(record, columns)
  }

  /// A row of a JSON Lines file, or one made by hand.
  public init(file: String, line: Int, members: [SourceMember]) {
    self.file = file
    lines = line...line
    content = .members(members)
  }

  /// The line that the row begins on, from 1.
  public var line: Int { lines.lowerBound }

  /// The names of the row's columns.
  public var columns: [String] {
    switch content {
    case .record(_, let columns): columns.names
    case .members(let members): members.map(\.name)
    }
  }

  /// The value under a column, or nil if the row has no such column.
  public subscript(column: String) -> SourceValue? {
    switch content {
    case .record(let record, let columns):
      guard let place = columns.places[column] else { return nil }
      let cell = record[place + columns.skipped]
      return .text(columns.skipped == 0 ? cell : DisarmedCell.read(cell))
    case .members(let members):
      return members.first { $0.name == column }?.value
    }
  }

  /// Why the row was not taken before, as a rejects file says; nil in any other file.
  public var rejection: SourceMistake? {
    guard case .record(let record, let columns) = content,
      columns.skipped == RejectsFile.columns.count
    else { return nil }
    return SourceMistake(
      file: file, line: line, field: DisarmedCell.read(record[1]),
      found: DisarmedCell.read(record[2]), expected: DisarmedCell.read(record[3]))
  }

  /// The row as one that is not taken.
  public func rejected(_ mistakes: [SourceMistake]) -> RejectedRow {
    let given: RejectedRow.Content
    switch content {
    case .record(_, let columns):
      given = .cells(columns.names.map { self[$0]?.cell ?? "" })
    case .members(let members):
      given = .named(members.map { .init(column: $0.name, text: $0.value.cell) })
    }
    return RejectedRow(lines: lines, content: given, mistakes: mistakes)
  }
}

extension SourceValue {
  /// The value as a CSV cell: a list of Pickup Notes as lines `at | amount | text`, other lists a
  /// line for each item.
  var cell: String {
    switch self {
    case .text(let text), .number(let text): return text
    case .bool(let value): return value ? "true" : "false"
    case .null: return ""
    case .list(let items): return items.map(\.cell).joined(separator: "\n")
    case .object(let members):
      let note = ["at", "amount", "text"]
      if members.allSatisfy({ note.contains($0.name) }) {
        return note.map { name in members.first { $0.name == name }?.value.cell ?? "" }
          .joined(separator: " | ")
      }
      return members.map { "\($0.name): \($0.value.cell)" }.joined(separator: "; ")
    }
  }
}
