import Terminal

/// Hides phone numbers and payment addresses but for what tells them apart (procedure, "Personal data").
enum FormMask {
  /// `····4321`; of a payment address the bank's part stays: `····@okaxis`.
  static func hide(_ text: String, _ glyphs: Glyphs) -> String {
    let mask = String(repeating: glyphs.mask, count: 4)
    if let at = text.lastIndex(of: "@") { return mask + text[at...] }
    return mask + (text.count > 6 ? text.suffix(4) : "")
  }
}

extension FormContext {
  /// A phone number or payment address as this person sees it now.
  func shown(_ text: String) -> String { isMasked ? FormMask.hide(text, glyphs) : text }
}
