import Procedure
import Terminal

/// A report as a page of text, 80 cells wide, for a terminal, a printer or a mail.
struct ReportPage {
  private let report: DeskReport
  private let glyphs: Glyphs
  private var lines: [String] = []

  /// The rows of vendors or executives that are shown; the rest stand in a line together.
  private static let parties = 10
  private static let width = 80

  /// The page of a report.
  init(_ report: DeskReport, glyphs: Glyphs) {
    self.report = report
    self.glyphs = glyphs
    let time = report.at.civil(offset: report.offset)
    lines.append("Report \(report.period.shown), as of \(time.day.short) \(time.clock)")
    addDays()
    for section in report.sections where !section.figure.isDaily { add(section) }
    lines.append("")
    lines.append(
      "Recovered is credits debited less credited, 1 credit = \(report.creditRate.short).")
  }

  /// The page.
  var text: String { lines.map { glyphs.printed($0) }.joined(separator: "\n") }

  private mutating func addDays() {
    let (opened, closed) = (report[.opened], report[.closed])
    lines.append("")
    for section in [opened, closed] {
      let line = Bars.sparkline(section.bars.map(\.value), width: 62, glyphs)
      lines.append(
        "\(cell(section.figure.shown.english, 8))\(number("\(section.total)", 7))  \(line)")
    }
    let largest = max(
      opened.gathered.map(\.value).max() ?? 0, closed.gathered.map(\.value).max() ?? 0)
    lines.append("")
    lines.append(cell("", 18) + number("opened", 7) + cell("", 24) + number("closed", 7))
    for (left, right) in zip(opened.gathered, closed.gathered) {
      let bars = [left, right].map { day in
        number("\(day.value)", 7) + "  " + cell(bar(day.value, of: largest, 20), 22)
      }
      lines.append(trimmed("  " + cell(left.label.english, 16) + bars.joined()))
    }
  }

  private mutating func add(_ section: DeskReport.Section) {
    let unit = section.figure.unit
    let total =
      unit == .seconds ? "\(section.total) measured" : unit.shown(section.total)
    lines.append("")
    lines.append(cell(section.figure.shown.english, 50) + number(total, 30))
    let shown = isOfParties(section) ? section.bars.prefix(ReportPage.parties) : section.bars[...]
    for bar in shown { lines += rows(of: bar, in: section) }
    let rest = section.bars.dropFirst(shown.count)
    guard !rest.isEmpty else { return }
    let sum = rest.reduce(Money.zero) { $0 + Money(paise: $1.value) }.paise
    lines.append("  " + cell("and \(rest.count) more", 28) + number(unit.shown(sum), 17))
  }

  private func rows(of bar: DeskReport.Bar, in section: DeskReport.Section) -> [String] {
    let unit = section.figure.unit
    let head = "  " + cell(bar.label.english, 28) + number(unit.shown(bar.measured), 17) + "  "
    guard section.figure.hasParts else {
      return [trimmed(head + self.bar(bar.value, of: section.largest, 31))]
    }
    let parts = TextLayout.wrap(
      bar.breakdown.map { "\($0.word) \($0.count)" }.joined(separator: ", "), width: 31)
    return parts.enumerated().map { index, line in
      (index == 0 ? head : cell("", 49)) + line
    }
  }

  private func isOfParties(_ section: DeskReport.Section) -> Bool {
    switch section.figure {
    case .coveredByVendor, .recoveredByVendor, .endedByVendor, .coveredByExecutive,
      .recoveredByExecutive, .endedByExecutive:
      true
    default: false
    }
  }

  private func bar(_ value: Int64, of largest: Int64, _ width: Int) -> String {
    Bars.bar(value, of: largest, width: width, glyphs)
  }

  /// A text at the left of so many cells, as the signs of the page show it.
  private func cell(_ text: String, _ width: Int) -> String {
    TextLayout.pad(glyphs.printed(text), to: width)
  }

  /// A figure at the right of so many cells.
  private func number(_ text: String, _ width: Int) -> String {
    TextLayout.pad(glyphs.printed(text), to: width, align: .right)
  }

  private func trimmed(_ line: String) -> String {
    guard let last = line.lastIndex(where: { $0 != " " }) else { return "" }
    return String(line[...last])
  }
}
