import Glibc
import Procedure

/// What lies in folders: the drop folder, and what a typed path can go on with.
enum Folder {
  /// The files that arrived, but hidden ones; the newest first, 200 at most.
  static func droppedFiles(in folder: String) -> [DropFile] {
    let folder = TextFile.expanded(folder)
    let files = names(in: folder).compactMap { name -> DropFile? in
      let path = folder + "/" + name
      guard !name.hasPrefix("."), let status = status(of: path),
        status.st_mode & S_IFMT == S_IFREG
      else { return nil }
      return DropFile(
        name: name, path: path, size: Int64(status.st_size),
        modified: Instant(seconds: Int64(status.st_mtim.tv_sec)))
    }
    return Array(files.sorted { $0.modified > $1.modified }.prefix(200))
  }

  /// Paths that begin with a text; folders end in a slash.
  static func completions(of text: String) -> [String] {
    let slash = text.lastIndex(of: "/")
    let typedFolder = slash.map { String(text[...$0]) } ?? ""
    let beginning = slash.map { String(text[text.index(after: $0)...]) } ?? text
    if text == "~" { return ["~/"] }
    let folder = typedFolder.isEmpty ? "." : TextFile.expanded(typedFolder)
    return names(in: folder).filter {
      // By scalars: a letter that is typed may still get its vowel.
      $0.unicodeScalars.starts(with: beginning.unicodeScalars)
        && ($0.hasPrefix(".") == beginning.hasPrefix("."))
    }.sorted().prefix(200).map { name in
      let mode = status(of: folder + "/" + name)?.st_mode ?? 0
      return typedFolder + name + (mode & S_IFMT == S_IFDIR ? "/" : "")
    }
  }

  /// The files of a folder that end in something, without it.
  static func names(in folder: String, ending: String) -> [String] {
    names(in: TextFile.expanded(folder)).filter { $0.hasSuffix(ending) }
      .map { String($0.dropLast(ending.count)) }.sorted()
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }
}
