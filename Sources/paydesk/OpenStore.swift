import Glibc
import Journal

/// Opens the store at an address: the one place that knows which kind of store an address means.
///
/// - Parameter isRead: whether it is only read, as a replica is.
func openStore(at address: StoreAddress, isRead: Bool = false) throws -> any Store {
  let start = ContinuousClock.now
  let store: any Store
  switch address {
  case .file(let path):
    try checkFile(path)
    store = isRead ? try RelationalJournal.readOnly(path) : try RelationalJournal.open(at: path)
  case .server(let address): store = try RelationalJournal.connect(to: address)
  }
  if let log = Diagnostics.log {
    var note = DiagnosticNote("store").saying("kind", address.kind).saying("sample", store.isSample)
    if let schema = try? store.schema() { note = note.saying("schema", schema) }
    log.note(note.saying("took", ContinuousClock.now - start))
    store.note(in: log)
  }
  return store
}

extension StoreAddress {
  /// Which kind of store it names.
  fileprivate var kind: StaticString {
    switch self {
    case .file: "file"
    case .server: "server"
    }
  }
}

/// Refuses a path where no database can be, with what to do.
///
/// - Parameter mayBeCopy: whether the folder of a backup will do.
func checkFile(_ path: String, mayBeCopy: Bool = false) throws {
  guard access(path, F_OK) == 0 else {
    guard errno == ENOENT || errno == ENOTDIR else {
      throw CommandFailure(
        .noPermission, "\(path) cannot be opened: \(String(cString: strerror(errno))).")
    }
    throw CommandFailure(
      .noInput,
      "there is no database at \(path): `paydesk init` makes one, `paydesk sample` one to try things on."
    )
  }
  guard GivenFile(name: path).isFolder else { return }
  guard mayBeCopy, GivenFile(name: path + "/manifest").exists else {
    throw CommandFailure(.noInput, "\(path) is a folder: --db names the database's file.")
  }
}
