import Procedure

/// A report as other programs read it.
public enum ReportFile {
  /// Everything of a report, each bar with the disputes behind it; money in rupees, times in seconds.
  public static func json(_ report: DeskReport) -> JSONValue {
    .object([
      .init("from", .string(report.period.from.description)),
      .init("to", .string(report.period.to.description)),
      .init("at", .string(report.at.rfc3339(offset: report.offset))),
      .init("creditRate", .string(report.creditRate.plain)),
      .init("sections", .array(report.sections.map(section))),
    ])
  }

  private static func section(_ section: DeskReport.Section) -> JSONValue {
    let unit = section.figure.unit
    // The sum of two times is the time of nothing: what is told is how many were measured.
    let total: JSONValue =
      unit == .seconds ? .integer(Int(section.total)) : value(section.total, in: unit)
    return .object([
      .init("section", .string(section.figure.rawValue)), .init("unit", .string(unit.name)),
      .init(unit == .seconds ? "measured" : "total", total),
      .init(
        "bars",
        .array(
          section.bars.map { bar in
            var fields: [JSONValue.Field] = [
              .init("key", .string(bar.key)), .init("label", .string(bar.label.english)),
              .init("value", value(bar.measured, in: unit)),
              .init("disputes", .array(bar.entries.map { .string($0.dispute.text) })),
            ]
            if section.figure.hasParts {
              fields.append(
                .init(
                  "parts",
                  .object(bar.breakdown.map { .init($0.word.english, .integer($0.count)) })))
            }
            return .object(fields)
          })),
    ])
  }

  private static func value(_ value: Int64?, in unit: DeskReport.Unit) -> JSONValue {
    guard let value else { return .null }
    return unit == .paise ? .string(Money(paise: value).plain) : .integer(Int(value))
  }

  /// One row a bar, and of outcomes by vendor and executive one row more a scenario, which is its `part`.
  ///
  /// A name that a spreadsheet could take for a formula has an apostrophe before it; figures stay figures.
  public static func csv(_ report: DeskReport) -> [UInt8] {
    var writer = CSVWriter()
    writer.append(["section", "key", "part", "value", "unit", "count"])
    for section in report.sections {
      let unit = section.figure.unit
      for bar in section.bars {
        let figure = bar.measured.map {
          unit == .paise ? Money(paise: $0).plain : "\($0)"
        }
        let head = [section.figure.rawValue, DisarmedCell.written(bar.key)]
        writer.append(head + ["", figure ?? "", unit.name, "\(bar.entries.count)"])
        guard section.figure.hasParts else { continue }
        for part in bar.breakdown {
          writer.append(head + [part.word.english, "\(part.count)", unit.name, "\(part.count)"])
        }
      }
    }
    return writer.bytes
  }
}

extension DeskReport.Unit {
  /// What files call it; money is written in rupees.
  fileprivate var name: String { self == .paise ? "rupees" : rawValue }
}
