import GRDB
import Glibc
import Procedure

/// A file as a store of its own machine.
extension SQLiteJournal: Store {
  /// The file's path; empty for one in memory.
  public var place: String { path }

  /// The folder `proofs` beside the file; nil in memory, where their bytes are in the journal alone.
  public var proofsFolder: String? { path.isEmpty ? nil : Files.folder(of: path) + "/proofs" }

  /// The schema's number, from the file's head.
  public func schema() throws -> Int {
    try read { try $0.db.first("PRAGMA user_version") { Int($0.integer(0)) } ?? 0 }
  }

  /// The login of this process.
  public func login() -> StoreLogin { .uid(getuid()) }

  /// What other programs record in the file.
  public func changes() throws -> any ChangeSource { try SQLiteChanges(of: self) }
}
