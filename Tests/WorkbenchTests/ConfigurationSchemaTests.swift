import Exchange
import Foundation
import Testing

@testable import Workbench

@Suite("The schema of the configuration")
struct ConfigurationSchemaTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  private func text(_ name: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: name), encoding: .utf8)
  }

  @Test("docs/config.schema.json says what the settings and the action table say")
  func isFresh() throws {
    let file = Self.root.appending(path: "docs/config.schema.json")
    let schema = ConfigurationSchema.json.lines + "\n"
    if ProcessInfo.processInfo.environment["PAYDESK_RECORD"] != nil {
      try Data(schema.utf8).write(to: file)
    }
    #expect(try text("docs/config.schema.json") == schema)
    #expect(try text("Packaging/files").contains("docs/config.schema.json"))
    let again = try JSONValue(json: Array(schema.utf8))
    #expect(again.equals(ConfigurationSchema.json))
  }

  @Test("the example that is installed is one, as it is and with what is commented out")
  func example() throws {
    let example = try text("Packaging/config.yaml")
    let whole = example.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("#") && line.dropFirst().first?.isWhitespace != true || line.hasPrefix("#  ")
        ? line.dropFirst() : line
    }.joined(separator: "\n")
    for (name, yaml) in [("example", example), ("whole", whole)] {
      let read = ConfigurationFile.parse(Array(yaml.utf8), file: name, home: "/")
      guard case .success(let configuration) = read else {
        Issue.record("\(name): \(read)")
        continue
      }
      let wrong = configuration.keys?.mistakes?.description
      #expect(wrong == nil, "\(name): \(wrong ?? "")")
      if name == "whole" {
        #expect(Set(configuration.lines.keys) == Set(ConfigurationSetting.allCases))
      }
      let mistakes = SchemaCheck(ConfigurationSchema.json).mistakes(in: try SimpleYAML.value(yaml))
      #expect(mistakes.isEmpty, "\(name): \(mistakes)")
    }
  }

  @Test("every action's usual keys are what the schema takes, in each mode")
  func usualKeys() {
    let check = SchemaCheck(ConfigurationSchema.json)
    for mode in Mode.allCases {
      let actions = KeyMap.usual.actions(in: mode).map { action in
        JSONValue.Field(
          action.keyWord(in: [mode]), .array(action.keyNames.map { .string($0) }))
      }
      let file = JSONValue.object([
        .init("keys", .object([.init(mode.word, .object(actions))]))
      ])
      #expect(check.mistakes(in: file).isEmpty, "\(check.mistakes(in: file))")
    }
  }

  @Test(
    "what the program refuses by its words, the schema refuses too",
    arguments: [
      "sotre: /a", "notice: loud", "title: maybe", "keys:\n  preset: emacs",
      "keys:\n  kueue:\n    claim: c", "keys:\n  queue:\n    cliam: c",
      "keys:\n  report:\n    claim: F12", "keys:\n  form:\n    save: 4",
      "keys:\n  form:\n    save: s",
      "keys:\n  queue:\n    claim: [c, c]",
    ])
  func refused(yaml: String) throws {
    let mistakes = SchemaCheck(ConfigurationSchema.json).mistakes(in: try SimpleYAML.value(yaml))
    #expect(!mistakes.isEmpty)
    let read = ConfigurationFile.parse(Array(yaml.utf8), file: "a", home: "/")
    if case .success(let configuration) = read {
      #expect(configuration.keys?.mistakes != nil)
    }
  }
}

/// As much of JSON schema as ours has.
private struct SchemaCheck {
  private let root: JSONValue

  init(_ root: JSONValue) { self.root = root }

  /// What of a value the schema does not take, by its place.
  func mistakes(in value: JSONValue) -> [String] { mistakes(value, root, at: "") }

  private func mistakes(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
    var found: [String] = []
    func miss(_ what: String) { found.append("\(place): \(what)") }
    for (name, rule) in schema.fields {
      switch (name, rule) {
      case ("$schema", _), ("title", _), ("description", _), ("$defs", _), ("items", _),
        ("additionalProperties", _):
        break
      case ("type", .string(let type)): if !value.isA(type) { miss("no \(type)") }
      case ("type", .array(let types)):
        if !types.contains(where: {
          if case .string(let type) = $0 { value.isA(type) } else { false }
        }) {
          miss("none of \(types)")
        }
      case ("enum", .array(let values)):
        if !values.contains(where: { $0.equals(value) }) { miss("\(value) is none of them") }
      case ("pattern", .string(let pattern)):
        if case .string(let text) = value,
          text.range(of: pattern, options: .regularExpression) == nil
        {
          miss("“\(text)” is not like \(pattern)")
        }
      case ("minimum", .integer(let least)):
        if case .integer(let number) = value, number < least { miss("\(number)") }
      case ("maximum", .integer(let most)):
        if case .integer(let number) = value, number > most { miss("\(number)") }
      case ("uniqueItems", _):
        if case .array(let items) = value, Set(items).count != items.count { miss("one twice") }
      case ("$ref", .string(let path)):
        found += mistakes(value, at(path), at: place)
      case ("anyOf", .array(let schemas)):
        if !schemas.contains(where: { mistakes(value, $0, at: place).isEmpty }) { miss("no way") }
      case ("properties", _):
        for (name, value) in value.fields {
          if let rule = rule.fields.first(where: { $0.0 == name })?.1 {
            found += mistakes(value, rule, at: "\(place)/\(name)")
          } else {
            miss("\(name) is unknown")
          }
        }
      default: miss("the schema says \(name), which is not looked at here")
      }
    }
    if case .array(let items) = value, let rule = schema.fields.first(where: { $0.0 == "items" })?.1
    {
      for item in items { found += mistakes(item, rule, at: place + "[]") }
    }
    return found
  }

  /// The part of the schema that a `$ref` means.
  private func at(_ path: String) -> JSONValue {
    path.split(separator: "/").dropFirst().reduce(root) { value, name in
      value.fields.first { $0.0 == name }?.1 ?? .object([.init("nothing is called", .null)])
    }
  }
}

extension JSONValue {
  fileprivate var fields: [(String, JSONValue)] {
    if case .object(let fields) = self { fields.map { ($0.name, $0.value) } } else { [] }
  }

  fileprivate func isA(_ type: String) -> Bool {
    switch (self, type) {
    case (.object, "object"), (.array, "array"), (.string, "string"), (.null, "null"),
      (.integer, "integer"), (.bool, "boolean"):
      true
    default: false
    }
  }
}

/// YAML as an editor sees it that has only a schema: words, lists in brackets, and what is indented below a name.
private enum SimpleYAML {
  struct Unread: Error { var line: String }

  static func value(_ text: String) throws -> JSONValue {
    var lines = try text.split(separator: "\n").compactMap { line -> (Int, String, String)? in
      let bare = line.split(separator: " #", omittingEmptySubsequences: false)[0]
      let trimmed = bare.trimmingCharacters(in: .whitespaces)
      guard !trimmed.isEmpty, !trimmed.hasPrefix("#") else { return nil }
      guard let colon = trimmed.firstRange(of: ":") else { throw Unread(line: String(line)) }
      return (
        bare.prefix { $0 == " " }.count, String(trimmed[..<colon.lowerBound]),
        trimmed[colon.upperBound...].trimmingCharacters(in: .whitespaces)
      )
    }[...]
    return .object(try fields(&lines, indent: 0))
  }

  private static func fields(
    _ lines: inout ArraySlice<(Int, String, String)>, indent: Int
  ) throws -> [JSONValue.Field] {
    var fields: [JSONValue.Field] = []
    while let (depth, name, rest) = lines.first, depth >= indent {
      lines.removeFirst()
      if rest.isEmpty {
        fields.append(.init(name, .object(try self.fields(&lines, indent: depth + 1))))
      } else if rest.hasPrefix("[") {
        let items = rest.dropFirst().dropLast().split(separator: ",").map {
          word($0.trimmingCharacters(in: .whitespaces))
        }
        fields.append(.init(name, .array(items)))
      } else {
        fields.append(.init(name, word(rest)))
      }
    }
    return fields
  }

  private static func word(_ text: String) -> JSONValue {
    if let number = Int(text) { return .integer(number) }
    return .string(text.trimmingCharacters(in: CharacterSet(charactersIn: "\"")))
  }
}
