import Journal
import Procedure

/// Marks on rows: what several disputes are decided with together.
extension Model {
  mutating func runMarks(_ id: ActionID) -> Bool {
    switch id {
    case .mark: markRow()
    case .markAll: markAll()
    case .unmark: unmark()
    default: return false
    }
    return true
  }

  /// Marks the row under the cursor, or takes its mark away, and moves down.
  private mutating func markRow() {
    guard let row = queue.selected, row.ticket != queue.gone else { return }
    if let index = marks.firstIndex(of: row.ticket) {
      marks.remove(at: index)
    } else {
      marks.append(row.ticket)
    }
    moveInList(by: 1)
  }

  /// Marks every row at hand; where all are, none.
  private mutating func markAll() {
    let all = queue.rows.map(\.ticket).filter { $0 != queue.gone }
    let unmarked = all.filter { !marks.contains($0) }
    if unmarked.isEmpty { return unmark() }
    marks += unmarked
    let isWhole = queue.reachesTop && queue.reachesEnd
    say(
      isWhole
        ? "\(marks.count) marked."
        : "\(marks.count) marked: the rows at hand, not all \(counts?[queue.view] ?? 0) of the view."
    )
  }

  private mutating func unmark() {
    guard !marks.isEmpty else { return }
    say(marks.count == 1 ? "The mark is taken away." : "\(marks.count) marks are taken away.")
    marks = []
  }

  /// Whether marks change what an action does; it is done, or it says why not.
  mutating func runOnMarks(_ action: Action) -> Bool {
    let isLook = action.id == .vendorPage || action.id == .callSheet
    guard !marks.isEmpty, focus == .list, action.needsDispute, !isLook else { return false }
    if let form = action.markedForm {
      openForm(form, nil)
      return true
    }
    switch action.id {
    case .approve, .signOff:
      say(
        "Approvals are one by one: \(hint(.unmark)) takes the \(marks.count) marks away.", .refusal)
    default:
      say(
        "\(action.name.sentence.dropLast()) takes one dispute at a time: \(hint(.unmark)) takes the \(marks.count) marks away.",
        .refusal)
    }
    return true
  }
}
