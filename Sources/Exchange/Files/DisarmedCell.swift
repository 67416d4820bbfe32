import Procedure

/// Cells of files that somebody opens in a spreadsheet, with an apostrophe wherever a formula could begin.
///
///     DisarmedCell.written("=1+1")                       // "'=1+1"
///     DisarmedCell.read("'=1+1")                         // "=1+1"
///     DisarmedCell.read(DisarmedCell.written(any)) == any
///
/// Where that is `FileCell` says, for a program that separates at semicolons or tabs as well. What has an apostrophe there
/// already gets one more, so that reading takes exactly one away and gives every cell back to the byte.
enum DisarmedCell {
  /// The cell as it is written.
  static func written(_ cell: String) -> String {
    var result = cell
    for start in FileCell.formulaStarts(in: cell).reversed() {
      result.unicodeScalars.insert("'", at: start)
    }
    return result
  }

  /// The cell as it was before it was written.
  static func read(_ cell: String) -> String {
    var result = cell
    for start in FileCell.formulaStarts(in: cell).reversed()
    where cell.unicodeScalars[start] == "'" {
      result.unicodeScalars.remove(at: start)
    }
    return result
  }
}
