import Foundation
import Testing

@testable import Terminal

/// The driver on real terminals, through tmux. Without tmux these tests are left out.
@Suite("A screen", .enabled(if: Tmux.isThere), .serialized)
struct ScreenTests {
  @Test(
    "opens on many kinds of terminal, with the colours that they have",
    arguments: [
      ("TERM=xterm-256color", "indexed"), ("TERM=screen-256color", "indexed"),
      ("TERM=xterm", "eight"), ("TERM=vt100", "mono"), ("TERM=linux", "eight"),
      ("TERM=xterm-256color NO_COLOR=1", "mono"), ("TERM=xterm-ghostty", "indexed"),
      ("TERM=xterm-256color LC_ALL=C", "indexed"),
    ])
  func terminals(_ environment: String, _ depth: String) throws {
    let tmux = try Tmux(environment: environment, arguments: "night-desk")
    defer { tmux.end() }
    let screen = try tmux.screen { $0.contains("F10 leave") }
    #expect(screen.contains("\(depth) 80x24 Night Desk"))
    #expect(screen.contains("╭─ Keys · मेल ───"))
    #expect(screen.contains("│ money ₹2,000"))
    #expect(screen.contains("controls: a�[31mb�cd"))
    tmux.press("F10")
    let after = try tmux.screen { $0.contains("modes:") }
    #expect(after.contains("bye, nothing yet"))
    #expect(after.contains("modes: icanon echo"))
  }

  @Test("is drawn in ASCII where the locale has other characters than UTF-8")
  func ascii() throws {
    let tmux = try Tmux(environment: "TERM=xterm-256color LC_ALL=en_IN.ISO8859-1")
    defer { tmux.end() }
    let screen = try tmux.screen { $0.contains("F10 leave") }
    #expect(screen.contains("+- Keys - ?? ---"))
    #expect(screen.contains("| money Rs2,000"))
    #expect(screen.contains("Zoe"))
    #expect(screen.utf8.count == screen.count)
  }

  @Test(
    "says in one line why it cannot be had",
    arguments: [
      ("TERM=dumb", "the terminal “dumb” cannot move its cursor"),
      ("TERM=nonsense", "nothing is known about the terminal “nonsense”"),
      ("-u TERM", "TERM is not set"),
    ])
  func refusals(_ environment: String, _ reason: String) throws {
    let tmux = try Tmux(environment: environment)
    defer { tmux.end() }
    let screen = try tmux.screen { $0.contains("modes:") }
    #expect(screen.contains("probe: " + reason))
    #expect(screen.contains("modes: icanon echo"))
  }

  @Test("names the keys that are pressed, and takes a paste as one")
  func keys() throws {
    let tmux = try Tmux()
    defer { tmux.end() }
    _ = try tmux.screen { $0.contains("F10 leave") }
    for (key, name) in [
      ("Up", "↑"), ("F1", "F1"), ("F12", "F12"), ("C-Left", "Ctrl-Left"), ("M-b", "Alt-b"),
      ("BTab", "Shift-Tab"), ("Escape", "Esc"), ("Home", "Home"), ("PPage", "PgUp"),
      ("C-c", "Ctrl-c"), ("BSpace", "Backspace"), ("DC", "Del"), ("é", "é"),
    ] {
      tmux.press(key)
      _ = try tmux.screen { $0.contains("last: \(name) ") }
    }
    tmux.paste("शर्मा\nx")
    _ = try tmux.screen { $0.contains("last: paste of 17: शर्मा") }
    _ = try tmux.screen { $0.contains("éशर्मा x") }
    tmux.press("F2")
    _ = try tmux.screen { $0.contains("messages: 1000") }
    tmux.press("F4")
    _ = try tmux.screen { $0.contains("timers: 1") }
  }

  @Test("follows the terminal's size, down to one that is too small for anything")
  func resize() throws {
    let tmux = try Tmux()
    defer { tmux.end() }
    _ = try tmux.screen { $0.contains("F10 leave") }
    tmux.resize(120, 31)
    _ = try tmux.screen { $0.contains("size 120x31") }
    for (columns, rows) in [(3, 2), (1, 1), (20, 3)] { tmux.resize(columns, rows) }
    tmux.resize(80, 24)
    _ = try tmux.screen { $0.contains("size 80x24") }
  }

  @Test("gives the terminal to a plain text, and to another program, and takes it again")
  func aside() throws {
    let tmux = try Tmux()
    defer { tmux.end() }
    _ = try tmux.screen { $0.contains("F10 leave") }
    tmux.press("F5")
    let plain = try tmux.screen { $0.contains("Press a key to go back.") }
    #expect(plain.contains("Ticket CX-1\nsecond �[2J line a link"))
    tmux.press("x")
    _ = try tmux.screen { $0.contains("F10 leave") }
    tmux.press("F7")
    _ = try tmux.screen { $0.contains("last: F7") }
    tmux.press("F6")
    _ = try tmux.screen { $0.contains("last: copied") }
    tmux.press("F3")
    _ = try tmux.screen { $0.contains("Day Desk") }
  }

  @Test(
    "gives the terminal back when the program dies",
    arguments: [("F8", "132"), ("F9", "134")])
  func traps(_ key: String, _ code: String) throws {
    let tmux = try Tmux(environment: "TERM=screen-256color SWIFT_BACKTRACE=enable=no")
    defer { tmux.end() }
    _ = try tmux.screen { $0.contains("F10 leave") }
    tmux.press(key)
    let after = try tmux.screen { $0.contains("modes:") }
    #expect(after.contains("code \(code)"))
    #expect(after.contains("modes: icanon echo"))
    #expect(!after.contains("F10 leave"))
  }

  @Test("ends in order when it is asked to", arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
  func signals(_ signal: Int32) throws {
    let tmux = try Tmux()
    defer { tmux.end() }
    _ = try tmux.screen { $0.contains("F10 leave") }
    tmux.signal(signal)
    let after = try tmux.screen { $0.contains("modes:") }
    #expect(after.contains("bye, signal \(signal)"))
    #expect(after.contains("modes: icanon echo"))
  }

  @Test("stops for Ctrl-z and comes back as it was")
  func suspend() throws {
    let tmux = try Tmux(interactive: true)
    defer { tmux.end() }
    _ = try tmux.screen { $0.contains("F10 leave") }
    tmux.press("C-z")
    _ = try tmux.screen { $0.contains("Stopped") && !$0.contains("F10 leave") }
    tmux.resize(90, 20)
    tmux.type("stty -a | grep -o ' icanon'; fg")
    _ = try tmux.screen { $0.contains("size 90x20") && $0.contains("F10 leave") }
  }
}
