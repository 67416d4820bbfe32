import CQRCode
import Phrases

/// A QR code: a square of modules, dark or light, for a phone to read from the screen.
///
///     let code = try QRCode(of: "https://wa.me/919876544321")
///     frame.draw(code, at: Point(row: 2, column: 10))
///
/// libqrencode makes it; the library is looked for when a code is asked for, and not before.
public struct QRCode: Equatable, Sendable {
  /// Why there is no code.
  public enum Mistake: Error, Equatable, CustomStringConvertible {
    /// The library is not on this machine.
    case noLibrary
    /// It is more than any code holds.
    case tooLong(bytes: Int)
    /// The library did not say why.
    case failed

    /// In a plain sentence, in English.
    public var description: String { said.english }

    /// In a plain sentence.
    public var said: Phrase {
      switch self {
      case .noLibrary:
        Phrase(
          "There is no code without libqrencode: install the package libqrencode4, or copy the link."
        )
      case .tooLong(let bytes):
        Phrase("No code holds \(bytes) bytes: 2,953 are the most. Copy the link.")
      case .failed: Phrase("libqrencode made no code of it: copy the link.")
      }
    }
  }

  /// How many modules a side has: 21 to 177.
  public let side: Int
  /// The modules row by row, true where dark.
  private let modules: [Bool]

  /// The light modules that have to be around a code.
  static let quietZone = 4

  /// The library that makes codes, as the loader looks for it.
  public static let library = "libqrencode.so.4"

  /// A code of a text.
  ///
  /// - Parameter library: the library's name, as the loader looks for it.
  public init(of text: String, library: String = library) throws(Mistake) {
    var found = [UInt8](repeating: 0, count: Int(PD_QR_SIDE * PD_QR_SIDE))
    var side: Int32 = 0
    let bytes = Array(text.utf8)
    switch pd_qr_encode(library, bytes, bytes.count, &found, &side) {
    case PD_QR_DONE: break
    case PD_QR_NO_LIBRARY: throw .noLibrary
    case PD_QR_TOO_LONG: throw .tooLong(bytes: bytes.count)
    default: throw .failed
    }
    self.side = Int(side)
    modules = found.prefix(Int(side * side)).map { $0 == 1 }
  }

  /// Whether a module is dark; those outside, the quiet zone among them, are light.
  public func isDark(row: Int, column: Int) -> Bool {
    guard (0..<side).contains(row), (0..<side).contains(column) else { return false }
    return modules[row * side + column]
  }

  /// The cells that it takes with its quiet zone: a module is a column wide and half a row high.
  public var size: Size {
    let whole = side + 2 * QRCode.quietZone
    return Size(columns: whole, rows: (whole + 1) / 2)
  }
}

extension Frame {
  /// Draws a code with its quiet zone from a cell on, in half blocks, dark on light in every theme. The signs have to be those of
  /// UTF-8.
  public mutating func draw(_ code: QRCode, at place: Point) {
    let zone = QRCode.quietZone
    for row in 0..<code.size.rows {
      var line = String.UnicodeScalarView()
      for column in 0..<code.size.columns {
        let upper = code.isDark(row: 2 * row - zone, column: column - zone)
        let lower = code.isDark(row: 2 * row + 1 - zone, column: column - zone)
        let sign: Unicode.Scalar =
          switch (upper, lower) {
          case (true, true): "█"
          case (true, false): "▀"
          case (false, true): "▄"
          case (false, false): " "
          }
        line.append(sign)
      }
      write(String(line), row: place.row + row, column: place.column, style: Style(.code))
    }
  }
}
