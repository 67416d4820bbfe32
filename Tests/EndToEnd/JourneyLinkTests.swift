import Foundation
import PostgresServer
import Synchronization
import Testing

/// What a terminal does while its server is away, or only half to be reached.
@Suite("Journeys of a connection", .enabled(if: PostgresServer.isThere))
struct JourneyLinkTests {
  private let words = "He says: मैंने पैसे भेज दिए, on the 20th"

  @Test("the server stops under a half-filled form and comes again: all is kept, and recorded once")
  func stopped() throws {
    let server = try PostgresServer()
    try server.start()
    let desk = try ServerDesk(on: server)
    let asha = try desk.open("asha")
    try asha.show("CX-100001")
    try asha.openForm("i", "Internal note")
    asha.type(words)
    try asha.wait(for: words)
    try server.stop()
    try asha.wait(for: "connection lost ")
    asha.type(" and more")
    try asha.wait(for: words + " and more")
    let refused = try asha.press("F2", until: "The connection is lost, so nothing was recorded")
    #expect(refused.contains("─ Internal note ─") && refused.contains(words), "\(refused)")
    try asha.press("Escape", until: "what was typed is kept")
    // One list can still be read, as it was.
    try asha.press("h", until: "CX-100003")

    try server.start()
    try asha.wait(for: "The connection is back", seconds: 40)
    #expect(try !asha.now().contains("connection lost"))
    asha.press("Enter")
    try asha.press("i", until: "Your draft is here again")
    try asha.wait(for: words + " and more")
    try asha.press("F2", until: "Noted.")
    #expect(try desk.count(of: "noted") == 1)
    #expect(try desk.run("asha", "verify").status == 0)
  }

  @Test("a server that was killed is found again, and shows what was recorded before")
  func killed() throws {
    let server = try PostgresServer()
    try server.start()
    let desk = try ServerDesk(on: server)
    let (asha, dev) = (try desk.open("asha"), try desk.open("dev"))
    try asha.show("CX-100001")
    try asha.press("c", until: "Claimed.")
    try server.kill()
    for person in [asha, dev] { try person.wait(for: "connection lost ") }
    try server.start()
    for person in [asha, dev] {
      try person.wait(for: "The connection is back", seconds: 40)
    }
    try asha.press("v", until: "Ticket reviewed.")
    try dev.show("CX-100001")
    try dev.wait(for: "2 Order ●")
    #expect(try desk.count(of: "claimed") == 1)
  }

  @Test("where notices are dropped on the way it says that it polls, and is live all the same")
  func polling() throws {
    let desk = try ServerDesk()
    let proxy = try CuttingProxy(to: desk.server)
    proxy.rule = { $0.isNotification ? .drop : .pass }
    let asha = try desk.open("asha", through: proxy)
    try asha.wait(for: "What others do is looked for every 2 s")
    let dev = try desk.open("dev")
    try dev.show("CX-100001")
    try dev.press("c", until: "Claimed.")
    try asha.screen("what dev did, and that it polls") {
      $0.contains("polling every 2 s") && $0.contains("left")
    }
    try asha.show("CX-100001")
    try asha.wait(for: "◂ dev")
  }

  @Test("a connection that is cut before the answer to a commit: it is recorded once, and says so")
  func cut() throws {
    let desk = try ServerDesk()
    let proxy = try CuttingProxy(to: desk.server)
    let asha = try desk.open("asha", through: proxy)
    try asha.show("CX-100001")
    try asha.openForm("i", "Internal note")
    asha.type(words)
    try asha.wait(for: words)
    // What is read ends in the same word, so the cut waits for the append.
    let appends = Mutex<Set<Int>>([])
    let hasCut = Atomic(false)
    proxy.rule = { message in
      if message.isFromClient(with: "append(") {
        appends.withLock { _ = $0.insert(message.connection) }
      }
      let isMeant =
        message.isAnswer("COMMIT") && appends.withLock { $0.contains(message.connection) }
      return isMeant && !hasCut.exchange(true, ordering: .relaxed) ? .cut : .pass
    }
    try asha.press("F2", until: "Noted.")
    let wasCut = hasCut.load(ordering: .relaxed)
    #expect(wasCut)
    #expect(try desk.count(of: "noted") == 1)
  }
}
