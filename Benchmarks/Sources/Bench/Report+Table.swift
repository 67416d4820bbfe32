import Foundation
import SeededDesk

/// The table, for people.
extension Report {
  private var sizes: [Int] { Set(figures.flatMap(\.sizes.keys)).sorted() }

  private var rows: [[String]] {
    let head =
      ["figure"] + sizes.map(grouped) + ["floor", "× floor", "× smallest", "asked for", "met"]
    return [head]
      + figures.map { figure in
        let cells = sizes.map { size in figure.sizes[size].map { text(of: $0) } ?? "–" }
        let largest = figure.largest
        return ["\(figure.name), \(figure.unit)"] + cells + [
          largest?.floor.map { number($0) + (largest?.floorP99.map { " (\(number($0)))" } ?? "") }
            ?? "–",
          largest?.ratio.map(number) ?? "–", figure.growth.map(number) ?? "–",
          text(of: figure.target), figure.isMet.map { $0 ? "yes" : "**no**" } ?? "–",
        ]
      }
  }

  /// The table in Markdown, and the machine above it.
  var markdown: String {
    let lines = rows.map { "| " + $0.joined(separator: " | ") + " |" }
    let rule = "| --- |" + String(repeating: " ---: |", count: (rows.first?.count ?? 1) - 1)
    return "\(machine.sentence)\n\n"
      + ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
      + "\n"
  }

  /// The table in columns, for a terminal.
  var columns: String {
    let rows = rows.map { $0.map { $0.filter { $0 != "*" } } }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return machine.sentence + "\n\n"
      + rows.map { row in
        zip(row, widths).enumerated().map { place, cell in
          let room = String(repeating: " ", count: cell.1 - cell.0.count)
          return place == 0 ? cell.0 + room : room + cell.0
        }.joined(separator: "  ")
      }.joined(separator: "\n") + "\n"
  }

  /// What was asked for and is not reached, in words.
  var verdict: String {
    let asked = figures.filter { $0.isMet != nil }
    let missed = asked.filter { $0.isMet == false }
    guard !missed.isEmpty else { return "All \(asked.count) targets are reached." }
    return "\(missed.count) of \(asked.count) targets are missed:\n"
      + missed.map { "  \($0.name)" }.joined(separator: "\n")
  }

  /// Puts the table between the marks of a page.
  func write(page path: String) throws {
    let page = try String(contentsOfFile: path, encoding: .utf8)
    guard let begin = page.range(of: "<!-- table -->\n"), let end = page.range(of: "<!-- end -->")
    else { throw Trouble("\(path) has no marks between which a table goes") }
    try (page[..<begin.upperBound] + markdown + page[end.lowerBound...])
      .write(toFile: path, atomically: true, encoding: .utf8)
  }

  private func text(of measured: Measured) -> String {
    number(measured.value) + (measured.p99.map { " (\(number($0)))" } ?? "")
  }

  private func text(of target: Target) -> String {
    [
      target.most.map { $0 == 0 ? "none" : "≤ \(number($0))" },
      target.timesFloor.map { "≤ \(number($0)) × floor" },
      target.timesSmallest.map { "≤ \(number($0)) × smallest" },
    ].compactMap(\.self).joined(separator: ", ")
  }

  private func number(_ value: Double) -> String {
    if value >= 100 { return grouped(Int(value.rounded())) }
    let places: Double = value >= 10 ? 10 : value >= 1 ? 100 : 1_000
    let rounded = (value * places).rounded() / places
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }

  private func grouped(_ number: Int) -> String {
    var digits = Substring("\(number)")
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }
}
