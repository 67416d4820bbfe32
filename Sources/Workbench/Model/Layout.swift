import Terminal

/// Where everything is on a screen of some size.
///
/// Below 100 columns, and where it is zoomed, one pane is shown at a time; from 140 on a third one says what is around the
/// dispute. That stands at the right of a dispute that is zoomed, too.
struct Layout {
  /// The bar at the top.
  var bar: Rect
  /// The line of keys at the foot.
  var footer: Rect
  /// What the tour says, above it; empty where nobody takes it.
  var tour: Rect
  /// The list with its border; nil where it is not shown.
  var list: Rect?
  /// What a manager decides on, below the list, within its border; with a border of its own where there is no list.
  var evidence: Rect?
  /// The dispute with its border; nil where it is not shown.
  var dispute: Rect?
  /// What is around the dispute, with its border; nil where it is not shown. Zoomed it lies in the dispute's own border, and its
  /// left side is the line between the two.
  var around: Rect?
  /// The screen in the place of the panes, with its border; nil where there is none.
  var screen: Rect?
  /// Rows that the list has once it is shown again.
  private var hiddenListRows = 1

  /// The fewest columns with three panes.
  static let threePanes = 140
  /// Whether what is drawn is read as lines, one pane at a time.
  private let isRead: Bool

  init(_ model: Model) { self.init(model, size: model.size) }

  init(_ model: Model, size: Size) {
    bar = Rect(row: 0, column: 0, rows: 1, columns: size.columns)
    isRead = model.session.glyphs.isRead
    footer = Rect(row: size.rows - 1, column: 0, rows: 1, columns: size.columns)
    let rows = min(model.tour?.rows(columns: size.columns) ?? 0, max(size.rows - 2, 0))
    tour = Rect(row: footer.row - rows, column: 0, rows: rows, columns: size.columns)
    let middle = Layout.middle(of: size, without: rows)
    if model.focus == .screen {
      if model.forms.isEmpty { screen = middle } else { dispute = middle }
      return
    }
    let isInDispute = model.focus == .dispute || !model.forms.isEmpty
    if model.queue.view == .escalated, !isInDispute {
      placeEvidence(model, middle)
    } else if model.zoom != .none {
      if isInDispute { placeZoomed(middle) } else { list = middle }
    } else if size.columns < 100 || isRead {
      if isInDispute { dispute = middle } else { list = middle }
    } else if size.columns < Layout.threePanes {
      let (left, right) = middle.split(columns: min(max(size.columns * 41 / 100, 40), 52))
      list = left
      dispute = right
    } else {
      placeThree(middle)
    }
  }

  /// The list above, and what is under its cursor below; or one of the two alone.
  private mutating func placeEvidence(_ model: Model, _ middle: Rect) {
    let rows = max(min(middle.rows - 14, model.queue.rows.count + 4), 7)
    let (top, bottom) = middle.split(rows: min(rows, middle.rows))
    if model.zoom == .evidence {
      evidence = middle
      hiddenListRows = max(top.rows - 4, 1)
      return
    }
    list = middle
    guard !bottom.isEmpty, model.zoom == .none else { return }
    evidence = Rect(
      row: top.maxRow, column: 0, rows: middle.rows - top.rows + 1, columns: middle.columns)
  }

  /// The dispute gets what its facts are read well in, what is around it a quarter, and the list the rest, which has room for
  /// vendors too on a screen of 200 columns.
  private mutating func placeThree(_ middle: Rect) {
    let more = middle.columns - Layout.threePanes
    let end = min(32 + more * 24 / 100, 56)
    let centre = min(62 + more * 30 / 100, 100)
    let (left, rest) = middle.split(columns: middle.columns - end - centre)
    let (dispute, around) = rest.split(columns: centre)
    list = left
    self.dispute = dispute
    self.around = around
  }

  private mutating func placeZoomed(_ middle: Rect) {
    dispute = middle
    guard middle.columns >= Layout.threePanes else { return }
    let columns = middle.columns * 2 / 5
    around = Rect(
      row: middle.row, column: middle.maxColumn - columns + 1, rows: middle.rows, columns: columns)
  }

  /// What lies between the bar and the footer, without so many rows above the footer.
  static func middle(of size: Size, without rows: Int = 0) -> Rect {
    Rect(row: 1, column: 0, rows: max(size.rows - 2 - rows, 0), columns: size.columns)
  }

  /// Whether what is around the dispute lies in the dispute's own border.
  var isAroundInside: Bool {
    around.map { $0.maxColumn == dispute?.maxColumn } ?? false
  }

  /// Rows of the list that are visible: without border, heading and footing.
  var listRows: Int {
    guard let list else { return hiddenListRows }
    // Where rows are read, an empty one keeps what stands below the list apart from its columns.
    return max((evidence.map { $0.row - list.row } ?? (list.rows - 1)) - (isRead ? 4 : 3), 1)
  }

  /// The part of the dispute's border that its own text has: all of it, or what is left of what is around it.
  var disputeBox: Rect {
    var box = dispute ?? Rect(row: 0, column: 0, rows: 0, columns: 0)
    if isAroundInside, let around { box.columns = around.column - box.column + 1 }
    return box
  }

  /// The inside of that, with a column of air on both sides.
  var disputeInside: Rect { disputeBox.inset(rows: 1, columns: 2) }
}

extension Model {
  /// What lies between the bar and what stands at the foot.
  var middle: Rect { Layout.middle(of: size, without: tour?.rows(columns: size.columns) ?? 0) }

  /// Gives the pane that has the keys the whole screen, or all panes their parts again; in the escalated view the evidence first,
  /// which is longer than its part, then the list.
  mutating func turnZoom() {
    if focus == .list, queue.view == .escalated {
      zoom =
        switch zoom {
        case .none: .evidence
        case .evidence: .pane
        case .pane: .none
        }
    } else if zoom != .none {
      zoom = .none
    } else {
      guard !session.glyphs.isRead else { return say(phrase("Each pane is read alone already.")) }
      guard size.columns >= 100 else {
        return say(phrase("Below 100 columns each pane has the whole screen already."))
      }
      zoom = .pane
    }
    settleAfterResize()
  }

  /// What a pane's title says of it, with the key that leads on.
  var zoomWords: String {
    guard zoom != .none else { return "" }
    let key = key(of: .zoom)
    return key.isEmpty ? phrase("zoomed") : phrase("zoomed (\(key))")
  }
}
