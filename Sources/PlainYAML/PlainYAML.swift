import Yams

/// YAML as the files of this program are written in it: one document whose parts stand where they are meant.
///
///     try PlainYAML.compose("window: 6h")   // a mapping
///
/// A part is not named to be meant once more (`&name`, `*name`): some lines of names for lists of names come to more parts
/// than a machine has memory for, or time to compare.
public enum PlainYAML {
  /// Why a text is not read, and where.
  public struct Mistake: Error, Equatable, Sendable {
    /// The line, from 1; nil when the whole text is meant.
    public var line: Int?
    /// What is wrong, in the parser's words.
    public var problem: String
    /// The names that stand twice in one mapping, where that is what is wrong.
    public var doubled: [String] = []
  }

  /// The root of a text's only document; nil where it is empty.
  public static func compose(_ text: String) throws(Mistake) -> Node? {
    if let (name, line) = secondUse(in: text) {
      throw Mistake(
        line: line, problem: "*\(name) stands for another part: write that part out here")
    }
    do {
      return try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw Mistake(error)
    } catch {
      throw Mistake(problem: "\(error)")
    }
  }

  /// The first name that stands behind both `&` and `*`, and the line of its `*`. Without regard to quotes: that a text says
  /// both by chance is not to be feared, and that an alias is overlooked would be.
  private static func secondUse(in text: String) -> (name: String, line: Int)? {
    var anchors: Set<Substring> = []
    var aliases: [(name: Substring, line: Int)] = []
    var line = 1
    var index = text.utf8.startIndex
    while index < text.utf8.endIndex {
      let byte = text.utf8[index]
      index = text.utf8.index(after: index)
      if byte == UInt8(ascii: "\n") { line += 1 }
      guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") else { continue }
      let name = text[index...].utf8.prefix(while: isNamed)
      guard !name.isEmpty else { continue }
      if byte == UInt8(ascii: "&") {
        anchors.insert(Substring(name))
      } else {
        aliases.append((Substring(name), line))
      }
    }
    return aliases.first { anchors.contains($0.name) }.map { (String($0.name), $0.line) }
  }

  /// Letters, digits, `_` and `-`, of which libyaml takes names.
  private static func isNamed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension PlainYAML.Mistake {
  fileprivate init(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(line: mark.line, problem: problem)
    case .duplicatedKeysInMapping(let names, let context):
      self.init(line: context.mark.line, problem: "a name stands twice", doubled: names)
    default:
      self.init(problem: "\(error)")
    }
  }
}
