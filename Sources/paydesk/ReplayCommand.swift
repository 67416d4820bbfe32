import ArgumentParser
import Exchange
import Foundation
import Procedure

/// Walks disputes through the procedure as a script says, without a database.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Walk disputes through the procedure as a script says.")

  @Flag(help: "Print only the lines that differ from what they expect; exit 1 if any does.")
  var check = false

  @Argument(help: "The script, JSON Lines; - is standard input.")
  var file: String

  func run() throws {
    let bytes: [UInt8]
    do {
      bytes =
        file == "-"
        ? Array(FileHandle.standardInput.readDataToEndOfFile())
        : Array(try Data(contentsOf: URL(filePath: file)))
    } catch {
      FileHandle.standardError.write(
        Data("paydesk: \(file) cannot be read: check its name and permissions.\n".utf8))
      throw ExitCode(66)
    }
    var replay = Replay(policy: Policy(), file: file)
    do throws(SourceMistake) {
      try replay.run(bytes, checks: check) { print($0) }
    } catch {
      fflush(nil)
      FileHandle.standardError.write(Data("paydesk: \(error)\n".utf8))
      throw ExitCode(65)
    }
    if replay.differing > 0 { throw ExitCode(1) }
  }
}
