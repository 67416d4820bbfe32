/// Colours of a picture's cell, by the numbers that every terminal with 256 colours shows alike.
public struct Tint: Hashable, Sendable {
  /// The colour of the sign, 16 to 255; nil is the terminal's own.
  public let text: UInt8?
  /// The colour of the ground, 16 to 255; nil is the terminal's own.
  public let ground: UInt8?

  /// Two colours; a number below 16 is the person's own colour and counts as none.
  public init(text: UInt8?, ground: UInt8?) {
    self.text = text.flatMap { $0 < 16 ? nil : $0 }
    self.ground = ground.flatMap { $0 < 16 ? nil : $0 }
  }

  /// How it looks: numbers of the palette with 256 colours, the same colours exactly with more, nothing with fewer.
  public func look(depth: ColorDepth) -> Look {
    func colour(_ number: UInt8?) -> Colour {
      guard let number, depth >= .indexed else { return .standard }
      return depth == .direct ? .exact(RGB(index: number)) : .palette(number)
    }
    return Look(foreground: colour(text), background: colour(ground))
  }
}

extension Frame {
  /// How many pairs of colours the pictures of a frame have at most; a picture takes some 120.
  static let maxTints = 1_024

  /// Sets a cell of a picture: a sign of width 1, with colours of its own. Pairs of colours that come after 1,024 others are
  /// left to the style.
  public mutating func put(
    _ scalar: Unicode.Scalar, tint: Tint?, row: Int, column: Int, style: Style = .text
  ) {
    guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return }
    fill(Rect(row: row, column: column, rows: 1, columns: 1), style: style, with: scalar)
    guard let tint, tint.text != nil || tint.ground != nil else { return }
    cells[row * size.columns + column].tint = number(of: tint)
  }

  private mutating func number(of tint: Tint) -> UInt16 {
    // The cells of a picture mostly go on in the colours of the one before.
    if let known = tints.lastIndex(of: tint) { return UInt16(known + 1) }
    guard tints.count < Frame.maxTints else { return 0 }
    tints.append(tint)
    return UInt16(tints.count)
  }
}
