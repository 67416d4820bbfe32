import Journal
import Procedure
import Yams

/// The configuration file, read strictly: all that is wrong with it is found at once.
///
///     store: postgres://desk.example/paydesk
///     replica: service=paydesk-reports
///     open: feh --fullscreen
///     reader: on
///     language: hi
///     notice: bell
///     title: off
///     mouse: on
///     keys:
///       preset: vi
///       queue:
///         claim: [c, F12]
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
    return reading.result(reading.configuration)
  }
}

/// A configuration file being read.
private struct ConfigurationReading: YAMLReading {
  let file: String
  let home: String
  var configuration = Configuration()
  var mistakes: [SourceMistake] = []

  mutating func document(_ yaml: String) {
    let expected = "settings, each on a line of its own: \(ConfigurationSetting.names)"
    for (key, value) in entries(of: yaml, expected: expected) {
      guard let known = key.string.flatMap({ ConfigurationSetting(rawValue: $0) }) else {
        miss(
          key, nil, key.scalar?.string ?? "a key that is no name",
          "one of \(ConfigurationSetting.names)")
        continue
      }
      // A key with nothing behind it sets nothing.
      guard value.null == nil else { continue }
      configuration.lines[known] = key.mark?.line
      switch known {
      case .store: configuration.store = address(value, known.rawValue)
      case .replica: configuration.replica = address(value, known.rawValue)
      case .open: configuration.opener = words(value, known.rawValue)
      case .reader:
        configuration.reader = word(value, known.rawValue, [("on", true), ("off", false)])
      case .language:
        configuration.language = word(
          value, known.rawValue, Language.allCases.map { ($0.rawValue, $0) })
      case .notice:
        configuration.notice = word(
          value, known.rawValue,
          Configuration.Notice.allCases.map {
            ($0.rawValue, $0)
          })
      case .title:
        configuration.title = word(value, known.rawValue, [("on", true), ("off", false)])
      case .mouse:
        configuration.mouse = word(value, known.rawValue, [("on", true), ("off", false)])
      case .keys: configuration.keys = keys(value, known.rawValue)
      }
    }
  }

  // MARK: Keys

  /// A preset, and contexts with their actions. What is meant by the words is looked at by whoever has the actions.
  private mutating func keys(_ node: Node, _ field: String) -> KeySettings? {
    guard let mapping = node.mapping else {
      miss(
        node, field, node.scalar?.string ?? "a list", "preset: and contexts, each with its actions")
      return nil
    }
    var settings = KeySettings(file: file)
    for (name, value) in mapping {
      guard let context = word(name) else {
        miss(name, field, "a key that is no name", "preset, or a context such as queue")
        continue
      }
      guard value.null == nil else { continue }
      let place = "\(field).\(shortened(context.text))"
      if context.text == "preset" {
        settings.preset = word(value)
        if settings.preset == nil { miss(value, place, "fields or a list", "a preset’s name") }
        continue
      }
      guard let actions = value.mapping else {
        miss(value, place, value.scalar?.string ?? "a list", "actions, each with its key or keys")
        continue
      }
      for (name, value) in actions {
        guard let action = word(name) else {
          miss(name, place, "a key that is no name", "an action’s name")
          continue
        }
        let place = "\(place).\(shortened(action.text))"
        guard let keys = keyWords(value, place) else { continue }
        settings.entries.append(.init(context: context, action: action, keys: keys))
      }
    }
    return settings
  }

  /// One key or a list of them.
  private mutating func keyWords(_ node: Node, _ field: String) -> [KeySettings.Word]? {
    let nodes = node.sequence.map(Array.init) ?? [node]
    var words: [KeySettings.Word] = []
    for node in nodes {
      guard node.null == nil, let word = word(node) else {
        miss(
          node, field, node.null == nil ? "fields or a list" : "nothing",
          "a key, a list of keys, or [] for none; signs stand in quotes, as in \"?\" and \"#\"")
        return nil
      }
      words.append(word)
    }
    return words
  }

  private func word(_ node: Node) -> KeySettings.Word? {
    node.scalar.map { KeySettings.Word($0.string, line: node.mark?.line ?? 1) }
  }

  // MARK: Other values

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
}
