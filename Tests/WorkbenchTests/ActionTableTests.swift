import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("The one table of actions")
struct ActionTableTests {
  @Test("no key means two things in a mode", arguments: Mode.allCases)
  func clash(mode: Mode) {
    var seen: [Key: ActionID] = [:]
    for action in Action.all(in: mode) {
      for key in action.keys {
        #expect(seen[key] == nil, "\(key.name) is \(seen[key]?.rawValue ?? "") and \(action.id)")
        seen[key] = action.id
      }
    }
  }

  @Test("every name of a key is one")
  func names() {
    for action in Action.table {
      #expect(action.keys.count == action.keyNames.count, "\(action.id): \(action.keyNames)")
    }
  }

  @Test("every action is declared once")
  func once() {
    #expect(Set(Action.table.map(\.id)).count == Action.table.count)
    #expect(Set(Action.table.map(\.id)) == Set(ActionID.allCases))
  }

  @Test("no key of a form's action is one that types or edits")
  func typing() {
    let edits: [Key] =
      "abefdhkuwy".map { .control($0) } + "bfd".map { .alt($0) }
      + [.altBackspace, .left, .right, .backspace, .delete, .home, .end]
    for action in Action.all(in: .form) {
      for key in action.keys {
        #expect(!edits.contains(key), "\(action.id) takes \(key.name)")
        if case .character = key { Issue.record("\(action.id) takes \(key.name)") }
        if case .paste = key { Issue.record("\(action.id) takes a paste") }
      }
    }
  }

  @Test("a function key of a form has its twin with Alt")
  func twins() {
    for action in Action.all(in: .form) {
      for key in action.keys {
        guard case .function(let number) = key else { continue }
        #expect(action.keys.contains(.alt(Character("\(number % 10)"))), "\(action.id)")
      }
    }
  }

  @Test(
    "every command of the core has an action that leads to it", arguments: Command.Kind.allCases)
  func commands(kind: Command.Kind) {
    guard kind != .relist else { return }
    #expect(Action.leading(to: kind) != nil, "\(kind)")
  }

  @Test("every form is opened by an action", arguments: FormKind.allCases)
  func forms(kind: FormKind) {
    guard kind != .saveComment else { return }
    #expect(Action.table.contains { $0.form == kind || $0.markedForm == kind }, "\(kind)")
  }

  @Test("every key in the footer of a form is one of the table's", arguments: FormKind.allCases)
  func footers(kind: FormKind) throws {
    let bench = try Bench()
    bench.open("CX-10377")
    let form = Form.make(kind, bench.model.formContext)
    for (key, label) in form.footer(.usual) where key != .character(" ") {
      #expect(KeyMap.usual.action(on: key, in: .form) != nil, "\(key.name) \(label)")
    }
  }
}
