import Journal
import Procedure

/// Marks on rows: what several disputes are decided with together.
extension Model {
  /// The most disputes that are marked by one key.
  static let mostMarks = FoundList.limit

  mutating func runMarks(_ id: ActionID) -> Bool {
    switch id {
    case .mark: markRow()
    case .markDown: markAlong(by: 1)
    case .markUp: markAlong(by: -1)
    case .markTo: markTo()
    case .markAll: markAll()
    case .unmark: unmark()
    default: return false
    }
    return true
  }

  /// The row under the cursor, unless it has left the view.
  private var markable: TicketID? {
    queue.selected.flatMap { $0.ticket == queue.gone ? nil : $0.ticket }
  }

  /// Marks the row under the cursor, or takes its mark away, and moves down.
  private mutating func markRow() {
    guard let ticket = markable else { return }
    if let index = marks.firstIndex(of: ticket) {
      marks.remove(at: index)
    } else {
      marks.append(ticket)
    }
    moveInList(by: 1)
  }

  /// Marks the row under the cursor, moves, and marks the row there.
  private mutating func markAlong(by step: Int) {
    if let ticket = markable, !marked.contains(ticket) { marks.append(ticket) }
    moveInList(by: step)
    if let ticket = markable, !marked.contains(ticket) { marks.append(ticket) }
  }

  /// Marks every row between the last mark and the cursor.
  private mutating func markTo() {
    guard let last = marks.last else {
      return say(phrase("\(hint(.mark)) marks where the range begins, and this key where it ends."))
    }
    guard let from = queue.rows.firstIndex(where: { $0.ticket == last }) else {
      return say(
        phrase(
          "The last mark is not among the \(queue.rows.count) rows at hand: mark where the range begins anew."
        ),
        .refusal)
    }
    let between = queue.rows[min(from, queue.cursor)...max(from, queue.cursor)].map(\.ticket)
    let added = between.filter { !marked.contains($0) && $0 != queue.gone }
    // The row under the cursor comes last, so that the next range begins there.
    marks += from <= queue.cursor ? added : added.reversed()
    say(phrase("\(marks.count) marked."))
  }

  /// Marks everything in the view; where all of it is, nothing.
  private mutating func markAll() {
    let all = queue.rows.map(\.ticket).filter { $0 != queue.gone }
    let unmarked = all.filter { !marked.contains($0) }
    // Of a view that was just opened no row may have come yet.
    let hasCome = !queue.rows.isEmpty || queue.fetching == nil
    if hasCome, unmarked.isEmpty { return unmark() }
    guard hasCome, queue.reachesTop, queue.reachesEnd else {
      guard !live.link.isLost else {
        return say(phrase("This cannot be read while the connection is lost."), .trouble)
      }
      marking = number()
      send(.tickets(number: marking, queue.view, session.actor))
      return
    }
    marks += unmarked
    say(phrase("\(marks.count) marked."))
  }

  /// Takes in everything that a view holds, to be marked.
  mutating func receiveTickets(_ number: Int, of view: QueueView, _ tickets: [TicketID]) {
    guard number == marking, view == queue.view, queue.found == nil else { return }
    marking = 0
    marks += tickets.filter { !marked.contains($0) }
    let isWhole = tickets.count < Model.mostMarks
    say(
      isWhole
        ? phrase("\(marks.count) marked.")
        : phrase(
          "\(marks.count) marked: the first \(tickets.count) of the view; say less with \(hint(.markQuery))."
        )
    )
  }

  private mutating func unmark() {
    marking = 0
    guard !marks.isEmpty else { return }
    say(
      marks.count == 1
        ? phrase("The mark is taken away.") : phrase("\(marks.count) marks are taken away."))
    marks = []
  }

  /// Whether marks change what an action does; it is done, or it says why not.
  mutating func runOnMarks(_ action: Action) -> Bool {
    let isLook = [.vendorPage, .callSheet, .why].contains(action.id)
    guard !marks.isEmpty, focus == .list, action.needsDispute, !isLook else { return false }
    if let form = action.markedForm {
      openForm(form, nil)
      return true
    }
    if action.actsOnMarks, let command = action.directCommand {
      rehearse(.marked, command, from: "")
      return true
    }
    switch action.command {
    case .approve, .signOff:
      say(
        phrase("Approvals are one by one: \(hint(.unmark)) takes the \(marks.count) marks away."),
        .refusal)
    default:
      say(
        phrase(
          "\(action.label.sentence.dropLast()) takes one dispute at a time: \(hint(.unmark)) takes the \(marks.count) marks away."
        ),
        .refusal)
    }
    return true
  }
}

extension Action {
  /// Whether it is done on all marked by itself, without anything to type.
  var actsOnMarks: Bool { [.claim, .release, .review].contains(id) }
}
