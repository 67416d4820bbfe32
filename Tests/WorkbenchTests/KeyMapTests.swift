import Exchange
import Terminal
import Testing

@testable import Workbench

@Suite("Keys of one's own")
struct KeyMapTests {
  /// What a file says of keys, read as the program reads it.
  private func settings(_ keys: String, file: String = "config.yaml") throws -> KeySettings {
    let yaml = "keys:\n" + keys.split(separator: "\n").map { "  \($0)\n" }.joined()
    let read = ConfigurationFile.parse(Array(yaml.utf8), file: file, home: "/")
    return try #require(try read.get().keys)
  }

  private func map(_ keys: String) throws -> KeyMap {
    try KeyMap.read([settings(keys)]).get()
  }

  private func mistakes(_ files: KeySettings...) -> String {
    switch KeyMap.read(files) {
    case .success: ""
    case .failure(let mistakes): mistakes.description
    }
  }

  private func mistakes(_ keys: String) throws -> String { mistakes(try settings(keys)) }

  @Test("an action has the keys that are said, and only where it is said")
  func one() throws {
    let keys = try map("queue:\n  claim: [F12, \"%\"]\n")
    #expect(keys.action(on: .function(12), in: .queue)?.id == .claim)
    #expect(keys.action(on: .character("%"), in: .queue)?.id == .claim)
    #expect(keys.action(on: .character("c"), in: .queue) == nil)
    #expect(keys.action(on: .character("c"), in: .dispute)?.id == .claim)
    #expect(keys.origin(of: .claim, in: .queue) == .file("config.yaml", line: 3))
    #expect(keys.origin(of: .claim, in: .dispute) == .usual)
  }

  @Test("an empty list takes the key away, and another action can have it")
  func none() throws {
    let keys = try map("everywhere:\n  unmask: []\n  claim: x\n")
    for mode in [Mode.queue, .dispute, .escalated] {
      #expect(keys.keys(of: .unmask, in: mode).isEmpty)
      #expect(keys.action(on: .character("x"), in: mode)?.id == .claim)
    }
    #expect(keys.action(on: .character("x"), in: .outstanding) == nil)
  }

  @Test("what has no key in the table can have one")
  func palette() throws {
    let keys = try map("panes:\n  theme: F12\n  credit: F11\n")
    #expect(keys.action(on: .function(12), in: .queue)?.id == .themes)
    #expect(keys.action(on: .function(11), in: .dispute)?.id == .credit)
    #expect(keys.action(on: .function(12), in: .report) == nil)
  }

  @Test("the narrower context counts over the wider one, wherever they stand")
  func narrower() throws {
    for text in [
      "queue:\n  search: F11\neverywhere:\n  search: F12\n",
      "everywhere:\n  search: F12\nqueue:\n  search: F11\n",
    ] {
      let keys = try map(text)
      #expect(keys.keys(of: .search, in: .queue) == [.function(11)])
      #expect(keys.keys(of: .search, in: .report) == [.function(12)])
    }
  }

  @Test("the person's own file counts over the machine's, also from a wider context")
  func files() throws {
    let own = try settings("preset: arrows\neverywhere:\n  search: F12\n", file: "own")
    let machine = try settings("preset: vi\nqueue:\n  search: F11\n  keys: F10\n", file: "machine")
    let keys = try KeyMap.read([own, machine]).get()
    #expect(keys.keys(of: .search, in: .queue) == [.function(12)])
    #expect(keys.keys(of: .help, in: .queue) == [.function(10)])
    #expect(keys.preset == .arrows)
    #expect(keys.origin(of: .help, in: .queue) == .file("machine", line: 5))
  }

  @Test("one word means what is called so in each mode")
  func doubled() throws {
    let keys = try map("lists:\n  confirm: F12\nproof:\n  takeAmount: F12\n")
    #expect(keys.action(on: .function(12), in: .queue)?.id == .applied)
    #expect(keys.action(on: .function(12), in: .outstanding)?.id == .confirm)
    #expect(keys.action(on: .function(12), in: .proof)?.id == .takeAmount)
    let clash = try mistakes("proof:\n  take it: F12\n")
    #expect(
      clash
        == "config.yaml:3: keys.proof: found “take it”, expected takeReference or takeAmount, which are both called so"
    )
  }

  @Test(
    "each preset has no key twice, keeps what it must, and has keys that there are",
    arguments: KeyPreset.allCases)
  func presets(preset: KeyPreset) throws {
    let keys = try map("preset: \(preset.rawValue)\n")
    for change in preset.changes {
      #expect(change.keyNames.compactMap(Key.init(named:)).count == change.keyNames.count)
      #expect(change.modes.isSubset(of: Action.of(change.id).modes), "\(change.id)")
      for mode in change.modes where [.form, .choice].contains(mode) {
        for key in keys.keys(of: change.id, in: mode) { #expect(!key.isNeeded(in: mode)) }
      }
    }
    for mode in Mode.allCases {
      var seen: [Key: ActionID] = [:]
      for action in keys.actions(in: mode) {
        for key in keys.keys(of: action.id, in: mode) {
          #expect(seen[key] == nil, "\(key.name) in \(mode)")
          seen[key] = action.id
        }
        for key in Action.lastResorts where action.keys.contains(key) {
          #expect(keys.keys(of: action.id, in: mode).contains(key), "\(action.id)")
        }
      }
    }
    if preset == .arrows {
      for letter in "hjklgG" {
        for mode in Mode.everywhere {
          // What acts on h, j, k, l, g and G still would be no movement.
          #expect(keys.action(on: .character(letter), in: mode) == nil, "\(letter) in \(mode)")
        }
      }
    }
  }

  @Test("a key that two actions would have is told with both places")
  func conflicts() throws {
    #expect(
      try mistakes("queue:\n  claim: x\n")
        == "config.yaml:3: keys.claim: found “x”, expected a key that is free: in queue “unmask” has it, by the usual keys; give “unmask” another key there, or [] for none"
    )
    #expect(
      try mistakes("dispute:\n  claim: F12\neverywhere:\n  note: F12\n")
        == "config.yaml:5: keys.note: found “F12”, expected a key that is free: in dispute “claim” has it, by config.yaml:3; give “claim” another key there, or [] for none"
    )
    #expect(
      try mistakes("preset: vi\npanes:\n  claim: Ctrl-f\n")
        .contains("in queue, dispute “page-down” has it, by the preset vi; give “page-down”"))
  }

  @Test("a conflict of two files names the lines of both")
  func conflictOfFiles() throws {
    let own = try settings("everywhere:\n  claim: F12\n", file: "/own")
    let machine = try settings("everywhere:\n  links: []\n  note: F12\n", file: "/machine")
    let text = mistakes(own, machine)
    #expect(text.contains("/own:3") && text.contains("/machine:4"), "\(text)")
  }

  @Test("everything that is wrong is told at once, with its line and what there is instead")
  func wrong() throws {
    let text = try mistakes(
      """
      preset: emacs
      kueue:
        claim: c
      report:
        claim: F12
      queue:
        cliam: F12
        note: hyper-x
        order: [F11, F11]
      """)
    #expect(
      text == """
        config.yaml:2: keys.preset: found “emacs”, expected one of vi, arrows, or no preset for the usual keys
        config.yaml:3: keys: found “kueue”, expected queue? one of \(KeyContext.all.map(\.name).joined(separator: ", "))
        config.yaml:6: keys.report: found “claim”, expected an action that works there; this one does in queue, escalated, dispute
        config.yaml:8: keys.queue: found “cliam”, expected claim? an action’s name, with - for spaces; `paydesk config schema` has them all
        config.yaml:9: keys.queue.note: found “hyper-x”, expected a key, such as x, ?, F12, Ctrl-x, Alt-x, Enter, Space, PgDn, Shift-Up
        config.yaml:10: keys.queue.order: found “F11”, expected each key once
        """, "\(text)")
  }

  @Test("an action stands once in a context, however it is written")
  func twice() throws {
    let text = try mistakes("call-sheet:\n  take-answers: F11\ncallSheet:\n  takeAnswers: F12\n")
    #expect(text.contains("config.yaml:5: keys.callSheet.takeAnswers: found “takeAnswers”"))
    #expect(text.contains("line 3"), "\(text)")
  }

  @Test(
    "a field keeps the keys that type and edit",
    arguments: [
      "s", "\" \"", "Space", "Ctrl-a", "Ctrl-w", "Alt-b", "Backspace", "Left", "Home", "é",
    ])
  func typing(key: String) throws {
    for context in ["form:\n  save", "choice:\n  choose"] {
      let text = try mistakes("\(context): \(key)\n")
      #expect(text.contains("expected a key that no text needs"), "\(context): \(text)")
    }
    #expect(try mistakes("form:\n  save: [F12, Ctrl-s, Alt-s]\n").isEmpty)
  }

  @Test("Esc and Ctrl-c are neither taken nor taken away")
  func lastResorts() throws {
    #expect(
      try mistakes("queue:\n  claim: Esc\n")
        .contains("expected another key: Esc gives up everywhere, and does nothing else"))
    #expect(try mistakes("everywhere:\n  quit: Ctrl-c\n").contains("Ctrl-c gives up everywhere"))
    #expect(
      try mistakes("form:\n  leave: F12\n")
        == "config.yaml:3: keys.form.leave: has to keep Esc, as in [F12, Esc]: it gives up everywhere, and stays where it does"
    )
    #expect(try mistakes("choice:\n  leave: Esc\n").contains("as in [Esc, Ctrl-c]"))
    #expect(try mistakes("form:\n  leave: [F12, Esc]\n").isEmpty)
  }

  @Test(
    "what nothing else does keeps a key",
    arguments: [
      "everywhere:\n  actions: []", "form:\n  save: []", "choice:\n  choose: []",
      "conflict:\n  go on: []", "rehearsal:\n  do it: []",
    ])
  func needed(keys: String) throws {
    let text = try mistakes(keys + "\n")
    #expect(
      text.hasPrefix("config.yaml:3: keys.") && text.contains("has to keep a key: "), "\(text)")
    #expect(!text.contains("\n"), "\(text)")
  }

  @Test("a program that has no keys set is as it was")
  func usual() throws {
    #expect(try KeyMap.read([]).get().changed.isEmpty)
    #expect(try KeyMap.read([KeySettings(file: "a")]).get().changed.isEmpty)
  }

  @Test("each action has one word in each of its modes")
  func words() {
    for mode in Mode.allCases {
      let words = KeyMap.usual.actions(in: mode).map { $0.keyWord(in: [mode]) }
      #expect(Set(words).count == words.count, "\(mode)")
    }
  }

  @Test("an action is found by its word in each of its modes", arguments: Mode.allCases)
  func found(mode: Mode) throws {
    var settings = KeySettings(file: "config.yaml")
    for (line, action) in KeyMap.usual.actions(in: mode).enumerated() {
      settings.entries.append(
        .init(
          context: .init(mode.word, line: 1),
          action: .init(action.keyWord(in: [mode]), line: line + 1),
          keys: action.keyNames.map { .init($0, line: line + 1) }))
    }
    let keys = try KeyMap.read([settings]).get()
    for (line, action) in KeyMap.usual.actions(in: mode).enumerated() {
      #expect(keys.keys(of: action.id, in: mode) == action.keys)
      #expect(keys.origin(of: action.id, in: mode) == .file("config.yaml", line: line + 1))
    }
  }

  @Test("every key in effect is listed once, by where it is the same")
  func places() throws {
    let keys = try map("queue:\n  claim: F12\n")
    let claim = keys.places.filter { $0.id == .claim }
    #expect(claim.map(\.contexts) == [["queue"], ["escalated", "dispute"]])
    #expect(claim.map(\.keys) == [["F12"], ["c"]])
    #expect(keys.places.first { $0.id == .search }?.contexts == ["everywhere"])
    for mode in Mode.allCases {
      for action in keys.actions(in: mode) {
        let count = keys.places.filter { place in
          place.id == action.id
            && place.contexts.contains { KeyContext(named: $0)?.modes.contains(mode) == true }
        }.count
        #expect(count == 1, "\(action.id) in \(mode)")
      }
    }
  }
}
