import CPictures
import Phrases

/// Why there is no picture, or no text of one, to be shown.
public enum PictureTrouble: Error, Equatable, Sendable, CustomStringConvertible {
  /// A library that is opened at run time.
  public enum Library: String, Sendable, CaseIterable {
    case png = "libpng"
    case jpeg = "libturbojpeg"
    case chafa = "libchafa"

    /// The package of Debian 12 that brings it.
    public var package: String {
      switch self {
      case .png: "libpng16-16"
      case .jpeg: "libturbojpeg0"
      case .chafa: "libchafa0"
      }
    }
  }

  /// The file is no PNG and no JPEG.
  case other
  /// The file has more bytes than are looked at.
  case tooManyBytes
  /// The picture has more pixels than are decoded: its width and height.
  case tooManyPixels(Int, Int)
  /// The file cannot be read as what it says that it is.
  case broken
  /// Libraries that draw it are not here.
  case missing([Library])
  /// The child had no memory for it.
  case noMemory
  /// This machine does not let a process shut itself in, so nothing was decoded.
  case unconfined
  /// It took longer than it may: killed.
  case tooLong
  /// The child ended by a signal: it did what it may not, or took more than it may.
  case stopped(signal: Int32)
  /// What came from the child is no answer.
  case noAnswer
  /// No process could be started: what the system says.
  case noProcess(String)
  /// The program that reads text is not here.
  case noReader
  /// The file itself could not be had, in a plain sentence.
  case unreadable(String)
  /// Nobody waits for it any more.
  case cancelled

  /// One plain sentence in English.
  public var description: String { said.english }

  /// One plain sentence: what happened, why, what to do.
  public var said: Phrase {
    switch self {
    case .other: Phrase("It is no PNG or JPEG, so no picture is drawn here.")
    case .tooManyBytes:
      Phrase(
        "It has more than \(PD_PICTURE_BYTES >> 20) MiB, so no picture is drawn: open it outside.")
    case .tooManyPixels(let width, let height):
      width > 0
        ? Phrase(
          "It says that it has \(width) × \(height) pixels, more than are drawn here: open it outside if you trust it."
        )
        : Phrase(
          "It says that it has more pixels than are drawn here: open it outside if you trust it.")
    case .broken: Phrase("The file is damaged or no real picture: ask for it again.")
    case .missing(let libraries):
      libraries.count == 1
        ? Phrase(
          "No picture is drawn because \(names(libraries)) is not installed: on Debian, apt install \(packages(libraries))."
        )
        : Phrase(
          "No picture is drawn because \(names(libraries)) are not installed: on Debian, apt install \(packages(libraries))."
        )
    case .noMemory: Phrase("The picture needs more memory than it may take: open it outside.")
    case .unconfined:
      Phrase(
        "This machine cannot shut a process in (seccomp), so nothing is decoded: open it outside.")
    case .tooLong: Phrase("The picture took longer than it may, and was given up: open it outside.")
    case .stopped(let signal):
      Phrase(
        "What decodes it was stopped (signal \(signal)): the file made it do what no picture needs. Ask for it again, and tell your administrator."
      )
    case .noAnswer:
      Phrase("What decodes it gave no answer that can be used: ask for the file again.")
    case .noProcess(let why): Phrase("No process could be started for the picture: \(why).")
    case .noReader:
      Phrase(
        "No text is read from pictures because tesseract is not installed: on Debian, apt install tesseract-ocr."
      )
    case .unreadable(let sentence): sentence.phrase
    case .cancelled: Phrase("It was given up.")
    }
  }

  /// `a`, `a and b`, `a, b and c`.
  private func names(_ libraries: [Library]) -> Phrase {
    let names = libraries.map(\.rawValue.phrase)
    guard names.count > 1, let last = names.last else { return names.joined() }
    return Phrase("\(names.dropLast().joined(separator: ", ")) and \(last)")
  }

  private func packages(_ libraries: [Library]) -> String {
    libraries.map(\.package).joined(separator: " ")
  }
}
