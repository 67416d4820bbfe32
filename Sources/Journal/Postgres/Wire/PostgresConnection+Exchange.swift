import CPostgres
import Glibc

/// How bytes go there and back without anybody waiting for ever.
extension PostgresConnection {
  /// Sends what is ready to be sent, and reads meanwhile: a server that has to get rid of its answers takes no more.
  func flush(_ handle: OpaquePointer, by deadline: Deadline) throws(PostgresFailure) {
    while true {
      switch pq.pointee.flush(handle) {
      case 0: return
      case 1: break
      default: throw lost(wasSent: true)
      }
      let ready = deadline.wait(on: pq.pointee.socket(handle), for: POLLIN | POLLOUT)
      guard ready != 0 else { throw timedOut(deadline) }
      if ready & POLLIN != 0, pq.pointee.consumeInput(handle) == 0 { return }
    }
  }

  /// The next answer; nil where the statement has no more.
  func nextResult(_ handle: OpaquePointer, by deadline: Deadline) throws(PostgresFailure)
    -> OpaquePointer?
  {
    while pq.pointee.isBusy(handle) == 1 {
      guard deadline.wait(on: pq.pointee.socket(handle), for: POLLIN) != 0 else {
        throw timedOut(deadline)
      }
      // Where that fails, what came before is still given, and then what was lost.
      if pq.pointee.consumeInput(handle) == 0 { break }
    }
    return pq.pointee.getResult(handle)
  }

  /// What an answer says that is an error, whose result is let go.
  ///
  /// - Throws: `.lost` where it was the server's last word.
  func refusal(_ result: OpaquePointer) throws(PostgresFailure) -> PostgresFailure.ServerError {
    func field(_ letter: UInt8) -> String? {
      pq.pointee.resultErrorField(result, Int32(letter)).map { String(cString: $0) }
    }
    let state = field(UInt8(ascii: "C"))
    let said = pq.pointee.resultErrorMessage(result).map { String(cString: $0) } ?? ""
    let error = PostgresFailure.ServerError(
      sqlState: state ?? "", message: field(UInt8(ascii: "M")) ?? address.cleaned(said),
      detail: field(UInt8(ascii: "D")), hint: field(UInt8(ascii: "H")),
      constraint: field(UInt8(ascii: "n")), table: field(UInt8(ascii: "t")))
    let isLast = ["FATAL", "PANIC"].contains(field(UInt8(ascii: "V")) ?? "")
    pq.pointee.clear(result)
    // With no SQLSTATE it is libpq that speaks: the connection is gone, or what came makes no sense.
    guard state != nil, !isLast else {
      close()
      throw .lost(sqlState: state, why: address.cleaned(error.message), wasSent: true)
    }
    return error
  }

  /// Runs several statements in one text, as one transaction unless it says otherwise; what they give is let go.
  func execute(_ sql: String) throws(PostgresFailure) {
    try execute(sql, by: Deadline(within: within))
  }

  /// The same, with a moment by which it has to be done.
  func execute(_ sql: String, by deadline: Deadline) throws(PostgresFailure) {
    let handle = try open()
    guard pq.pointee.sendQuery(handle, sql) == 1 else { throw lost(wasSent: false) }
    try flush(handle, by: deadline)
    try finish(handle, by: deadline)
  }

  /// Takes all answers of a text of statements, and throws the first error.
  func finish(_ handle: OpaquePointer, by deadline: Deadline) throws(PostgresFailure) {
    var first: PostgresFailure.ServerError?
    while let result = try nextResult(handle, by: deadline) {
      let status = pq.pointee.resultStatus(result)
      switch status {
      case PD_PQ_COMMAND_OK, PD_PQ_TUPLES_OK, PD_PQ_EMPTY_QUERY: pq.pointee.clear(result)
      case PD_PQ_COPY_IN, PD_PQ_COPY_OUT:
        // Nobody here would send or read the rows.
        pq.pointee.clear(result)
        close()
        throw .lost(sqlState: nil, why: "COPY was run as a plain statement", wasSent: true)
      default:
        let error = try refusal(result)
        if first == nil { first = error }
      }
    }
    if let first { throw .server(first) }
  }

  /// A message that the server sent to a channel that is listened to.
  struct Notification: Sendable, Equatable {
    /// The channel.
    var channel: String
    /// The text.
    var payload: String
    /// The process at the server whose connection sent it.
    var from: Int32
  }

  /// What has come since, without waiting. Ask when `socket` is readable, and after each call too: what came with an answer
  /// has been read already, and the socket does not say so.
  ///
  /// - Throws: `.lost` where the server has closed the connection.
  func consumeNotifications() throws(PostgresFailure) -> [Notification] {
    let handle = try open()
    var found: [Notification] = []
    while let next = pq.pointee.notifies(handle) {
      found.append(
        Notification(
          channel: String(cString: next.pointee.channel),
          payload: String(cString: next.pointee.payload), from: next.pointee.from))
      pq.pointee.freemem(next)
    }
    return found
  }
}
