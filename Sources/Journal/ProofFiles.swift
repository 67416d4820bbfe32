import Crypto
import Procedure
import Synchronization

/// The bytes of proofs, each under its SHA-256: `proofs/ab/abcdef…` beside the database, or in memory.
final class ProofFiles: ProofStore {
  /// What a proof's file may have at most.
  static let limit = 32 << 20

  /// The folder; nil keeps them in memory.
  let folder: String?
  private let kept = Mutex<[String: [UInt8]]>([:])

  init(folder: String?) { self.folder = folder }

  /// Refuses bytes that no proof's file can be.
  static func admit(_ bytes: [UInt8]) throws(Refusal) {
    guard bytes.count <= ProofFiles.limit else {
      throw Refusal(
        .invalid,
        Phrase(
          "The file has \(bytes.count >> 20) MiB; a proof may have \(ProofFiles.limit >> 20): save a smaller picture of it."
        ),
        rule: "Proofs", field: "file")
    }
    guard !bytes.isEmpty else {
      throw Refusal(.invalid, Phrase("The file is empty."), rule: "Proofs", field: "file")
    }
  }

  /// Keeps bytes and gives their SHA-256; the same bytes are kept once.
  func keep(_ bytes: [UInt8]) throws -> String {
    try ProofFiles.admit(bytes)
    let hash = SHA256.hash(data: bytes).hexadecimal
    guard let path = path(of: hash) else {
      kept.withLock { $0[hash] = bytes }
      return hash
    }
    do {
      // A file that was changed since is mended.
      guard try Files.read(path) != bytes else { return hash }
      try Files.makeFolder(Files.folder(of: path))
      try Files.write(bytes, to: path)
      return hash
    } catch let failure as Files.Failure {
      throw failure.journalError
    }
  }

  /// The bytes of a proof; nil where they are not kept.
  func bytes(_ hash: String) throws -> [UInt8]? {
    guard ProofFiles.isHash(hash) else { return nil }
    guard let path = path(of: hash) else { return kept.withLock { $0[hash] } }
    do { return try Files.read(path) } catch let failure as Files.Failure {
      throw failure.journalError
    }
  }

  /// Removes the bytes of a proof.
  func remove(_ hash: String) {
    guard ProofFiles.isHash(hash) else { return }
    if let path = path(of: hash) { Files.remove(path) }
    kept.withLock { $0[hash] = nil }
  }

  /// Every proof that is kept, sorted.
  func hashes() -> [String] {
    guard let folder else { return kept.withLock { $0.keys.sorted() } }
    return Files.names(in: folder).flatMap { Files.names(in: folder + "/" + $0) }
      .filter(ProofFiles.isHash)
  }

  /// Where a proof's file is, in words.
  func place(of hash: String) -> String { path(of: hash) ?? "proof \(hash)" }

  private func path(of hash: String) -> String? {
    folder.map { "\($0)/\(hash.prefix(2))/\(hash)" }
  }

  /// Whether a text is a SHA-256 in lower-case hexadecimal.
  static func isHash(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}

extension ProofStore {
  /// Throws where bytes are not those of a proof.
  func check(_ bytes: [UInt8], of hash: String) throws {
    guard SHA256.hash(data: bytes).hexadecimal != hash else { return }
    throw JournalError.unreadable(
      path: place(of: hash),
      why: "it is the file of a proof and it was changed; bring it back from a backup")
  }
}
