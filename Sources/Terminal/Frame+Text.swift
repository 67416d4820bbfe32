extension Frame {
  /// The frame as lines of text, spaces at their ends cut, for tests that a person can read.
  public var text: String {
    (0..<size.rows).map(line).joined(separator: "\n")
  }

  /// The frame as a terminal writes it: the lines, and where the signs are ASCII all that is in them.
  public var written: String {
    guard glyphs.isASCII else { return text }
    return String(
      text.map { character in
        character.isNewline
          ? character : Character(character.unicodeScalars.first?.asciiTwin ?? "?")
      })
  }

  /// The same with the role of every run of cells below each row, ordinary text left out:
  ///
  ///     CX-10482   ₹2,000
  ///       ^ 0-7 link · 11-16 money bold
  public var annotated: String {
    annotated { style in
      style == .text ? "" : ([String(describing: style.role)] + style.attributes.names).spaced
    }
  }

  /// The same with how a theme shows each run at a depth of colour: `fg 2 bold`, `reverse`.
  public func annotated(theme: Theme, depth: ColorDepth) -> String {
    annotated { theme.look(for: $0, depth: depth).description }
  }

  private func annotated(_ describe: (Style) -> String) -> String {
    var lines: [String] = []
    for row in 0..<size.rows {
      lines.append(line(row))
      var runs: [String] = []
      var start = 0
      var current = ""
      for column in 0...size.columns {
        let found = self[row, column].map { describe($0.style) } ?? ""
        if column == size.columns || found != current {
          if !current.isEmpty {
            runs.append("\(start)-\(column - 1) \(current)")
          }
          start = column
          current = found
        }
      }
      if !runs.isEmpty { lines.append("  ^ " + runs.joined(separator: " · ")) }
    }
    return lines.joined(separator: "\n")
  }

  private func line(_ row: Int) -> String {
    var scalars = String.UnicodeScalarView()
    let start = row * size.columns
    for cell in cells[start..<(start + size.columns)] where !cell.isContinuation {
      scalars.append(cell.scalar)
      if cell.hasMarks { scalars.append(contentsOf: cell.marks) }
    }
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }
}

extension Attributes {
  /// The attributes by name, for descriptions.
  var names: [String] {
    let all: [(Attributes, String)] = [
      (.bold, "bold"), (.underline, "underline"), (.reverse, "reverse"), (.italic, "italic"),
      (.dim, "dim"),
    ]
    return all.filter { contains($0.0) }.map(\.1)
  }
}

extension [String] {
  var spaced: String { joined(separator: " ") }
}
