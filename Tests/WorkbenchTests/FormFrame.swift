import Foundation
import Terminal
import Testing

@testable import Workbench

/// Compares a form as it is drawn with the file that a person has looked at.
///
/// `PAYDESK_RECORD=1 swift test` writes the files anew.
func expectFrame(
  _ form: Form, _ context: FormContext, _ columns: Int, _ rows: Int, as name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  try #require(hasWideLocale)
  let size = Size(columns: columns, rows: rows)
  var frame = Frame(size: size, glyphs: context.glyphs)
  form.view(in: &frame, rect: Rect(size), context)
  let cursor = frame.cursor.map { "row \($0.row), column \($0.column)" } ?? "hidden"
  let keys = form.footer(context.keys).map { "\($0.key.name) \($0.label)" }.joined(separator: "   ")
  let text = frame.text + "\n---\ncursor: \(cursor)\nkeys: \(keys)\n"
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("FormFrames/\(name)-\(columns)x\(rows).txt")
  if ProcessInfo.processInfo.environment["PAYDESK_RECORD"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return
  }
  let recorded = try String(contentsOf: file, encoding: .utf8)
  #expect(text == recorded, sourceLocation: sourceLocation)
}

/// Whether the C library knows the widths of all characters, as the program sees to when it starts.
private let hasWideLocale = setlocale(LC_CTYPE, "C.UTF-8") != nil
