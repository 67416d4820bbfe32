import Journal
import PlainYAML
import Yams

/// The configuration file, read strictly: all that is wrong with it is found at once.
///
///     store: postgres://desk.example/paydesk
///     replica: service=paydesk-reports
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
  private static var keys: [(name: String, field: WritableKeyPath<Configuration, StoreAddress?>)] {
    [("store", \.store), ("replica", \.replica)]
  }
  private static var names: String { keys.map(\.name).joined(separator: ", ") }

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
      guard let known = Self.keys.first(where: { $0.name == key.string }) else {
        miss(key, nil, key.scalar?.string ?? "a key that is no name", "one of \(Self.names)")
        continue
      }
      // A key with nothing behind it sets nothing.
      guard value.null == nil else { continue }
      if let address = address(value, known.name) { configuration[keyPath: known.field] = address }
    }
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
