/// What a role is at each depth of colour.
struct RolePlan {
  /// The slot of the text, 0 to 15.
  var text: Int
  /// The slot of the ground, 0 to 15.
  var ground: Int
  /// The slot of the text in a scheme of 24.
  var bright: Int?
  /// What is added at 256 colours and more.
  var rich: Attributes
  /// The number of the text in a palette of sixteen; nil is the terminal's own. 8 becomes dim where
  /// there are eight.
  var palette: UInt8?
  /// What is added at eight and sixteen colours.
  var simple: Attributes
  /// What is there without colour.
  var mono: Attributes

  private init(
    _ text: Int, on ground: Int = 0, bright: Int? = nil, _ rich: Attributes = [],
    palette: UInt8? = nil, _ simple: Attributes = [], mono: Attributes = []
  ) {
    self.text = text
    self.ground = ground
    self.bright = bright
    self.rich = rich
    self.palette = palette
    self.simple = simple
    self.mono = mono
  }

  init(_ role: Role) {
    switch role {
    case .text, .value: self.init(5)
    case .dim, .label: self.init(4, palette: 8, mono: .dim)
    case .heading: self.init(13, .bold, palette: 6, .bold, mono: .bold)
    case .title: self.init(6, .bold, .bold, mono: .bold)
    case .accent: self.init(13, palette: 6, mono: .bold)
    case .key: self.init(12, bright: 21, .bold, palette: 6, .bold, mono: .bold)
    case .money: self.init(6, .bold, .bold, mono: .bold)
    case .good: self.init(11, palette: 2)
    case .warning: self.init(10, palette: 3, mono: .bold)
    case .bad: self.init(8, bright: 18, .bold, palette: 1, .bold, mono: .bold)
    case .info: self.init(12, palette: 6)
    case .waiting: self.init(14, palette: 5)
    case .border: self.init(3, palette: 8, mono: .dim)
    case .borderFocused: self.init(13, bright: 22, .bold, palette: 6, .bold, mono: .bold)
    case .selection: self.init(6, on: 2, .bold, .reverse, mono: .reverse)
    case .cursorRow: self.init(5, on: 1, .underline, mono: .underline)
    case .field: self.init(5, on: 1, .underline, mono: .underline)
    case .fieldFocused: self.init(6, on: 2, .bold, [.bold, .underline], mono: [.bold, .underline])
    case .placeholder:
      self.init(4, on: 1, .italic, palette: 8, .underline, mono: [.dim, .underline])
    case .bar: self.init(4, on: 1)
    case .barStrong: self.init(6, on: 1, .bold, .bold, mono: .bold)
    case .link: self.init(13, .underline, palette: 6, .underline, mono: .underline)
    case .disabled: self.init(3, palette: 8, mono: .dim)
    case .quote: self.init(5, .italic, .italic)
    case .badge: self.init(0, on: 10, .bold, palette: 3, .reverse, mono: .reverse)
    // With colours the theme is not asked. Without, what a dark terminal exchanges is dark on light.
    case .code: self.init(0, on: 7, mono: .reverse)
    case .match:
      self.init(10, [.bold, .underline], palette: 3, .underline, mono: [.bold, .underline])
    }
  }
}
