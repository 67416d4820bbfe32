import FoundationEssentials
import Glibc
import Procedure

/// Recording at a server, and finding out what became of it where the answer is lost.
extension PostgresStore {
  /// How long it is asked what became of a lost answer before nobody waits any more, in seconds.
  private var patience: Double { min(10, within) }

  func write<Result>(_ scope: RecordingScope, _ body: (any SQLConnection) throws -> Result) throws
    -> Result
  {
    try named {
      var isWhole = scope == .everything
      var left = 5
      let deadline = Deadline(within: within)
      while true {
        do {
          return try record(isWhole, body)
        } catch is PostgresTransaction.Widening {
          isWhole = true
        } catch let unheard as Unheard {
          guard left > 0, !deadline.isOver else { throw unheard.failure }
          left -= 1
        } catch let failure as PostgresFailure
          where failure.asksForAnother && left > 0 && !deadline.isOver
        {
          // Somebody else was faster. What was decided is decided anew, on what is there now.
          left -= 1
          isWhole = isWhole || left < 3
        } catch let failure as PostgresFailure {
          throw failure.told
        }
      }
    }
  }

  /// A call that records something by itself.
  func recording<Result>(_ body: (PostgresConnection) throws -> Result) throws -> Result {
    try named {
      do {
        return try begun { connection in
          if connection.isAtStandby { throw JournalError.standby(address: place) }
          return try body(connection)
        }
      } catch let failure as PostgresFailure {
        throw failure.told
      }
    }
  }

  /// A call that asks something by itself.
  func asking<Result>(_ body: (PostgresConnection) throws -> Result) throws -> Result {
    try named { try begun(body) }
  }

  private func record<Result>(
    _ isWhole: Bool, _ body: (any SQLConnection) throws -> Result
  ) throws -> Result {
    try checkReach()
    try settleUnanswered()
    return try begun { connection in
      if connection.isAtStandby { throw JournalError.standby(address: place) }
      let transaction = PostgresTransaction(
        recording: connection, isWhole: isWhole, clock: clock)
      let result: Result
      let rest: PostgresStep?
      do {
        result = try body(transaction)
        rest = try transaction.rest()
      } catch let failure as PostgresFailure where failure.mayHaveHappened {
        // The server has not been told to keep anything.
        throw failure.withoutEffect
      } catch {
        rollBack(connection)
        throw error
      }
      guard rest != nil || transaction.hasAppended else {
        rollBack(connection)
        return result
      }
      do {
        // It stands once the server has flushed its log, and not before: the last step waits for that.
        _ = try connection.batch(
          (rest.map { [$0] } ?? []) + [
            .query("COMMIT"), .sync, .query("SELECT flush()"),
          ])
      } catch let failure as PostgresFailure where failure.mayHaveHappened {
        guard try hasLanded(transaction.id, or: failure) else {
          throw Unheard(failure: failure.withoutEffect)
        }
      } catch {
        rollBack(connection)
        throw error
      }
      return result
    }
  }

  private func rollBack(_ connection: PostgresConnection) {
    if connection.isInTransaction { _ = try? connection.query("ROLLBACK") }
  }

  // MARK: Lost answers

  /// Whether what was appended is in the log though its answer was lost. The server is asked again and again until it answers;
  /// where it has not landed by then, it never will.
  private func hasLanded(_ id: AppendID, or failure: PostgresFailure) throws -> Bool {
    let deadline = Deadline(within: patience)
    var pause: UInt32 = 50
    while !deadline.isOver {
      if let answer = try? asked(id, by: deadline) { return answer }
      usleep(pause * 1_000)
      pause = min(pause * 2, 1_000)
    }
    unanswered.withLock { _ = $0.insert(id) }
    throw failure
  }

  private func asked(_ id: AppendID, by deadline: Deadline) throws -> Bool {
    let connection = try connect(within: max(0.1, deadline.left))
    connection.within = max(0.1, deadline.left)
    let rows = try connection.batch([
      .query("SELECT landed(?::uuid)", [.text(id.description)]), .sync, .query("SELECT flush()"),
    ])
    return !rows[0].isNull(0, 0)
  }

  /// Sees to it that what was not answered for does not land later, before anything else is recorded.
  func settleUnanswered() throws {
    let deadline = Deadline(within: within)
    for id in unanswered.withLock({ $0 }) {
      _ = try asked(id, by: deadline)
      unanswered.withLock { _ = $0.remove(id) }
    }
  }
}

/// What was sent did not arrive, and never will.
private struct Unheard: Error {
  var failure: PostgresFailure
}

extension PostgresFailure {
  /// What the server refused by a rule, as the core would have; nil where it failed in something else.
  var refusal: Refusal? {
    struct Detail: Decodable {
      var code: String
      var rule: String?
      var field: String?
    }
    guard case .server(let error) = self, error.sqlState == "PD002",
      let detail = try? JSONDecoder().decode(Detail.self, from: Data((error.detail ?? "").utf8)),
      let reason = Refusal.Reason(rawValue: detail.code)
    else { return nil }
    return Refusal(reason, error.message.phrase, rule: detail.rule ?? "Log", field: detail.field)
  }

  /// A dispute that others changed again and again; nil where it failed in something else.
  fileprivate var conflict: JournalError? {
    struct Detail: Decodable {
      var stream: String
      var expected: Int
      var found: Int
    }
    guard case .server(let error) = self, error.sqlState == "PD001",
      let detail = try? JSONDecoder().decode(Detail.self, from: Data((error.detail ?? "").utf8)),
      let kind = detail.stream.firstRange(of: "dispute:"),
      kind.lowerBound == detail.stream.startIndex
    else { return nil }
    return .conflict(
      dispute: TicketID(String(detail.stream[kind.upperBound...])), expected: detail.expected,
      found: detail.found)
  }

  /// What the server's answer comes to in the core's and the journal's words, where it has any.
  fileprivate var told: any Error {
    if let refusal { return refusal }
    if let conflict { return conflict }
    return self
  }

  /// The same, where it is known that nothing was carried out.
  var withoutEffect: PostgresFailure {
    switch self {
    case .lost(let state, let why, _): .lost(sqlState: state, why: why, wasSent: false)
    case .timedOut(let seconds, _): .timedOut(seconds: seconds, wasSent: false)
    default: self
    }
  }

  /// Whether the same may go well when it is begun anew: another version, a lock in a circle.
  fileprivate var asksForAnother: Bool {
    guard case .server(let error) = self else { return false }
    return ["PD001", "40P01", "40001"].contains(error.sqlState)
  }
}
