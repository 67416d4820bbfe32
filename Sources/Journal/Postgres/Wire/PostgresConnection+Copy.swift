import CPostgres
import Glibc

/// Rows in bulk. The bound of `within` holds for each piece, not for all of them.
extension PostgresConnection {
  /// Runs a `COPY … FROM STDIN` with what `next` gives, piece by piece until nil. Pieces need not end where rows do.
  ///
  /// - Returns: how many rows were written.
  /// - Throws: `PostgresFailure`, or what `next` throws; no row is written then.
  @discardableResult
  func copyIn(_ sql: String, next: () throws -> [UInt8]?) throws -> Int {
    let handle = try begin(sql, PD_PQ_COPY_IN)
    do {
      while let piece = try next() {
        let isTaken = piece.withUnsafeBytes { raw in
          let start = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
          return start.map { pq.pointee.putCopyData(handle, $0, Int32(raw.count)) } ?? 1
        }
        // The server has refused it: why is its next answer.
        guard isTaken == 1 else { break }
        try flush(handle, by: Deadline(within: within))
      }
    } catch let failure as PostgresFailure {
      throw failure
    } catch {
      _ = pq.pointee.putCopyEnd(handle, "given up")
      try endRefused(handle)
      throw error
    }
    _ = pq.pointee.putCopyEnd(handle, nil)
    return try end(handle)
  }

  /// Runs a `COPY … TO STDOUT` and hands each row on as it comes.
  ///
  /// - Returns: how many rows there were.
  /// - Throws: `PostgresFailure`, or what `each` throws.
  @discardableResult
  func copyOut(_ sql: String, each: ([UInt8]) throws -> Void) throws -> Int {
    let handle = try begin(sql, PD_PQ_COPY_OUT)
    do {
      while let piece = try nextPiece(handle) { try each(piece) }
    } catch let failure as PostgresFailure {
      throw failure
    } catch {
      cancel()
      while try nextPiece(handle) != nil {}
      try endRefused(handle)
      throw error
    }
    return try end(handle)
  }

  private func begin(_ sql: String, _ kind: Int32) throws(PostgresFailure) -> OpaquePointer {
    let handle = try open()
    let deadline = Deadline(within: within)
    guard pq.pointee.sendQuery(handle, sql) == 1 else { throw lost(wasSent: false) }
    try flush(handle, by: deadline)
    guard let result = try nextResult(handle, by: deadline) else { throw lost(wasSent: true) }
    guard pq.pointee.resultStatus(result) == kind else {
      let error = try refusal(result)
      try finish(handle, by: deadline)
      throw .server(error)
    }
    pq.pointee.clear(result)
    return handle
  }

  private func nextPiece(_ handle: OpaquePointer) throws(PostgresFailure) -> [UInt8]? {
    let deadline = Deadline(within: within)
    while true {
      var start: UnsafeMutablePointer<CChar>?
      let count = pq.pointee.getCopyData(handle, &start, 1)
      if count > 0, let start {
        defer { pq.pointee.freemem(start) }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(count)))
      }
      // -1: all were given; -2: it failed, and why is the next answer.
      if count < 0 { return nil }
      guard deadline.wait(on: pq.pointee.socket(handle), for: POLLIN) != 0 else {
        throw timedOut(deadline)
      }
      if pq.pointee.consumeInput(handle) == 0 { throw lost(wasSent: true) }
    }
  }

  /// Ends a copy that was given up: that the server calls it an error is what was wanted.
  private func endRefused(_ handle: OpaquePointer) throws(PostgresFailure) {
    do throws(PostgresFailure) {
      _ = try end(handle)
    } catch {
      if case .server = error { return }
      throw error
    }
  }

  private func end(_ handle: OpaquePointer) throws(PostgresFailure) -> Int {
    let deadline = Deadline(within: within)
    try flush(handle, by: deadline)
    var rows = 0
    if let result = try nextResult(handle, by: deadline) {
      guard pq.pointee.resultStatus(result) == PD_PQ_COMMAND_OK else {
        let error = try refusal(result)
        try finish(handle, by: deadline)
        throw .server(error)
      }
      rows = PostgresRows(result, pq).affected
    }
    try finish(handle, by: deadline)
    return rows
  }
}
