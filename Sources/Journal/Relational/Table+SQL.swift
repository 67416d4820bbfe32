/// The statements that change rows.
extension Table {
  /// Every table by its name.
  static let named = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// Puts a row in unless there is one with the same key.
  var keeping: String { "\(inserting) DO NOTHING" }

  /// Puts a row in the place of one with the same key; no page is written where it is the same.
  var putting: String {
    let rest = columns.map(\.name).filter { !key.contains($0) }
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
