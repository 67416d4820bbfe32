import Exchange
import Journal
import Procedure
import Terminal

/// A list to choose from, narrowed by typing: the palette, the search, all keys, the themes.
struct Choice: Sendable {
  /// What is chosen.
  enum Purpose: Sendable, Equatable {
    /// Any action or view, by name.
    case palette
    /// A dispute that holds a text.
    case search
    /// The keys of a mode, from where it was opened.
    case help(Mode)
    /// A theme; the one that was shown before.
    case themes(before: String)
  }

  /// Something that can be chosen.
  struct Item: Sendable {
    /// What it stands for.
    enum Target: Sendable {
      case action(ActionID)
      case row(QueueRow)
      case theme(String)
      case person(Person)
      case vendor(VendorName)
      /// A view of the person's own.
      case saved(SavedView)
      /// What a query means: to be listed, or listed and marked.
      case list(DisputeQuery)
      case mark(DisputeQuery)
      /// A view to be kept, or forgotten.
      case save(SavedView)
      case forget(String)
      case macro(Macro)
      case keep(Macro)
    }

    var target: Target
    var key = ""
    var name: String
    var detail: String
  }

  /// What is chosen.
  var purpose: Purpose
  /// What is typed to narrow the list.
  var editor = LineEditor()
  /// The row under the bar.
  var cursor = 0
  /// What a search found, the best first.
  var rows: [QueueRow] = []
  /// The query that is typed, in the search and behind `view` and `mark`.
  var typed = TypedQuery()
  /// The vendors whose names begin with what follows `vendor`, in the palette.
  var vendors: [VendorName] = []
  /// The number of the search that is awaited or was answered last.
  var number = 0
  /// Whether the search was answered.
  var isAnswered = true
  /// Whether Enter was pressed before the search was answered: its first row is opened when it is.
  var opensFirst = false
}

/// How lists to choose from are opened, narrowed and used.
extension Model {
  mutating func runOverlay(_ id: ActionID) -> Bool {
    switch id {
    case .search: overlay = .choice(Choice(purpose: .search))
    case .palette:
      overlay = .choice(Choice(purpose: .palette))
      send(.loadMacros)
    case .help: openHelp()
    case .themes: overlay = .choice(Choice(purpose: .themes(before: session.themeName)))
    case .actAs: openPalette("as ")
    case .views: openPalette("view ")
    case .markQuery: openPalette("mark ")
    case .saveView: openPalette("save view ")
    case .forgetView: openPalette("forget view ")
    case .ownView: showOwnView()
    default:
      return runConflict(id) || runComment(id) || runMessage(id) || runReply(id)
        || runRehearsal(id) || runPreview(id) || runWhy(id) || runProof(id)
    }
    return true
  }

  /// Every key of the moment.
  mutating func openHelp() { overlay = .choice(Choice(purpose: .help(mode))) }

  mutating func pressInChoice(_ key: Key) {
    guard case .choice(var choice) = overlay else { return }
    let page = 10
    switch session.keys.action(on: key, in: .choice)?.id {
    case .choiceDown: choice.cursor += 1
    case .choiceUp: choice.cursor -= 1
    case .choicePageDown: choice.cursor += page
    case .choicePageUp: choice.cursor -= page
    case .choose: return choose(choice)
    case .listFound, .markFound, .saveFound:
      guard choice.queryPart != nil, let id = session.keys.action(on: key, in: .choice)?.id
      else { return }
      return leaveFor(id, choice)
    case .complete: complete(&choice)
    case .closeChoice: return closeChoice(choice)
    default:
      let before = choice.editor.text
      guard choice.editor.handle(key) else { return }
      if choice.editor.excess > 0 {
        say(phrase("Nothing was taken: more than \(choice.editor.limit) characters are too many."))
      }
      if choice.editor.text != before { narrow(&choice) }
    }
    choice.cursor = min(max(choice.cursor, 0), max(items(of: choice).count - 1, 0))
    overlay = .choice(choice)
    preview(choice)
  }

  /// Moves the cursor of the list that is open by so many rows.
  mutating func moveChoice(by step: Int) {
    guard case .choice(var choice) = overlay else { return }
    choice.cursor = min(max(choice.cursor + step, 0), max(items(of: choice).count - 1, 0))
    overlay = .choice(choice)
    preview(choice)
  }

  private mutating func narrow(_ choice: inout Choice) {
    choice.cursor = 0
    choice.opensFirst = false
    choice.vendors = []
    if choice.purpose == .palette, let beginning = choice.editor.text.afterWord("vendor") {
      choice.number = number()
      choice.isAnswered = false
      send(.vendorNames(number: choice.number, beginning))
    }
    if choice.queryPart != nil || choice.typed.query != nil { narrowQuery(&choice) }
  }

  /// Searches anew for what was being looked for when nothing could be.
  mutating func searchAgain() {
    guard case .choice(var choice) = overlay, !choice.isAnswered else { return }
    let opensFirst = choice.opensFirst
    narrow(&choice)
    choice.opensFirst = opensFirst
    overlay = .choice(choice)
  }

  mutating func receiveVendors(_ number: Int, _ vendors: [VendorName]) {
    guard case .choice(var choice) = overlay, choice.number == number else { return }
    choice.vendors = vendors
    choice.isAnswered = true
    overlay = .choice(choice)
    if choice.opensFirst { choose(choice) }
  }

  private mutating func complete(_ choice: inout Choice) {
    if choice.queryPart != nil { return completeQuery(&choice) }
    let items = items(of: choice)
    guard items.indices.contains(choice.cursor), choice.purpose != .search else { return }
    choice.editor.replace(with: items[choice.cursor].name)
    choice.cursor = 0
  }

  private mutating func preview(_ choice: Choice) {
    let items = items(of: choice)
    guard case .themes = choice.purpose, items.indices.contains(choice.cursor) else { return }
    if case .theme(let name) = items[choice.cursor].target, name != session.themeName {
      session.themeName = name
      send(.theme(name, isChosen: false))
    }
  }

  private mutating func closeChoice(_ choice: Choice) {
    overlay = nil
    if case .themes(let before) = choice.purpose, before != session.themeName {
      session.themeName = before
      send(.theme(before, isChosen: false))
    }
  }

  mutating func choose(_ choice: Choice) {
    guard choice.isAnswered else {
      var awaiting = choice
      awaiting.opensFirst = true
      overlay = .choice(awaiting)
      return
    }
    let items = items(of: choice)
    guard items.indices.contains(choice.cursor) else {
      if let name = choice.editor.text.afterWord("as") { actAs(Person(name)) }
      if choice.editor.text.afterWord("keep") != nil {
        overlay = nil
        say(
          phrase(
            "Nothing is kept: a name is a letter, then letters, digits, - and _; and on this dispute something has to have been recorded that fits others."
          ),
          .refusal)
      }
      if let mistake = choice.typed.mistake { say(phrase(mistake.said).sentence, .refusal) }
      return
    }
    overlay = nil
    switch items[choice.cursor].target {
    case .action(let id):
      if forms.isEmpty { run(.of(id)) } else { runInForm(id, nil) }
    case .row(let row):
      goTo(row.ticket)
    case .theme(let name):
      session.themeName = name
      send(.theme(name, isChosen: true))
    case .person(let person): actAs(person)
    case .vendor(let vendor): open(.vendor(VendorScreen(name: vendor)))
    case .saved, .list, .mark, .save, .forget: _ = runQueryItem(items[choice.cursor].target)
    case .macro(let macro): run(macro)
    case .keep(let macro): keep(macro)
    }
  }

  /// Into a dispute; the cursor goes along where the list has it at hand.
  mutating func goTo(_ ticket: TicketID) {
    if let index = queue.rows.firstIndex(where: { $0.ticket == ticket }) {
      queue.place(at: index, visible: visibleRows)
    }
    show(ticket)
    focus = .dispute
  }

  private mutating func actAs(_ person: Person) {
    overlay = nil
    guard session.isSample else {
      return say(
        phrase("Only in the sample can one be somebody else: log in as \(person)."), .refusal)
    }
    guard let actor = session.desk.actor(person, at: session.now) else {
      return say(phrase("\(person) does not work at this desk."), .refusal)
    }
    session.actor = actor
    drafts = [:]
    counts = nil
    marks = []
    bulk = nil
    pane = DisputePane()
    queue = QueuePane(view: queue.view)
    focus = .list
    screens = []
    fetch(.first)
    send(.counts(actor))
    send(.loadDrafts(person))
    say(phrase("You are \(person) now, \(actor.role.shown)."), .good)
  }

  /// What can be chosen now.
  func items(of choice: Choice) -> [Choice.Item] {
    let typed = choice.editor.text
    switch choice.purpose {
    case .search:
      return choice.rows.map { Choice.Item(target: .row($0), name: $0.ticket.text, detail: "") }
    case .themes:
      return session.themeNames.map { Choice.Item(target: .theme($0), name: $0, detail: "") }
        .matching(typed)
    case .help(let mode):
      let own = Mode.everywhere.contains(mode) ? views.filter { $0.key != nil }.map(item) : []
      return (session.keys.actions(in: mode).map { item($0, in: mode) } + own).matching(typed)
    case .palette:
      if typed.afterWord("as") != nil {
        return session.isSample ? people.matching(typed) : []
      }
      let queries = queryItems(of: choice)
      if let queries, typed.afterWord("mark") == nil { return queries }
      let themes = session.themeNames.map {
        Choice.Item(target: .theme($0), name: "theme \($0)", detail: "")
      }
      let here = focus == .screen ? [paneMode] : Mode.panes
      let reachable = Action.table.filter { !$0.modes.isDisjoint(with: here) || $0.modes.isEmpty }
      var seen: Set<String> = []
      let actions = reachable.filter { seen.insert($0.name).inserted }.map {
        item($0, in: paneMode)
      }
      let more = typed.isEmpty ? [] : themes + (session.isSample ? people : [])
      let vendors = choice.vendors.map {
        Choice.Item(
          target: .vendor($0), name: "vendor \($0)",
          detail: phrase("All that is known of the vendor."))
      }
      if typed.afterWord("keep") != nil { return macroItems(typed: typed) }
      let named = (actions + vendors + macroItems(typed: typed) + more).matching(typed)
      // `mark all` is an action, `mark is:new` is not.
      return (queries ?? []).isEmpty || named.contains { $0.name == typed }
        ? named + (queries ?? []) : (queries ?? []) + named
    }
  }

  private var people: [Choice.Item] {
    session.desk.people.sorted { $0.key.text < $1.key.text }.map {
      Choice.Item(
        target: .person($0.key), name: "as \($0.key)", detail: phrase($0.value.role.shown))
    }
  }

  private func item(_ view: SavedView) -> Choice.Item {
    Choice.Item(
      target: .saved(view), key: view.key.map(String.init) ?? "", name: view.name,
      detail: view.query)
  }

  private func item(_ action: Action, in mode: Mode) -> Choice.Item {
    let keys = keys(of: action.id, in: [mode]).filter {
      !Mode.everywhere.isSuperset(of: action.modes) || ownView(on: $0) == nil
    }
    .map { $0.name(session.glyphs) }
    return Choice.Item(
      target: .action(action.id), key: keys.prefix(3).joined(separator: " "), name: action.name,
      detail: action.summary(session.keys, session.glyphs))
  }
}

extension [Choice.Item] {
  /// Those whose name has the typed letters in their order; the nearest first.
  fileprivate func matching(_ typed: String) -> [Choice.Item] {
    let wanted = typed.lowercased()
    guard !wanted.isEmpty else { return self }
    let ranked = enumerated().compactMap {
      place, item -> (rank: Int, place: Int, item: Choice.Item)? in
      item.name.lowercased().rank(of: wanted).map { ($0, place, item) }
    }
    return ranked.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.item)
  }
}

extension String {
  /// How near a text is to what was typed: 0 begins with it, 1 a word does, 2 has it, 3 has its letters; nil is not.
  func rank(of typed: String) -> Int? {
    if hasPrefix(typed) { return 0 }
    if split(separator: " ").contains(where: { $0.hasPrefix(typed) }) { return 1 }
    if firstRange(of: typed) != nil { return 2 }
    var rest = self[...]
    for letter in typed {
      guard let index = rest.firstIndex(of: letter) else { return nil }
      rest = rest[rest.index(after: index)...]
    }
    return 3
  }

  /// What follows a word and a space: the argument of a typed command.
  func afterWord(_ word: String) -> String? {
    hasPrefix(word + " ") ? String(dropFirst(word.count + 1)) : nil
  }
}
