import CPostgres
import Glibc

/// A step of several that are sent to a server at once.
enum PostgresStep: Sendable {
  /// A statement with its values; `BEGIN` and `COMMIT` are statements too.
  case query(String, [Value])
  /// Up to here it stands or falls: after an error the server skips all until the next of these.
  case sync

  /// A statement.
  static func query(_ sql: String) -> PostgresStep { .query(sql, []) }
}

extension PostgresConnection {
  /// Runs a statement and gives its rows.
  ///
  /// - Parameters:
  ///   - sql: one statement, with `?` for each value; SQLite's `INDEXED BY name` is left out.
  ///   - values: as many as there are `?`.
  @discardableResult
  func query(_ sql: String, _ values: [Value] = []) throws(PostgresFailure) -> PostgresRows {
    let rows = try batch([.query(sql, values)])
    guard let first = rows.first else {
      throw .lost(sqlState: nil, why: "the server gave no result", wasSent: true)
    }
    return first
  }

  /// Runs statements that are sent at once, in one exchange with the server, and gives the rows of each in order.
  ///
  /// What stands between two `.sync`s without a `BEGIN` is one transaction. The first error of any of them is thrown, once
  /// all were answered; a transaction that these steps have opened is then taken back.
  func batch(_ steps: [PostgresStep]) throws(PostgresFailure) -> [PostgresRows] {
    let wasInTransaction = isInTransaction
    var outcome = try tidied(steps)
    let state = outcome.error?.sqlState
    // A statement that is not there, or is there already: not this connection's own backend, but one of a pooler's.
    if keepsStatements, state == "26000" || state == "42P05" {
      keepsStatements = false
      statements.removeAll()
      if outcome.isUndone, !wasInTransaction { outcome = try tidied(steps) }
    }
    if let error = outcome.error { throw .server(error) }
    return outcome.rows
  }

  /// Runs steps, and takes a transaction back that they have opened and that failed.
  private func tidied(_ steps: [PostgresStep]) throws(PostgresFailure) -> Outcome {
    let wasInTransaction = isInTransaction
    let outcome = try pipeline(steps)
    if outcome.error != nil, !wasInTransaction, isInTransaction { try execute("ROLLBACK") }
    return outcome
  }

  private struct Outcome {
    var rows: [PostgresRows] = []
    var error: PostgresFailure.ServerError?
    /// Whether nothing of it stands: no part between two points was done without an error.
    var isUndone = true
  }

  /// What is awaited of the server, in order.
  private enum Awaited {
    case prepared(StatementCache.Key, name: String)
    case rows
    case nothing
    case sync
  }

  private func pipeline(_ steps: [PostgresStep]) throws(PostgresFailure) -> Outcome {
    var ready: [(sql: String, values: Parameters, kinds: String)?] = []
    for step in steps {
      if case .query(let sql, let values) = step {
        ready.append(
          (statements.numbered(sql), try Parameters(values), Parameters.kinds(of: values)))
      } else {
        ready.append(nil)
      }
    }
    if ready.last.map({ $0 != nil }) ?? false { ready.append(nil) }
    let deadline = Deadline(within: within)
    let handle = try open()
    guard pq.pointee.enterPipelineMode(handle) == 1 else { throw lost(wasSent: false) }
    var awaited: [Awaited] = []
    if !isInFailedTransaction { awaited += try dropSurplus(handle) }
    var fresh: [StatementCache.Key: String] = [:]
    for step in ready {
      guard let step else {
        guard pq.pointee.pipelineSync(handle) == 1 else { throw lost(wasSent: true) }
        awaited.append(.sync)
        continue
      }
      awaited += try send(step.sql, step.values, step.kinds, handle, &fresh)
    }
    try flush(handle, by: deadline)
    let outcome = try collect(awaited, handle, by: deadline)
    guard pq.pointee.exitPipelineMode(handle) == 1 else { throw lost(wasSent: true) }
    return outcome
  }

  private func send(
    _ sql: String, _ values: Parameters, _ kinds: String, _ handle: OpaquePointer,
    _ fresh: inout [StatementCache.Key: String]
  ) throws(PostgresFailure) -> [Awaited] {
    guard keepsStatements else {
      let isSent = values.withPointers { count, pointers, lengths, formats in
        pq.pointee.sendQueryParams(
          handle, sql, count, values.types, pointers, lengths, formats, 1)
      }
      guard isSent == 1 else { throw lost(wasSent: true) }
      return [.rows]
    }
    var awaited: [Awaited] = []
    let key = StatementCache.Key(sql: sql, kinds: kinds)
    let name: String
    if let known = statements.name(of: key) ?? fresh[key] {
      name = known
    } else {
      name = statements.newName()
      fresh[key] = name
      guard
        pq.pointee.sendPrepare(handle, name, sql, Int32(values.types.count), values.types) == 1
      else { throw lost(wasSent: true) }
      awaited.append(.prepared(key, name: name))
    }
    let isSent = values.withPointers { count, pointers, lengths, formats in
      pq.pointee.sendQueryPrepared(handle, name, count, pointers, lengths, formats, 1)
    }
    guard isSent == 1 else { throw lost(wasSent: true) }
    return awaited + [.rows]
  }

  /// Lets the server drop what is too much, before anything else and apart from it.
  private func dropSurplus(_ handle: OpaquePointer) throws(PostgresFailure) -> [Awaited] {
    let names = statements.surplus()
    guard !names.isEmpty else { return [] }
    for name in names {
      guard pq.pointee.sendQueryParams(handle, "DEALLOCATE \(name)", 0, nil, nil, nil, nil, 1) == 1
      else { throw lost(wasSent: false) }
    }
    guard pq.pointee.pipelineSync(handle) == 1 else { throw lost(wasSent: false) }
    return names.map { _ in .nothing } + [.sync]
  }

  private func collect(_ awaited: [Awaited], _ handle: OpaquePointer, by deadline: Deadline)
    throws(PostgresFailure) -> Outcome
  {
    var outcome = Outcome()
    var isFailing = false
    var rowsBefore = 0
    for next in awaited {
      guard let result = try nextResult(handle, by: deadline) else { throw lost(wasSent: true) }
      if case .sync = next {
        try checkSync(result)
        if !isFailing, outcome.rows.count > rowsBefore { outcome.isUndone = false }
        isFailing = false
        rowsBefore = outcome.rows.count
        continue
      }
      let status = pq.pointee.resultStatus(result)
      switch (status, next) {
      case (PD_PQ_COMMAND_OK, .prepared(let key, let name)):
        statements.keep(key, as: name)
        pq.pointee.clear(result)
      case (PD_PQ_COMMAND_OK, .rows), (PD_PQ_TUPLES_OK, .rows), (PD_PQ_EMPTY_QUERY, .rows):
        outcome.rows.append(PostgresRows(result, pq))
      case (_, .nothing): pq.pointee.clear(result)
      case (PD_PQ_PIPELINE_ABORTED, _): pq.pointee.clear(result)
      default:
        let error = try refusal(result)
        isFailing = true
        if outcome.error == nil { outcome.error = error }
      }
      // Each answer but a sync is followed by the sign that it was the last of its statement.
      if let more = try nextResult(handle, by: deadline) {
        pq.pointee.clear(more)
        throw lost(wasSent: true)
      }
    }
    return outcome
  }

  /// Takes the sign that a transaction has ended. Where the connection was lost before it, or the server could not commit, something
  /// else stands in its place, though each statement was answered: what became of it is not known then.
  private func checkSync(_ result: OpaquePointer) throws(PostgresFailure) {
    guard pq.pointee.resultStatus(result) != PD_PQ_PIPELINE_SYNC else {
      pq.pointee.clear(result)
      return
    }
    let error = try refusal(result)
    close()
    throw .lost(sqlState: error.sqlState, why: address.cleaned(error.message), wasSent: true)
  }
}
