import PlainYAML
import Yams

extension Theme {
  /// Reads a base16 or base24 scheme, unchanged, in either form: the flat one (`scheme:`, `base00:`)
  /// and the one with `system:`, `name:` and `palette:`.
  ///
  /// `file` only names the file in a mistake.
  public static func parse(yaml text: String, file: String) throws(ThemeMistake) -> Theme {
    guard text.utf8.count <= 65_536 else {
      throw ThemeMistake(file: file, expected: "a scheme of at most 64 KiB")
    }
    let reader = SchemeReader(file: file)
    let root = try reader.mapping(in: text)
    let system = try reader.text("system", in: root)
    if let system, !["base16", "base24"].contains(system.value) {
      throw ThemeMistake(
        file: file, line: system.line, field: "system", found: system.value,
        expected: "base16 or base24")
    }
    let palette = try reader.palette(in: root)
    let colours = try reader.colours(in: palette)
    let count = try reader.count(of: colours, system: system?.value)
    var slots: [RGB] = []
    for index in 0..<count {
      let name = SchemeReader.slotName(index)
      guard let colour = colours[name] else {
        throw ThemeMistake(file: file, field: name, expected: "a colour, and there is none")
      }
      slots.append(colour)
    }
    let given = try reader.text("name", in: root)
    let older = try reader.text("scheme", in: root)
    let name = given ?? older
    let author = try reader.text("author", in: root)
    guard
      let theme = Theme(
        name: Sanitiser.clean(name?.value ?? file), author: Sanitiser.clean(author?.value ?? ""),
        slots: slots)
    else { throw ThemeMistake(file: file, expected: "16 or 24 colours") }
    return theme
  }
}

/// Reads the parts of a scheme and says where one is wrong.
private struct SchemeReader {
  let file: String

  static func slotName(_ index: Int) -> String {
    "base" + (index < 16 ? "0" : "") + String(index, radix: 16, uppercase: true)
  }

  func mapping(in text: String) throws(ThemeMistake) -> Node.Mapping {
    let node: Node?
    do {
      node = try PlainYAML.compose(text)
    } catch {
      throw mistake(of: error)
    }
    guard let mapping = node?.mapping else {
      throw ThemeMistake(
        file: file, line: node?.mark?.line, expected: "a scheme of names and colours")
    }
    return mapping
  }

  private func mistake(of error: PlainYAML.Mistake) -> ThemeMistake {
    guard let name = error.doubled.first else {
      return ThemeMistake(file: file, line: error.line, found: error.problem, expected: "YAML")
    }
    return ThemeMistake(
      file: file, line: error.line, field: Sanitiser.clean(name), found: "the same name twice",
      expected: "each name once")
  }

  func text(
    _ field: String, in mapping: Node.Mapping
  ) throws(ThemeMistake) -> (value: String, line: Int?)? {
    guard let node = mapping[Node(field)] else { return nil }
    guard let scalar = node.scalar else {
      throw ThemeMistake(file: file, line: node.mark?.line, field: field, expected: "a text")
    }
    return (scalar.string, node.mark?.line)
  }

  /// The mapping that holds the colours: `palette`, or the file itself in the flat form.
  func palette(in root: Node.Mapping) throws(ThemeMistake) -> Node.Mapping {
    guard let node = root[Node("palette")] else { return root }
    guard let palette = node.mapping else {
      throw ThemeMistake(
        file: file, line: node.mark?.line, field: "palette", expected: "names with colours")
    }
    return palette
  }

  func colours(in palette: Node.Mapping) throws(ThemeMistake) -> [String: RGB] {
    var colours: [String: RGB] = [:]
    let known = Set((0..<24).map(SchemeReader.slotName))
    for (key, node) in palette {
      guard let name = key.scalar?.string, name.lowercased().hasPrefix("base") else { continue }
      let slot = "base" + name.dropFirst(4).uppercased()
      guard known.contains(slot) else {
        throw ThemeMistake(
          file: file, line: key.mark?.line, field: name, found: name,
          expected: "base00 to base0F, and base10 to base17 in base24")
      }
      guard let text = node.scalar?.string else {
        throw ThemeMistake(
          file: file, line: node.mark?.line, field: name, expected: "six hexadecimal digits")
      }
      guard let colour = RGB(hex: text) else {
        throw ThemeMistake(
          file: file, line: node.mark?.line, field: name, found: text,
          expected: "six hexadecimal digits, in quotes")
      }
      colours[slot] = colour
    }
    return colours
  }

  func count(of colours: [String: RGB], system: String?) throws(ThemeMistake) -> Int {
    let hasMore = (16..<24).contains { colours[SchemeReader.slotName($0)] != nil }
    switch system {
    case "base16": return 16
    case "base24": return 24
    default: return hasMore ? 24 : 16
    }
  }
}
