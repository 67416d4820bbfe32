import Procedure

/// What the time alone changes for a person: the next moment at which something does, and what it has changed already.
public struct Upcoming: Sendable, Hashable {
  /// When the next window of the desk lapses, or the next dispute that this person can reach comes back from being parked; nil
  /// where nothing is to come.
  public var next: Instant?
  /// How many windows of disputes that the person holds have lapsed; ``most`` stands for as many and more.
  public var lapsed: Int

  /// So many at most are counted.
  public static let most = 100

  /// What is to come, and what has lapsed.
  public init(next: Instant? = nil, lapsed: Int = 0) {
    self.next = next
    self.lapsed = lapsed
  }
}

extension RelationalJournal {
  /// What the time alone will change for a person: each part is the first entry of an index, or a few of them.
  public func upcoming(for person: Person, at now: Instant) throws -> Upcoming {
    try read { reading in
      let moment = Value.integer(now.microseconds)
      func first(_ sql: String, _ values: [Value]) throws -> Instant? {
        try reading.db.first(sql, values) { Instant(microseconds: $0.integer(0)) }
      }
      var moments = try [person.text, ""].compactMap { holder in
        try first(
          """
          SELECT at FROM dispute INDEXED BY dispute_open
          WHERE state = 'open' AND holder = ? AND kind = 6 AND at > ? ORDER BY at LIMIT 1
          """, [.text(holder), moment])
      }
      moments += try [
        first(
          """
          SELECT lapses_at FROM dispute INDEXED BY dispute_lapse
          WHERE lapses_at IS NOT NULL AND lapses_at > ? ORDER BY lapses_at LIMIT 1
          """, [moment])
      ].compactMap(\.self)
      let lapsed = try reading.db.first(
        """
        SELECT count(*) FROM (
          SELECT 1 FROM dispute INDEXED BY dispute_open
          WHERE state = 'open' AND holder = ? AND kind = 0 AND at <= ? LIMIT ?
        ) AS lapsed
        """, [.text(person.text), moment, .integer(Upcoming.most)]
      ) { Int($0.integer(0)) }
      return Upcoming(next: moments.min(), lapsed: lapsed ?? 0)
    }
  }
}
