import Foundation

/// Reads a QR code that was drawn in half blocks, as a phone reads it from the screen: with zbar, which knows nothing of how it was
/// made.
public enum CodeReader {
  /// What could not be read, with the picture.
  public struct Unreadable: Error, CustomStringConvertible {
    /// One sentence and the picture.
    public var description: String
  }

  /// What a code says.
  ///
  /// - Parameter lines: the rows of the screen with the code in them; what is no half block is light.
  public static func text(in lines: [String]) throws -> String {
    let scale = 4
    let width = lines.map { $0.unicodeScalars.count }.max() ?? 0
    var rows: [[UInt8]] = []
    for line in lines {
      var upper = [UInt8](repeating: 255, count: width * scale)
      var lower = upper
      for (column, scalar) in line.unicodeScalars.enumerated() {
        for pixel in column * scale..<(column + 1) * scale {
          if scalar == "█" || scalar == "▀" { upper[pixel] = 0 }
          if scalar == "█" || scalar == "▄" { lower[pixel] = 0 }
        }
      }
      rows += Array(repeating: upper, count: scale) + Array(repeating: lower, count: scale)
    }
    let file = FileManager.default.temporaryDirectory.appending(path: "code-\(UUID()).pgm")
    defer { try? FileManager.default.removeItem(at: file) }
    let head = Data("P5\n\(width * scale) \(rows.count)\n255\n".utf8)
    try (head + Data(rows.joined())).write(to: file)
    let reader = Process()
    let output = Pipe()
    reader.executableURL = URL(filePath: "/usr/bin/env")
    reader.arguments = ["zbarimg", "--raw", "--quiet", "-Sdisable", "-Sqrcode.enable", file.path()]
    reader.standardOutput = output
    reader.standardError = FileHandle.nullDevice
    try reader.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    reader.waitUntilExit()
    guard reader.terminationStatus == 0 else {
      throw Unreadable(
        description: "no code was read (\(reader.terminationStatus)):\n"
          + lines.joined(separator: "\n"))
    }
    var text = String(decoding: bytes, as: UTF8.self)
    if text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
