import GRDB

/// A journal in a file that is moved or compared: it is verified whole, read as this program reads it, and not changed.
///
/// One of an older release is brought up to date in a copy, and so is a backup, which is read anew from its log, so that nothing
/// that was changed beside the log counts.
struct SourceFile {
  /// Reads it; its proofs are those beside the file.
  let journal: RelationalJournal
  /// What sentences call it.
  let path: String
  /// The end of its log.
  let head: Head

  /// Does something with the journal in a file, or in the folder of a backup.
  ///
  /// - Throws: `JournalError`, also where something of it does not hold.
  static func reading<Result>(
    _ path: String, telling: (Headway) -> Void, _ body: (SourceFile) throws -> Result
  ) throws -> Result {
    let file = Files.isFolder(path) ? path + "/" + Backup.database : path
    let folder = Files.folder(of: file)
    let proofs = ProofFiles(folder: folder + "/" + Backup.proofs)
    let isBackup =
      Files.name(of: file) == Backup.database
      && Files.exists(folder + "/" + Backup.manifestName)
    let journal = try RelationalJournal.readOnly(file)
    telling(Headway(what: "verifying \(file)", rows: 0))
    let isOlder = try journal.schema() < Schema.known
    let head: Head
    if isBackup {
      head = try Backup.check(folder, proofs).0
    } else {
      // What is read from the log of an older release is read anew anyway.
      let verification =
        isOlder
        ? try journal.read { try $0.verification(against: nil, of: journal.store) }
        : try journal.verify()
      if let fault = verification.fault { throw fault }
      head = verification.head
    }
    guard isBackup || isOlder else {
      return try body(SourceFile(journal: journal, path: file, head: head))
    }
    telling(Headway(what: "reading \(file) anew", rows: 0))
    return try Files.inTemporaryFolder { folder in
      let copy = folder + "/" + Backup.database
      _ = try journal.store.copy(to: copy)
      let store = try RelationalJournal.broughtUpToDate(copy, for: file, proofs: proofs)
      return try body(SourceFile(journal: store, path: file, head: head))
    }
  }

  /// Whether somebody has recorded in the file since it was opened.
  func hasMoved() throws -> Bool { try RelationalJournal.readOnly(path).head() != head }
}

/// Moving a store out into a file.
extension RelationalJournal {
  /// Copies everything into a new file with the proofs beside it, whole or not at all, and verifies the copy.
  ///
  /// - Returns: the head of the copy.
  @discardableResult
  public func copyOut(to path: String, telling: (Headway) -> Void = { _ in }) throws -> Head {
    guard !Files.exists(path) else {
      throw JournalError.cannotMove(
        place: path, why: "there is something of that name already: choose another")
    }
    do {
      let folder = Files.folder(of: path)
      try Files.makeFolder(folder)
      let new = Files.temporary(path)
      defer { for suffix in Files.databaseSuffixes { Files.remove(new + suffix) } }
      try Files.makeFile(new)
      let head = try SQLiteStore.copy(of: store, to: new, telling: telling)
      let kept = ProofFiles(folder: folder + "/" + Backup.proofs)
      for (number, hash) in try store.proofs.hashes().enumerated() {
        guard let bytes = try store.proofs.bytes(hash) else { continue }
        try store.proofs.check(bytes, of: hash)
        _ = try kept.keep(bytes)
        telling(Headway(what: "proofs", rows: number + 1))
      }
      try Files.place(new, at: path)
      return head
    } catch let failure as Files.Failure {
      throw failure.journalError
    }
  }
}
