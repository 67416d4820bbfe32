import Foundation
import SeededDesk

/// Programs that are run to their end.
enum Programs {
  /// Runs one with a text on its standard input, and gives what it wrote.
  @discardableResult
  static func run(
    _ words: [String], input: String = "", environment: [String: String]? = nil
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    if let environment { process.environment = environment }
    let (given, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = given
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    try given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try given.fileHandleForWriting.close()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let fault = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Trouble(
        "\(words.joined(separator: " ")) failed: \(String(decoding: fault, as: UTF8.self).prefix(500))"
      )
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The first line that a program says of itself; empty where it is not there.
  static func version(_ words: [String]) -> String {
    (try? run(words))?.split(separator: "\n").first.map(String.init) ?? ""
  }
}
