import CPostgres
import Glibc

/// A conversation with a server, for one thread at a time.
///
///     let connection = try PostgresConnection("postgres:///desk", applicationName: "paydesk")
///     let rows = try connection.query("SELECT number FROM event WHERE stream = ?", ["CX-1"])
///
/// No call takes longer than `within` seconds: after that the server is asked to cancel the statement (which is given a fifth
/// of a second more), the connection is closed and the call throws `.timedOut`. What fails in the connection itself (`.lost`, `.timedOut`) closes it; it is not opened again.
/// Whoever lends it from thread to thread sees to it that one call at a time is made; `cancel` may be called meanwhile.
final class PostgresConnection: @unchecked Sendable {
  /// Where it leads.
  let address: PostgresAddress
  /// How long a call may take, in seconds.
  var within: Double
  /// Whether statements are prepared once and kept at the server. A pooler that hands each transaction to another backend
  /// cannot have that; the connection notices and stops keeping them.
  var keepsStatements = true
  /// The statements that the server keeps for this connection.
  var statements = StatementCache(limit: 256)

  let library: Libpq
  private var handle: OpaquePointer?
  private let canceller: PostgresCanceller

  var pq: UnsafePointer<pd_pq> { library.calls }

  /// Connects.
  ///
  /// TLS, passwords, password and service files are libpq's. The work is done on a thread of its own, so that nothing in it
  /// (looking up a name above all) keeps the caller longer than the bound. Where the address names several hosts, the bound
  /// is for all of them.
  ///
  /// - Parameters:
  ///   - address: what libpq takes: a URL, or `service=…` and the like.
  ///   - within: how long this and each later call may take, in seconds; an address may say less for connecting with
  ///     `connect_timeout`.
  ///   - applicationName: what the server shows to others of this connection.
  ///   - searchPath: the schema in which names are looked up.
  convenience init(
    _ address: String, within: Double = 15, applicationName: String, searchPath: String = "paydesk"
  ) throws(PostgresFailure) {
    let library = try Libpq.used.get()
    try self.init(
      PostgresAddress(address, library), library, within: within, applicationName: applicationName,
      searchPath: searchPath)
  }

  /// Connects through a library that was opened before.
  init(
    _ address: PostgresAddress, _ library: Libpq, within: Double, applicationName: String,
    searchPath: String
  ) throws(PostgresFailure) {
    let deadline = Deadline(within: min(within, address.connectTimeout ?? within))
    let handle = try Self.connect(address, library, applicationName, by: deadline)
    self.address = address
    self.library = library
    self.within = within
    self.handle = handle
    canceller = PostgresCanceller(handle, library)
    try execute(
      "SET search_path = \(searchPath); SET standard_conforming_strings = on", by: deadline)
  }

  deinit { close() }

  /// Closes it; the server takes an open transaction back.
  func close() {
    if let handle { pq.pointee.finish(handle) }
    handle = nil
  }

  /// Whether it was open when it was used last. Only a call tells whether it still is.
  var isOpen: Bool { handle != nil }

  /// The descriptor to wait on for notifications (`POLLIN`); nil where it is closed.
  var socket: Int32? {
    handle.flatMap { handle in
      let descriptor = pq.pointee.socket(handle)
      return descriptor < 0 ? nil : descriptor
    }
  }

  /// The server's release, as 150004 for 15.4; 0 where it is closed.
  var serverVersion: Int { handle.map { Int(pq.pointee.serverVersion($0)) } ?? 0 }

  /// The process at the server that serves this connection; 0 where it is closed.
  var backendPID: Int32 { handle.map { pq.pointee.backendPID($0) } ?? 0 }

  /// Whether a transaction is open, failed or not.
  var isInTransaction: Bool {
    guard let handle else { return false }
    let status = pq.pointee.transactionStatus(handle)
    return status == PD_PQ_IN_TRANSACTION || status == PD_PQ_IN_ERROR
  }

  /// Whether a transaction is open in which an error happened, so that it can only be taken back.
  var isInFailedTransaction: Bool {
    handle.map { pq.pointee.transactionStatus($0) == PD_PQ_IN_ERROR } ?? false
  }

  /// The role that the connection was made as.
  var user: String { handle.flatMap { pq.pointee.user($0) }.map { String(cString: $0) } ?? "" }

  /// The database that it leads to.
  var database: String { handle.flatMap { pq.pointee.db($0) }.map { String(cString: $0) } ?? "" }

  /// What the server tells of itself, as `server_version`, `is_superuser`, `in_hot_standby`; nil where it does not.
  func parameter(_ name: String) -> String? {
    handle.flatMap { pq.pointee.parameterStatus($0, name) }.map { String(cString: $0) }
  }

  /// Whether the server is a copy of another that takes no writes.
  var isAtStandby: Bool { parameter("in_hot_standby") == "on" }

  /// Asks the server to end the statement that is running, which then fails with 57014. May be called on any thread.
  func cancel() { canceller.cancel(within: 2) }

  /// The open connection.
  ///
  /// - Throws: `.lost` where it is closed, or where the server has closed it since it was used last.
  func open() throws(PostgresFailure) -> OpaquePointer {
    guard let handle else {
      throw .lost(sqlState: nil, why: "the connection is closed", wasSent: false)
    }
    // What the server said while nobody listened is read first: where that was a farewell, nothing is sent after it.
    for _ in 0..<16 where !hasSilence(handle) {
      if pq.pointee.consumeInput(handle) == 0 { throw lost(wasSent: false) }
      _ = pq.pointee.isBusy(handle)
    }
    return handle
  }

  private func hasSilence(_ handle: OpaquePointer) -> Bool {
    Deadline(within: 0).wait(on: pq.pointee.socket(handle), for: POLLIN) == 0
  }

  /// Closes the connection that has died, and says how it did.
  func lost(wasSent: Bool) -> PostgresFailure {
    let said = handle.flatMap { pq.pointee.errorMessage($0) }.map { String(cString: $0) } ?? ""
    close()
    let why = address.cleaned(said)
    return .lost(
      sqlState: nil, why: why.isEmpty ? "the server closed the connection" : why, wasSent: wasSent)
  }

  /// Cancels what runs, closes the connection, and says that time is up.
  func timedOut(_ deadline: Deadline) -> PostgresFailure {
    canceller.cancel(within: 0.2)
    close()
    return .timedOut(seconds: deadline.seconds, wasSent: true)
  }
}
