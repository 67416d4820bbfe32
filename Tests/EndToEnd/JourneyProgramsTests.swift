import Foundation
import Testing

/// The person's own programs beside the workbench, and the mouse.
@Suite("Journeys of editor, pager and mouse")
struct JourneyProgramsTests {
  private func isStopped(_ process: Int32) -> Bool {
    let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return stat?.split(separator: ")").last?.hasPrefix(" T") ?? false
  }

  @Test("the pager gets the dispute on its input, by its words, and no file is left")
  func pager() throws {
    let desk = try JourneyDesk.sample()
    try desk.shell.write(
      "page.sh",
      "printf '%s\\n' \"$#\" \"$@\" > \(desk.home)/words; cat > \(desk.home)/paged; printf 'PAGED'; read line < /dev/tty\n"
    )
    let asha = try desk.open(
      "sample --open --as asha",
      environment: ["PAGER": "/bin/sh \(desk.home)/page.sh -x;touch pwned"])
    try asha.show("CX-10437")
    try asha.press("|", until: "PAGED")
    let paged = try desk.shell.text(of: "paged")
    #expect(paged.contains("CX-10437") && paged.contains("Timeline"), "\(paged)")
    #expect(try desk.shell.text(of: "words") == "2\n-x;touch\npwned\n")
    try asha.leavePager("Enter")
    let files = try FileManager.default.subpathsOfDirectory(atPath: desk.home)
    #expect(!files.contains { $0.contains("paydesk-") && $0.hasSuffix(".txt") }, "\(files)")
  }

  @Test(
    "a pager that ends at once leaves the text standing until a key, and one that is not there is named"
  )
  func shortPager() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha", environment: ["PAGER": "cat"])
    try asha.show("CX-10437")
    asha.press("|")
    let screen = try asha.wait(for: "Press a key to go back.")
    #expect(screen.contains("Timeline") || screen.contains("ticket logged"), "\(screen)")
    asha.press("x")
    try asha.wait(for: "╭─ CX-10437 ")
    #expect(try !asha.now().contains("+91 "), "the key went to nothing else")
    let other = try desk.open("sample --open --as asha", environment: ["PAGER": "no-such-pager"])
    try other.press("|", until: "“no-such-pager” cannot be started")
  }

  @Test("less is the pager where none is said")
  func less() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha", columns: 100, rows: 14)
    try asha.show("CX-10437")
    asha.press("|")
    try asha.screen("less") { $0.contains("CX-10437") && !$0.contains("╭") && $0.contains(":") }
    try asha.leavePager("q")
  }

  @Test(
    "an editor that fails leaves the text as it was, and one that brings too much keeps it in its file"
  )
  func failing() throws {
    let desk = try JourneyDesk.sample()
    try desk.shell.write(
      "edit.sh",
      "case $(cat \"$1\") in fail*) echo gone > \"$1\"; exit 3;; *) head -c 20000 /dev/zero | tr '\\0' x > \"$1\";; esac\n"
    )
    let asha = try desk.open(
      "sample --open --as asha", environment: ["VISUAL": "", "EDITOR": "sh \(desk.home)/edit.sh"])
    try asha.show("CX-10437")
    try asha.openForm("i", "Internal note")
    asha.type("fail as you like")
    try asha.press("F9", until: "ended with 3: the text is as it was.")
    try asha.wait(for: "fail as you like")
    asha.press("C-u")
    asha.type("much")
    try asha.press("F9", until: "and the field takes 10000")
    try asha.wait(for: "▌ Note  much")
    let kept = try FileManager.default.subpathsOfDirectory(atPath: desk.home)
      .filter { $0.contains("paydesk-") && $0.hasSuffix(".txt") }
    #expect(kept.count == 1, "\(kept)")
    #expect(try desk.shell.text(of: kept.first ?? "").count == 20_000)
  }

  @Test("what comes back from the editor moves no cursor here, and what went there none in it")
  func disarmed() throws {
    let desk = try JourneyDesk.sample()
    try desk.shell.write(
      "edit.sh",
      "cp \"$1\" \(desk.home)/got; printf 'one\\033[2J\\007\\r\\ntwo\\342\\200\\256x' > \"$1\"\n")
    let asha = try desk.open(
      "sample --open --as asha", environment: ["EDITOR": "sh \(desk.home)/edit.sh"])
    try asha.show("CX-10437")
    try asha.openForm("i", "Internal note")
    asha.paste("a\u{1B}[2Jb")
    try asha.wait(for: "[2Jb")
    asha.press("F9")
    try asha.wait(for: "twox")
    try asha.press("F2", until: "Noted.")
    #expect(try desk.shell.text(of: "got").contains("a�[2Jb"))
    let noted = try desk.shell.run(
      "show", "CX-10437", "--json", "--db", desk.sampleDatabase, "--as", "asha")
    #expect(noted.output.contains("one�[2J�"), "\(noted.output)")
  }

  @Test("Ctrl-Z in the editor stops both, and fg brings both back")
  func stopped() throws {
    let desk = try JourneyDesk.sample()
    try desk.shell.write(
      "edit.sh", "printf EDITING; read line < /dev/tty; printf '%s' \"$line\" > \"$1\"\n")
    let asha = try desk.start(
      "sample --open --as asha", environment: ["EDITOR": "sh \(desk.home)/edit.sh"], isShell: true)
    try asha.wait(for: "needs me")
    try asha.show("CX-10437")
    try asha.openForm("i", "Internal note")
    asha.press("F9")
    try asha.wait(for: "EDITING")
    let editor = try #require(try asha.children().first)
    try asha.press("C-z", until: "Stopped")
    #expect(isStopped(editor))
    asha.type("echo it is s''ane")
    try asha.press("Enter", until: "it is sane")
    asha.type("fg")
    asha.press("Enter")
    // What is typed before is still the shell's.
    try asha.screen("the editor going on") { _ in !isStopped(editor) }
    asha.type("written after")
    asha.press("Enter")
    try asha.wait(for: "─ Internal note ─")
    try asha.wait(for: "written after")
    asha.type(" and more")
    try asha.wait(for: "written after and more")
  }

  @Test(
    "the mouse is asked for where config.yaml says so alone, and let go of by every end and beside it"
  )
  func mouse() throws {
    let desk = try JourneyDesk.sample()
    try desk.configure("mouse: on\n")
    let file = desk.home + "/stream"
    let asha = try desk.start(
      "sample --open --as asha", environment: ["PAGER": "cat"], recordingTo: file)
    try asha.wait(for: "▌")
    // The fourth row: border, heading, bar and the first stand above it.
    let row = try #require(
      try asha.now().split(separator: "\n").first { $0.contains("▌") }?
        .firstMatch(of: /CX-\d+/)
    ).output
    asha.type("\u{1B}[<0;12;7M\u{1B}[<0;12;7m")
    try asha.screen("another row under the bar") {
      $0.split(separator: "\n").contains { $0.contains("▌") && !$0.contains(row) }
    }
    asha.type("\u{1B}[<64;12;7M\u{1B}[<64;12;7M")
    try asha.screen("the first row under the bar") {
      $0.split(separator: "\n").contains { $0.contains("▌") && $0.contains(row) }
    }
    asha.type("\u{1B}[<0;90;9M")
    try asha.wait(for: "back   ? keys")
    asha.press("|")
    try asha.wait(for: "Press a key to go back.")
    asha.press("Enter")
    try asha.wait(for: "back   ? keys")
    asha.press("q")
    try asha.wait(for: "code 0")
    let sent = try String(contentsOfFile: file, encoding: .utf8)
    #expect(sent.ranges(of: "\u{1B}[?1000h\u{1B}[?1006h").count == 2)
    #expect(sent.ranges(of: "\u{1B}[?1006l\u{1B}[?1000l").count == 2)
    let ends = try #require(sent.ranges(of: "\u{1B}[?1000l").last)
    #expect(!sent[ends.upperBound...].contains("1000h"))
  }

  @Test("a crash lets go of the mouse too")
  func crashed() throws {
    let desk = try JourneyDesk.sample()
    try desk.configure("mouse: on\n")
    let file = desk.home + "/stream"
    let asha = try desk.start(
      "sample --open --as asha", environment: ["SWIFT_BACKTRACE": "enable=no"], recordingTo: file)
    try asha.wait(for: "needs me")
    try asha.signal(SIGSEGV)
    try asha.wait(for: "modes: icanon echo")
    let sent = try String(contentsOfFile: file, encoding: .utf8)
    #expect(sent.contains("\u{1B}[?1006l\u{1B}[?1000l"))
  }

  @Test("without a word of it no terminal is asked for the mouse, and what it sends does nothing")
  func noMouse() throws {
    let desk = try JourneyDesk.sample()
    let file = desk.home + "/stream"
    let asha = try desk.start("sample --open --as asha", recordingTo: file)
    try asha.wait(for: "▌")
    let before = try asha.now()
    asha.type("\u{1B}[<0;12;7M\u{1B}[<65;12;7M\u{1B}[M !!")
    try asha.press("?", until: "In the queue")
    asha.press("Escape")
    try asha.screen("the same row under the bar") { screen in
      !screen.contains("In the queue") && screen.contains("▌")
    }
    let bar = before.split(separator: "\n").first { $0.contains("▌") }
    #expect(try asha.now().split(separator: "\n").first { $0.contains("▌") } == bar)
    #expect(try !String(contentsOfFile: file, encoding: .utf8).contains("?1000h"))
  }
}

extension JourneyTerminal {
  /// Ends the pager with a key; one that was looked at for no half second asks for another.
  fileprivate func leavePager(_ key: String) throws {
    press(key)
    let screen = try screen("the workbench, or the question for a key") {
      $0.contains("╭─ CX-10437 ") || $0.contains("Press a key to go back.")
    }
    guard screen.contains("Press a key") else { return }
    press("Enter")
    try wait(for: "╭─ CX-10437 ")
  }
}
