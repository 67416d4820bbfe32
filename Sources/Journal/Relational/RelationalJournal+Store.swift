import Procedure

/// A journal as the command line and the workbench have it.
extension RelationalJournal: Store {
  /// A path, or an address without a password.
  public var place: String { store.place }

  /// The folder `proofs` beside the file, where there is one.
  public var proofsFolder: String? { store.proofsFolder }

  /// What of a file others than its owner may read or write.
  public func exposure(wholly: Bool) -> String? {
    sqlite.flatMap { Exposure(ofDatabase: $0.path, wholly: wholly)?.description }
  }

  /// The schema's number.
  public func schema() throws -> Int { try store.schema() }

  /// Who is at the keyboard.
  public func login() throws -> StoreLogin { try store.login() }

  /// What time it is: by the server's clock, or by this machine's for a file.
  public func now() -> Instant { store.now() }

  /// Whether this login may act as the owner of a server's store.
  public var isOwner: Bool { store.isOwner }

  /// What others record from now on.
  public func changes() throws -> any ChangeSource { try store.changes() }
}
