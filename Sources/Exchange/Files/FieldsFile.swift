/// The fields of an action as a script says them: one JSON object of names and texts, over as many lines as it likes.
///
///     {"didPay": "part", "paid": "8,000", "reason": "screen cracked"}
///
/// A number is its digits as they are written, `true` and `false` are `yes` and `no`, and `null` says nothing of its field.
public enum FieldsFile {
  /// The most that is read, in bytes: 1 MiB.
  public static let limit = 1 << 20

  /// The texts of the fields in a file's bytes by their names, or what is wrong with them.
  public static func parse(_ bytes: [UInt8], file: String) -> Result<
    [String: String], SourceMistakes
  > {
    guard bytes.count <= limit else {
      return .failure(SourceMistakes([SourceMistake(file: file, expected: "at most 1 MiB")]))
    }
    let text = bytes.withoutMark
    let members: [SourceMember]
    do {
      members = try JSONText.object(Array(text))
    } catch {
      return .failure(
        SourceMistakes([
          SourceMistake(
            file: file, field: "byte \(text.startIndex + error.offset + 1)",
            found: error.found.map(shortened),
            expected: error.expected)
        ]))
    }
    var fields: [String: String] = [:]
    var mistakes: [SourceMistake] = []
    for member in members {
      switch member.value {
      case .text(let text), .number(let text): fields[member.name] = text
      case .bool(let value): fields[member.name] = value ? "yes" : "no"
      case .null: break
      case .list, .object:
        mistakes.append(
          SourceMistake(
            file: file, field: shortened(member.name), found: shortened(member.value.cell),
            expected: "a text, a number, true or false"))
      }
    }
    return mistakes.isEmpty ? .success(fields) : .failure(SourceMistakes(mistakes))
  }
}
