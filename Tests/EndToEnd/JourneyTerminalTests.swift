import Foundation
import Testing

/// The terminal is left as it was found, whatever happens, and one that is poor is served too.
@Suite("Journeys of the terminal")
struct JourneyTerminalTests {
  @Test("Ctrl-Z gives the shell a sane terminal, and fg the same screen")
  func suspended() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.start("sample --open --as asha", isShell: true)
    try asha.wait(for: "needs me")
    try asha.show("CX-10437")
    try asha.openForm("i", "Internal note")
    asha.type("typed before")
    try asha.wait(for: "typed before")
    try asha.press("C-z", until: "Stopped")
    asha.type("echo it is s''ane; stty -a | grep -o -w -e '-*icanon' -e '-*echo' | tr '\\n' ,")
    try asha.press("Enter", until: "it is sane")
    try asha.wait(for: "icanon,echo,")
    asha.type("fg")
    asha.press("Enter")
    try asha.wait(for: "─ Internal note ─")
    try asha.wait(for: "typed before")
    asha.type(" and after")
    try asha.wait(for: "typed before and after")
  }

  @Test("no thread of libdispatch is begun, for one of them would wake each second")
  func idle() throws {
    let desk = try JourneyDesk.own()
    let me = try desk.open()
    try me.press("N", until: "─ New ticket ─")
    let threads = try me.threads()
    #expect(!threads.isEmpty && !threads.contains { $0.contains("qos") }, "\(threads)")
  }

  @Test(
    "a signal that ends it leaves a sane terminal and keeps what was typed",
    arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130)])
  func ended(signal: Int32, code: Int) throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    try asha.show("CX-10437")
    try asha.openForm("i", "Internal note")
    asha.type("typed at the very end")
    try asha.wait(for: "typed at the very end")
    try asha.signal(signal)
    try asha.wait(for: "code \(code)")
    try asha.wait(for: "modes: icanon echo")
    #expect(try !asha.now().contains("Queue "), "the other screen is left")
    let again = try desk.open("sample --open --as asha")
    try again.show("CX-10437")
    try again.press("i", until: "typed at the very end")
  }

  @Test("TERM=vt100 is served without colour")
  func vt100() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha", environment: ["TERM": "vt100"])
    try asha.show("CX-10453")
    try asha.press("c", until: "Claimed.")
    #expect(try asha.colours().allSatisfy(isColourless))
    asha.press("q")
    try asha.wait(for: "code 0")
    try asha.wait(for: "modes: icanon echo")
  }

  @Test("NO_COLOR leaves signs, words and attributes")
  func noColour() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha", environment: ["NO_COLOR": "1"])
    #expect(try asha.colours().allSatisfy(isColourless))
    let other = try desk.open("sample --open --as asha")
    #expect(try !other.colours().allSatisfy(isColourless))
  }

  @Test(
    "a terminal without a cursor to move is told in one line why not",
    arguments: ["dumb", "no-such-terminal", ""])
  func dumb(name: String) throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.start("sample --open --as asha", environment: ["TERM": name])
    let screen = try asha.wait(for: "code 69")
    let lines = screen.split(separator: "\n")
    let complaints = lines.filter { $0.contains("paydesk:") }
    #expect(complaints.count == 1 && lines.count <= 4, "\(screen)")
    #expect(screen.contains("terminal"), "\(screen)")
  }

  @Test("without a locale one of UTF-8 is found")
  func locales() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha", environment: ["LANG": ""])
    try asha.wait(for: "╭─ Queue ")
    try asha.wait(for: "₹")
  }

  @Test("without a terminal it says so")
  func noTerminal() throws {
    let desk = try JourneyDesk.sample()
    let outcome = try desk.shell.run("sample", "--open")
    #expect(outcome.status == 64)
    #expect(outcome.complaint.contains("the workbench needs a terminal"))
  }

  private func isColourless(_ sequence: String) -> Bool {
    let numbers = sequence.split { !$0.isNumber }.compactMap { Int($0) }
    return numbers.allSatisfy { $0 < 30 || $0 == 39 || $0 == 49 }
  }
}
