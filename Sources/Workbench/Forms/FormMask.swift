import Procedure
import Terminal

/// Hides phone numbers and payment addresses as everywhere, with the sign that the terminal has.
enum FormMask {
  /// `····4321`; of a payment address the bank's part stays: `····@okaxis`.
  static func hide(_ text: String, _ glyphs: Glyphs) -> String {
    text.hidden.replacing(String.mask, with: String(repeating: glyphs.mask, count: 4))
  }
}

extension FormContext {
  /// A phone number or payment address as this person sees it now.
  func shown(_ text: String) -> String { isMasked ? FormMask.hide(text, glyphs) : text }
}
