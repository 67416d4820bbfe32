import Foundation
import Testing

@testable import Terminal

@Suite("Themes")
struct ThemeTests {
  private static let colours = (0..<16).map { index in
    let digit = String(index, radix: 16, uppercase: true)
    return (name: "base0" + digit, value: String(repeating: digit, count: 6))
  }

  private static let flat =
    "scheme: \"Flat\"\nauthor: \"Somebody\"\n"
    + colours.map { "\($0.name): \"\($0.value)\"\n" }.joined()

  private static let nested =
    "system: \"base16\"\nname: \"Nested\"\nauthor: \"Somebody\"\nvariant: \"dark\"\npalette:\n"
    + colours.map { "  \($0.name): \"#\($0.value)\"\n" }.joined()

  @Test("are read in the flat form and in the one with a palette")
  func forms() throws {
    let flat = try Theme.parse(yaml: Self.flat, file: "flat.yaml")
    let nested = try Theme.parse(yaml: Self.nested, file: "nested.yaml")
    #expect(flat.name == "Flat")
    #expect(nested.name == "Nested")
    #expect(flat.author == "Somebody")
    #expect(flat.slots == nested.slots)
    #expect(flat.slots[10] == RGB(red: 0xAA, green: 0xAA, blue: 0xAA))
    let bare = try Theme.parse(
      yaml: Self.flat.replacing("\"444444\"", with: "444444"), file: "bare.yaml")
    #expect(bare.slots == flat.slots)
  }

  @Test("with a mistake say file, line, field, what was found and what was expected")
  func mistakes() {
    func mistake(_ yaml: String) -> String {
      do {
        _ = try Theme.parse(yaml: yaml, file: "t.yaml")
        return "none"
      } catch { return error.description }
    }
    let digits = "six hexadecimal digits, in quotes"
    #expect(
      mistake(Self.nested.replacing("\"#AAAAAA\"", with: "\"#AAAA\""))
        == "t.yaml:16: base0A: found “#AAAA”, expected \(digits)")
    #expect(
      mistake(Self.flat.replacing("\"111111\"", with: "red"))
        == "t.yaml:4: base01: found “red”, expected \(digits)")
    #expect(
      mistake(Self.nested.replacing("base0F", with: "base1F"))
        == "t.yaml:21: base1F: found “base1F”, expected base00 to base0F, and base10 to base17 in base24"
    )
    #expect(
      mistake(Self.flat.replacing("base0F: \"FFFFFF\"\n", with: ""))
        == "t.yaml: base0F: expected a colour, and there is none")
    #expect(
      mistake(Self.nested.replacing("base16", with: "base8"))
        == "t.yaml:1: system: found “base8”, expected base16 or base24")
    #expect(mistake("palette: 3\n") == "t.yaml:1: palette: expected names with colours")
    #expect(mistake("- a\n") == "t.yaml:1: expected a scheme of names and colours")
    #expect(mistake("") == "t.yaml: expected a scheme of names and colours")
    #expect(mistake("a: [\n").hasPrefix("t.yaml:"))
    #expect(mistake(Self.flat + "base00: \"000000\"\n").contains("the same name twice"))
    #expect(mistake(Self.nested.replacing("base16", with: "base24")).contains("base10"))
  }

  @Test("that the program brings along can be read, and are those of the folder")
  func bundled() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "themes")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files == BundledThemes.sources.map(\.file))
    for source in BundledThemes.sources {
      let text = try String(contentsOf: folder.appending(path: source.file), encoding: .utf8)
      #expect(text == source.yaml + "\n", "run Scripts/embed-themes")
      _ = try Theme.parse(yaml: source.yaml, file: source.file)
    }
    for name in Theme.bundledNames { #expect(Theme.bundled(named: name) != nil) }
    #expect(Theme.bundled(named: "none such") == nil)
  }

  @Test(
    "that the program brings along can be read by people",
    arguments: Theme.bundledNames.dropFirst(), [ColorDepth.direct, .indexed])
  func contrast(_ name: String, _ depth: ColorDepth) throws {
    let theme = try #require(Theme.bundled(named: name))
    func colour(_ colour: Colour) -> RGB {
      switch colour {
      case .exact(let exact): exact
      case .palette(let index): RGB(index: index)
      case .standard: RGB(red: 0, green: 0, blue: 0)
      }
    }
    for role in Role.allCases {
      let look = theme.look(for: Style(role), depth: depth)
      let contrast = colour(look.foreground).contrast(with: colour(look.background))
      let least =
        switch role {
        case .border, .disabled, .dim, .label: 3.0
        default: 4.5
        }
      #expect(contrast >= least, "\(name), \(depth): \(role) has \(contrast)")
    }
  }

  @Test("go by the role at eight and sixteen colours, whatever the scheme")
  func palette() throws {
    let theme = try #require(Theme.bundled(named: "day-desk"))
    for depth in [ColorDepth.eight, .sixteen] {
      for role in Role.allCases {
        #expect(
          theme.look(for: Style(role), depth: depth)
            == Theme.terminal.look(for: Style(role), depth: depth))
      }
      #expect(theme.look(for: Style(.good), depth: depth).description == "fg 2")
      #expect(theme.look(for: Style(.bad), depth: depth).description == "fg 1 bold")
      #expect(theme.look(for: Style(.warning), depth: depth).description == "fg 3")
      #expect(theme.look(for: Style(.selection), depth: depth).description == "reverse")
    }
    #expect(theme.look(for: Style(.dim), depth: .eight).description == "dim")
    #expect(theme.look(for: Style(.dim), depth: .sixteen).description == "fg 8")
  }

  @Test("tell what matters apart without any colour")
  func mono() {
    func attributes(_ role: Role) -> Attributes {
      Theme.terminal.look(for: Style(role), depth: .mono).attributes
    }
    for name in Theme.bundledNames {
      for role in Role.allCases {
        let look = Theme.bundled(named: name)?.look(for: Style(role), depth: .mono)
        #expect(look?.foreground == .standard)
        #expect(look?.background == .standard)
      }
    }
    #expect(attributes(.selection).contains(.reverse))
    #expect(!attributes(.cursorRow).contains(.reverse))
    #expect(attributes(.borderFocused) != attributes(.border))
    #expect(attributes(.fieldFocused) != attributes(.field))
    #expect(attributes(.field) != attributes(.text))
    #expect(attributes(.bad) != attributes(.text))
  }

  @Test("are exact with direct colour and never use the person's own sixteen at 256")
  func depths() throws {
    let theme = try #require(Theme.bundled(named: "night-desk"))
    #expect(theme.look(for: .text, depth: .direct).description == "fg #d3dae2 bg #161b22")
    for role in Role.allCases {
      let look = theme.look(for: Style(role), depth: .indexed)
      guard case .palette(let text) = look.foreground, case .palette(let ground) = look.background
      else {
        Issue.record("not of the palette: \(role)")
        continue
      }
      #expect(text >= 16 && ground >= 16)
    }
    #expect(RGB(red: 255, green: 0, blue: 0).nearestIndex == 196)
    #expect(RGB(red: 8, green: 8, blue: 8).nearestIndex == 232)
    let white = RGB(red: 255, green: 255, blue: 255)
    #expect(abs(white.contrast(with: RGB(red: 0, green: 0, blue: 0)) - 21) < 0.001)
    #expect(abs(white.contrast(with: RGB(red: 0x77, green: 0x77, blue: 0x77)) - 4.478) < 0.001)
  }
}
