import Exchange
import Procedure

extension Check {
  /// Scripts of the procedure: the same script comes to the same, results are inert JSON, and a line that is read is written
  /// as one that reads the same.
  static func replay(_ bytes: [UInt8]) throws {
    let (lines, mistake) = run(bytes, checks: false)
    let (again, same) = run(bytes, checks: false)
    try hold(lines == again && mistake == same, "another result the second time")
    _ = run(bytes, checks: true)
    if let mistake { try checkMistake(mistake) }
    for line in lines {
      try hold(!line.unicodeScalars.contains(where: isUnsafe), "a control is printed: \(line)")
      try hold((try? JSONValue(json: Array(line.utf8))) != nil, "no JSON is printed: \(line)")
    }
    for line in bytes.split(separator: UInt8(ascii: "\n")) { try checkLine(Array(line)) }
  }

  private static func run(_ bytes: [UInt8], checks: Bool) -> ([String], SourceMistake?) {
    var replay = Replay(policy: Policy(), file: "a")
    var lines: [String] = []
    do throws(SourceMistake) {
      try replay.run(bytes, checks: checks) { lines.append($0) }
      return (lines, nil)
    } catch {
      return (lines, error)
    }
  }

  private static func checkLine(_ bytes: [UInt8]) throws {
    guard let line = try? ScriptLine(number: 1, bytes: bytes, file: "a"),
      let written = line.written(offset: india)
    else { return }
    let again = try ScriptLine(number: 1, bytes: Array(written.utf8), file: "b")
    let isSame =
      again.command == line.command && again.at == line.at && again.actor == line.actor
      && again.dispute == line.dispute
    try hold(isSame, "\(written) reads as something else")
  }
}
