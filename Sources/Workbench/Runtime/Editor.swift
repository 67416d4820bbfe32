import Glibc
import Terminal

/// The person's editor, for long texts.
enum Editor {
  /// Has a text edited, and gives what it became. The terminal has to be free.
  ///
  /// Both ways the text is disarmed as for the clipboard: what came from outside moves no cursor in the editor, and what comes
  /// back none here.
  ///
  /// - Parameter limit: the most characters that the text may have; where it has more, the file is left where it is.
  /// - Throws: one sentence where the editor could not be started, or ended badly; the text that it was given still stands.
  static func edit(
    _ text: String, limit: Int = LineEditor().limit
  ) throws(TextFile.Mistake) -> String {
    let name = Foreground.name
    let path = Foreground.folder + "/" + name
    try TextFile.create(name, in: Foreground.folder, Sanitiser.pasteable(text))
    var isKept = false
    defer { if !isKept { unlink(path) } }
    let words = Foreground.words(["VISUAL", "EDITOR"], else: "vi")
    let code = try Foreground.run(words + [path], phrase("editor"), "EDITOR")
    guard code == 0 else {
      throw TextFile.Mistake(
        description: phrase("The editor “\(words[0])” ended with \(code): the text is as it was."))
    }
    guard let written = String(validating: try TextFile.bytes(of: path), as: UTF8.self) else {
      isKept = true
      throw TextFile.Mistake(
        description:
          phrase(
            "What the editor wrote is no text in UTF-8, so the text is as it was: what it wrote is kept in \(path)."
          ))
    }
    let edited = Sanitiser.pasteable(written)
    guard edited.count <= limit + 1 else {
      isKept = true
      throw TextFile.Mistake(
        description:
          phrase(
            "The text has \(edited.count) characters and the field takes \(limit), so it is as it was: what you wrote is kept in \(path)."
          )
      )
    }
    return edited
  }
}
