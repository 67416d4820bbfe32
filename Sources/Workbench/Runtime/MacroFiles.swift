import Exchange

/// The files of macros: the person's own first, then those of everybody on this machine.
struct MacroFiles {
  /// The files, the first one first; new macros go into that.
  var paths: [String]

  /// Every macro once, by the first file that has its name, and what is wrong with the files that cannot be read.
  func read() -> (macros: [Macro], trouble: String?) {
    var macros: [Macro] = []
    var mistakes: [String] = []
    for path in paths where TextFile.isThere(path) {
      do {
        switch MacrosFile.parse(try TextFile.bytes(of: path), file: path) {
        case .success(let found):
          macros += found.filter { one in !macros.contains { $0.name == one.name } }
        case .failure(let wrong): mistakes.append(wrong.list.first?.description ?? path)
        }
      } catch {
        mistakes.append("\(error)")
      }
    }
    return (macros, mistakes.first)
  }

  /// Puts a macro behind those in the person's own file.
  ///
  /// - Throws: `TextFile.Mistake` where the file cannot be read or written, is not right as it is, or has that name already.
  func add(_ macro: Macro) throws {
    guard let path = paths.first else {
      throw TextFile.Mistake(description: phrase("There is no folder to keep macros in."))
    }
    do {
      try add(macro, to: HeldFile(path), path)
    } catch let failure as HeldFile.Failure {
      throw TextFile.unwritable(path, failure.number)
    }
  }

  private func add(_ macro: Macro, to file: borrowing HeldFile, _ path: String) throws {
    var text =
      TextFile.isThere(path) ? String(decoding: try TextFile.bytes(of: path), as: UTF8.self) : ""
    if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
    text += MacrosFile.written(macro)
    switch MacrosFile.parse(Array(text.utf8), file: path) {
    case .success: try file.replace(with: Array(text.utf8))
    case .failure(let wrong):
      throw TextFile.Mistake(
        description:
          phrase(
            "Nothing was kept, for the file would not be right: \(wrong.list.first?.description ?? path)"
          )
      )
    }
  }
}
