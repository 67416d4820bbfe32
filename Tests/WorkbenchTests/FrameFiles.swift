import Foundation
import Terminal
import Testing

/// Compares a frame with a file that a person can read; `PAYDESK_RECORD=1` writes it anew.
func expect(
  _ text: String, isIn name: String, _ location: SourceLocation = #_sourceLocation
) {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Frames")
  let file = folder.appending(path: name + ".txt")
  if ProcessInfo.processInfo.environment["PAYDESK_RECORD"] == "1" {
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? Data((text + "\n").utf8).write(to: file)
    return
  }
  guard let data = try? Data(contentsOf: file) else {
    Issue.record("\(name).txt is missing: run with PAYDESK_RECORD=1", sourceLocation: location)
    return
  }
  let wanted = String(decoding: data, as: UTF8.self)
  guard wanted != text + "\n" else { return }
  let pairs = zip(
    wanted.split(separator: "\n", omittingEmptySubsequences: false),
    text.split(separator: "\n", omittingEmptySubsequences: false))
  let first = pairs.first { $0 != $1 }
  Issue.record(
    """
    the frame differs from \(name).txt, first here:
    wanted \(first?.0 ?? "another length")
    found  \(first?.1 ?? "another length")
    """, sourceLocation: location)
}
