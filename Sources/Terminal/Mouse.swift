/// What a mouse did and where, as a terminal tells it that was asked to.
public struct Mouse: Hashable, Sendable {
  /// What it did.
  public enum Deed: Hashable, Sendable {
    /// The first button was pressed.
    case press
    /// The wheel was turned away from the hand.
    case wheelUp
    /// The wheel was turned towards the hand.
    case wheelDown
  }

  /// What it did.
  public var deed: Deed
  /// The cell that it was over; it may lie outside of the screen.
  public var at: Point

  /// Something that a mouse did over a cell.
  public init(_ deed: Deed, row: Int, column: Int) {
    self.deed = deed
    at = Point(row: row, column: column)
  }

  /// The farthest row or column that is told.
  static let farthest = 9_999

  /// What a report says (SGR, as xterm defined it): the button, column and row from 1, behind `<`. Nil where nothing is made of
  /// it: a button that is let go, another one, a movement, or a place that no terminal has.
  init?(report: some Sequence<UInt8>, isPress: Bool) {
    let parts = Array(report).split(separator: 0x3B, omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      (1...5).contains(part.count) && part.allSatisfy { (0x30...0x39).contains($0) }
        ? part.reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
    }
    guard isPress, parts.count == 3, numbers.count == 3,
      (1...Mouse.farthest).contains(numbers[1]), (1...Mouse.farthest).contains(numbers[2])
    else { return nil }
    // Shift, Alt and Ctrl change nothing.
    switch numbers[0] & ~0b1_1100 {
    case 0: deed = .press
    case 64: deed = .wheelUp
    case 65: deed = .wheelDown
    default: return nil
    }
    at = Point(row: numbers[2] - 1, column: numbers[1] - 1)
  }
}
