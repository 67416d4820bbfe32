import Glibc
import Terminal

/// A small screen for the tests of the driver: it shows every role and names every key.
///
///     TerminalProbe [theme] [ascii]
@main
enum Probe {
  enum Message: Sendable {
    case hello(Int)
  }

  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    let theme = arguments.compactMap(Theme.bundled(named:)).first ?? .terminal
    let signs: ScreenOptions.Signs = arguments.contains("ascii") ? .ascii : .automatic
    do {
      let screen = try Screen.open(ScreenOptions(theme: theme, signs: signs))
      defer { screen.close() }
      var state = State(theme: theme)
      run(screen, try Inbox<Message>(), &state)
      screen.close()
      print("bye, \(state.last)")
    } catch {
      print("probe: \(error)")
      exit(69)
    }
  }

  struct State {
    var theme: Theme
    var last = "nothing yet"
    var editor = LineEditor()
    var messages = 0
    var draws = 0
    var timers = 0
  }

  static func run(_ screen: Screen, _ inbox: Inbox<Message>, _ state: inout State) {
    let loop = EventLoop(inbox: inbox)
    loop.run(screen: screen) { event in
      switch event {
      case .key(.function(10)): return .stop
      case .key(let key): press(key, screen, inbox, loop, &state)
      case .pasteCut(let bytes): state.last = "paste cut by \(bytes)"
      case .message(.hello(let number)):
        state.messages += 1
        state.last = "message \(number)"
      case .resized(let size): state.last = "size \(size.columns)x\(size.rows)"
      case .timer: state.timers += 1
      case .fileChanged: break
      case .terminate(let signal):
        state.last = "signal \(signal)"
        return .stop
      }
      return .next
    } settled: {
      state.draws += 1
      screen.present(frame(screen, state))
    }
  }

  static func press(
    _ key: Key, _ screen: Screen, _ inbox: Inbox<Message>, _ loop: EventLoop<Message>,
    _ state: inout State
  ) {
    state.last = key.name
    switch key {
    case .function(2):
      var thread = pthread_t()
      let box = Unmanaged.passRetained(inbox).toOpaque()
      pthread_create(
        &thread, nil,
        { context in
          if let context {
            let inbox = Unmanaged<Inbox<Message>>.fromOpaque(context).takeRetainedValue()
            for number in 1...1_000 { inbox.post(.hello(number)) }
          }
          return nil
        }, box)
      pthread_detach(thread)
    case .function(3): screen.theme = Theme.bundled(named: "day-desk") ?? .terminal
    case .function(4): loop.deadline = .now + .milliseconds(150)
    case .function(5):
      screen.showPlain([
        .text("Ticket CX-1\nsecond \u{1B}[2J line "),
        .link("a link", address: "https://example.org"),
      ])
    case .function(6): state.last = screen.copy("नमस्ते") ? "copied" : "not copied"
    case .function(7): screen.aside { _ = system("stty -a | grep -c ' icanon'; sleep 0.3") }
    case .function(8): fatalError("a trap")
    case .function(9): abort()
    case .paste(let text): state.last = "paste of \(text.utf8.count): \(text.prefix(20))"
    default: break
    }
    state.editor.handle(key)
  }

  static func frame(_ screen: Screen, _ state: State) -> Frame {
    var frame = screen.newFrame()
    let glyphs = frame.glyphs
    frame.title = "probe \(glyphs.dot) \(state.last)"
    let whole = Rect(frame.size)
    frame.fill(Rect(row: 0, column: 0, rows: 1, columns: whole.columns), style: Style(.bar))
    frame.write(" probe ", row: 0, column: 0, style: Style(.barStrong))
    frame.write(
      "\(screen.depth) \(screen.size.columns)x\(screen.size.rows) \(screen.theme.name) ", row: 0,
      column: 20, style: Style(.bar), align: .right)
    let body = Rect(row: 1, column: 0, rows: whole.rows - 2, columns: whole.columns)
    let (left, right) = body.split(columns: body.columns / 2)
    frame.box(left, title: "Roles", trailing: "\(Role.allCases.count)", focused: true)
    frame.box(right, title: "Keys \(glyphs.dot) मेल", trailing: "128")
    let half = (left.columns - 4) / 2
    for (index, role) in Role.allCases.enumerated() {
      let line = index % max(left.rows - 2, 1)
      let column = 2 + index / max(left.rows - 2, 1) * (half + 1)
      frame.write(
        "\(role) \(glyphs.rupee)2,000", row: left.row + 1 + line, column: left.column + column,
        width: half, style: Style(role))
    }
    let inside = right.inset(rows: 1, columns: 2)
    let lines = [
      "last: \(state.last)", "messages: \(state.messages)", "timers: \(state.timers)",
      "Names: शर्मा, 李四, क्षि, Zoë, 👩‍💻 family 👨‍👩‍👧", "controls: a\u{1B}[31mb\u{07}c\u{202E}d",
      "\(glyphs.done) \(glyphs.now) \(glyphs.flag) \(glyphs.arrow) \(glyphs.choiceLeft)yes\(glyphs.choiceRight)",
    ]
    for (index, line) in lines.enumerated() {
      frame.write(line, row: inside.row + index, column: inside.column, width: inside.columns)
    }
    frame.rule(row: inside.row + 7, in: right, title: "Field", trailing: "F2 save")
    let view = state.editor.visible(width: inside.columns)
    let field = Rect(
      row: inside.row + 9, column: inside.column, rows: 1, columns: inside.columns)
    frame.fill(field, style: Style(.fieldFocused))
    frame.write(view.text, row: field.row, column: field.column, style: Style(.fieldFocused))
    frame.cursor = Point(row: field.row, column: field.column + view.cursorColumn)
    frame.rule(row: inside.row + 11, in: right, title: "Joined", joined: true)
    // What was typed once more in a narrow cell, with a mark right behind it.
    frame.write(
      TextLayout.pad(state.editor.text, to: 20) + "<", row: inside.row + 13, column: inside.column)
    frame.write("F10", row: whole.maxRow, column: 1, style: Style(.key))
    frame.write(" leave", row: whole.maxRow, column: 4, style: Style(.bar))
    return frame
  }
}
