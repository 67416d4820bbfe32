import Procedure

/// A sequence of commands under a name, as a person keeps it for what comes again and again.
///
/// A step is written as scripts write a command (`paydesk replay`), so whoever reads those reads this. Each goes through the core
/// when it is run, on the dispute that it is run on: a macro may do nothing that its person may not.
public struct Macro: Hashable, Sendable {
  /// One command, with its fields as they were written.
  public struct Step: Hashable, Sendable {
    /// The command.
    public var kind: Command.Kind
    /// Its fields by name, in order.
    public var fields: [Field]
    /// The line that it stands on; nil of one that is not in a file yet.
    var line: Int?

    /// A field and what is written in it.
    public struct Field: Hashable, Sendable {
      /// The field, by the name that scripts give it.
      public var name: String
      /// What is written in it.
      public var text: String
    }

    /// The step in one line: `park: until 2h, reason “the bank decides”`.
    public var words: String {
      kind.rawValue
        + (fields.isEmpty
          ? "" : ": " + fields.map { "\($0.name) “\($0.text)”" }.joined(separator: ", "))
    }
  }

  /// Its name.
  public var name: String
  /// What it is for, where somebody said so.
  public var about: String?
  /// The commands, in order; never empty.
  public var steps: [Step]
  /// The file that it was read from.
  var file = ""

  /// The most steps that one has.
  public static let longest = 20

  /// The commands as they are given at a moment: `2h` is two hours from then.
  public func commands(at now: Instant) throws(SourceMistake) -> [Command] {
    var commands: [Command] = []
    for step in steps { commands.append(try step.command(at: now, in: file)) }
    return commands
  }

  /// Whether a text can be a name: a letter, then letters, digits, `-` and `_`, 40 at most.
  public static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 40 else { return false }
    func isLetter(_ byte: UInt8) -> Bool {
      (65...90).contains(byte) || (97...122).contains(byte)
    }
    return isLetter(first)
      && text.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == 45 || $0 == 95 }
  }
}

extension Macro.Step {
  /// The command, read by the reader of scripts.
  func command(at now: Instant, in file: String) throws(SourceMistake) -> Command {
    let read = fields.map { field -> JSONValue.Field in
      let moment = field.name == "until" ? Macro.moment(field.text, from: now) : nil
      return .init(field.name, .string(moment.map { $0.rfc3339(offset: 0) } ?? field.text))
    }
    var reader = FieldReader(fields: read, file: file, line: line ?? 1)
    guard kind.givenAlone == nil, let command = try reader.command(kind, at: now) else {
      throw SourceMistake(
        file: file, line: line, found: kind.rawValue,
        expected: kind.givenAlone?.english ?? "a command that scripts have")
    }
    try reader.finish()
    return command
  }
}

extension Macro {
  /// `30m`, `2h`, `1d` from a moment on; nil where it is written otherwise.
  static func moment(_ text: String, from now: Instant) -> Instant? {
    let units: [Character: Int64] = ["m": 60, "h": 3_600, "d": 86_400]
    guard let unit = text.last.flatMap({ units[$0] }), text.utf8.count <= 6,
      let number = Int64(text.dropLast()), number > 0, text.first?.isNumber == true
    else { return nil }
    return now.adding(seconds: number * unit)
  }

  /// Commands that were recorded, as a macro keeps them; a time to come is kept as the stretch until it.
  ///
  /// - Returns: nil where one of them is given alone, or has a field that no script has.
  public init?(named name: String, of recorded: [(command: Command, at: Instant)]) {
    var steps: [Step] = []
    for (command, at) in recorded {
      guard command.kind.givenAlone == nil, let fields = command.scriptFields(offset: 0) else {
        return nil
      }
      var step = Step(kind: command.kind, fields: [], line: nil)
      for field in fields {
        guard case .string(let text) = field.value else { continue }
        step.fields.append(.init(name: field.name, text: text))
      }
      if case .park(let until, _) = command,
        let place = step.fields.firstIndex(where: { $0.name == "until" })
      {
        let minutes = max((until.seconds - at.seconds + 59) / 60, 1)
        step.fields[place].text = minutes < 100_000 ? "\(minutes)m" : "\(minutes / 1_440)d"
      }
      steps.append(step)
    }
    guard !steps.isEmpty, steps.count <= Macro.longest, Macro.isName(name) else { return nil }
    self.init(name: name, about: nil, steps: steps)
  }
}
