import Journal
import Procedure
import Testing

@testable import Workbench

@Suite("A deputy at the screen")
struct DeputyTests {
  /// asha stands in for omkar from 14:40 until 15:00.
  private func bench(_ actor: Actor, columns: Int = 120) throws -> Bench {
    let bench = try Bench(actor, columns: columns)
    try bench.journal.perform(
      .appointDeputy(
        Bench.asha.person, for: Bench.omkar.person, from: Bench.at("2026-11-22T14:40:00+05:30"),
        until: Bench.at("2026-11-22T15:00:00+05:30")), by: Bench.omkar, at: bench.clock.now)
    bench.tell(.changed)
    return bench
  }

  @Test("the minute tick makes a deputy of somebody, and ends it, and says so")
  func switches() throws {
    let bench = try bench(Bench.asha)
    #expect(bench.text.contains("asha, executive"))
    bench.clock.advance(minutes: 8)
    bench.tell(.minute)
    #expect(bench.text.contains("asha for omkar, ops manager"), "\(bench.text)")
    #expect(bench.text.contains("You stand in for omkar now, as ops manager, until 22 Nov 15:00."))
    #expect(bench.screen(80, 24).text.contains("asha for omkar"))
    bench.clock.advance(minutes: 20)
    bench.tell(.minute)
    #expect(bench.text.contains("You do not stand in for omkar any more: you are executive again."))
    #expect(bench.screen(120, 31).text.contains("asha, executive"))
  }

  @Test("what a deputy decides says for whom in the timeline, and in the dispute")
  func words() throws {
    let bench = try bench(Bench.asha)
    bench.clock.advance(minutes: 8)
    bench.tell(.minute)
    bench.press("4")
    bench.select("CX-10411")
    bench.press("r")
    bench.type("Try once more.")
    bench.press("F2")
    bench.open("CX-10411")
    bench.press("t")
    let screen = bench.screen(200, 50).text
    #expect(
      screen.contains("returned: Try once more., asha for omkar"), "\(screen)")
  }

  @Test("a form that a deputy left open past the last minute records nothing")
  func late() throws {
    let bench = try bench(Bench.asha)
    bench.clock.advance(minutes: 8)
    bench.tell(.minute)
    bench.press("4")
    bench.select("CX-10411")
    bench.press("r")
    bench.type("Try once more.")
    let version = bench.dispute("CX-10411").version
    // The tick has not come yet.
    bench.clock.advance(minutes: 20)
    bench.press("F2")
    #expect(bench.text.contains("asha does not stand in for omkar now"), "\(bench.text)")
    #expect(bench.dispute("CX-10411").version == version)
  }

  @Test("whoever asked as a deputy stands in the escalated pane with whom they stood in for")
  func asker() throws {
    let bench = try bench(Bench.omkar, columns: 200)
    bench.clock.advance(minutes: 8)
    _ = try bench.journal.perform(
      .escalate(to: .financeManager, reason: "Please look.", about: .dispute),
      on: TicketID("CX-10482"),
      by: Actor(Bench.asha.person, .opsManager, standsFor: Bench.omkar.person),
      at: bench.clock.now, expecting: nil)
    bench.tell(.changed)
    bench.press("4")
    bench.select("CX-10482")
    let screen = bench.screen(200, 50).text
    let row = screen.split(separator: "\n").first { $0.contains("CX-10482") }
    #expect(row?.contains("asha for omkar") == true, "\(screen)")
  }
}
