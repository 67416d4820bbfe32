import Procedure

/// A condition of a query in the SQL that both databases understand, with its values.
struct QueryFilter {
  var sql: String
  var values: [Value] = []

  /// In whose eyes and when a query is asked.
  struct Asked {
    var person: Person
    var now: Instant
    /// Seconds east of UTC at which days begin.
    var offset: Int
  }

  /// All of some filters.
  static func all(_ filters: [QueryFilter]) -> QueryFilter {
    QueryFilter(
      sql: filters.map { "(\($0.sql))" }.joined(separator: " AND "),
      values: filters.flatMap(\.values))
  }

  /// What does not hold, which includes what is not known.
  var excluded: QueryFilter { QueryFilter(sql: "(\(sql)) IS NOT TRUE", values: values) }

  /// Rows whose column begins with a text as it is or in capitals.
  static func begins(_ column: String, with text: String) -> QueryFilter {
    let spellings = Set([text, text.uppercased()]).sorted()
    return QueryFilter(
      sql: spellings.map { _ in "\(column) >= ? AND \(column) < ?" }.joined(separator: " OR "),
      values: spellings.flatMap { [.text($0), .text($0 + "\u{10FFFF}")] })
  }

  /// Rows whose column holds a text.
  static func holds(_ column: String, _ text: String) -> QueryFilter {
    QueryFilter(sql: "\(column) LIKE ? ESCAPE '\\'", values: [.text("%\(escaped(text))%")])
  }

  /// A text in which no character stands for others.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\%_".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }
}

extension DisputeQuery.Condition {
  /// What it asks of a row; nil where its text is looked up elsewhere, and the row alone does not tell.
  func filter(_ asked: QueryFilter.Asked) -> QueryFilter? {
    switch self {
    case .words, .customer: return nil
    case .phone(let digits): return .holds("phone", digits)
    case .reference(let reference): return .holds("refs", reference)
    case .vendor(let text):
      let folded = QueryFilter.holds("folded", Personal(text).folded)
      return QueryFilter(
        sql: "vendor IN (SELECT name FROM vendor WHERE \(folded.sql))", values: folded.values)
    case .ticket(let text): return .begins("ticket", with: text)
    case .order(let text): return .begins("order_id", with: text)
    case .holder(let holder): return holder.filter(asked)
    case .tag(let tag): return QueryFilter(sql: "tag = ?", values: [.text(tag.rawValue)])
    case .state(let state):
      return QueryFilter(sql: "state = ?", values: [.text(state.rawValue)])
    case .scenario(let scenario):
      return QueryFilter(sql: "scenario = ?", values: [.text(scenario.rawValue)])
    case .step(let sign, let step):
      return QueryFilter(
        sql: "state = 'open' AND step \(sign.rawValue) ?", values: [.integer(step.rawValue)])
    case .disputed(let sign, let money):
      return QueryFilter(sql: "disputed \(sign.rawValue) ?", values: [.integer(money.paise)])
    case .age(let sign, let seconds): return .since("logged_at", sign, seconds, asked.now)
    case .idle(let sign, let seconds): return .since("touched_at", sign, seconds, asked.now)
    case .due(let sign, let seconds):
      return QueryFilter(
        sql: "state = 'open' AND kind = 0 AND at \(sign.rawValue) ?",
        values: [.integer(asked.now.adding(seconds: seconds).microseconds)])
    case .logged(let sign, let day): return .day("logged_at", sign, day, asked)
    case .touched(let sign, let day): return .day("touched_at", sign, day, asked)
    case .awaits(let to):
      // The words of a list stand between blanks, so that none is found in another.
      return QueryFilter(sql: "' ' || pending || ' ' LIKE ?", values: [.text("% \(to.rawValue) %")])
    case .outside(let item):
      return QueryFilter(
        sql: "outstanding <> '' AND ' ' || outstanding || ' ' LIKE ?",
        values: [.text("% \(item.rawValue) %")])
    case .situation(let situation): return situation.filter(asked)
    }
  }
}

extension DisputeQuery.Holder {
  fileprivate func filter(_ asked: QueryFilter.Asked) -> QueryFilter {
    switch self {
    case .me: .held(by: asked.person)
    case .nobody: QueryFilter(sql: "state = 'open' AND holder = ''")
    case .person(let person): .held(by: person)
    }
  }
}

extension DisputeQuery.Situation {
  fileprivate func filter(_ asked: QueryFilter.Asked) -> QueryFilter {
    let now = [Value.integer(asked.now.microseconds)]
    switch self {
    case .open: return QueryFilter(sql: "state = 'open'")
    case .closed: return QueryFilter(sql: "state = 'closed' AND kind = 8")
    case .merged: return QueryFilter(sql: "state = 'merged'")
    case .escalated:
      return QueryFilter(sql: "matter IS NOT NULL OR lapses_at <= ?", values: now)
    case .new: return QueryFilter(sql: "state = 'open' AND kind = 4")
    case .begun: return QueryFilter(sql: "state = 'open' AND kind = 3")
    case .waiting: return QueryFilter(sql: "state = 'open' AND kind = 5")
    case .parked: return QueryFilter(sql: "state = 'open' AND kind = 6 AND at > ?", values: now)
    case .back:
      return QueryFilter(sql: "state = 'open' AND (kind = 1 OR kind = 6 AND at <= ?)", values: now)
    case .paid: return QueryFilter(sql: "state = 'open' AND kind = 2")
    case .running: return QueryFilter(sql: "state = 'open' AND kind = 0 AND at > ?", values: now)
    case .lapsed: return QueryFilter(sql: "lapses_at <= ?", values: now)
    case .mine: return .held(by: asked.person)
    case .held: return QueryFilter(sql: "holder <> '' AND kind <= 7")
    case .outstanding: return QueryFilter(sql: "outstanding <> ''")
    }
  }
}

extension QueryFilter {
  /// Rows of what somebody holds and has not ended.
  fileprivate static func held(by person: Person) -> QueryFilter {
    QueryFilter(
      sql: "holder = ? AND holder <> '' AND kind <= 7", values: [.text(person.text)])
  }

  /// Rows whose moment lies so far back: longer ago is earlier.
  fileprivate static func since(
    _ column: String, _ sign: DisputeQuery.Comparison, _ seconds: Int64, _ now: Instant
  ) -> QueryFilter {
    QueryFilter(
      sql: "\(column) \(sign.turned.rawValue) ?",
      values: [.integer(now.adding(seconds: -seconds).microseconds)])
  }

  /// Rows whose moment is on a day, or on one side of it.
  fileprivate static func day(
    _ column: String, _ sign: DisputeQuery.Comparison, _ day: DisputeQuery.Day, _ asked: Asked
  ) -> QueryFilter {
    let date: CivilDay
    switch day {
    case .date(let named): date = named
    case .ago(let days):
      date = CivilDay(
        sinceEpoch: asked.now.civil(offset: asked.offset).day.sinceEpoch - days)
    }
    func midnight(_ day: Int) -> Value {
      .integer(
        Instant(day: CivilDay(sinceEpoch: day), second: 0, offset: asked.offset).microseconds)
    }
    let begin = midnight(date.sinceEpoch)
    let end = midnight(date.sinceEpoch + 1)
    switch sign {
    case .equal: return QueryFilter(sql: "\(column) >= ? AND \(column) < ?", values: [begin, end])
    case .below: return QueryFilter(sql: "\(column) < ?", values: [begin])
    case .atMost: return QueryFilter(sql: "\(column) < ?", values: [end])
    case .above: return QueryFilter(sql: "\(column) >= ?", values: [end])
    case .atLeast: return QueryFilter(sql: "\(column) >= ?", values: [begin])
    }
  }
}

extension DisputeQuery.Comparison {
  /// The same of moments, where it is of the time since them.
  fileprivate var turned: DisputeQuery.Comparison {
    switch self {
    case .below: .above
    case .atMost: .atLeast
    case .above: .below
    case .atLeast: .atMost
    case .equal: .equal
    }
  }
}
