import Glibc

/// What of a database in a file others than its owner may read or write: itself, what lies beside it under its name, its folder,
/// and its proofs.
struct Exposure: CustomStringConvertible {
  /// The files that are more open than 0600, each with its mode, and the folders that are more open than 0700.
  private(set) var files: [(path: String, mode: mode_t)] = []
  private(set) var folders: [(path: String, mode: mode_t)] = []

  /// Looks at a database; nil where it is its owner's alone, and for one in memory.
  init?(ofDatabase path: String, wholly: Bool) {
    guard !path.isEmpty else { return nil }
    let folder = Files.folder(of: path)
    let name = Files.name(of: path)
    look(atFolder: folder)
    for beside in Files.names(in: folder) where beside.hasPrefix(name) {
      look(atFile: folder + "/" + beside)
    }
    let proofs = folder + "/proofs"
    look(atFolder: proofs)
    if wholly {
      for part in Files.names(in: proofs) {
        look(atFolder: proofs + "/" + part)
        for proof in Files.names(in: proofs + "/" + part) {
          look(atFile: proofs + "/" + part + "/" + proof)
        }
      }
    }
    if files.isEmpty && folders.isEmpty { return nil }
  }

  /// One sentence, with what mends it.
  var description: String {
    let found = (folders + files).map { "\($0.path) (\(String($0.mode, radix: 8)))" }
    let more = found.count > 3 ? " and \(found.count - 3) more" : ""
    return
      "others on this machine may get at \(found.prefix(3).joined(separator: ", "))\(more): take that away with `chmod go-rwx`."
  }

  private mutating func look(atFolder path: String) {
    if let mode = Exposure.mode(of: path, S_IFDIR) { folders.append((path, mode)) }
  }

  private mutating func look(atFile path: String) {
    if let mode = Exposure.mode(of: path, S_IFREG) { files.append((path, mode)) }
  }

  /// The permissions of a file or folder, where others than its owner have some.
  private static func mode(of path: String, _ kind: mode_t) -> mode_t? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == kind,
      status.st_mode & 0o077 != 0
    else { return nil }
    return status.st_mode & 0o777
  }
}
