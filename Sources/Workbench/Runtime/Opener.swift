import Glibc
import Pictures

/// What is opened outside of the terminal.
enum Outside: Sendable {
  /// A copy of a proof's file, by the name that the person knows it by.
  case proof(PictureSource, name: String)
  /// An address, such as the link to a chat.
  case link(String)
}

/// The person's program that opens files and links outside of the terminal, started by its words with one more: the path of
/// a copy, or the link.
enum Opener {
  /// Hands a file or a link over; a program that runs on after two seconds is left alone.
  ///
  /// - Parameters:
  ///   - what: what it is, as the sentence begins.
  ///   - words: the program and its options.
  /// - Returns: one sentence that says what was handed to whom.
  static func open(
    _ place: String, _ what: String, words: [String]
  ) throws(TextFile.Mistake) -> String {
    let name = words.first ?? usual
    // Where there is no desktop, it looks for a browser that draws over the workbench.
    guard name.split(separator: "/").last.map(String.init) != usual || hasDesktop else {
      throw TextFile.Mistake(
        description:
          phrase(
            "There is no desktop here for \(name) to open it on: set PAYDESK_OPEN, or `open:` in config.yaml, to a program that needs none."
          )
      )
    }
    guard let program = ProgramPlace.path(of: name) else {
      throw TextFile.Mistake(
        description:
          phrase("\(name) is not here to open it with: apt install xdg-utils, or set PAYDESK_OPEN.")
      )
    }
    let status: Int32
    do {
      status = try ChildProcess().launch(
        program, words + [place], environment: environment, seconds: 2)
    } catch {
      throw TextFile.Mistake(description: error.description)
    }
    guard status == 0 else {
      throw TextFile.Mistake(
        description: phrase(
          "\(name) could not open it: set PAYDESK_OPEN, or `open:` in config.yaml."))
    }
    return phrase("\(what) was handed to \(name).")
  }

  /// What opens things where nobody says otherwise.
  private static let usual = "xdg-open"

  private static var hasDesktop: Bool {
    ["WAYLAND_DISPLAY", "DISPLAY"].contains { (name: String) in
      getenv(name).map { $0.pointee != 0 } ?? false
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
