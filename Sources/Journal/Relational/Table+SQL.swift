/// The statements that change rows.
extension Table {
  /// Every table by its name.
  static let named = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// Puts a row in unless there is one with the same key.
  var keeping: String { "\(inserting) DO NOTHING" }

  /// Puts a row in the place of one with the same key; no page is written where it is the same.
  var putting: String {
    let rest = columns.filter { !key.contains($0.name) && !$0.isOfKey }.map(\.name)
    guard !rest.isEmpty else { return keeping }
    let update = rest.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    let old = rest.map { "\(name).\($0)" }.joined(separator: ", ")
    let new = rest.map { "excluded.\($0)" }.joined(separator: ", ")
    return "\(inserting) DO UPDATE SET \(update) WHERE (\(old)) IS NOT (\(new))"
  }

  /// Sets columns of the row with a key.
  func setting(_ columns: [String]) -> String {
    let values = columns.map { "\($0) = ?" }.joined(separator: ", ")
    return "UPDATE \(name) SET \(values) WHERE \(Table.condition(key))"
  }

  /// Removes rows by the values of columns.
  func removing(_ columns: [String]) -> String {
    "DELETE FROM \(name) WHERE \(Table.condition(columns))"
  }

  private var inserting: String {
    let names = columns.map(\.name).joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    return """
      INSERT INTO \(name) (\(names)) VALUES (\(marks)) ON CONFLICT (\(key.joined(separator: ", ")))
      """
  }

  private static func condition(_ columns: [String]) -> String {
    columns.map { "\($0) = ?" }.joined(separator: " AND ")
  }
}

extension Table {
  /// How rows of a table take the place of others, made once for each table.
  struct Renewal: Sendable {
    private let table: Table
    private let keyPlaces: [Int]
    /// What is set in any case: what no index names. It costs nothing, and so there are few statements.
    private let isAlwaysSet: [Bool]

    init(of table: Table) {
      self.table = table
      let named = Set(
        table.indexes.flatMap { "\($0.columns) \($0.filter ?? "")".split { " ,".contains($0) } })
      keyPlaces = table.key.compactMap { name in table.columns.firstIndex { $0.name == name } }
      isAlwaysSet = table.columns.map { !named.contains(Substring($0.name)) }
    }

    /// The statement that puts a row in the place of another, with its values. A column that is the same is not set where an index
    /// names it: SQLite writes an index anew with each of its columns that is set, whatever to.
    func statement(from old: [Value], to new: [Value]) -> (sql: String, values: [Value]) {
      let places = table.columns.indices.filter {
        !keyPlaces.contains($0) && (isAlwaysSet[$0] || old[$0] != new[$0])
      }
      return (
        table.setting(places.map { table.columns[$0].name }), (places + keyPlaces).map { new[$0] }
      )
    }
  }
}
