import Exchange
import Foundation
import Terminal
import Testing

@testable import Workbench

@Suite("Keys of one's own, whatever is said of them")
struct KeyMapWalkTests {
  private static let keyNames =
    Array(Set(Action.table.flatMap(\.keyNames)))
    + [
      "F13", "F24", "Ctrl-x", "Ctrl-g", "Alt-x", "Shift-Up", "Ctrl-Home", "é", "%", "Ins", "F25",
      "Ctrl-", "", "कि", "\u{1B}[2J", "hyper-x", "Ctrl-c", "Esc", "Backspace", "4",
    ]

  /// What a file could say: words of the table, often where they belong, and some that are none.
  private func settings(_ dice: inout FormWalkTests.Dice, file: String) -> KeySettings {
    var settings = KeySettings(file: file)
    if Int.random(in: 0..<3, using: &dice) == 0 {
      settings.preset = .init(
        ["vi", "arrows", "VI", "emacs"].randomElement(using: &dice) ?? "", line: 1)
    }
    for line in 0..<Int.random(in: 0..<8, using: &dice) {
      guard let context = KeyContext.all.randomElement(using: &dice) else { continue }
      let here = Action.table.filter { !$0.places.isDisjoint(with: context.modes) }
      let isAnywhere = Int.random(in: 0..<8, using: &dice) == 0
      guard let action = (isAnywhere ? Action.table : here).randomElement(using: &dice) else {
        continue
      }
      let isJunk = Int.random(in: 0..<20, using: &dice) == 0
      let keys = (0..<Int.random(in: 0..<3, using: &dice)).compactMap { _ in
        KeyMapWalkTests.keyNames.randomElement(using: &dice)
      }
      settings.entries.append(
        .init(
          context: .init(isJunk ? "kueue\u{1B}" : context.name, line: line + 2),
          action: .init(action.keyWord(in: context.modes), line: line + 3),
          keys: keys.map { .init($0, line: line + 3) }))
    }
    return settings
  }

  @Test(
    "no key is two things, texts keep theirs, and one can always give up and reach every action")
  func walk() {
    var dice = FormWalkTests.Dice(state: 41)
    var taken = 0
    for _ in 0..<400 {
      var files = [settings(&dice, file: "own")]
      if Bool.random(using: &dice) { files.append(settings(&dice, file: "machine")) }
      switch KeyMap.read(files) {
      case .success(let keys):
        taken += 1
        let faults = faults(of: keys)
        #expect(faults.isEmpty, "\(files)")
      case .failure(let mistakes):
        #expect(!mistakes.list.isEmpty)
        for mistake in mistakes.list {
          #expect(["own", "machine"].contains(mistake.file) && (mistake.line ?? 0) > 0)
          #expect(!mistake.description.contains("\u{1B}") && !mistake.expected.isEmpty)
        }
      }
    }
    #expect(taken > 20, "\(taken)")
  }

  /// What does not hold of some keys.
  private func faults(of keys: KeyMap) -> [String] {
    var faults: [String] = []
    for mode in Mode.allCases {
      var seen: [Key: ActionID] = [:]
      for action in keys.actions(in: mode) {
        let own = keys.keys(of: action.id, in: mode)
        for key in own {
          if let other = seen.updateValue(action.id, forKey: key) {
            faults.append("\(key) is \(other) and \(action.id)")
          }
          if keys.action(on: key, in: mode)?.id != action.id {
            faults.append("\(key) is not \(action.id)")
          }
          if mode == .form || mode == .choice, key.isNeeded(in: mode) {
            faults.append("\(key) is taken from a text by \(action.id)")
          }
        }
        if own.isEmpty, Action.needsKey.contains(action.id) {
          faults.append("\(action.id) has no key in \(mode)")
        }
      }
      for key in Action.lastResorts where seen[key] != KeyMap.usual.action(on: key, in: mode)?.id {
        faults.append("\(key) does not give up in \(mode)")
      }
    }
    return faults
  }

  @Test("what the fuzzer left is taken or refused as well")
  func corpus() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fuzzers/Corpus/settings").standardizedFileURL
    var found = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()) {
      let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
      let read = ConfigurationFile.parse(bytes, file: name, home: "/")
      guard case .success(let configuration) = read, let settings = configuration.keys else {
        continue
      }
      found += 1
      if case .success(let keys) = KeyMap.read([settings]) {
        let faults = faults(of: keys)
        #expect(faults.isEmpty, "\(name)")
      }
      if name == "keys.yaml" {
        #expect(settings.mistakes == nil, "\(settings.mistakes?.description ?? "")")
      }
      if name == "wrong-keys.yaml" { #expect(settings.mistakes?.list.count == 14) }
    }
    #expect(found >= 2)
  }
}
