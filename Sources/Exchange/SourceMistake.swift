/// What is wrong at one place of a file: which file, line and column, what was found and what was expected.
public struct SourceMistake: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file's name as the person gave it.
  public var file: String
  /// The line, from 1; nil when the whole file is meant.
  public var line: Int?
  /// The column or field, by its name in the file.
  public var field: String?
  /// What was found there, shortened.
  public var found: String?
  /// What was expected, or what to do.
  public var expected: String

  /// A mistake at a place.
  public init(
    file: String, line: Int? = nil, field: String? = nil, found: String? = nil, expected: String
  ) {
    self.file = file
    self.line = line
    self.field = field
    self.found = found
    self.expected = expected
  }

  /// One line for a person: `tickets.csv:12: Final App Price: found “ten”, expected …`.
  public var description: String {
    var text = file
    if let line { text += ":\(line)" }
    if let field { text += ": \(field)" }
    if let found { text += ": found “\(found)”" }
    return text + (found == nil ? ": " : ", expected ") + expected
  }
}
