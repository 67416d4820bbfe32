import Procedure

/// One command of a script: who says what of which dispute, when (`spec/replay.md`, "A script").
package struct ScriptLine {
  var number: Int
  package var at: Instant
  package var actor: Actor
  package var dispute: TicketID
  package var command: Command
  var expect: [JSONValue.Field]?

  /// A line that somebody writes; its number is where it comes to stand.
  init(number: Int, at: Instant, actor: Actor, dispute: TicketID, command: Command) {
    self.number = number
    self.at = at
    self.actor = actor
    self.dispute = dispute
    self.command = command
  }

  /// Reads a line; throws what cannot be read, by field.
  package init(number: Int, bytes: [UInt8], file: String) throws(SourceMistake) {
    func mistake(_ field: String?, _ found: String?, _ expected: String) -> SourceMistake {
      SourceMistake(
        file: file, line: number, field: field.map(shortened), found: found.map(shortened),
        expected: expected)
    }
    // A zero byte is UTF-16 in disguise, which the decoder below would guess at.
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
      throw mistake(nil, nil, "the line is not UTF-8")
    }
    let value: JSONValue
    do { value = try JSONValue(json: bytes) } catch {
      throw mistake(nil, nil, "the line is not JSON: one command, an object, stands on each line")
    }
    guard case .object(let fields) = value else {
      throw mistake(nil, nil, "the line is not an object")
    }
    var reader = FieldReader(fields: fields, file: file, line: number)
    self.number = number
    let loggedAt = try reader.time("at")
    at = loggedAt
    actor = Actor(Person(try reader.text("by")), try reader.word("role", Role.self))
    dispute = TicketID(try reader.text("dispute"))
    if let value = reader.take("expect") {
      guard case .object(let fields) = value else {
        throw mistake("expect", value.line, "an object with fields of the result")
      }
      for field in fields where !ReplayResult.fieldNames.contains(field.name) {
        throw mistake("expect", field.name, "a field of the result")
      }
      expect = fields
    }
    let name = try reader.text("do")
    guard let kind = Command.Kind(rawValue: name),
      let command = try reader.command(kind, at: loggedAt)
    else { throw mistake("do", name, "a command that scripts have") }
    self.command = command
    try reader.finish()
  }
}

/// Takes the fields of one line one by one, so that what is left over is unknown.
struct FieldReader {
  private var fields: [String: JSONValue] = [:]
  private let file: String
  private let line: Int
  private let prefix: String

  init(fields: [JSONValue.Field], file: String, line: Int, prefix: String = "") {
    for field in fields { self.fields[field.name] = field.value }
    self.file = file
    self.line = line
    self.prefix = prefix
  }

  mutating func take(_ name: String) -> JSONValue? { fields.removeValue(forKey: name) }

  func finish() throws(SourceMistake) {
    if let unknown = fields.keys.sorted().first {
      throw mistake(unknown, nil, "no such field here: leave it out")
    }
  }

  private func mistake(_ name: String, _ found: JSONValue?, _ expected: String) -> SourceMistake {
    SourceMistake(
      file: file, line: line, field: prefix + name, found: found.map { shortened($0.line) },
      expected: expected)
  }

  private mutating func required<Value>(
    _ name: String, _ expected: String, _ read: (JSONValue) -> Value?
  ) throws(SourceMistake) -> Value {
    guard let value = take(name) else { throw mistake(name, nil, "missing: \(expected)") }
    guard let result = read(value) else { throw mistake(name, value, expected) }
    return result
  }

  private mutating func optional<Value>(
    _ name: String, _ expected: String, _ read: (JSONValue) -> Value?
  ) throws(SourceMistake) -> Value? {
    guard let value = take(name) else { return nil }
    guard let result = read(value) else { throw mistake(name, value, expected) }
    return result
  }

  private static func text(_ value: JSONValue) -> String? {
    if case .string(let text) = value { text } else { nil }
  }
  private static func money(_ value: JSONValue) -> Money? {
    text(value).flatMap { Money(rupees: $0) }
  }
  private static func time(_ value: JSONValue) -> Instant? {
    text(value).flatMap { Instant(rfc3339: $0) }
  }
  private static func flag(_ value: JSONValue) -> Bool? {
    if case .bool(let flag) = value { flag } else { nil }
  }
  private static func integer(_ value: JSONValue) -> Int? {
    if case .integer(let number) = value { number } else { nil }
  }

  private static let moneyForm = "a string of rupees, with at most two decimals, below 10^13"
  private static let timeForm = "a time of RFC 3339 with its offset"

  mutating func text(_ name: String) throws(SourceMistake) -> String {
    try required(name, "a string", FieldReader.text)
  }
  mutating func optionalText(_ name: String) throws(SourceMistake) -> String? {
    try optional(name, "a string", FieldReader.text)
  }
  mutating func optionalPersonal(_ name: String) throws(SourceMistake) -> Personal? {
    try optionalText(name).map { Personal($0) }
  }
  mutating func money(_ name: String) throws(SourceMistake) -> Money {
    try required(name, FieldReader.moneyForm, FieldReader.money)
  }
  mutating func optionalMoney(_ name: String) throws(SourceMistake) -> Money? {
    try optional(name, FieldReader.moneyForm, FieldReader.money)
  }
  mutating func time(_ name: String) throws(SourceMistake) -> Instant {
    try required(name, FieldReader.timeForm, FieldReader.time)
  }
  mutating func optionalTime(_ name: String) throws(SourceMistake) -> Instant? {
    try optional(name, FieldReader.timeForm, FieldReader.time)
  }
  mutating func flag(_ name: String) throws(SourceMistake) -> Bool {
    try required(name, "true or false", FieldReader.flag)
  }
  mutating func integer(_ name: String) throws(SourceMistake) -> Int {
    try required(name, "a whole number", FieldReader.integer)
  }
  mutating func optionalInteger(_ name: String) throws(SourceMistake) -> Int? {
    try optional(name, "a whole number", FieldReader.integer)
  }
  mutating func word<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type)
    throws(SourceMistake) -> Word where Word.RawValue == String
  {
    try required(name, FieldReader.words(of: type)) {
      FieldReader.text($0).flatMap(Word.init(rawValue:))
    }
  }
  mutating func optionalWord<Word: RawRepresentable & CaseIterable>(
    _ name: String, _ type: Word.Type
  ) throws(SourceMistake) -> Word? where Word.RawValue == String {
    try optional(name, FieldReader.words(of: type)) {
      FieldReader.text($0).flatMap(Word.init(rawValue:))
    }
  }
  mutating func optionalTexts(_ name: String) throws(SourceMistake) -> [String]? {
    try optional(name, "a list of strings") { value in
      guard case .array(let values) = value else { return nil }
      let texts = values.compactMap(FieldReader.text)
      return texts.count == values.count ? texts : nil
    }
  }
  mutating func notes(_ name: String) throws(SourceMistake) -> [PickupNote] {
    let values = try required(name, "a list of notes") { value -> [JSONValue]? in
      if case .array(let values) = value { values } else { nil }
    }
    var notes: [PickupNote] = []
    for (index, value) in values.enumerated() {
      guard case .object(let fields) = value else {
        throw mistake(name, value, "a list of objects with text, amount and at")
      }
      var reader = FieldReader(
        fields: fields, file: file, line: line, prefix: "\(name)[\(index)].")
      notes.append(
        PickupNote(
          text: try reader.text("text"), amount: try reader.optionalMoney("amount"),
          at: try reader.time("at")))
      try reader.finish()
    }
    return notes
  }

  private static func words<Word: RawRepresentable & CaseIterable>(of type: Word.Type) -> String
  where Word.RawValue == String {
    "one of " + Word.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
