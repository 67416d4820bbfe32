import Terminal

/// Where everything is on a screen of some size.
///
/// Below 100 columns one pane is shown at a time, from 140 on the timeline is the third.
struct Layout {
  /// The bar at the top.
  var bar: Rect
  /// The line of keys at the foot.
  var footer: Rect
  /// The list with its border; nil where it is not shown.
  var list: Rect?
  /// What a manager decides on, below the list, within its border.
  var evidence: Rect?
  /// The dispute with its border; nil where it is not shown.
  var dispute: Rect?
  /// The timeline with its border; nil where it is not shown.
  var timeline: Rect?
  /// The screen in the place of the panes, with its border; nil where there is none.
  var screen: Rect?
  /// Whether what is drawn is read as lines, one pane at a time.
  private let isRead: Bool

  init(_ model: Model) { self.init(model, size: model.size) }

  init(_ model: Model, size: Size) {
    bar = Rect(row: 0, column: 0, rows: 1, columns: size.columns)
    isRead = model.session.glyphs.isRead
    footer = Rect(row: size.rows - 1, column: 0, rows: 1, columns: size.columns)
    let middle = Layout.middle(of: size)
    if model.focus == .screen {
      if model.forms.isEmpty { screen = middle } else { dispute = middle }
      return
    }
    let isInDispute = model.focus == .dispute || !model.forms.isEmpty
    if model.queue.view == .escalated, !isInDispute {
      let listRows = max(min(middle.rows - 14, model.queue.rows.count + 4), 7)
      let (top, bottom) = middle.split(rows: min(listRows, middle.rows))
      list = middle
      evidence =
        bottom.isEmpty
        ? nil
        : Rect(
          row: top.maxRow, column: 0, rows: middle.rows - top.rows + 1, columns: middle.columns)
      return
    }
    guard size.columns >= 100, !isRead else {
      if isInDispute { dispute = middle } else { list = middle }
      return
    }
    let listColumns = min(max(size.columns * 41 / 100, 40), size.columns >= 140 ? 58 : 52)
    let (left, right) = middle.split(columns: listColumns)
    list = left
    guard size.columns >= 140 else {
      dispute = right
      return
    }
    let (centre, end) = right.split(columns: right.columns - min(right.columns * 37 / 100, 56))
    dispute = centre
    timeline = end
  }

  /// What lies between the bar and the footer.
  static func middle(of size: Size) -> Rect {
    Rect(row: 1, column: 0, rows: max(size.rows - 2, 0), columns: size.columns)
  }

  /// Rows of the list that are visible: without border, heading and footing.
  var listRows: Int {
    guard let list else { return 1 }
    // Where rows are read, an empty one keeps what stands below the list apart from its columns.
    return max((evidence.map { $0.row - list.row } ?? (list.rows - 1)) - (isRead ? 4 : 3), 1)
  }

  /// The inside of the dispute's border, with a column of air on both sides.
  var disputeInside: Rect {
    (dispute ?? Rect(row: 0, column: 0, rows: 0, columns: 0)).inset(rows: 1, columns: 2)
  }
}
