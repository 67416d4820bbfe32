import Glibc
import Pictures
import Terminal

/// The person's pager, for what is longer than a screen, or is to be searched.
enum Pager {
  /// Shows a text, and gives whether it was left standing: a pager that ends at once, such as `cat` or `less -F`, has not been
  /// looked at. The terminal has to be free.
  ///
  /// The pager reads it from its standard input, a file that has no name any more.
  static func show(_ text: String) throws(TextFile.Mistake) -> Bool {
    let name = Foreground.name
    let path = Foreground.folder + "/" + name
    try TextFile.create(name, in: Foreground.folder, Sanitiser.cleanLines(text) + "\n")
    let file = open(path, O_RDONLY | O_CLOEXEC)
    unlink(path)
    guard file >= 0 else {
      throw TextFile.Mistake(
        description: phrase("\(path) cannot be read: \(String(cString: strerror(errno)))."))
    }
    defer { close(file) }
    let usual = ProgramPlace.path(of: "less") == nil ? "more" : "less"
    let words = Foreground.words(["PAGER"], else: usual)
    let start = ContinuousClock.now
    let code = try Foreground.run(words, input: file, phrase("pager"), "PAGER")
    let isShort = ContinuousClock.now - start < .milliseconds(500)
    guard code == 0 || !isShort else {
      throw TextFile.Mistake(
        description: phrase("The pager “\(words[0])” ended with \(code): set PAGER."))
    }
    return isShort
  }
}
