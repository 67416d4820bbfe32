/// What may stand in a cell of a file that leaves the house: a bank reads it, and somebody opens it in a spreadsheet first.
///
///     FileCell.fault(in: "Meera Iyer")     // nil
///     FileCell.fault(in: "=1+1")           // could be read as a formula …
///     FileCell.fault(in: " ＠SUM(A1)")      // the same, whatever stands before the sign
///
/// A cell with a fault is refused and never altered: a payee with an apostrophe before the name is another payee. Files that
/// nobody pays from keep the cell and disarm it, by the same ``formulaStarts(in:)``.
public enum FileCell {
  /// Why a text may not be written, in words that go on with “the payee”; nil where it may.
  public static func fault(in text: String) -> String? {
    if text.unicodeScalars.allSatisfy(isUnseen) { return "is empty" }
    if text == Personal.erased { return "was erased" }
    if text.unicodeScalars.contains(where: isControl) {
      return "holds a line break or a control character"
    }
    if couldBeFormula(text) {
      return "could be read as a formula by a bank or a spreadsheet"
    }
    return nil
  }

  /// Whether a program could take the text for a formula: a sign that begins one stands at the beginning, or where a program
  /// that separates at commas, semicolons or line breaks would begin a cell. Spaces, quotes and what cannot be seen before the
  /// sign change nothing.
  public static func couldBeFormula(_ text: String) -> Bool { !formulaStarts(in: text).isEmpty }

  /// Where a program would begin a cell that it could take for a formula.
  ///
  /// An apostrophe put in at such a place leaves the place one: ``couldBeFormula(_:)`` passes over quotes.
  public static func formulaStarts(in text: String) -> [String.Index] {
    let scalars = text.unicodeScalars
    var starts: [String.Index] = []
    var start: String.Index? = scalars.startIndex
    for index in scalars.indices {
      let scalar = scalars[index]
      if let begun = start, signs.contains(scalar) || begun == scalars.startIndex && isTab(scalar) {
        starts.append(begun)
        start = nil
      }
      if separators.contains(scalar) {
        start = scalars.index(after: index)
      } else if start != nil, !isPassedOver(scalar) {
        start = nil
      }
    }
    return starts
  }

  /// What some programs take away at the very beginning before they look.
  private static func isTab(_ scalar: Unicode.Scalar) -> Bool { scalar == "\t" || scalar == "\r" }

  /// The signs with which a formula begins, in all their widths.
  private static let signs = Set("=+-@＝＋－＠﹦﹢﹣﹫−".unicodeScalars)
  private static let separators = Set(",;\t\r\n".unicodeScalars)
  private static let quotes = Set("'\"`´‘’‚‛“”„‟«»‹›＇＂".unicodeScalars)

  private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
    isUnseen(scalar) || quotes.contains(scalar) || scalar.properties.generalCategory == .control
  }

  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
  }

  /// Controls, line breaks and what turns the direction of writing; what joins letters of Indian names is none.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    default: return properties.isBidiControl || scalar == "\u{FEFF}"
    }
  }
}
