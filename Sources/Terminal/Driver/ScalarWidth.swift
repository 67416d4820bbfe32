import CNcurses

extension Unicode.Scalar {
  /// Cells that the scalar takes: 0, 1 or 2, and -1 when it cannot be shown.
  ///
  /// The C library's `wcwidth` in the current locale, which is what curses and nearly every
  /// terminal go by. U+FFFD, which stands for what cannot be shown, is 1 in every locale.
  var columns: Int {
    switch value {
    case 0x20...0x7E, 0xFFFD: 1
    case 0...0x1F, 0x7F...0x9F: -1
    default: Int(pd_wcwidth(value))
    }
  }
}
