/// One cell of a frame: a scalar with a width, up to four marks that join it, and a style.
///
/// A scalar two cells wide is followed by a continuation, which holds nothing of its own.
public struct Cell: Hashable, Sendable {
  /// The scalar that starts the cell; U+0000 in a continuation.
  public private(set) var scalar: Unicode.Scalar
  private var first: UInt32 = 0
  private var second: UInt32 = 0
  private var third: UInt32 = 0
  private var fourth: UInt32 = 0
  /// What the cell means.
  public var style: Style
  /// The number of its colours in the frame's tints, from 1; 0 leaves them to the style.
  var tint: UInt16 = 0

  /// A cell of one scalar. The scalar has passed the ``Sanitiser``.
  public init(_ scalar: Unicode.Scalar, style: Style) {
    self.scalar = scalar
    self.style = style
  }

  /// The right half of a scalar two cells wide.
  public static func continuation(style: Style) -> Cell { Cell("\0", style: style) }

  /// Whether this is the right half of a scalar two cells wide.
  public var isContinuation: Bool { scalar.value == 0 }

  /// How many marks a cell holds at most: what curses keeps.
  public static let markLimit = 4

  /// Adds a scalar without width; the fifth and later ones are dropped.
  public mutating func join(_ mark: Unicode.Scalar) {
    if first == 0 {
      first = mark.value
    } else if second == 0 {
      second = mark.value
    } else if third == 0 {
      third = mark.value
    } else if fourth == 0 {
      fourth = mark.value
    }
  }

  /// The marks that joined the cell, in order; at most four.
  public var marks: [Unicode.Scalar] {
    [first, second, third, fourth].prefix { $0 != 0 }.compactMap(Unicode.Scalar.init)
  }

  /// Whether a mark joined the cell.
  public var hasMarks: Bool { first != 0 }

  /// The scalar and its marks as text; empty for a continuation.
  public var text: String {
    guard !isContinuation else { return "" }
    var text = String(scalar)
    if hasMarks { text.unicodeScalars.append(contentsOf: marks) }
    return text
  }
}
