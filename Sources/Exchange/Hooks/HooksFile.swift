import Journal
import Yams

/// The programs that the person has run when something happens (`hooks.yaml`).
public struct Hooks: Equatable, Sendable {
  /// The program of each occasion with its arguments; a list, for no shell reads it.
  public var programs: [Occurrence.What: [String]] = [:]
  /// How many seconds a program may take before it is killed.
  public var seconds = 30

  /// No hooks.
  public init() {}
}

/// The file of hooks, read strictly: all that is wrong with it is found at once.
///
///     timeout: 30s
///     windowLapsed: [/usr/local/bin/tell-desk, --urgent]
///     decisionAskedFor: [notify-send, "a decision waits"]
///
/// A program is a list: itself, then its arguments, each handed over as it is. It is named by its whole path, or by its name
/// alone where it is found in `PATH`.
public enum HooksFile {
  /// The hooks in a file's bytes, or everything that is wrong with them.
  public static func parse(_ bytes: [UInt8], file: String) -> Result<Hooks, SourceMistakes> {
    let text: String
    do throws(SourceMistake) {
      text = try yamlText(bytes, kibibytes: 64, file: file)
    } catch {
      return .failure(SourceMistakes([error]))
    }
    var reading = HooksReading(file: file)
    reading.document(text)
    return reading.result(reading.hooks)
  }
}

/// A file of hooks being read.
private struct HooksReading: YAMLReading {
  let file: String
  var hooks = Hooks()
  var mistakes: [SourceMistake] = []

  private static let timeout = "timeout"
  private static var names: String {
    (Occurrence.What.allCases.map(\.rawValue) + [timeout]).joined(separator: ", ")
  }

  mutating func document(_ yaml: String) {
    let expected = "hooks, each on a line of its own: \(Self.names)"
    for (key, value) in entries(of: yaml, expected: expected) {
      if let what = key.string.flatMap(Occurrence.What.init) {
        guard value.null == nil else { continue }
        if let program = program(value, what.rawValue) { hooks.programs[what] = program }
      } else if key.string == Self.timeout {
        seconds(value)
      } else {
        miss(key, nil, key.scalar?.string ?? "a key that is no name", "one of \(Self.names)")
      }
    }
  }

  private mutating func program(_ node: Node, _ field: String) -> [String]? {
    let expected =
      "a list, the program and then its arguments: [/usr/local/bin/tell-desk, --urgent]"
    guard let sequence = node.sequence, !sequence.isEmpty else {
      miss(node, field, node.scalar?.string, expected)
      return nil
    }
    var words: [String] = []
    for item in sequence {
      guard let word = item.scalar?.string, item.null == nil else {
        miss(item, field, item.null == nil ? nil : "~", "a text; put it in quotes")
        return nil
      }
      guard !word.unicodeScalars.contains("\0") else {
        miss(item, field, word, "a text without the character 0")
        return nil
      }
      words.append(word)
    }
    guard let name = words.first, !name.isEmpty, name.hasPrefix("/") || !name.contains("/") else {
      miss(
        sequence.first, field, words.first,
        "the program's whole path, or its name alone where it is found in PATH")
      return nil
    }
    return words
  }

  private mutating func seconds(_ node: Node) {
    let text = node.scalar?.string ?? ""
    let unit = text.last == "m" ? 60 : 1
    let digits = text.dropLast()
    guard text.last == "s" || text.last == "m", !digits.isEmpty, digits.count <= 4,
      digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits),
      (1...300).contains(number * unit)
    else {
      return miss(node, Self.timeout, node.scalar?.string, "a time from 1s to 5m, such as 30s")
    }
    hooks.seconds = number * unit
  }
}
