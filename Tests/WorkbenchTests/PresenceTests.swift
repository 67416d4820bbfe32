import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("Who is on what")
struct PresenceTests {
  static let present: [Presence] = [
    .of("asha", "CX-10482"), .of("dev", "CX-10482"), .of("dev", "CX-10411"),
    .of("omkar", "CX-10377"), .of("farah", "CX-10377"), .of("vera", nil),
  ]

  @Test("the queue's rows show it", arguments: FrameTests.sizes)
  func queue(columns: Int, rows: Int) throws {
    let bench = try Bench(
      columns: columns, rows: rows, changes: OtherDesks(PresenceTests.present))
    bench.press("7")
    expect(bench.screen(columns, rows).text, isIn: "presence-\(columns)x\(rows)")
  }

  @Test("the dispute's title shows it", arguments: FrameTests.sizes)
  func dispute(columns: Int, rows: Int) throws {
    let bench = try Bench(
      columns: columns, rows: rows, changes: OtherDesks(PresenceTests.present))
    bench.open("CX-10482")
    #expect(bench.text.contains("dev is here too"))
    expect(bench.screen(columns, rows).text, isIn: "presence-dispute-\(columns)x\(rows)")
  }

  @Test("what a manager decides shows it", arguments: FrameTests.sizes)
  func escalated(columns: Int, rows: Int) throws {
    let bench = try Bench(
      Bench.farah, columns: columns, rows: rows, changes: OtherDesks(PresenceTests.present))
    bench.press("4")
    expect(bench.screen(columns, rows).text, isIn: "presence-escalated-\(columns)x\(rows)")
  }

  @Test("it is a sign and a name in ASCII, and legible without colour")
  func plain() throws {
    let bench = try Bench(changes: OtherDesks([.of("dev", "CX-10482")]))
    bench.model.session.glyphs = .ascii
    let row = bench.text.split(separator: "\n").first { $0.contains("CX-10482") }
    #expect(row?.contains("@ dev") == true, "\(row ?? "")")
    bench.model.session.glyphs = .unicode
    #expect(view(bench.model).annotated(theme: .terminal, depth: .mono).contains("◂ dev"))
  }

  @Test("a name as a server gives it is inert, however it was made")
  func hostile() throws {
    let name = "dev\u{1B}[2J\u{9B}31m\u{202E}\u{200B}\u{7}\u{E0041}"
    let bench = try Bench(
      changes: OtherDesks([.of(name, "CX-10482"), .of("evil", "CX-10482\u{1B}]0;x\u{7}")]))
    bench.open("CX-10482")
    #expect(bench.text.contains("dev\u{FFFD}[2J"))
    let controls = bench.text.unicodeScalars.filter {
      [.control, .format].contains($0.properties.generalCategory) && $0 != "\n"
    }
    #expect(controls.isEmpty)
  }

  @Test("this person on another terminal is nobody else")
  func own() throws {
    let bench = try Bench(changes: OtherDesks([.of("asha", "CX-10482")]))
    bench.open("CX-10482")
    #expect(!bench.text.contains("◂"))
    #expect(!bench.text.contains("is here"))
  }

  @Test("several on one dispute are counted, and a long name is cut")
  func several() throws {
    let bench = try Bench(
      columns: 200, rows: 50,
      changes: OtherDesks([
        .of("dev", "CX-10482"), .of("omkar", "CX-10482"), .of("farah", "CX-10482"),
        .of("venkatanarasimharajuvaripeta", "CX-10411"),
      ]))
    bench.press("7")
    let rows = bench.text.split(separator: "\n")
    #expect(rows.contains { $0.contains("CX-10482") && $0.contains("◂ dev +2") }, "\(bench.text)")
    #expect(rows.contains { $0.contains("S. Fat… ◂ venka…") }, "\(bench.text)")
    bench.open("CX-10482")
    #expect(bench.text.contains("dev and 2 others are here too"), "\(bench.text)")
    let narrow = bench.screen(120, 31).text.split(separator: "\n")
    bench.press("Esc")
    #expect(narrow.contains { $0.contains("CX-10482") && $0.contains("◂ 3") }, "\(bench.text)")
  }

  @Test("it changes as they come and go")
  func changes() throws {
    let others = OtherDesks()
    let bench = try Bench(changes: others)
    #expect(!bench.text.contains("◂"))
    others.have(.of("dev", "CX-10482"))
    bench.tell(.presenceChanged)
    #expect(bench.text.contains("◂ dev"))
    others.have()
    bench.tell(.presenceChanged)
    #expect(!bench.text.contains("◂"))
  }

  @Test("the others are told of the dispute in front once one has stayed on it, and of leaving it")
  func attention() throws {
    let others = OtherDesks()
    let bench = try Bench(changes: others)
    bench.press("j", "k")
    bench.tell(.elapsed(.attention))
    #expect(others.told == [], "passing by in the list is not being there")
    bench.open("CX-10482")
    #expect(others.told == [], "not at once")
    bench.tell(.elapsed(.attention))
    #expect(others.told == [TicketID("CX-10482")])
    bench.press("w")
    bench.tell(.elapsed(.attention))
    #expect(others.told == [TicketID("CX-10482")], "a form of it is the same dispute")
    bench.press("Esc", "Esc")
    bench.tell(.elapsed(.attention))
    #expect(others.told == [TicketID("CX-10482"), nil])
  }

  @Test("one wait is enough however often the dispute changes")
  func oneWait() throws {
    let bench = try Bench(changes: OtherDesks())
    bench.open("CX-10482")
    bench.open("CX-10501")
    let waits = bench.shown.count {
      if case .wait(.attention, 300) = $0 { true } else { false }
    }
    #expect(waits == 1)
  }

  @Test("a connection that comes back is told again, and failing to tell holds nothing up")
  func reconnection() throws {
    let others = OtherDesks([.of("dev", "CX-10482")])
    let bench = try Bench(changes: others)
    bench.open("CX-10482")
    bench.tell(.elapsed(.attention))
    LinkTests.lost(bench)
    #expect(!bench.text.contains("dev is here"), "nobody knows")
    others.isGone(true)
    bench.press("Esc")
    bench.tell(.elapsed(.attention))
    others.isGone(false)
    bench.open("CX-10482")
    bench.tell(.link(.connected))
    bench.tell(.elapsed(.attention))
    #expect(others.told == [TicketID("CX-10482"), TicketID("CX-10482")])
    #expect(bench.text.contains("dev is here too"))
  }

  @Test("a file tells nobody anything, and nothing waits for it")
  func file() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    #expect(
      !bench.shown.contains { if case .wait(.attention, _) = $0 { true } else { false } })
  }
}
