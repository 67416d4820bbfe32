extension Table {
  /// The personal texts beside the log; they cannot be made anew from it.
  static let personal = Table(
    "personal", key: ["stream", "token"],
    [
      .text("stream"), .text("token"), .blob("salt").optional, .text("text").optional.personal,
    ])

  /// The log itself.
  static let event = Table(
    "event", key: ["number"],
    [
      .integer("number"), .text("stream"), .integer("version"), .text("name"), .integer("schema"),
      .text("by"), .text("role"), .integer("at"), .text("vendor").optional, .blob("body"),
      .blob("hash"), .text("stands_for").optional,
    ])

  /// Hands on every row, in the order of its key.
  func eachRow(in db: any SQLConnection, _ body: ([Value]) throws -> Void) throws {
    var pages = Pages(of: self, in: db)
    while let page = try pages.next() {
      for row in page { try body(row) }
    }
  }

  /// Its rows in the order of its key, a page at a time.
  struct Pages {
    /// How many rows are read at a time.
    private static let size = 1_000

    private let table: Table
    private let db: any SQLConnection
    private var last: [Value]?
    private var isOver = false

    init(of table: Table, in db: any SQLConnection) {
      self.table = table
      self.db = db
    }

    /// The next rows; nil where there are no more.
    mutating func next() throws -> [[Value]]? {
      guard !isOver else { return nil }
      let names = table.columns.map(\.name).joined(separator: ", ")
      let order = table.key.joined(separator: ", ")
      let marks = table.key.map { _ in "?" }.joined(separator: ", ")
      let filter = last == nil ? "" : "WHERE (\(order)) > (\(marks)) "
      let rows = try db.all(
        """
        SELECT \(names) FROM \(table.name) \(filter)ORDER BY \(order) LIMIT \(Pages.size)
        """, last ?? [], table.values)
      isOver = rows.count < Pages.size
      last = rows.last.map { end in
        table.key.compactMap { name in
          table.columns.firstIndex { $0.name == name }.map { end[$0] }
        }
      }
      return rows.isEmpty ? nil : rows
    }
  }

  fileprivate func values(of row: any Columns) -> [Value] {
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
