/// The one gate between text from outside and the screen.
///
/// What comes out is made of scalars that can be printed, each with a width of 0, 1 or 2 cells,
/// and none that could move the cursor, change the direction of writing or hide.
///
///     Sanitiser.clean("Mee\u{1B}[2Jra")  // "Mee�[2Jra"
public enum Sanitiser {
  /// The text as one line: tabs, line ends and exotic spaces become spaces, controls and what has
  /// no picture become U+FFFD, what is invisible goes, and no cell keeps more than four marks.
  public static func clean(_ text: String) -> String {
    clean(text, keepingLines: false)
  }

  /// The same, with line ends kept as `\n`, for text that is wrapped.
  public static func cleanLines(_ text: String) -> String {
    clean(text, keepingLines: true)
  }

  /// Text for the clipboard, from where it is pasted into other programs, a shell among them: lines and tabs stay, other controls
  /// become U+FFFD, and what turns the direction of writing or is a hidden tag goes. What joins letters stays, so that names are
  /// pasted as they were written.
  public static func pasteable(_ text: String) -> String {
    if isPlain(text, allowingLines: true) { return text }
    var result = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      defer { afterReturn = scalar == "\r" }
      if scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}" {
        result.append("\n")
      } else if scalar == "\n" || scalar == "\t" {
        if !afterReturn || scalar == "\t" { result.append(scalar) }
      } else if scalar.properties.generalCategory == .control {
        result.append("\u{FFFD}")
      } else if !scalar.properties.isBidiControl, !(0xE0000...0xE007F).contains(scalar.value) {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func clean(_ text: String, keepingLines: Bool) -> String {
    if isPlain(text, allowingLines: keepingLines) { return text }
    var result = String.UnicodeScalarView()
    var marks = 0
    // A mark needs a letter before it: one of the text itself, never what another text drew. Where
    // there is none, a dotted circle stands in.
    var hasBase = false
    var afterReturn = false
    for scalar in text.unicodeScalars {
      let follows = afterReturn && scalar == "\n"
      afterReturn = scalar == "\r"
      if follows { continue }
      switch Fate(of: scalar) {
      case .drop: continue
      case .line:
        result.append(keepingLines ? "\n" : " ")
        hasBase = false
        marks = 0
      case .show(let shown):
        result.append(shown)
        hasBase = shown != " "
        marks = 0
      case .join:
        if !hasBase {
          result.append(Unicode.Scalar(0x25CC) ?? " ")
          hasBase = true
        }
        guard marks < Cell.markLimit else { continue }
        marks += 1
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether the text is printable ASCII alone, as most is.
  static func isPlain(_ text: String, allowingLines: Bool = false) -> Bool {
    text.utf8.allSatisfy { ($0 >= 0x20 && $0 < 0x7F) || (allowingLines && $0 == 0x0A) }
  }

  /// Whether it is one of those that our own words and signs are made of: they need not be looked up.
  static func isUsual(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA1...0xAC, 0xAE...0xFF, 0x2010...0x2015, 0x2018...0x201F, 0x2026, 0x20B9,
      0x2190...0x2193, 0x2500...0x259F:
      true
    default: false
    }
  }

  private enum Fate {
    case show(Unicode.Scalar)
    case join
    case line
    case drop

    init(of scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x20...0x7E:
        self = .show(scalar)
      case 0x09:
        self = .show(" ")
      case 0x0A, 0x0D, 0x2028, 0x2029:
        self = .line
      case 0...0x1F, 0x7F...0x9F:
        self = .show("\u{FFFD}")
      default:
        self.init(beyondASCII: scalar)
      }
    }

    private init(beyondASCII scalar: Unicode.Scalar) {
      if Sanitiser.isUsual(scalar), scalar.columns == 1 {
        self = .show(scalar)
        return
      }
      let properties = scalar.properties
      // Joiners, selectors, direction marks, tags, fillers, soft hyphens.
      if properties.isDefaultIgnorableCodePoint || properties.isBidiControl {
        self = .drop
        return
      }
      switch properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned:
        self = .show("\u{FFFD}")
      case .spaceSeparator where scalar.value != 0x3000:
        self = .show(" ")
      default:
        switch scalar.columns {
        case 0: self = .join
        case 1, 2: self = .show(scalar)
        default: self = .show("\u{FFFD}")
        }
      }
    }
  }
}
