import Glibc
import Synchronization

/// Copies of proofs' files, laid out for a viewer, for the owner alone, and gone with the program: whoever leaves the desk leaves
/// no customer's receipt behind.
final class ProofCopies: Sendable {
  private let made = Mutex<(folder: String, names: Set<String>)?>(nil)

  deinit {
    guard let made = made.withLock({ $0 }) else { return }
    for name in made.names { unlink(made.folder + "/" + name) }
    rmdir(made.folder)
  }

  /// Lays a proof's bytes down and gives the path; a second time it finds them there.
  func lay(_ bytes: [UInt8], sha256: String, named name: String) throws(TextFile.Mistake) -> String
  {
    let folder = try folder()
    let file = sha256 + ProofCopies.ending(of: name)
    try TextFile.replace(folder + "/" + file, with: bytes)
    made.withLock { _ = $0?.names.insert(file) }
    return folder + "/" + file
  }

  private func folder() throws(TextFile.Mistake) -> String {
    let path = made.withLock { made -> String? in
      if let made { return made.folder }
      var template = Array("\(ProofCopies.place)/paydesk-XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else { return nil }
      let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      made = (path, [])
      return path
    }
    guard let path else {
      throw TextFile.Mistake(
        description:
          phrase(
            "\(ProofCopies.place) takes no folder (\(String(cString: strerror(errno)))): set TMPDIR."
          ))
    }
    return path
  }

  /// Where what ends with the login belongs.
  private static var place: String {
    for name in ["XDG_RUNTIME_DIR", "TMPDIR"] {
      if let value = getenv(name), value.pointee != 0 { return String(cString: value) }
    }
    return "/tmp"
  }

  /// `.png` of `receipt.png`, by which a viewer is found; nothing that is not plain.
  private static func ending(of name: String) -> String {
    guard let dot = name.lastIndex(of: ".") else { return "" }
    let ending = name[name.index(after: dot)...]
    let isPlain = ending.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
    }
    return isPlain && (1...5).contains(ending.count) ? "." + ending : ""
  }
}
