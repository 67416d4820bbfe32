import Procedure

/// Where the sections of a report stand: one below the other, in as many columns as the screen is wide for.
///
/// The days are summed up first. A section is a heading, its bars, and an empty row. Sections keep their order, down one column and on in the next, so that
/// the cursor goes through them as one reads.
struct ReportFlow {
  /// One row of a column.
  enum Row {
    case heading(DeskReport.Section)
    /// A section told in one line, at the top.
    case summary(DeskReport.Section)
    /// A bar, by its number among all bars.
    case bar(Int, DeskReport.Bar, of: DeskReport.Section)
    /// There is no bar in the section.
    case nothing
    case gap
  }

  /// The rows of each column.
  let columns: [[Row]]
  /// The cells of each column, without the air between them.
  let width: Int

  /// The cells between two columns.
  static let air = 3

  init(_ page: ReportScreen, width: Int, isRead: Bool = false) {
    var bar = 0
    let summary = page.sections.filter(\.figure.isDaily).map(Row.summary) + [.gap]
    let blocks =
      [summary]
      + page.sections.map { section -> [Row] in
        var rows = [Row.heading(section)]
        for shown in section.gathered {
          rows.append(.bar(bar, shown, of: section))
          bar += 1
        }
        if rows.count == 1 { rows.append(.nothing) }
        return rows + [.gap]
      }
    let wanted = isRead ? 1 : width >= 170 ? 3 : width >= 104 ? 2 : 1
    columns = ReportFlow.spread(blocks, over: wanted)
    self.width = (width - ReportFlow.air * (wanted - 1)) / wanted
  }

  /// How many rows the longest column has.
  var rows: Int { columns.map(\.count).max() ?? 0 }

  /// The row of a bar, and the first row that belongs in sight with it: the heading above the first bar of a section, the top
  /// above the first of a column.
  func place(of wanted: Int) -> (row: Int, top: Int)? {
    for rows in columns {
      var top = 0
      for (row, content) in rows.enumerated() {
        if case .bar(wanted, _, of: _) = content { return (row, top) }
        if case .bar = content { top = row + 1 }
        if case .gap = content, top > 0 { top = row + 1 }
      }
    }
    return nil
  }

  /// Blocks in columns, the longest of which is as short as it can be.
  private static func spread(_ blocks: [[Row]], over count: Int) -> [[Row]] {
    let total = blocks.reduce(0) { $0 + $1.count }
    var limit = max(blocks.map(\.count).max() ?? 0, (total + count - 1) / count)
    while true {
      var columns: [[Row]] = [[]]
      for block in blocks {
        if let last = columns.last, !last.isEmpty, last.count + block.count > limit {
          columns.append([])
        }
        columns[columns.count - 1] += block
      }
      if columns.count <= count { return columns }
      limit += 1
    }
  }
}
