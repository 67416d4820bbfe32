import Journal
import Procedure
import Terminal

/// A query while it is typed: in the search, and behind `view` and `mark` in the palette.
struct TypedQuery: Sendable {
  /// What was understood; nil where nothing is typed, or not all of it can be understood.
  var query: DisputeQuery?
  /// The word that cannot be understood.
  var mistake: QueryMistake?
  /// What it found, as far as it was looked for.
  var found: Found?
  /// Vendors whose names begin with what is typed of one.
  var vendors: [VendorName] = []
  /// What was completed last, so that the same key goes on to the next offer.
  var completed: Completed?

  /// A completion.
  struct Completed: Sendable {
    /// What was typed, and where the cursor stood, in what was typed.
    var text: String
    var cursor: Int
    /// Which of the offers stands there now, and what the text is with it.
    var index: Int
    var result: String
  }

  /// How long it is looked for while it is typed, in seconds; what was found by then is shown.
  static let patience = 0.25
  /// How many of what was found can be chosen.
  static let shown = 100
}

extension Choice {
  /// The words before a query in the palette.
  static let queryWords = ["view", "mark"]

  /// The query that is being typed, and where it begins; nil where none is.
  var queryPart: (text: String, start: Int)? {
    switch purpose {
    case .search: return (editor.text, 0)
    case .palette:
      for word in Choice.queryWords {
        if let rest = editor.text.afterWord(word) { return (rest, word.count + 1) }
      }
      return nil
    default: return nil
    }
  }

  /// What the word at the cursor can become.
  func offers(people: [Person]) -> [QueryCompletion.Offer] {
    guard let part = queryPart else { return [] }
    return QueryCompletion(of: part.text, cursor: editor.cursor - part.start)
      .offers(people: people, vendors: typed.vendors)
  }
}

extension Model {
  /// Who works at the desk.
  var desksPeople: [Person] { Array(session.desk.people.keys) }

  /// Understands what is typed of a query, and has it looked for; what was looked for before is given up.
  mutating func narrowQuery(_ choice: inout Choice) {
    guard let part = choice.queryPart else { return choice.typed = TypedQuery() }
    choice.number = number()
    let vendors = choice.typed.vendors
    choice.typed = TypedQuery(vendors: vendors, completed: choice.typed.completed)
    let completion = QueryCompletion(of: part.text, cursor: choice.editor.cursor - part.start)
    if let beginning = completion.vendor {
      send(.queryVendors(number: choice.number, beginning))
    } else {
      choice.typed.vendors = []
    }
    choice.isAnswered = true
    do throws(QueryMistake) {
      choice.typed.query = try DisputeQuery(part.text, people: desksPeople)
    } catch {
      choice.typed.mistake = error
    }
    guard let query = choice.typed.query, !query.terms.isEmpty else {
      choice.typed.query = nil
      choice.rows = []
      return
    }
    choice.isAnswered = choice.purpose != .search
    send(.search(number: choice.number, query, session.actor))
  }

  /// Takes in what was found.
  mutating func receiveFound(_ number: Int, _ found: Found) {
    guard case .choice(var choice) = overlay, choice.number == number else { return }
    choice.typed.found = found
    choice.rows = Array(found.rows.prefix(TypedQuery.shown))
    choice.isAnswered = true
    choice.cursor = min(choice.cursor, max(items(of: choice).count - 1, 0))
    overlay = .choice(choice)
    if choice.opensFirst, !choice.rows.isEmpty { choose(choice) }
  }

  /// Takes in vendors for the word that is being typed.
  mutating func receiveQueryVendors(_ number: Int, _ vendors: [VendorName]) {
    guard case .choice(var choice) = overlay, choice.number == number else { return }
    choice.typed.vendors = vendors
    overlay = .choice(choice)
  }

  /// Puts the first offer in the place of the word at the cursor; the same key again the next one.
  mutating func completeQuery(_ choice: inout Choice) {
    guard let start = choice.queryPart?.start else { return }
    var completed = TypedQuery.Completed(
      text: choice.editor.text, cursor: choice.editor.cursor, index: 0, result: "")
    if let last = choice.typed.completed, last.result == choice.editor.text {
      completed = last
      completed.index += 1
    }
    let typed = String(completed.text.dropFirst(start))
    let completion = QueryCompletion(of: typed, cursor: completed.cursor - start)
    let offers = completion.offers(people: desksPeople, vendors: choice.typed.vendors)
    guard !offers.isEmpty else { return }
    completed.index %= offers.count
    let offer = offers[completed.index].text
    let characters = Array(completed.text)
    let range = (completion.range.lowerBound + start)..<(completion.range.upperBound + start)
    var after = String(characters[range.upperBound...])
    if offer.last == " ", after.first == " " { after.removeFirst() }
    completed.result = String(characters[..<range.lowerBound]) + offer + after
    choice.editor.replace(with: completed.result)
    choice.editor.moveCursor(to: range.lowerBound + offer.count)
    let vendors = choice.typed.vendors
    choice.typed.completed = completed
    narrowQuery(&choice)
    choice.typed.vendors = vendors
  }

  /// Lists what the query means, and marks all of it or keeps it where that is asked for.
  mutating func leaveFor(_ id: ActionID, _ choice: Choice) {
    guard let query = choice.typed.query else {
      guard let mistake = choice.typed.mistake else { return }
      return say(phrase(mistake.said).sentence, .refusal)
    }
    overlay = nil
    show(FoundList(meaning: .query(query), marksAll: id == .markFound))
    if id == .saveFound { openPalette("save view ") }
  }

  /// Opens the palette with some words typed.
  mutating func openPalette(_ text: String) {
    var choice = Choice(purpose: .palette, editor: LineEditor(text: text))
    narrowQuery(&choice)
    overlay = .choice(choice)
  }
}

extension Model {
  /// The word that cannot be understood, or what the word at the cursor can become, below what is typed.
  func drawQueryLine(_ choice: Choice, in frame: inout Frame, inside: Rect) {
    guard let part = choice.queryPart else { return }
    let row = inside.row + 1
    let offers = choice.offers(people: desksPeople)
    if let mistake = choice.typed.mistake, !choice.isGoingOn(mistake, to: offers) {
      let before = TextLayout.width(
        String(choice.editor.text.prefix(part.start + mistake.range.lowerBound)))
      let width = max(TextLayout.width(mistake.found), 1)
      // A text that is wider than the field is moved in it, and the sentence alone names the word.
      if TextLayout.width(choice.editor.text) < inside.columns - 3 {
        frame.restyle(
          Rect(row: inside.row, column: inside.column + 2 + before, rows: 1, columns: width),
          role: .bad)
      }
      let name = mistake.found.isEmpty ? "" : "“\(TextLayout.truncate(mistake.found, to: 24))”: "
      // The right word comes first: a narrow screen has no room for all that could stand there.
      let nearest = mistake.nearest.map { phrase("did you mean \($0)?") + " " } ?? ""
      frame.write(
        name + nearest + phrase(mistake.problem), row: row, column: inside.column + 2,
        width: inside.columns - 2,
        style: Style(.bad))
      return
    }
    guard !part.text.isEmpty, part.text.last?.isWhitespace != true else { return }
    guard !offers.isEmpty else { return }
    let words = offers.prefix(5).map { $0.text.last == " " ? String($0.text.dropLast()) : $0.text }
      .joined(separator: "  ")
    frame.write(
      "\(named(.complete)): \(words)", row: row,
      column: inside.column + 2, width: inside.columns - 2, style: Style(.dim))
  }

  /// Everything that the word at the cursor can become, in the place of what would be found.
  func drawOffers(_ choice: Choice, in frame: inout Frame, list: Rect) {
    guard choice.queryPart != nil, !choice.isSearching else { return }
    let offers = choice.offers(people: desksPeople)
    let width = min(max(offers.map { TextLayout.width($0.text) }.max() ?? 0, 10), 30)
    for (line, offer) in offers.prefix(max(list.rows - 1, 0)).enumerated() {
      let row = list.row + 1 + line
      frame.write(offer.text, row: row, column: list.column, width: width, style: Style(.key))
      frame.write(
        offer.meaning.map { phrase($0) } ?? "", row: row, column: list.column + width + 2,
        width: list.columns - width - 2, style: Style(.dim))
    }
  }
}

extension Choice {
  /// Whether the word at the cursor is only not finished: no mistake is told of while it can become something.
  fileprivate func isGoingOn(
    _ mistake: QueryMistake, to offers: [QueryCompletion.Offer]
  ) -> Bool {
    guard let part = queryPart, !offers.isEmpty else { return false }
    return editor.cursor == editor.text.count && mistake.range.upperBound >= part.text.count
  }

  /// Whether something is understood, and looked for or found.
  var isSearching: Bool { typed.query != nil }
}
