extension String {
  /// The text with a mark written otherwise, as a text in quotes needs it: `it's` as `it''s`.
  ///
  /// By scalars: a mark with a vowel sign behind it is one character, and a mark to whoever reads the text.
  public func writing(_ mark: Unicode.Scalar, as other: String) -> String {
    unicodeScalars.map { $0 == mark ? other : String($0) }.joined()
  }
}
