/// Text that is printed rather than drawn: to a terminal without frames, or to a file.
extension Glyphs {
  /// The signs that a terminal takes, as the environment describes it: ASCII where its locale asks for characters other than
  /// UTF-8.
  public static var printed: Glyphs {
    TerminalEnvironment.current.wantsOtherCharacters ? .ascii : .unicode
  }

  /// A text in these signs: in ASCII each other character becomes the nearest there is, and the rupee `Rs`.
  public func printed(_ text: String) -> String {
    guard isASCII else { return text }
    var result = String.UnicodeScalarView()
    for scalar in Sanitiser.cleanLines(text).unicodeScalars {
      if scalar == "\n" {
        result.append(scalar)
      } else if scalar == "₹" {
        result.append(contentsOf: rupee.unicodeScalars)
      } else if scalar.columns > 0 {
        result.append(scalar.asciiTwin)
      }
    }
    return String(result)
  }
}
