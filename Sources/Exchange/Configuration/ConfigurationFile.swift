import Journal
import PlainYAML
import Yams

/// The configuration file, read strictly: all that is wrong with it is found at once.
///
///     store: postgres://desk.example/paydesk
///     replica: service=paydesk-reports
///     open: feh --fullscreen
///     reader: on
///     notice: bell
///     title: off
///
/// A file's path is whole, for the configuration counts from wherever the program is started; `~/` is the person's home.
public enum ConfigurationFile {
  /// The configuration in a file's bytes, or everything that is wrong with them.
  ///
  /// - Parameter home: the folder that `~/` stands for.
  public static func parse(_ bytes: [UInt8], file: String, home: String) -> Result<
    Configuration, SourceMistakes
  > {
    let text: String
    do throws(SourceMistake) {
      text = try yamlText(bytes, kibibytes: 64, file: file)
    } catch {
      return .failure(SourceMistakes([error]))
    }
    var reading = ConfigurationReading(file: file, home: home)
    reading.document(text)
    return reading.mistakes.isEmpty
      ? .success(reading.configuration)
      : .failure(SourceMistakes(reading.mistakes.sorted { ($0.line ?? 0) < ($1.line ?? 0) }))
  }
}

/// A configuration file being read.
private struct ConfigurationReading {
  let file: String
  let home: String
  var configuration = Configuration()
  var mistakes: [SourceMistake] = []

  /// The keys, and what is set by each.
  private enum Key: String, CaseIterable { case store, replica, open, notice, title, reader }
  private static var names: String { Key.allCases.map(\.rawValue).joined(separator: ", ") }

  mutating func document(_ yaml: String) {
    let root: Node?
    do {
      root = try PlainYAML.compose(yaml)
    } catch {
      mistakes.append(SourceMistake(unreadable: error, file: file))
      return
    }
    // A file of comments alone sets nothing.
    guard let root, root.null == nil else { return }
    guard let mapping = root.mapping else {
      return miss(
        root, nil, root.scalar?.string, "settings, each on a line of its own: \(Self.names)")
    }
    for (key, value) in mapping {
      guard let known = key.string.flatMap({ Key(rawValue: $0) }) else {
        miss(key, nil, key.scalar?.string ?? "a key that is no name", "one of \(Self.names)")
        continue
      }
      // A key with nothing behind it sets nothing.
      guard value.null == nil else { continue }
      switch known {
      case .store: configuration.store = address(value, known.rawValue)
      case .replica: configuration.replica = address(value, known.rawValue)
      case .open: configuration.opener = words(value, known.rawValue)
      case .reader:
        configuration.reader = word(value, known.rawValue, [("on", true), ("off", false)])
      case .notice:
        configuration.notice = word(
          value, known.rawValue,
          Configuration.Notice.allCases.map {
            ($0.rawValue, $0)
          })
      case .title:
        configuration.title = word(value, known.rawValue, [("on", true), ("off", false)])
      }
    }
  }

  /// The words of a program, parted by spaces; no shell reads them, so quotes mean nothing.
  private mutating func words(_ node: Node, _ field: String) -> [String]? {
    let text = node.scalar?.string
    let words = text?.split(separator: " ").map(String.init) ?? []
    guard let text, !words.isEmpty, !text.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
      miss(
        node, field, text ?? "fields or a list", "a program and its options, such as xdg-open")
      return nil
    }
    return words
  }

  private mutating func word<Value>(
    _ node: Node, _ field: String, _ words: [(name: String, value: Value)]
  ) -> Value? {
    if let text = node.scalar?.string, let word = words.first(where: { $0.name == text }) {
      return word.value
    }
    miss(
      node, field, node.scalar?.string ?? "fields or a list",
      "one of \(words.map(\.name).joined(separator: ", "))")
    return nil
  }

  private mutating func address(_ node: Node, _ field: String) -> StoreAddress? {
    let expected = "a file’s whole path, postgres://HOST/NAME or service=NAME"
    guard let text = node.scalar?.string, !text.unicodeScalars.contains("\0"),
      let address = StoreAddress(text)
    else {
      miss(node, field, node.scalar.map { StoreAddress.withoutPassword($0.string) }, expected)
      return nil
    }
    guard case .file(let path) = address else { return address }
    if path.hasPrefix("~/") { return .file(home + path.dropFirst()) }
    guard path.hasPrefix("/") else {
      miss(node, field, path, expected)
      return nil
    }
    return address
  }

  private mutating func miss(
    _ node: Node?, _ field: String?, _ found: String?, _ expected: String
  ) {
    mistakes.append(
      SourceMistake(
        file: file, line: node?.mark?.line, field: field, found: found.map(shortened),
        expected: expected))
  }
}
