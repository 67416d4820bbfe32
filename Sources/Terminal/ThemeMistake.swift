/// What is wrong at one place of a theme's file.
public struct ThemeMistake: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file's name as the person gave it.
  public var file: String
  /// The line, from 1; nil when the whole file is meant.
  public var line: Int?
  /// The field, by its name in the file.
  public var field: String?
  /// What was found there, cleaned and shortened.
  public var found: String?
  /// What was expected.
  public var expected: String

  /// A mistake at a place.
  public init(
    file: String, line: Int? = nil, field: String? = nil, found: String? = nil, expected: String
  ) {
    self.file = file
    self.line = line
    self.field = field
    self.found = found.map { TextLayout.truncate($0, to: 40) }
    self.expected = expected
  }

  /// One line for a person: `night.yaml:12: base0A: found “F0E4”, expected six hexadecimal digits`.
  public var description: String {
    var text = file
    if let line { text += ":\(line)" }
    if let field { text += ": \(field)" }
    if let found { return text + ": found “\(found)”, expected \(expected)" }
    return text + ": expected \(expected)"
  }
}
