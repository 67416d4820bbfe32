/// A row that was not taken, with all that is wrong with it: nothing of a file is ever dropped
/// without one of these.
public struct RejectedRow: Error, Equatable, Sendable {
  /// The lines of the file that the row stood on.
  public var lines: ClosedRange<Int>
  /// The row itself, as far as it could be read.
  public var content: Content
  /// What is wrong, one for each place.
  public var mistakes: [SourceMistake]

  /// What a rejects file can give back of a row.
  public enum Content: Equatable, Sendable {
    /// The cells of a row whose cells are certain, in the order of the file.
    case cells([String])
    /// The members of a JSON object, in its order, as cells.
    case named([Member])
    /// The text of a row that could not be taken apart, at most `CSVReader.fieldLimit` bytes of it.
    case raw(String)
  }

  /// A name and its value, as text for a cell.
  public struct Member: Equatable, Sendable {
    /// The column.
    public var column: String
    /// The cell.
    public var text: String

    /// A named cell.
    public init(column: String, text: String) {
      self.column = column
      self.text = text
    }
  }

  /// A row that was not taken.
  public init(lines: ClosedRange<Int>, content: Content, mistakes: [SourceMistake]) {
    self.lines = lines
    self.content = content
    self.mistakes = mistakes
  }
}

/// Several mistakes of one file, found together so that they can be mended together.
public struct SourceMistakes: Error, Equatable, Sendable, CustomStringConvertible {
  /// The mistakes, in the order of the file.
  public var list: [SourceMistake]

  /// Some mistakes.
  public init(_ list: [SourceMistake]) { self.list = list }

  /// One line for each mistake.
  public var description: String { list.map(\.description).joined(separator: "\n") }
}

/// At most 60 characters of what was found, on one line and without anything that a terminal would
/// obey.
func shortened(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  var count = 0
  for scalar in text.unicodeScalars {
    if count == 60 {
      result.removeLast()
      result.append("…")
      break
    }
    if scalar == "\n" || scalar == "\t" || scalar == "\r" {
      result.append(" ")
    } else {
      result.append(scalar.isUnsafe ? "\u{FFFD}" : scalar)
    }
    count += 1
  }
  return String(result)
}
