extension Table {
  /// The personal texts beside the log; they cannot be made anew from it.
  static let personal = Table(
    "personal", key: ["stream", "token"],
    [
      .text("stream"), .text("token"), .blob("salt").optional, .text("text").optional.personal,
    ])

  /// How many rows are read at a time.
  private static let page = 1_000

  /// Hands on every row, in the order of its key, a page at a time.
  func eachRow(in db: any SQLConnection, _ body: ([Value]) throws -> Void) throws {
    let names = columns.map(\.name).joined(separator: ", ")
    let order = key.joined(separator: ", ")
    let marks = key.map { _ in "?" }.joined(separator: ", ")
    let places = key.compactMap { name in columns.firstIndex { $0.name == name } }
    var last: [Value]?
    while true {
      let filter = last == nil ? "" : "WHERE (\(order)) > (\(marks)) "
      let rows = try db.all(
        "SELECT \(names) FROM \(name) \(filter)ORDER BY \(order) LIMIT \(Table.page)", last ?? [],
        values)
      for row in rows { try body(row) }
      guard rows.count == Table.page, let end = rows.last else { return }
      last = places.map { end[$0] }
    }
  }

  private func values(of row: any Columns) -> [Value] {
    columns.enumerated().map { place, column in
      if row.isNull(place) { return .null }
      return switch column.kind {
      case .integer: .integer(row.integer(place))
      case .text: .text(row.text(place))
      case .blob: .blob(row.bytes(place))
      }
    }
  }
}
