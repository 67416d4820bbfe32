import Procedure
import Terminal

/// People who are on a dispute, in the words of a row and of a title.
enum PresenceWords {
  /// `◂ dev`, `◂ dev +1`, within so many cells; `◂ 2` or the sign alone where there is no room for a name.
  static func row(_ others: [Person], room: Int, _ glyphs: Glyphs) -> String {
    guard let first = others.first else { return "" }
    let more = others.count > 1 ? " +\(others.count - 1)" : ""
    let width = room - TextLayout.width(glyphs.here + " " + more)
    guard width >= min(TextLayout.width(first.text), 4) else {
      return others.count > 1 && room >= 4 ? "\(glyphs.here) \(others.count)" : glyphs.here
    }
    return glyphs.here + " "
      + TextLayout.truncate(first.text, to: min(width, TextLayout.width(first.text))) + more
  }

  /// `dev is here too`, the longest first; nothing where nobody is.
  ///
  /// - Parameter isAttended: whether this person is there as well, and not just passing by.
  static func title(_ others: [Person], isAttended: Bool, _ glyphs: Glyphs) -> [String] {
    guard let first = others.first else { return [] }
    let whole =
      switch (others.count, isAttended) {
      case (1, false): phrase("\(first) is here")
      case (1, true): phrase("\(first) is here too")
      case (2, false): phrase("\(first) and \(others[1]) are here")
      case (2, true): phrase("\(first) and \(others[1]) are here too")
      case (_, false): phrase("\(first) and \(others.count - 1) others are here")
      case (_, true): phrase("\(first) and \(others.count - 1) others are here too")
      }
    return [whole, row(others, room: 12, glyphs), glyphs.here]
  }
}
