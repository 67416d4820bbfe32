import CPostgres

/// libpq with its functions, opened when a server is first spoken to and never before.
struct Libpq: @unchecked Sendable {
  /// The functions; they are written once, and may be called on any thread.
  let calls: UnsafePointer<pd_pq>

  /// The library that this process uses, or why there is none.
  static let used: Result<Libpq, PostgresFailure> = Result { () throws(PostgresFailure) in
    try Libpq(named: "libpq.so.5")
  }

  /// Opens a library by the name that the loader looks for.
  init(named name: String) throws(PostgresFailure) {
    let table = UnsafeMutablePointer<pd_pq>.allocate(capacity: 1)
    var why = [CChar](repeating: 0, count: 512)
    switch pd_pq_open(name, table, &why, why.count) {
    case 0: calls = UnsafePointer(table)
    case let code:
      table.deallocate()
      throw .noLibrary(isOld: code == 2)
    }
  }
}
