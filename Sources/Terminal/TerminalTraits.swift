/// What the terminal takes beyond its description: title, clipboard, bracketed paste, links.
struct TerminalTraits: Sendable {
  /// Clears the screen, as every terminal that is not refused understands it.
  static let clear = "\u{1B}[H\u{1B}[2J"

  /// Whether the terminal understands sequences as xterm defined them.
  private let isModern: Bool
  private let hasClipboard: Bool
  /// Whether there is a title that can be set, and given back as it was.
  private let hasTitle: Bool
  private let isTmux: Bool
  /// Whether it is asked for what the mouse does.
  private let takesMouse: Bool

  /// What a terminal takes.
  ///
  /// - Parameter describesTitle: whether its description says that it has a title (`tsl`, or `XT` for the sequences of xterm).
  init(
    name: String, environment: TerminalEnvironment, describesTitle: Bool, setsTitle: Bool = true,
    takesMouse: Bool = false
  ) {
    let family = name.split(separator: "-").first.map(String.init) ?? name
    let old = ["vt", "linux", "ansi", "cons", "sun", "wy", "hp", "dumb", "ibm", "tvi", "cygwin"]
    isModern = !old.contains { family.hasPrefix($0) } || family == "vte"
    // GNU screen passes no clipboard on; tmux calls itself screen too.
    hasClipboard = isModern && (family != "screen" || environment.isTmux)
    // GNU screen keeps no titles to give back either.
    let isKnown = describesTitle || TerminalEnvironment.likeXterm.contains(family)
    hasTitle = setsTitle && hasClipboard && (isKnown || environment.isTmux)
    isTmux = environment.isTmux
    self.takesMouse = takesMouse && isModern
  }

  /// What is sent before the first frame: keep the window's title, mark pastes, tell of the mouse.
  var start: String {
    (hasTitle ? "\u{1B}[22;2t" : "") + (isModern ? "\u{1B}[?2004h" : "")
      + (takesMouse ? "\u{1B}[?1000h\u{1B}[?1006h" : "")
  }

  /// What is sent after the last frame: the opposite.
  var end: String {
    (takesMouse ? "\u{1B}[?1006l\u{1B}[?1000l" : "") + (isModern ? "\u{1B}[?2004l" : "")
      + (hasTitle ? "\u{1B}[23;2t" : "")
  }

  /// Sets the window's title.
  func title(_ title: String, _ glyphs: Glyphs) -> String {
    let shown = lines(TextLayout.truncate(title, to: 200), glyphs)
    return hasTitle ? "\u{1B}]2;\(shown)\u{07}" : ""
  }

  /// A notice beside the frames. A terminal that is known to take none of the desktop's rings its bell; tmux hands one on where
  /// its `allow-passthrough` is on, and a bell always.
  func notice(_ text: String, by way: ScreenOptions.Notice, _ glyphs: Glyphs) -> String {
    // What parts the fields of the sequence is no part of the text.
    let text = lines(TextLayout.truncate(Sanitiser.clean(text), to: 120), glyphs)
      .replacing(";", with: ",")
    switch way {
    case .off: return ""
    case .osc9 where isModern: return passedThrough("\u{1B}]9;paydesk: \(text)\u{07}")
    case .osc777 where isModern: return passedThrough("\u{1B}]777;notify;paydesk;\(text)\u{07}")
    case .bell, .osc9, .osc777: return "\u{07}"
    }
  }

  /// What tmux has to hand on to the terminal around it.
  private func passedThrough(_ sequence: String) -> String {
    guard isTmux else { return sequence }
    return "\u{1B}Ptmux;" + sequence.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
  }

  /// All that brings a terminal back, with what its description says.
  func reset(_ described: [String]) -> String {
    (end + described.joined()).replacingDelays
  }

  /// Puts text into the clipboard; nil when the terminal does not, or the text is too long for it.
  func copy(_ text: String) -> String? {
    let encoded = Base64.encode(Sanitiser.pasteable(text).utf8)
    guard hasClipboard, encoded.utf8.count <= 74_994 else { return nil }
    return "\u{1B}]52;c;\(encoded)\u{07}"
  }

  /// A piece of text for the plain screen.
  func plain(_ part: PlainPart, _ glyphs: Glyphs) -> String {
    switch part {
    case .text(let text): return lines(text, glyphs)
    case .link(let text, let address):
      let shown = lines(text, glyphs)
      guard isModern, let address = Self.address(address) else {
        return shown
      }
      return "\u{1B}]8;;\(address)\u{1B}\\\(shown)\u{1B}]8;;\u{1B}\\"
    }
  }

  private func lines(_ text: String, _ glyphs: Glyphs) -> String {
    var result = String.UnicodeScalarView()
    for scalar in Sanitiser.cleanLines(text).unicodeScalars {
      if scalar == "\n" {
        result.append(contentsOf: "\r\n".unicodeScalars)
      } else if !glyphs.isASCII {
        result.append(scalar)
      } else if scalar.columns > 0 {
        result.append(scalar.asciiTwin)
      }
    }
    return String(result)
  }

  /// An address of printable ASCII alone, as the sequence requires; nil for any other.
  private static func address(_ address: String) -> String? {
    address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && address.utf8.count <= 2_000
      ? address : nil
  }
}

extension String {
  /// The string without the delays that descriptions of old terminals hold: `$<50>`.
  fileprivate var replacingDelays: String {
    var result = ""
    var rest = self[...]
    while let start = rest.firstIndex(of: "$") {
      result += rest[..<start]
      let after = rest[rest.index(after: start)...]
      if after.first == "<", let end = after.firstIndex(of: ">") {
        rest = after[after.index(after: end)...]
      } else {
        result += "$"
        rest = after
      }
    }
    return result + rest
  }
}
