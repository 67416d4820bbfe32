import Procedure

extension Journal {
  /// Disputes that hold the text, best first, however long that takes.
  public func search(_ text: String, limit: Int) throws -> [QueueRow] {
    try search(text, limit: limit) { true }
  }

  /// The disputes that a query means, so many at most, however long that takes.
  public func find(
    _ query: DisputeQuery, for person: Person, at now: Instant, limit: Int
  ) throws -> Found {
    try find(query, for: person, at: now, limit: limit, within: nil) { true }
  }

  /// What has to be known beside a dispute for everything about it to be explained: its history, what happened to its vendor's
  /// standing, and in which scenario the vendor's other disputes count.
  ///
  /// - Parameters:
  ///   - look: the dispute and its surroundings.
  ///   - context: the circumstances in which it is explained.
  public func known(of look: Look, in context: Context) throws -> Explanation.Known {
    let history = try history(of: look.dispute.id)
    var known = Explanation.Known(history: history.map(\.event))
    guard let vendor = look.dispute.order?.vendor else { return known }
    var standing = history.map { (dispute: look.dispute.id, event: $0) }
    let record = look.surroundings.vendors[vendor]?.record
    let counted = look.dispute.countedDisputes(in: context).map(\.id)
    let others = Set(counted).union(record?.questions.map(\.dispute) ?? [])
      .union(record?.seen ?? []).subtracting([look.dispute.id])
    for id in others {
      guard let other = try self.look(at: id) else { continue }
      standing += try self.history(of: id).map { (dispute: id, event: $0) }
      let isDuplicated = other.surroundings.isDuplicated(other.dispute)
      known.countedIn[id] =
        other.dispute.counting(policy: context.policy, isDuplicated: isDuplicated)?.in
    }
    known.standing =
      standing.filter { $0.event.event.fact.vendor == vendor }
      .sorted { $0.event.number < $1.event.number }.map { ($0.dispute, $0.event.event) }
    return known
  }
}
