import Procedure
import Yams

/// The file of macros, read strictly: all that is wrong with it is found at once.
///
///     no-answer:
///       about: The vendor does not pick up; an hour later again.
///       steps:
///         - contact: {channel: phone, outcome: noAnswer}
///         - park: {until: 1h, reason: the vendor does not pick up}
///         - release
///
/// A step is a command with its fields, as `paydesk replay` has them; one without fields is its name alone.
public enum MacrosFile {
  /// The macros in a file's bytes by their order in it, or everything that is wrong with them.
  public static func parse(_ bytes: [UInt8], file: String) -> Result<[Macro], SourceMistakes> {
    let text: String
    do throws(SourceMistake) {
      text = try yamlText(bytes, kibibytes: 64, file: file)
    } catch {
      return .failure(SourceMistakes([error]))
    }
    var reading = MacrosReading(file: file)
    reading.document(text)
    return reading.result(reading.macros)
  }

  /// A macro as it stands in a file, to be put behind those that are there.
  public static func written(_ macro: Macro) -> String {
    var lines = ["\(macro.name):"]
    if let about = macro.about { lines.append("  about: \(quoted(about))") }
    lines.append("  steps:")
    for step in macro.steps {
      let fields = step.fields.map { "\($0.name): \(quoted($0.text))" }.joined(separator: ", ")
      lines.append("    - \(step.kind.rawValue)" + (fields.isEmpty ? "" : ": {\(fields)}"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// In double quotes, with JSON's escapes, which YAML reads alike.
  private static func quoted(_ text: String) -> String { JSONValue.string(text).line }
}

/// A file of macros being read.
private struct MacrosReading: YAMLReading {
  let file: String
  var macros: [Macro] = []
  var mistakes: [SourceMistake] = []

  mutating func document(_ yaml: String) {
    let expected = "names, each with its `steps:` below it"
    for (key, value) in entries(of: yaml, expected: expected) { macro(key, value) }
  }

  private mutating func macro(_ key: Node, _ value: Node) {
    guard let name = key.scalar?.string, Macro.isName(name) else {
      return miss(
        key, nil, key.scalar?.string,
        "a name: a letter, then letters, digits, - and _, at most 40")
    }
    guard let mapping = value.mapping else {
      return miss(value, name, value.scalar?.string, "`steps:` and what it is for, `about:`")
    }
    var macro = Macro(name: name, about: nil, steps: [], file: file)
    var hasSteps = false
    for (key, value) in mapping {
      switch key.scalar?.string {
      case "about":
        guard let text = value.scalar?.string, value.null == nil else {
          miss(value, "\(name).about", nil, "a text")
          continue
        }
        macro.about = text
      case "steps":
        hasSteps = true
        macro.steps = steps(value, name)
      default: miss(key, name, key.scalar?.string, "`steps` or `about`")
      }
    }
    guard hasSteps else { return miss(key, name, nil, "its `steps:`, one command a line") }
    macros.append(macro)
  }

  private mutating func steps(_ node: Node, _ name: String) -> [Macro.Step] {
    guard let sequence = node.sequence, !sequence.isEmpty, sequence.count <= Macro.longest else {
      miss(
        node, "\(name).steps", node.scalar?.string,
        "a list of 1 to \(Macro.longest) commands, each behind a dash")
      return []
    }
    var steps: [Macro.Step] = []
    for item in sequence {
      guard let step = step(item, name) else { continue }
      do {
        _ = try step.command(at: Instant(microseconds: 0), in: file)
        steps.append(step)
      } catch {
        mistakes.append(error)
      }
    }
    return steps
  }

  private mutating func step(_ node: Node, _ name: String) -> Macro.Step? {
    let line = node.mark?.line
    if let word = node.scalar?.string {
      return kind(node, word, name).map { Macro.Step(kind: $0, fields: [], line: line) }
    }
    guard let mapping = node.mapping, mapping.count == 1,
      let (key, value) = mapping.first(where: { _ in true })
    else {
      miss(node, "\(name).steps", nil, "one command, with its fields behind a colon")
      return nil
    }
    guard let kind = kind(key, key.scalar?.string ?? "", name) else { return nil }
    guard value.null == nil else { return Macro.Step(kind: kind, fields: [], line: line) }
    guard let fields = value.mapping else {
      miss(value, kind.rawValue, value.scalar?.string, "fields, as {field: text, field: text}")
      return nil
    }
    var step = Macro.Step(kind: kind, fields: [], line: line)
    for (key, value) in fields {
      guard let field = key.scalar?.string, let text = value.scalar?.string else {
        miss(value, kind.rawValue, nil, "a text for each field")
        return nil
      }
      step.fields.append(.init(name: field, text: text))
    }
    return step
  }

  private mutating func kind(_ node: Node, _ word: String, _ name: String) -> Command.Kind? {
    guard let kind = Command.Kind(rawValue: word) else {
      miss(node, "\(name).steps", word, "a command, as `paydesk replay` has them")
      return nil
    }
    return kind
  }
}
