import Exchange
import Journal
import Procedure
import Terminal

/// What the palette does with views and queries: `view`, `mark`, `save view`, `forget view`.
extension Model {
  /// The items behind one of the words that take a query or a name; nil where none of them is typed.
  func queryItems(of choice: Choice) -> [Choice.Item]? {
    let text = choice.editor.text
    if let rest = text.afterWord("view") { return viewItems(rest, choice) }
    if let name = text.afterWord("save view") { return saveItems(name) }
    if let rest = text.afterWord("mark") {
      return choice.typed.query.map { query in
        [item(.mark(query), "mark", rest, phrase("Mark all that is meant by it."))]
      }
    }
    if let name = text.afterWord("forget view") {
      return views.filter {
        name.isEmpty || $0.name.lowercased().rank(of: name.lowercased()) != nil
      }
      .map { item(.forget($0.name), "forget view", $0.name, $0.query) }
    }
    return nil
  }

  private func item(
    _ target: Choice.Item.Target, _ word: String, _ rest: String, _ detail: String, key: String = ""
  ) -> Choice.Item {
    Choice.Item(target: target, key: key, name: "\(word) \(rest)", detail: detail)
  }

  /// Views by name, the desk's and the person's own; and what is typed, as a query.
  private func viewItems(_ typed: String, _ choice: Choice) -> [Choice.Item] {
    let wanted = typed.lowercased()
    func isMeant(_ name: String) -> Bool {
      wanted.isEmpty || name.lowercased().rank(of: wanted) != nil
    }
    let own = views.filter { isMeant($0.name) }.map {
      item(.saved($0), "view", $0.name, $0.query, key: $0.key.map(String.init) ?? "")
    }
    let desk = Action.table.filter { $0.view != nil && isMeant($0.name) }.map {
      item(
        .action($0.id), "view", $0.name, $0.summary(session.keys, session.glyphs),
        key: viewKey(of: $0))
    }
    let query = choice.typed.query.map { query in
      item(.list(query), "view", typed, phrase("List what is meant by it."))
    }
    guard let query else { return own + desk }
    // A sign of the language says that a query is meant; without one a name is nearer.
    let isQuery = typed.contains { ":=<>!\"".contains($0) }
    return isQuery ? [query] + own + desk : own + desk + [query]
  }

  /// The key of an action, unless a view of the person's own is on it.
  func viewKey(of action: Action) -> String {
    keys(of: action.id, in: [paneMode]).first { ownView(on: $0) == nil }?.name(session.glyphs) ?? ""
  }

  /// `save view NAME`, or `save view NAME on 4`.
  private func saveItems(_ typed: String) -> [Choice.Item] {
    guard let query = queue.found?.query, let view = typedView(typed, query) else { return [] }
    let other = view.key.flatMap { key in views.first { $0.key == key && $0.name != view.name } }
    let words =
      switch (view.key, other) {
      case (let key?, let other?):
        phrase("Lists \(query.text); on the key \(key), which \(other.name) had.")
      case (let key?, nil): phrase("Lists \(query.text); on the key \(key).")
      case (nil, _): phrase("Lists \(query.text).")
      }
    return [item(.save(view), "save view", typed, words)]
  }

  /// The view that is being named; nil while the name is none. Without a key it keeps the one it had, or gets 0 where that is
  /// free.
  private func typedView(_ typed: String, _ query: DisputeQuery) -> SavedView? {
    var name = typed[...]
    while name.last == " " { name.removeLast() }
    var key: Int?
    if let digit = name.last?.wholeNumberValue, name.dropLast().hasSuffix(" on ") {
      key = digit
      name = name.dropLast(5)
    }
    guard SavedView.mistake(inName: String(name)) == nil else { return nil }
    let free = views.contains { $0.key == 0 } ? nil : 0
    return SavedView(
      name: String(name), query: query.text, key: key ?? views.named(String(name))?.key ?? free)
  }

  /// What is said where a view cannot be saved as it is typed.
  func nothingToSave(_ typed: String) -> String {
    guard queue.found?.query != nil else {
      return phrase("list something first: \(hint(.search)), then \(hint(.listFound))")
    }
    let name = SavedView.mistake(inName: "") ?? Phrase("a name")
    return phrase("a view is called by \(name); behind it “on 4” chooses its key")
  }

  // MARK: Doing it

  /// Does what an item about views or queries stands for; false where it is none.
  mutating func runQueryItem(_ target: Choice.Item.Target) -> Bool {
    switch target {
    case .saved(let view): show(view)
    case .list(let query): show(FoundList(meaning: .query(query)))
    case .mark(let query): show(FoundList(meaning: .query(query), marksAll: true))
    case .save(let view): send(.keepView(view))
    case .forget(let name): send(.forgetView(name))
    default: return false
    }
    return true
  }

  /// Shows a view that the person keeps.
  mutating func show(_ view: SavedView) {
    let query: DisputeQuery
    do throws(QueryMistake) {
      query = try DisputeQuery(view.query)
    } catch {
      return say(phrase("The view \(view.name) cannot be read: \(error)."), .refusal)
    }
    if queue.found?.name == view.name, queue.found?.query == query {
      focus = .list
      screens = []
      queue.place(at: 0, visible: visibleRows)
      return followCursor()
    }
    show(FoundList(meaning: .query(query), name: view.name))
  }

  /// The view of the person's own that a key shows.
  func ownView(on key: Key) -> SavedView? {
    guard case .character(let digit) = key, digit.isASCII, let number = digit.wholeNumberValue
    else { return nil }
    return views.first { $0.key == number }
  }

  /// Takes in the views that are kept, and what is to be said of them.
  mutating func receive(_ views: [SavedView], said: String?) {
    self.views = views
    if let found = queue.found, let query = found.query {
      queue.found?.name = views.first { $0.query == query.text }?.name
    }
    if let said { say(said, .good) }
  }

  /// The key 0: the view that is kept on it, or all that there are.
  mutating func showOwnView() {
    if let view = ownView(on: .character("0")) { return show(view) }
    openPalette("view ")
  }
}
