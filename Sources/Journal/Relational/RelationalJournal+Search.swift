import Procedure

/// Looking for disputes by any text of theirs.
extension RelationalJournal {
  /// More matches than this are not sorted: the latest of them are.
  static let candidates = 2_000

  /// Disputes that hold the text: exact ids first, then the most urgent of the latest matches.
  public func search(_ text: String, limit: Int, while isWanted: () -> Bool) throws -> [QueueRow] {
    let wanted = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !wanted.isEmpty, limit > 0 else { return [] }
    return try read { reading in
      try reading.db.giveUp(unless: isWanted) { try reading.rows(with: wanted, limit: limit) }
    }
  }
}

extension Reading {
  private static let lines = "SELECT \(DisputeRow.lineColumns) FROM dispute"
  private static let urgentFirst = "ORDER BY dispute.kind, at, place"

  /// The disputes that hold the text: exact ids first.
  func rows(with text: String, limit: Int) throws -> [QueueRow] {
    let exact = try exact(text, limit: limit)
    let found =
      text.unicodeScalars.count < 3
      ? try beginning(with: text, limit: limit) : try holding(text, limit: limit)
    var seen: Set<Int64> = []
    return (exact + found).filter { seen.insert($0.place).inserted }.prefix(limit).map(\.self)
  }

  /// The disputes whose ticket, order or payment reference it is.
  func exact(_ text: String, limit: Int) throws -> [QueueRow] {
    var rows: [QueueRow] = []
    for id in Set([text, text.uppercased()]).sorted() {
      rows += try db.all(
        "\(Reading.lines) WHERE ticket = ?", [.text(id)], DisputeRow.line)
      rows += try db.all(
        "\(Reading.lines) WHERE order_id = ? ORDER BY place LIMIT ?", [.text(id), .integer(limit)],
        DisputeRow.line)
    }
    rows += try db.all(
      """
      \(Reading.lines) WHERE place IN
      (SELECT place FROM proof WHERE reference = ? LIMIT ?) \(Reading.urgentFirst)
      """, [.text(PaymentReference.compared(text)), .integer(limit)], DisputeRow.line)
    return rows
  }

  /// The disputes that hold the text anywhere, by the trigram index.
  private func holding(_ text: String, limit: Int) throws -> [QueueRow] {
    var phrases: Set = [text, PaymentReference.compared(text)]
    if text.allSatisfy({ $0.isNumber || "+-() ".contains($0) }) {
      let digits = text.filter(\.isNumber)
      phrases.formUnion([digits, String(digits.suffix(10))])
    }
    let (matches, values) = try db.matches(
      phrases.filter { $0.unicodeScalars.count >= 3 }.sorted(),
      limit: RelationalJournal.candidates)
    return try db.all(
      """
      \(Reading.lines) JOIN \(matches) ON place = match \(Reading.urgentFirst) LIMIT ?
      """, values + [.integer(limit)], DisputeRow.line)
  }

  /// The disputes whose ticket, order or customer begins with one or two characters, which no trigram holds.
  private func beginning(with text: String, limit: Int) throws -> [QueueRow] {
    let capitalised = text.prefix(1).uppercased() + text.dropFirst().lowercased()
    let spellings = Set([text, text.uppercased(), text.lowercased(), capitalised]).sorted()
    var rows: Set<QueueRow> = []
    for column in ["ticket", "order_id", "customer"] {
      for spelling in spellings {
        rows.formUnion(
          try db.all(
            """
            \(Reading.lines) WHERE place IN
            (SELECT place FROM dispute WHERE \(column) >= ? AND \(column) < ?
            ORDER BY \(column) LIMIT ?) \(Reading.urgentFirst) LIMIT ?
            """,
            [
              .text(spelling), .text(spelling + "\u{10FFFF}"),
              .integer(RelationalJournal.candidates), .integer(limit),
            ], DisputeRow.line))
      }
    }
    return rows.sorted {
      ($0.attention.kind, $0.attention.at, $0.place)
        < ($1.attention.kind, $1.attention.at, $1.place)
    }.prefix(limit).map(\.self)
  }
}
