import Journal
import Procedure

/// A query that a person keeps under a name, to be listed by that name or by a number key.
public struct SavedView: Equatable, Sendable {
  /// What it is called.
  public var name: String
  /// What it lists, as it was typed; it can be read as a query.
  public var query: String
  /// The number key that shows it, 0 to 9; nil has none.
  public var key: Int?

  /// A view under a name.
  public init(name: String, query: String, key: Int? = nil) {
    self.name = name
    self.query = query
    self.key = key
  }

  /// The most views that a person keeps.
  public static let most = 100
  /// The longest name, in characters.
  public static let longestName = 40

  /// What is wrong with a name; nil where nothing is.
  ///
  /// Names are typed after `:view`, where a sign of a comparison begins a query: they have letters, digits, blanks and `-_.`.
  public static func mistake(inName name: String) -> Phrase? {
    let isPlain = name.allSatisfy {
      $0.isLetter || $0.isNumber || "-_.".contains($0) || $0 == " "
    }
    guard !name.isEmpty, name.count <= longestName, isPlain, name.first != " ", name.last != " ",
      !name.contains("  ")
    else {
      return Phrase("a name of 1 to \(longestName) letters, digits, single blanks and - _ .")
    }
    return nil
  }
}

extension [SavedView] {
  /// The view of a name, without case.
  public func named(_ name: String) -> SavedView? {
    first { $0.name.lowercased() == name.lowercased() }
  }

  /// Keeps a view under its name, in the place of one that had it; its key is taken from whichever had that.
  public mutating func keep(_ view: SavedView) {
    for index in indices where view.key != nil && self[index].key == view.key {
      self[index].key = nil
    }
    if let index = firstIndex(where: { $0.name.lowercased() == view.name.lowercased() }) {
      self[index] = view
    } else {
      append(view)
    }
  }
}
