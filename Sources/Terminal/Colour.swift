/// A colour by its red, green and blue, 0 to 255 each, in sRGB.
public struct RGB: Hashable, Sendable {
  /// Red, 0 to 255.
  public var red: UInt8
  /// Green, 0 to 255.
  public var green: UInt8
  /// Blue, 0 to 255.
  public var blue: UInt8

  /// A colour by its parts.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A colour from six hexadecimal digits, with or without `#`.
  public init?(hex: String) {
    let digits = hex.hasPrefix("#") ? hex.dropFirst() : hex[...]
    guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
      let value = UInt32(digits, radix: 16)
    else { return nil }
    self.init(value)
  }

  init(_ value: UInt32) {
    self.init(
      red: UInt8(value >> 16 & 0xFF), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
  }

  /// Red, green and blue in one number, as terminals with direct colour count them.
  public var value: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

  /// How well one colour reads on another, 1 (not at all) to 21, after WCAG 2.
  public func contrast(with other: RGB) -> Double {
    let mine = luminance + 0.05
    let others = other.luminance + 0.05
    return max(mine, others) / min(mine, others)
  }

  private var luminance: Double {
    0.2126 * RGB.linear[Int(red)] + 0.7152 * RGB.linear[Int(green)]
      + 0.0722 * RGB.linear[Int(blue)]
  }

  /// Light of each sRGB step, 0 to 1. The power of 2.4 is the third of two squares and a root by
  /// Newton's method, so that no mathematics library is needed.
  private static let linear: [Double] = (0...255).map { step in
    let part = Double(step) / 255
    if part <= 0.04045 { return part / 12.92 }
    let base = (part + 0.055) / 1.055
    var root = base
    for _ in 0..<40 { root = (4 * root + base * base / (root * root * root * root)) / 5 }
    return base * base * root
  }

  /// The nearest of the 240 fixed colours of a terminal with 256, 16 to 255. The first sixteen are
  /// the user's own and never stand for a colour.
  public var nearestIndex: UInt8 {
    var best: UInt8 = 16
    var least = Int.max
    for index in UInt8(16)...255 {
      let distance = distance(to: RGB(index: index))
      if distance < least {
        best = index
        least = distance
      }
    }
    return best
  }

  /// The fixed colour with a number of 16 to 255; black below.
  public init(index: UInt8) {
    switch index {
    case 16...231:
      let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
      let cube = Int(index) - 16
      self.init(red: steps[cube / 36], green: steps[cube / 6 % 6], blue: steps[cube % 6])
    case 232...255:
      let grey = 8 + 10 * (index - 232)
      self.init(red: grey, green: grey, blue: grey)
    default:
      self.init(red: 0, green: 0, blue: 0)
    }
  }

  /// Distance as the eye takes it, roughly: the parts weighed by how red the two are.
  private func distance(to other: RGB) -> Int {
    let mean = (Int(red) + Int(other.red)) / 2
    let reds = Int(red) - Int(other.red)
    let greens = Int(green) - Int(other.green)
    let blues = Int(blue) - Int(other.blue)
    return (512 + mean) * reds * reds + 1_024 * greens * greens
      + (767 - mean) * blues * blues
  }
}

/// How many colours a terminal shows.
public enum ColorDepth: Int, CaseIterable, Sendable, Hashable, Comparable {
  /// None: bold, underline and reverse alone.
  case mono = 1
  /// The eight of the terminal's palette.
  case eight = 8
  /// The sixteen of the terminal's palette.
  case sixteen = 16
  /// 256, of which 240 are the same everywhere.
  case indexed = 256
  /// Any colour.
  case direct = 16_777_216

  /// Fewer colours first.
  public static func < (left: ColorDepth, right: ColorDepth) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A colour as a terminal takes it.
public enum Colour: Hashable, Sendable {
  /// The terminal's own text or ground.
  case standard
  /// One of the palette, 0 to 255.
  case palette(UInt8)
  /// This one exactly.
  case exact(RGB)
}

/// How something looks on a terminal.
public struct Look: Hashable, Sendable, CustomStringConvertible {
  /// The colour of the text.
  public var foreground: Colour
  /// The colour of the ground.
  public var background: Colour
  /// What sets it apart beside colour.
  public var attributes: Attributes

  /// A look of its parts.
  public init(
    foreground: Colour = .standard, background: Colour = .standard, attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// In words: `fg 2 bg 0 bold`; empty for the terminal's own look.
  public var description: String {
    let colours = [("fg", foreground), ("bg", background)].compactMap { side, colour in
      switch colour {
      case .standard: nil as String?
      case .palette(let index): "\(side) \(index)"
      case .exact(let exact): "\(side) \(exact.hex)"
      }
    }
    return (colours + attributes.names).spaced
  }
}

extension RGB {
  /// Six digits after a `#`.
  public var hex: String {
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
