import Glibc

/// The person's editor, for long texts.
enum Editor {
  /// Has a text edited, and gives what it became; nil where the editor failed. The terminal has to be free.
  static func edit(_ text: String) throws(TextFile.Mistake) -> String? {
    let folder = variable("XDG_RUNTIME_DIR") ?? variable("TMPDIR") ?? "/tmp"
    let name = "paydesk-\(getpid())-\(UInt32.random(in: 0 ... .max)).txt"
    let path = folder + "/" + name
    try TextFile.create(name, in: folder, text)
    defer { unlink(path) }
    let words = (variable("VISUAL") ?? variable("EDITOR") ?? "vi").split(separator: " ")
      .map(String.init)
    guard try OutsideProgram.run(words + [path], remedy: "set EDITOR") == 0 else { return nil }
    return String(decoding: try TextFile.bytes(of: path), as: UTF8.self)
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
