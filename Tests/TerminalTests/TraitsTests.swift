import Testing

@testable import Terminal

@Suite("What a terminal takes beyond its description")
struct TraitsTests {
  private func traits(
    _ name: String, isTmux: Bool = false, describesTitle: Bool = false, setsTitle: Bool = true,
    takesMouse: Bool = false
  ) -> TerminalTraits {
    let environment = TerminalEnvironment(
      name: name, colours: "", noColour: "", locale: "", isTmux: isTmux)
    return TerminalTraits(
      name: name, environment: environment, describesTitle: describesTitle, setsTitle: setsTitle,
      takesMouse: takesMouse)
  }

  @Test("a title is set where there is one that is given back, and kept before")
  func title() {
    let xterm = traits("xterm-256color")
    #expect(xterm.start == "\u{1B}[22;2t\u{1B}[?2004h")
    #expect(xterm.end == "\u{1B}[?2004l\u{1B}[23;2t")
    #expect(xterm.title("paydesk · 6 mine", .unicode) == "\u{1B}]2;paydesk · 6 mine\u{07}")
    #expect(traits("st", describesTitle: true).title("a", .unicode) == "\u{1B}]2;a\u{07}")
    #expect(traits("tmux-256color", isTmux: true).title("a", .unicode) == "\u{1B}]2;a\u{07}")
  }

  @Test(
    "no title where there is none, none that is known, or none that can be given back",
    arguments: ["linux", "vt220", "st-unknown", "screen-256color"])
  func noTitle(name: String) {
    let traits = traits(name)
    #expect(traits.title("paydesk", .unicode).isEmpty)
    #expect(!traits.start.contains("22;2t") && !traits.end.contains("23;2t"))
  }

  @Test("no title where the person wants none, and pastes are marked all the same")
  func titleOff() {
    let traits = traits("xterm-256color", describesTitle: true, setsTitle: false)
    #expect(traits.title("paydesk", .unicode).isEmpty)
    #expect(traits.start == "\u{1B}[?2004h")
    #expect(traits.end == "\u{1B}[?2004l")
  }

  @Test(
    "the mouse is asked for where the person wants it, and let go of at the end, whatever end it is"
  )
  func mouse() {
    let on = traits("xterm-256color", takesMouse: true)
    #expect(on.start.hasSuffix("\u{1B}[?1000h\u{1B}[?1006h"))
    #expect(on.end.hasPrefix("\u{1B}[?1006l\u{1B}[?1000l"))
    #expect(on.reset([]) == on.end)
    let off = traits("xterm-256color")
    #expect(!off.start.contains("1000") && !off.end.contains("1000"))
    #expect(!traits("linux", takesMouse: true).start.contains("1000"))
  }

  @Test("a notice is one sequence, and nothing in its text ends it early")
  func notice() {
    let text = "CX-1\u{07}\u{1B}]52;c;x\u{9C}; a\u{202E}b"
    let xterm = traits("xterm-256color")
    #expect(xterm.notice(text, by: .off, .unicode).isEmpty)
    #expect(xterm.notice(text, by: .bell, .unicode) == "\u{07}")
    let shown = "CX-1��]52,c,x�, ab"
    #expect(xterm.notice(text, by: .osc9, .unicode) == "\u{1B}]9;paydesk: \(shown)\u{07}")
    #expect(
      xterm.notice(text, by: .osc777, .unicode) == "\u{1B}]777;notify;paydesk;\(shown)\u{07}")
    #expect(
      xterm.notice(String(repeating: "a", count: 500), by: .osc9, .unicode).utf8.count < 150)
  }

  @Test("tmux is asked to hand a notice on, and a terminal without any rings")
  func elsewhere() {
    #expect(
      traits("tmux-256color", isTmux: true).notice("CX-1", by: .osc9, .unicode)
        == "\u{1B}Ptmux;\u{1B}\u{1B}]9;paydesk: CX-1\u{07}\u{1B}\\")
    #expect(traits("tmux-256color", isTmux: true).notice("CX-1", by: .bell, .unicode) == "\u{07}")
    #expect(traits("linux").notice("CX-1", by: .osc777, .unicode) == "\u{07}")
    #expect(traits("xterm").notice("Zoë", by: .osc9, .ascii) == "\u{1B}]9;paydesk: Zoe\u{07}")
  }
}
