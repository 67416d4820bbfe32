import Crypto
import GRDB
import Procedure

/// A copy of the journal: a folder with `paydesk.db`, `proofs/`, and `manifest`, which names the head and every proof.
extension RelationalJournal {
  /// Copies the journal and its proofs into a folder that is not there yet, while others work on it.
  ///
  /// The copy is verified before the folder gets its name, and removed where something does not hold. What a copy that was
  /// killed left behind has a number and `.part` at its end.
  ///
  /// - Returns: the head of the copy, to be kept elsewhere.
  @discardableResult
  public func backup(to folder: String) throws -> Head {
    guard !Files.exists(folder) else {
      throw JournalError.unreadable(
        path: folder, why: "there is something of that name already: choose another")
    }
    let part = Files.temporary(folder)
    do {
      defer { try? Files.removeFolder(part) }
      try Files.makeFolder(part + "/" + Backup.proofs)
      let database = part + "/" + Backup.database
      try Files.makeFile(database)
      let head = try store.copy(to: database)
      let kept = ProofFiles(folder: part + "/" + Backup.proofs)
      for hash in try store.proofs.hashes() {
        guard let bytes = try store.proofs.bytes(hash) else { continue }
        try store.proofs.check(bytes, of: hash)
        _ = try kept.keep(bytes)
      }
      try Files.write(
        Array(Backup.manifest(head, kept.hashes()).utf8), to: part + "/" + Backup.manifestName)
      try Files.move(part, to: folder)
      return head
    } catch let failure as Files.Failure {
      throw failure.journalError
    }
  }

  /// Whether a head is the end of this log as it once was.
  public func holds(_ head: Head) throws -> Bool {
    try read { try $0.log.hash(of: head.number)?.hexadecimal == head.hash }
  }

  /// Puts a backup in the place of a database, after it was verified from the first event to the last proof. What is read
  /// from the log is made anew, so that nothing that was changed beside the log counts.
  ///
  /// - Parameters:
  ///   - folder: what `backup(to:)` made.
  ///   - path: where the database is to be.
  ///   - replacing: whether a database that is there may be moved aside, to `….before-restore` with a number; else it is
  ///     refused.
  /// - Returns: the head of what was restored, and where the old database is now.
  public static func restore(
    from folder: String, to path: String, replacing: Bool = false
  ) throws -> (head: Head, old: String?) {
    guard replacing || !Files.exists(path) else {
      throw JournalError.unreadable(
        path: path, why: "there is a journal already: say that it is to be replaced")
    }
    let path = Files.followed(path)
    let kept = ProofFiles(folder: folder + "/" + Backup.proofs)
    let (head, hashes) = try Backup.check(folder, kept)
    do {
      try Files.makeFolder(Files.folder(of: path))
      let new = Files.temporary(path)
      defer { for suffix in Files.databaseSuffixes { Files.remove(new + suffix) } }
      guard let bytes = try Files.read(folder + "/" + Backup.database) else {
        throw JournalError.unreadable(path: folder, why: "it holds no \(Backup.database)")
      }
      try Files.write(bytes, to: new)
      try rebuild(copy: new, for: path)
      let proofs = ProofFiles(folder: Files.folder(of: path) + "/proofs")
      for hash in hashes {
        if let bytes = try kept.bytes(hash) { _ = try proofs.keep(bytes) }
      }
      var old: String?
      if Files.exists(path) {
        old = try Backup.moveAside(path)
      }
      try Files.move(new, to: path)
      return (head, old)
    } catch let failure as Files.Failure {
      throw failure.journalError
    }
  }
}

extension RelationalJournal {
  /// Makes what is read from the log anew in a file that is not in its place yet.
  private static func rebuild(copy: String, for path: String) throws {
    try broughtUpToDate(copy, for: path, proofs: ProofFiles(folder: nil)).sqlite?.close()
  }

  /// Brings a copy up to date and reads it anew from its log.
  ///
  /// - Parameters:
  ///   - path: what faults are said of.
  ///   - proofs: where the files of its proofs are.
  static func broughtUpToDate(_ copy: String, for path: String, proofs: ProofFiles) throws
    -> RelationalJournal
  {
    try JournalError.mapped(path: path) {
      let queue = try DatabaseQueue(path: copy, configuration: SQLiteStore.configuration)
      try Schema.migrator.migrate(queue)
      let journal = RelationalJournal(
        try SQLiteStore(path: copy, database: queue, files: proofs))
      try journal.rebuild()
      return journal
    }
  }
}

/// The parts of a backup.
package enum Backup {
  static let database = "paydesk.db"
  static let manifestName = "manifest"
  static let proofs = "proofs"

  package static func manifest(_ head: Head, _ hashes: [String]) -> String {
    (["head \(head)"] + hashes.map { "proof \($0)" }).joined(separator: "\n") + "\n"
  }

  /// The head that a manifest names.
  package static func head(in manifest: [UInt8]) -> Head? {
    let first = manifest.prefix { $0 != UInt8(ascii: "\n") }
    let line = String(decoding: first, as: UTF8.self)
    return line.hasPrefix("head ") ? Head(line.dropFirst(5)) : nil
  }

  /// Verifies a backup whole: its chain, its head, and every proof that the manifest names.
  static func check(_ folder: String, _ proofs: ProofFiles) throws -> (Head, [String]) {
    func refused(_ why: String) -> JournalError { .unreadable(path: folder, why: why) }
    let manifest: [UInt8]?
    do { manifest = try Files.read(folder + "/" + manifestName) } catch {
      throw refused("its manifest cannot be read")
    }
    guard let manifest else { throw refused("it is not a backup: it holds no manifest") }
    guard let head = head(in: manifest) else { throw refused("its manifest names no head") }
    let lines = String(decoding: manifest, as: UTF8.self).split(separator: "\n")
    let hashes = lines.dropFirst().map { String($0.dropFirst("proof ".count)) }
    for hash in hashes {
      guard let bytes = try proofs.bytes(hash) else { throw refused("proof \(hash) is missing") }
      guard SHA256.hash(data: bytes).hexadecimal == hash else {
        throw refused("proof \(hash) was changed")
      }
    }
    let path = folder + "/" + database
    let journal = try RelationalJournal.readOnly(path)
    let verification = try journal.read {
      try $0.verification(against: head, of: journal.store)
    }
    if let fault = verification.fault { throw fault }
    guard verification.head == head else {
      throw refused(
        "its log ends at \(verification.head.number) and its manifest at \(head.number)")
    }
    return (head, proofs.hashes())
  }

  /// Moves a database and its write-ahead log to a name that is free, log first: a log beside another database would be
  /// written into it.
  static func moveAside(_ path: String) throws -> String {
    var number = 1
    while Files.exists("\(path).before-restore-\(number)") { number += 1 }
    let old = "\(path).before-restore-\(number)"
    for suffix in ["-wal", "-shm", ""] where Files.exists(path + suffix) {
      try Files.move(path + suffix, to: old + suffix)
    }
    return old
  }
}
