import Exchange
import Terminal

/// The JSON schema of `config.yaml`, for editors that complete and check it: written from the settings and the action table.
///
///     print(ConfigurationSchema.json.lines)
///
/// It says what can be written; that no key is two things, the program alone says.
public enum ConfigurationSchema {
  /// The schema, by the draft of 2020-12.
  public static var json: JSONValue {
    let settings = ConfigurationSetting.allCases.map {
      JSONValue.Field($0.rawValue, schema(of: $0))
    }
    return .object([
      .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      .init("title", .string("paydesk’s config.yaml")),
      .init("type", .array([.string("object"), .string("null")])),
      .init("additionalProperties", .bool(false)),
      .init("properties", .object(settings)),
      .init(
        "$defs",
        .object([
          .init("key", key(pattern: "^(\\S|\(named))$", isDigit: true)),
          .init("keys", keys("key")),
          .init("fieldKey", key(pattern: "^(\(named))$", isDigit: false)),
          .init("fieldKeys", keys("fieldKey")),
        ])),
    ])
  }

  /// What is no single letter: a key by its name.
  private static let named: String = {
    let modifiers =
      "([Cc]trl|[Cc]ontrol|[Cc]|[Aa]lt|[Mm]eta|[Mm]|[Ss]hift)-(\\S|[A-Za-z]+(-[A-Za-z]+)?)"
    return "[Ff]([1-9]|1[0-9]|2[0-4])|\(modifiers)|\\^[a-z]|[A-Za-z]{2,}(-[A-Za-z]+)?"
  }()

  private static func key(pattern: String, isDigit: Bool) -> JSONValue {
    let text: [JSONValue.Field] = [.init("type", .string("string"))]
    // A digit is a number to YAML.
    let digit: [JSONValue.Field] = [
      .init("type", .array([.string("string"), .string("integer")])), .init("minimum", .integer(0)),
      .init("maximum", .integer(9)),
    ]
    return .object((isDigit ? digit : text) + [.init("pattern", .string(pattern))])
  }

  private static func keys(_ name: String) -> JSONValue {
    let one = JSONValue.object([.init("$ref", .string("#/$defs/\(name)"))])
    return .object([
      .init(
        "anyOf",
        .array([
          one,
          .object([
            .init("type", .string("array")), .init("items", one), .init("uniqueItems", .bool(true)),
          ]),
        ]))
    ])
  }

  private static func schema(of setting: ConfigurationSetting) -> JSONValue {
    var fields = [JSONValue.Field("description", .string(setting.summary))]
    switch setting {
    case .keys:
      fields += [
        .init("type", .array([.string("object"), .string("null")])),
        .init("additionalProperties", .bool(false)),
        .init("properties", .object([preset] + KeyContext.all.map(context))),
      ]
    default:
      if let words = setting.words {
        // To readers of older YAML, on and off are true and false.
        let switches = words.compactMap { ["on": JSONValue.bool(true), "off": .bool(false)][$0] }
        fields.append(.init("enum", .array(words.map { .string($0) } + switches + [.null])))
      } else {
        fields.append(.init("type", .array([.string("string"), .string("null")])))
      }
    }
    return .object(fields)
  }

  private static var preset: JSONValue.Field {
    let words = KeyPreset.allCases.map { "\($0.rawValue) \($0.summary)" }.joined(separator: "; ")
    return .init(
      "preset",
      .object([
        .init("description", .string("Keys in the place of the usual ones: \(words).")),
        .init("enum", .array(KeyPreset.allCases.map { .string($0.rawValue) } + [.null])),
      ]))
  }

  private static func context(_ context: KeyContext) -> JSONValue.Field {
    var seen: Set<String> = []
    let actions = Action.table.compactMap { action -> JSONValue.Field? in
      let modes = action.places.intersection(context.modes)
      guard !modes.isEmpty else { return nil }
      let word = action.keyWord(in: modes)
      // One word can be an action here and another there.
      guard seen.insert(word).inserted else { return nil }
      let isTyping = !modes.isDisjoint(with: [.form, .choice])
      return .init(
        word,
        .object([
          .init("description", .string(action.summary)),
          .init("$ref", .string("#/$defs/\(isTyping ? "fieldKeys" : "keys")")),
        ]))
    }
    return .init(
      context.name,
      .object([
        .init("description", .string(context.shown + ".")),
        .init("type", .array([.string("object"), .string("null")])),
        .init("additionalProperties", .bool(false)), .init("properties", .object(actions)),
      ]))
  }
}
