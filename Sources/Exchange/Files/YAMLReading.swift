import PlainYAML
import Yams

/// A YAML file that a person writes, while it is read: a part that is not as expected is noted and the rest read on, so that
/// all that is wrong with the file is told at once.
protocol YAMLReading {
  /// The file, as mistakes name it.
  var file: String { get }
  /// What was found to be wrong so far.
  var mistakes: [SourceMistake] { get set }
}

extension YAMLReading {
  /// The root of the file; nil where it is empty, or no YAML, which is noted.
  mutating func root(of yaml: String) -> Node? {
    do {
      return try PlainYAML.compose(yaml)
    } catch {
      mistakes.append(SourceMistake(unreadable: error, file: file))
      return nil
    }
  }

  /// The names at the root of a file, each with what stands behind it; none where the file holds comments alone.
  mutating func entries(of yaml: String, expected: String) -> Node.Mapping {
    guard let root = root(of: yaml), root.null == nil else { return [:] }
    guard let entries = root.mapping else {
      miss(root, nil, root.scalar?.string, expected)
      return [:]
    }
    return entries
  }

  /// Notes a part that is not as expected.
  mutating func miss(_ node: Node?, _ field: String?, _ found: String?, _ expected: String) {
    mistakes.append(
      SourceMistake(
        file: file, line: node?.mark?.line, field: field.map(shortened),
        found: found.map(shortened), expected: expected))
  }

  /// What the file means, or all that is wrong with it in the order of its lines.
  func result<Value>(_ value: Value) -> Result<Value, SourceMistakes> {
    mistakes.isEmpty
      ? .success(value)
      : .failure(SourceMistakes(mistakes.sorted { ($0.line ?? 0) < ($1.line ?? 0) }))
  }
}

extension SourceMistake {
  /// What the YAML parser says, in the form of all mistakes.
  init(unreadable error: PlainYAML.Mistake, file: String) {
    if error.doubled.isEmpty {
      self.init(file: file, line: error.line, expected: "YAML: \(shortened(error.problem))")
    } else {
      self.init(
        file: file, line: error.line, found: shortened(error.doubled.joined(separator: ", ")),
        expected: "each name once")
    }
  }
}

extension [UInt8] {
  /// The bytes without the mark with which some editors begin a file in UTF-8.
  var withoutMark: ArraySlice<UInt8> { starts(with: [0xEF, 0xBB, 0xBF]) ? self[3...] : self[...] }
}

/// The text of a YAML file that a person writes; longer ones than are meant, and what is no text, are told.
func yamlText(_ bytes: [UInt8], kibibytes: Int, file: String) throws(SourceMistake) -> String {
  guard bytes.count <= kibibytes << 10 else {
    throw SourceMistake(file: file, expected: "at most \(kibibytes) KiB")
  }
  let bytes = bytes.withoutMark
  guard let text = String(validating: bytes, as: UTF8.self) else {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    throw SourceMistake(
      file: file, line: line.map { $0 + 1 }, found: "bytes that are no text", expected: "UTF-8")
  }
  return text
}
