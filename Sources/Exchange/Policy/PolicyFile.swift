import Procedure

/// A policy as a YAML file: what `paydesk policy show` prints and `paydesk policy adopt` takes.
///
///     let yaml = PolicyFile.printed(Policy())
///     PolicyFile.parse(yaml, file: "policy.yaml")   // .success(Policy())
///
/// A field that the file leaves out keeps the procedure's default. An unknown or doubled field, a wrong type and a value
/// out of range are mistakes with their line; all of them are found at once, since they are mended together.
public enum PolicyFile {
  /// The policy in a file, or everything that is wrong with it.
  public static func parse(_ yaml: String, file: String) -> Result<Policy, SourceMistakes> {
    var reading = PolicyReading(file: file)
    reading.document(yaml)
    return reading.result(reading.policy)
  }

  /// The same of bytes, which may not be text at all.
  public static func parse(_ bytes: [UInt8], file: String) -> Result<Policy, SourceMistakes> {
    let text: String
    do throws(SourceMistake) {
      text = try yamlText(bytes, kibibytes: 256, file: file)
    } catch {
      return .failure(SourceMistakes([error]))
    }
    return parse(text, file: file)
  }

  /// A placeholder's name without its braces, and what a text of the policy may name.
  enum Placeholders {
    static let shortPaid = ["shortfall"]
    static let message = MessageFact.allCases.map(\.rawValue)
    static let several = ["vendor", "orders"]
    static let orderLine = MessageFact.allCases.filter { $0 != .vendor }.map(\.rawValue)
    static let ticketURL = ["ticket"]
    static let orderURL = ["order"]
  }

  /// The days of the week as the file names them, Monday first.
  static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// A span of time as the file writes it: `6h`, `6h 30m`, `45s`.
  static func span(seconds: Int64) -> String {
    let parts = [
      (seconds / 3_600, "h"), (seconds % 3_600 / 60, "m"), (seconds % 60, "s"),
    ].filter { $0.0 != 0 }
    return parts.isEmpty ? "0s" : parts.map { "\($0)\($1)" }.joined(separator: " ")
  }

  /// A time of day as the file writes it: `10:00`, `24:00`; seconds only if there are any.
  static func clock(_ second: Int) -> String {
    let text = "\(two(second / 3_600)):\(two(second / 60 % 60))"
    return second % 60 == 0 ? text : text + ":\(two(second % 60))"
  }

  /// An offset as the file writes it: `+05:30`.
  public static func offset(_ seconds: Int) -> String {
    (seconds < 0 ? "-" : "+") + clock(abs(seconds))
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
