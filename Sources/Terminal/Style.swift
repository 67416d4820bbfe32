/// Ways to set text apart that need no colour.
public struct Attributes: OptionSet, Hashable, Sendable {
  /// The set as bits: 1 bold, 2 underline, 4 reverse, 8 italic, 16 dim.
  public var rawValue: UInt8

  /// A set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Heavier.
  public static let bold = Attributes(rawValue: 1)
  /// With a line below.
  public static let underline = Attributes(rawValue: 2)
  /// Text and ground exchanged.
  public static let reverse = Attributes(rawValue: 4)
  /// Slanted, where the terminal can.
  public static let italic = Attributes(rawValue: 8)
  /// Fainter, where the terminal can. A style asks for it through ``Role/dim``.
  public static let dim = Attributes(rawValue: 16)

  /// How many bits a set takes.
  static let bits = 5
}

/// What a piece of text means, and what is added to the theme's look for it.
///
///     Style(.money)
///     Style(.label, bold: true)
public struct Style: Hashable, Sendable {
  /// What the text means.
  public var role: Role
  /// What is added to the theme's look for the role.
  public var attributes: Attributes

  /// A role, with what is added to its look.
  public init(
    _ role: Role, bold: Bool = false, underline: Bool = false, reverse: Bool = false,
    italic: Bool = false
  ) {
    self.role = role
    var attributes: Attributes = []
    if bold { attributes.insert(.bold) }
    if underline { attributes.insert(.underline) }
    if reverse { attributes.insert(.reverse) }
    if italic { attributes.insert(.italic) }
    self.attributes = attributes
  }

  /// Ordinary text.
  public static let text = Style(.text)
}

/// Where text stands in the width that it is given.
public enum Alignment: Sendable, Hashable {
  /// At the left edge.
  case left
  /// In the middle; one cell nearer the left when it does not come out even.
  case center
  /// At the right edge.
  case right
}
