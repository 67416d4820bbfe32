/// Pasted text being read: first tables, then labelled values, then what can be told without a
/// label.
///
/// Each pass looks at each line once, so that the time is linear in the text.
struct PasteReading {
  private let values: PastedValues
  private let labels: PastedLabels
  private let lines: [String]
  /// What of each line was not recognised; nil is a line that is used up.
  private var rest: [String?]
  private var candidates: [PastedTicket.Field: [PastedTicket.Suggestion]] = [:]
  /// A quoted cell was never closed: no other is looked for over several lines.
  private var hasOpenCell = false

  init(text: String, values: PastedValues, labels: PastedLabels) {
    self.values = values
    self.labels = labels
    let plain = Cleaned(text).text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
    lines = Cleaned.lines(of: plain)
    rest = lines
  }

  /// All that could be read.
  mutating func read() -> PastedTicket {
    readTables()
    readLabelled()
    readUnlabelled()
    readComplaint()
    var pasted = PastedTicket()
    for (field, found) in candidates {
      var seen: Set<String> = []
      let different = found.filter { seen.insert(values.identity($0.value, of: field)).inserted }
      if different.count == 1 {
        pasted.suggestions[field] = different[0]
      } else {
        pasted.conflicts[field] = different
      }
    }
    pasted.rest = trimmed(rest.compactMap { $0 }.joined(separator: "\n"))
    return pasted
  }

  private mutating func offer(
    _ field: PastedTicket.Field, _ text: String, from: String
  ) -> Bool {
    guard let value = values.value(text, for: field) else { return false }
    candidates[field, default: []].append(
      PastedTicket.Suggestion(value: value, from: trimmed(from)))
    return true
  }
}

// MARK: - Tables

extension PasteReading {
  /// A line of labels between tabs, and the rows below it.
  private mutating func readTables() {
    var index = 0
    while index < lines.count {
      let header = PasteReading.cells(lines[index])
      let fields = header.map { labels.field($0) }
      let labelled = fields.count { $0 != nil }
      let headerLine = index
      index += 1
      guard labelled >= 2, labelled * 2 > header.count(where: { !$0.isEmpty }) else { continue }
      while index < lines.count {
        let (row, next) = row(at: index)
        let cells = PasteReading.cells(row)
        guard cells.count >= 2, cells.count <= header.count, labels.field(cells[0]) == nil else {
          break
        }
        var left: [String] = []
        for (place, cell) in cells.enumerated() where !cell.isEmpty {
          // What is too long to be a label is not said again in each row: a paste stays as large as it is.
          let isLabel = !header[place].isEmpty && header[place].utf8.count <= 80
          let from = isLabel ? header[place] + ": " + cell : cell
          if let field = fields[place], offer(field, cell, from: from) { continue }
          left.append(from)
        }
        rest[headerLine] = nil
        for used in index..<next { rest[used] = nil }
        if !left.isEmpty { rest[index] = left.joined(separator: "\n") }
        index = next
      }
    }
  }

  /// The row that begins on a line, with the lines that a quoted cell of it goes on over.
  private mutating func row(at first: Int) -> (text: String, next: Int) {
    func quotes(_ line: String) -> Int { line.utf8.count { $0 == UInt8(ascii: "\"") } }
    let opens = lines[first].hasPrefix("\"") || lines[first].contains("\t\"")
    guard opens, !hasOpenCell, quotes(lines[first]) % 2 == 1 else {
      return (lines[first], first + 1)
    }
    for last in first + 1..<max(first + 1, lines.count) where quotes(lines[last]) % 2 == 1 {
      return (lines[first...last].joined(separator: "\n"), last + 1)
    }
    hasOpenCell = true
    return (lines[first], first + 1)
  }

  /// The cells between tabs, without the quotes that a spreadsheet puts around those with line
  /// breaks.
  private static func cells(_ line: String) -> [String] {
    guard line.utf8.contains(UInt8(ascii: "\t")) else { return [trimmed(line)] }
    let quote = UInt8(ascii: "\"")
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var wasQuote = false
    for byte in line.utf8 {
      if isQuoted {
        if byte == quote { isQuoted = false } else { cell.append(byte) }
        wasQuote = byte == quote
      } else if byte == UInt8(ascii: "\t") {
        cells.append(trimmed(String(decoding: cell, as: UTF8.self)))
        cell = []
        wasQuote = false
      } else if byte == quote, cell.isEmpty || wasQuote {
        if wasQuote { cell.append(byte) }
        isQuoted = true
        wasQuote = false
      } else {
        cell.append(byte)
        wasQuote = false
      }
    }
    cells.append(trimmed(String(decoding: cell, as: UTF8.self)))
    return cells
  }
}

// MARK: - Labels

extension PasteReading {
  private mutating func readLabelled() {
    for index in lines.indices where rest[index] == lines[index] {
      let line = trimmed(lines[index])
      if line.isEmpty || readCells(index) || readPairs(index) { continue }
      let pair = labels.pair(line)
      guard let field = pair?.field ?? labels.field(line) else { continue }
      let value = pair?.value ?? ""
      if field == .complaint {
        takeComplaint(index, value)
      } else if !value.isEmpty {
        if offer(field, value, from: line) { rest[index] = nil }
      } else if let next = nextText(after: index), !isLabelled(next),
        offer(field, lines[next], from: line + "\n" + lines[next])
      {
        rest[index] = nil
        rest[next] = nil
      }
    }
  }

  /// Labels and values in turn between tabs.
  private mutating func readCells(_ index: Int) -> Bool {
    let cells = PasteReading.cells(lines[index])
    guard cells.count > 1 else { return false }
    var left: [String] = []
    var place = 0
    while place < cells.count {
      if place + 1 < cells.count, let field = labels.field(cells[place]),
        labels.field(cells[place + 1]) == nil,
        offer(field, cells[place + 1], from: cells[place] + ": " + cells[place + 1])
      {
        place += 2
      } else {
        if !cells[place].isEmpty { left.append(cells[place]) }
        place += 1
      }
    }
    guard left != cells.filter({ !$0.isEmpty }) else { return false }
    rest[index] = left.isEmpty ? nil : left.joined(separator: "\t")
    return true
  }

  /// Several `label: value` on one line, between bars or wide spaces.
  private mutating func readPairs(_ index: Int) -> Bool {
    let pieces = lines[index].replacing(" | ", with: "  ").split(separator: "  ")
      .map { trimmed(String($0)) }.filter { !$0.isEmpty }
    let pairs = pieces.map { $0.contains(":") ? labels.pair($0) : nil }
    guard pairs.count > 1, pairs.allSatisfy({ $0.map { !$0.value.isEmpty } ?? false }) else {
      return false
    }
    var left: [String] = []
    for (piece, pair) in zip(pieces, pairs) {
      guard let pair, offer(pair.field, pair.value, from: piece) else {
        left.append(piece)
        continue
      }
    }
    rest[index] = left.isEmpty ? nil : left.joined(separator: "  ")
    return true
  }

  /// A complaint after its label: to the next empty line or label.
  private mutating func takeComplaint(_ index: Int, _ value: String) {
    var text = value.isEmpty ? [] : [value]
    guard let first = value.isEmpty ? nextText(after: index) : index + 1 else { return }
    var next = first
    while next < lines.count, rest[next] == lines[next], !trimmed(lines[next]).isEmpty,
      !isLabelled(next)
    {
      text.append(lines[next])
      next += 1
    }
    let complaint = text.joined(separator: "\n")
    let from =
      value.isEmpty
      ? lines[index] + "\n" + complaint
      : lines[index...].prefix(next - index)
        .joined(separator: "\n")
    guard offer(.complaint, complaint, from: from) else { return }
    rest[index] = nil
    for used in first..<max(first, next) { rest[used] = nil }
  }

  private func nextText(after index: Int) -> Int? {
    guard let next = lines[(index + 1)...].firstIndex(where: { !trimmed($0).isEmpty }),
      rest[next] == lines[next]
    else { return nil }
    return next
  }

  private func isLabelled(_ index: Int) -> Bool {
    let line = trimmed(lines[index])
    return labels.pair(line) != nil || labels.field(line) != nil
      || line.utf8.contains(UInt8(ascii: "\t"))
        && labels.field(line.prefix { $0 != "\t" }) != nil
  }
}

// MARK: - Without labels

extension PasteReading {
  /// Ids, tags and telephone numbers, for fields that no label gave.
  private mutating func readUnlabelled() {
    let labelled = Set(candidates.keys)
    for index in lines.indices {
      guard let line = rest[index], !trimmed(line).isEmpty else { continue }
      var isUsedUp = true
      for piece in line.split(whereSeparator: { "·•|\t".contains($0) }) {
        let piece = trimmed(String(piece))
        if piece.isEmpty { continue }
        var isKnown = false
        for field in [PastedTicket.Field.tag, .phone] where !labelled.contains(field) {
          if offer(field, piece, from: line) { isKnown = true }
        }
        for word in piece.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" }) {
          guard let field = PasteReading.idField(word), !labelled.contains(field) else { continue }
          if offer(field, String(word), from: line), word.utf8.count == piece.utf8.count {
            isKnown = true
          }
        }
        if !isKnown { isUsedUp = false }
      }
      if isUsedUp { rest[index] = nil }
    }
  }

  /// Whether a word is an id as the platform or the panel writes them: `CX-` or `ORD-` and digits.
  private static func idField(_ word: Substring) -> PastedTicket.Field? {
    for (prefix, field) in [("CX-", PastedTicket.Field.ticket), ("ORD-", .order)]
    where word.hasPrefix(prefix) {
      let digits = word.utf8.dropFirst(prefix.utf8.count)
      if !digits.isEmpty, digits.count <= 24, digits.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
        return field
      }
    }
    return nil
  }

  /// What remains as a paragraph of at least four words is the complaint, if no label gave one.
  private mutating func readComplaint() {
    guard candidates[.complaint] == nil else { return }
    var paragraphs: [Range<Int>] = []
    var start: Int?
    for index in 0...lines.count {
      let isProse =
        index < lines.count && rest[index] == lines[index] && !trimmed(lines[index]).isEmpty
        && !lines[index].contains { "·•|\t".contains($0) }
        && labels.pair(trimmed(lines[index])) == nil
      if isProse {
        start = start ?? index
      } else if let first = start {
        let words = lines[first..<index].reduce(0) { $0 + $1.split { $0.isWhitespace }.count }
        if words >= 4 { paragraphs.append(first..<index) }
        start = nil
      }
    }
    for paragraph in paragraphs {
      let text = lines[paragraph].joined(separator: "\n")
      let isComplaint = offer(.complaint, text, from: text)
      if isComplaint, paragraphs.count == 1 {
        for index in paragraph { rest[index] = nil }
      }
    }
  }
}
