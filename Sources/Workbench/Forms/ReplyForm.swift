/// A vendor's reply, pasted or typed as it came: what it seems to say is asked piece by piece, and nothing is recorded by it.
enum ReplyForm {
  /// The field that the reply stands in.
  static let text = "reply"

  static func fill(_ sheet: inout FormSheet) {
    sheet.emptiness = phrase("Nothing was pasted yet.")
    sheet.verb = phrase("read it")
    sheet.say(
      phrase(
        "Paste what the vendor wrote. What it seems to say is then asked piece by piece, before anything stands in the form."
      ))
    _ = sheet.put(text, phrase("Reply"), .area, expected: phrase("what the vendor wrote"))
  }
}
