/// Draws figures as bars and lines of small columns, for a screen and for a printed page alike.
///
/// The number stands beside what is drawn, always: a bar says how much at a glance, the number says it. Whatever is above
/// zero is drawn, however small, and nothing at or below zero is.
///
///     Bars.bar(3, of: 8, width: 4)            // "█▌"
///     Bars.bar(3, of: 8, width: 4, .ascii)    // "##"
///     Bars.sparkline([0, 1, 4, 7])            // "▁▂▅█"
public enum Bars {
  /// A bar as long as the value is of the largest; at most `width` cells, and not filled up with spaces.
  ///
  /// It is rounded to the nearest part of a cell that the glyphs have: eighths, and whole cells in ASCII. A value above the
  /// largest is as long as the largest.
  public static func bar(
    _ value: Int64, of largest: Int64, width: Int, _ glyphs: Glyphs = .unicode
  ) -> String {
    guard width > 0, let full = glyphs.barParts.last else { return "" }
    let parts = glyphs.barParts.count
    let length = share(of: value, in: largest, parts: width * parts)
    var bar = String(repeating: full, count: length / parts)
    if !length.isMultiple(of: parts) { bar += glyphs.barParts[length % parts - 1] }
    return bar
  }

  /// A line of columns, one cell a value, each as high as its value is of the largest of them.
  ///
  /// The lowest column is for zero and below, so that nothing is never taken for little. Where there are more values than
  /// `width`, each cell stands for as many neighbours as it takes, added up; the last cell may stand for fewer.
  public static func sparkline(
    _ values: [Int64], width: Int = .max, _ glyphs: Glyphs = .unicode
  ) -> String {
    let columns = gathered(values, into: width)
    let largest = columns.max() ?? 0
    return columns.map { value in
      glyphs.sparks[share(of: value, in: largest, parts: glyphs.sparks.count - 1)]
    }.joined()
  }

  /// How many neighbours each cell of a sparkline stands for.
  public static func neighbours(of count: Int, in width: Int) -> Int {
    guard width > 0, count > width else { return 1 }
    return (count - 1) / width + 1
  }

  private static func gathered(_ values: [Int64], into width: Int) -> [Int64] {
    guard width > 0 else { return [] }
    let size = neighbours(of: values.count, in: width)
    guard size > 1 else { return values }
    return stride(from: 0, to: values.count, by: size).map { start in
      values[start..<min(start + size, values.count)].reduce(0) { sum, value in
        let (total, isTooLarge) = sum.addingReportingOverflow(value)
        return isTooLarge ? (value < 0 ? .min : .max) : total
      }
    }
  }

  /// How many of the parts the value takes, to the nearest; one at least for what is above zero.
  private static func share(of value: Int64, in largest: Int64, parts: Int) -> Int {
    guard value > 0, parts > 0 else { return 0 }
    guard value < largest else { return parts }
    // Twice the product, so that half a part is a whole number; below 2^127 whatever the figures.
    let (high, low) = (2 * UInt64(parts)).multipliedFullWidth(by: UInt64(value))
    let halves = UInt64(largest).dividingFullWidth((high, low)).quotient
    return max(Int((halves + 1) / 2), 1)
  }
}
