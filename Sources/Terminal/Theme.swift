/// What the roles look like: a base16 or base24 scheme, or the terminal's own sixteen colours.
///
///     let theme = try Theme.parse(yaml: text, file: "night-desk.yaml")
///     theme.look(for: Style(.bad), depth: .indexed)
public struct Theme: Sendable, Hashable {
  /// The name that the scheme gives itself.
  public let name: String
  /// Who made it; empty when it does not say.
  public let author: String
  /// Colours of the slots base00 to base0F and, in base24, base10 to base17; empty for the terminal's
  /// own colours.
  public let slots: [RGB]

  /// A theme of 16 or 24 colours, or of none for the terminal's own; nil for another count.
  public init?(name: String, author: String = "", slots: [RGB]) {
    guard [0, 16, 24].contains(slots.count) else { return nil }
    self.init(name, author, slots)
  }

  private init(_ name: String, _ author: String, _ slots: [RGB]) {
    self.name = name
    self.author = author
    self.slots = slots
  }

  /// The terminal's own text, ground and sixteen colours, whatever the person made of them.
  public static let terminal = Theme("terminal", "", [])

  /// Whether the theme leaves the colours to the terminal.
  public var isTerminal: Bool { slots.isEmpty }

  /// How a style looks at a depth of colour.
  ///
  /// Direct colour is exact and 256 colours are the nearest. Eight and sixteen go by what the role
  /// means, never by the nearest colour, and so does every depth for the terminal's own colours.
  public func look(for style: Style, depth: ColorDepth) -> Look {
    let plan = RolePlan(style.role)
    var look: Look
    if depth == .mono {
      look = Look(attributes: plan.mono)
    } else if style.role == .code {
      look = Theme.inkOnPaper(depth)
    } else if depth <= .sixteen || isTerminal {
      look = paletteLook(plan, bright: depth == .sixteen || depth == .indexed)
    } else {
      look = Look(
        foreground: colour(slot(plan.text, bright: plan.bright), depth),
        background: colour(slot(plan.ground, bright: nil), depth), attributes: plan.rich)
    }
    look.attributes.formUnion(style.attributes)
    return look
  }

  /// Black on white, as near to both as a depth of colour comes.
  private static func inkOnPaper(_ depth: ColorDepth) -> Look {
    switch depth {
    case .mono, .eight: Look(foreground: .palette(0), background: .palette(7))
    case .sixteen: Look(foreground: .palette(0), background: .palette(15))
    case .indexed: Look(foreground: .palette(16), background: .palette(231))
    case .direct: Look(foreground: .exact(RGB(0)), background: .exact(RGB(0xFF_FFFF)))
    }
  }

  private func paletteLook(_ plan: RolePlan, bright: Bool) -> Look {
    var look = Look(attributes: plan.simple)
    if let number = plan.palette {
      if number < 8 || bright {
        look.foreground = .palette(number)
      } else {
        look.attributes.insert(.dim)
      }
    }
    return look
  }

  /// The colour of a slot, or of its bright twin where the scheme has one.
  func slot(_ slot: Int, bright: Int?) -> RGB {
    if let bright, bright < slots.count { return slots[bright] }
    return slot < slots.count ? slots[slot] : RGB(0)
  }

  private func colour(_ colour: RGB, _ depth: ColorDepth) -> Colour {
    depth == .direct ? .exact(colour) : .palette(colour.nearestIndex)
  }
}
