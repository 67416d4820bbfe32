import Foundation
import Procedure
import Testing

@testable import Workbench

@Suite("The tables of phrases")
struct PhraseTableTests {
  @Test("have every phrase of the sources, in their order, and nothing else")
  func complete() throws {
    let sources = try Sources()
    #expect(sources.mistakes == [])
    let path = Sources.root + "/Sources/CPhrases/hi.po"
    let kept = try String(contentsOfFile: path, encoding: .utf8)
    let table = sources.table(keeping: kept)
    if ProcessInfo.processInfo.environment["PAYDESK_RECORD"] != nil {
      try table.write(toFile: path, atomically: true, encoding: .utf8)
    } else {
      #expect(
        table == kept,
        "run PAYDESK_RECORD=1 swift test --skip-build --filter PhraseTable, and translate what is new"
      )
    }
  }

  /// The entries of the table but for its header.
  private static let entries: [PhraseFile.Entry] = {
    let path = Sources.root + "/Sources/CPhrases/hi.po"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return PhraseFile(text).entries.filter { !$0.key.pattern.isEmpty }
  }()

  @Test("have no phrase without its translation")
  func translated() {
    #expect(PhraseTableTests.entries.count > 2_000)
    let missing = PhraseTableTests.entries.filter(\.translation.isEmpty).map(\.key.pattern)
    #expect(missing.isEmpty, "translate these in Sources/CPhrases/hi.po")
  }

  @Test("translate each phrase with all of its gaps but for plural endings, and no other")
  func gaps() {
    for entry in PhraseTableTests.entries where !entry.translation.isEmpty {
      let has = Set(entry.key.pattern.matches(of: #/\{\w+\}/#).map { String($0.output) })
      let named = Set(entry.translation.matches(of: #/\{\w+\}/#).map { String($0.output) })
      let endings = entry.comments.filter { $0.contains("== 1 ?") }
        .compactMap { $0.firstMatch(of: #/\{\d+\}/#).map { String($0.output) } }
      #expect(named.isSubset(of: has), "\(entry.key.pattern)")
      #expect(has.subtracting(named).isSubset(of: endings), "\(entry.key.pattern)")
    }
  }

  @Test("keep rules, commands and settings as they are written everywhere")
  func fixed() {
    for entry in PhraseTableTests.entries where !entry.translation.isEmpty {
      for word in entry.key.pattern.matches(of: #/`[^`]+`|\b[DEG]\d\b|\{[a-z]\w+\}/#) {
        #expect(entry.translation.contains(word.output), "\(entry.key.pattern)")
      }
    }
  }

  @Test("say a phrase with its gaps where the language wants them")
  func order() {
    let table = PhraseTable(
      """
      msgid "held by {1} since {2}"
      msgstr "{2} से {1} के पास"
      """)
    let phrase = Phrase("held by \("Asha") since \("9:00")")
    #expect(table.words(phrase) { $0.english } == "9:00 से Asha के पास")
    #expect(phrase.english == "held by Asha since 9:00")
    #expect(table.words(Phrase("not there")) { $0.english } == nil)
  }

  @Test("tell two meanings of one word apart")
  func sense() {
    let table = PhraseTable(
      """
      msgctxt "what one does"
      msgid "open"
      msgstr "खोलें"

      msgid "open"
      msgstr "खुला"
      """)
    #expect(table.words(Phrase("open", sense: "what one does")) { $0.english } == "खोलें")
    #expect(table.words(Phrase("open")) { $0.english } == "खुला")
  }

  @Test("are read as gettext writes them, over several lines and with escapes")
  func form() {
    let file = PhraseFile(
      #"""
      # A remark.
      #: Queue.swift
      msgid ""
      "one “\"{1}\"”\n"
      "two \\ three"
      msgstr "x"
      """#)
    #expect(file.entries.map(\.key.pattern) == ["one “\"{1}\"”\ntwo \\ three"])
    #expect(file.entries.first?.comments == ["# A remark.", "#: Queue.swift"])
  }

  @Test("are found in the sources as the program looks for them")
  func finder() {
    let finder = PhraseFinder(
      #"""
      let a = phrase("one \(count == 1 ? "day" : "\(count) days") \"two\"")
      let b = Phrase(
        "three", sense: "four")
      // phrase("a comment")
      let c = phrase("""
        five \
        six
          seven
        """) + paraphrase("eight \(phrase("inner \(holder.map { Phrase("held by \($0)") })"))")
      let d = phrase(isOpen ? "nine" : "ten")
      let e = phrase("eleven" + "twelve"), f = phrase(refusal.said)
      """#)
    #expect(
      finder.found.map(\.pattern) == [
        "one {1} \"two\"", "three", "five six\n  seven", "inner {1}", "held by {1}", "eleven",
      ])
    #expect(finder.found.map(\.sense) == ["", "four", "", "", "", ""])
    #expect(finder.found[0].gaps == [#"count == 1 ? "day" : "\(count) days""#])
    #expect(finder.mistakes.map { $0.prefix { $0 != ":" } } == ["10", "11"])
  }
}

/// The sources of the rooms that say something on screens.
private struct Sources {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  private var found: [(phrase: PhraseFinder.Found, file: String)] = []
  var mistakes: [String] = []

  init() throws {
    for room in ["Procedure", "Journal", "Exchange", "Pictures", "Terminal", "Workbench"] {
      let folder = Sources.root + "/Sources/" + room
      let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
      for file in files.sorted() where file.hasSuffix(".swift") {
        let finder = PhraseFinder(
          try String(contentsOfFile: folder + "/" + file, encoding: .utf8))
        let name = file.split(separator: "/").last.map(String.init) ?? file
        found += finder.found.map { ($0, name) }
        mistakes += finder.mistakes.map { "\(file):\($0)" }
      }
    }
  }

  /// The table with everything that was found, and the translations that another one has.
  func table(keeping kept: String) -> String {
    let former = PhraseFile(kept).entries
    let translations = Dictionary(
      former.map { ($0.key, $0.translation) }, uniquingKeysWith: { first, _ in first })
    var order: [PhraseTable.Key] = []
    var comments: [PhraseTable.Key: [String]] = [:]
    for (phrase, file) in found where phrase.pattern.contains(where: \.isLetter) {
      let key = PhraseTable.Key(pattern: phrase.pattern, sense: phrase.sense)
      if comments[key] == nil {
        order.append(key)
        comments[key] = phrase.gaps.enumerated().map {
          "#. {\($0 + 1)} \($1.replacing(#/\s+/#, with: " "))"
        }
      }
      let reference = "#: \(file)"
      if comments[key]?.contains(reference) == false { comments[key]?.append(reference) }
    }
    let header = kept.components(separatedBy: "\n\n").first ?? ""
    let entries = order.map { key in
      var lines = comments[key] ?? []
      if !key.sense.isEmpty { lines.append("msgctxt \(quoted(key.sense))") }
      lines.append("msgid \(quoted(key.pattern))")
      lines.append("msgstr \(quoted(translations[key] ?? ""))")
      return lines.joined(separator: "\n")
    }
    return ([header] + entries).joined(separator: "\n\n") + "\n"
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n").replacing("\t", with: "\\t")
    return "\"\(escaped)\""
  }
}
