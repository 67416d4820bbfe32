import Glibc
import Pictures

/// The person's program that shows a file outside of the terminal, started by its words with one more: the path of a copy.
enum Opener {
  /// Hands a file over; false where the program ended badly within two seconds. One that runs on is left alone.
  static func open(_ path: String, words: [String]) throws(TextFile.Mistake) -> Bool {
    guard let name = words.first, let program = ProgramPlace.path(of: name) else {
      throw TextFile.Mistake(
        description:
          "\(words.first ?? "xdg-open") is not here to open it with: apt install xdg-utils, or set PAYDESK_OPEN."
      )
    }
    do {
      return try ChildProcess().launch(
        program, words + [path], environment: environment, seconds: 2) == 0
    } catch {
      throw TextFile.Mistake(description: error.description)
    }
  }

  /// Everything that this program knows of the person's session: what shows a window needs it.
  private static var environment: [String] {
    var found: [String] = []
    var place = environ
    while let entry = place.pointee {
      found.append(String(cString: entry))
      place += 1
    }
    return found
  }
}
