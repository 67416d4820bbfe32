import Procedure

/// A vendor as a file gives it.
public struct VendorRow: Equatable, Sendable {
  /// The fields, by the names that a mapping uses.
  public enum Field: String, CaseIterable, Sendable {
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case vendor, city, phone, vpa, credits, standing
  }

  /// The line of the file, from 1.
  public var line: Int
  /// The vendor's name.
  public var vendor: VendorName
  /// Where it works; empty if the file does not say.
  public var city: String
  /// Its phone number.
  public var phone: String?
  /// Its UPI address.
  public var vpa: String?
  /// Its credits in points, which may be below zero.
  public var credits: Int64
  /// What may be done with it.
  public var standing: StandingWord
  /// What was changed on the way in, and is not lost silently.
  public var warnings: [SourceMistake]

  /// The vendor in a row, or all that is wrong with it.
  public static func parse(
    _ row: SourceRow, mapping: ColumnMapping
  ) -> Result<VendorRow, RejectedRow> {
    var parser = RowParser(row: row, mapping: mapping, offset: 0)
    let vendor = parser.text(Field.vendor, isNeeded: true)
    let city = parser.text(Field.city) ?? ""
    let phone = parser.text(Field.phone)
    let vpa = parser.vpa(Field.vpa)
    let credits = parser.points(Field.credits)
    let standing = parser.word(Field.standing, StandingWord.self)
    guard let vendor, let credits, let standing, parser.mistakes.isEmpty else {
      return .failure(parser.rejected())
    }
    return .success(
      VendorRow(
        line: row.line, vendor: VendorName(vendor), city: city, phone: phone, vpa: vpa,
        credits: credits, standing: standing, warnings: parser.warnings))
  }
}
