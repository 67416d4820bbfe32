import Foundation
import Journal
import Procedure
import Testing

@testable import Terminal
@testable import Workbench

@Suite("A store out of reach")
struct LinkTests {
  /// The connection is lost; it was tried and is tried again.
  static func lost(_ bench: Bench, secondsAgo: Int64 = 12, retryIn: Int64 = 4) {
    bench.tell(
      .link(
        .lost(
          since: bench.clock.now.adding(seconds: -secondsAgo),
          retryAt: bench.clock.now.adding(seconds: retryIn))))
  }

  @Test(
    "the bar says how long, that drafts are kept, and when it is tried again",
    arguments: FrameTests.sizes)
  func lostFrame(columns: Int, rows: Int) throws {
    let bench = try Bench(columns: columns, rows: rows)
    LinkTests.lost(bench)
    expect(bench.screen(columns, rows).text, isIn: "lost-\(columns)x\(rows)")
  }

  @Test("polling is said where notices are not to be had", arguments: FrameTests.sizes)
  func pollingFrame(columns: Int, rows: Int) throws {
    let bench = try Bench(columns: columns, rows: rows)
    bench.tell(.link(.polling(seconds: 2, why: "no notices through this connection")))
    #expect(
      bench.model.notice?.text
        == "What others do is looked for every 2 s: no notices through this connection.")
    bench.press("j")
    #expect(bench.text.contains("polling every 2 s"))
    expect(bench.screen(columns, rows).text, isIn: "polling-\(columns)x\(rows)")
  }

  @Test("it is legible in ASCII and without colour")
  func plain() throws {
    let bench = try Bench()
    bench.model.session.glyphs = .ascii
    LinkTests.lost(bench)
    let bar = bench.text.split(separator: "\n")[0]
    #expect(bar.contains("! connection lost 12 s - drafts are kept - next try in 4 s"), "\(bar)")
    bench.model.session.glyphs = .unicode
    let mono = view(bench.model).annotated(theme: .terminal, depth: .mono)
    #expect(mono.contains("connection lost 12 s"))
  }

  @Test("nothing is said while all is well")
  func well() throws {
    let bench = try Bench()
    let before = bench.text
    bench.tell(.link(.connected))
    #expect(bench.text == before)
    #expect(bench.model.notice == nil)
  }

  @Test("its time passes each second, and no longer than it is lost")
  func seconds() throws {
    let bench = try Bench()
    LinkTests.lost(bench)
    func ticks() -> Int {
      bench.shown.count { if case .wait(.link, 1_000) = $0 { true } else { false } }
    }
    #expect(ticks() == 1)
    bench.clock.set(bench.clock.now.adding(seconds: 5))
    bench.tell(.elapsed(.link))
    #expect(ticks() == 2)
    #expect(bench.text.contains("connection lost 17 s · drafts are kept · trying now"))
    bench.clock.advance(minutes: 2)
    bench.tell(.elapsed(.link))
    #expect(bench.text.contains("connection lost 2 min"))
    bench.tell(.link(.connected))
    bench.tell(.elapsed(.link))
    #expect(ticks() == 3)
  }

  @Test("recording is refused at once, and the form and its draft stay")
  func form() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("i")
    bench.type("the customer will call")
    LinkTests.lost(bench)
    #expect(
      bench.model.drafts.values.contains { $0.fields.values.contains("the customer will call") })
    bench.isHolding = true
    bench.press("F2")
    #expect(bench.held.isEmpty, "nothing is even tried")
    #expect(bench.model.mode == .form)
    #expect(bench.text.contains("The connection is lost, so nothing was recorded"), "\(bench.text)")
    bench.type(" again")
    #expect(bench.text.contains("the customer will call again"), "keys do not wait")
    bench.isHolding = false
    bench.tell(.link(.connected))
    bench.press("F2")
    #expect(bench.dispute("CX-10482").notes == ["the customer will call again"])
  }

  @Test("no key, no decision on many and no call sheet records anything meanwhile")
  func others() throws {
    let bench = try Bench(Bench.farah) { try $0.fillMatters() }
    let head = try bench.journal.head()
    bench.press("4", "*", "d")
    bench.type("Not this week.")
    LinkTests.lost(bench)
    bench.press("F2")
    #expect(bench.text.contains("nothing was recorded"), "\(bench.text)")
    #expect(bench.model.mode == .form)
    bench.press("Esc", "Esc", "n")
    #expect(bench.text.contains("The connection is lost"), "\(bench.text)")
    #expect(!bench.model.isTakingNext)
    #expect(try bench.journal.head() == head)
  }

  @Test("what was under way ends with one sentence, and the form stays")
  func underWay() throws {
    let bench = try Bench()
    bench.open("CX-10482")
    bench.press("i")
    bench.type("one")
    bench.isHolding = true
    bench.press("F2")
    bench.press("x")
    LinkTests.lost(bench)
    #expect(bench.model.typeahead.isEmpty, "what was typed behind it would go elsewhere later")
    let performance = try #require(bench.model.performing)
    bench.tell(
      .performed(
        Message.Performed(
          performance: performance, done: 0, facts: [], end: .failed("The server went away."),
          look: nil)))
    #expect(bench.text.contains("The server went away."))
    #expect(bench.model.mode == .form)
    #expect(bench.text.contains("one"))
  }

  @Test("a dispute that cannot be read now is not waited for")
  func unread() throws {
    let bench = try Bench(fill: QueueTests.many(20))
    bench.isHolding = true
    bench.press("j")
    LinkTests.lost(bench)
    bench.press("c", "j")
    #expect(bench.model.deferred == nil)
    #expect(bench.model.typeahead.isEmpty)
    #expect(bench.model.queue.selected?.ticket == TicketID("CX-1002"))
    bench.press("c")
    #expect(bench.text.contains("This cannot be read while the connection is lost."))
  }

  @Test("when it is back the screens show what was recorded meanwhile")
  func back() throws {
    let bench = try Bench()
    bench.open("CX-10501")
    LinkTests.lost(bench)
    try bench.do(.claim, on: "CX-10501", by: Bench.dev)
    bench.tell(.minute)
    #expect(bench.model.pane.look?.dispute.holder == nil, "nothing is asked of it meanwhile")
    bench.tell(.link(.connected))
    #expect(bench.model.pane.look?.dispute.holder == Bench.dev.person)
    #expect(bench.text.contains("The connection is back"), "\(bench.text)")
    #expect(!bench.text.contains("connection lost"))
  }

  @Test("rows that were on their way when it was lost are asked for anew")
  func rows() throws {
    let bench = try Bench(fill: QueueTests.many(20))
    bench.isHolding = true
    bench.press("7")
    let fetch = try #require(bench.model.queue.fetching)
    LinkTests.lost(bench)
    bench.held = []
    bench.isHolding = false
    bench.tell(.link(.polling(seconds: 2, why: "no notices through this connection")))
    #expect(bench.model.queue.rows.count == 20)
    bench.tell(.pageFailed(fetch.number, "The server went away."))
    #expect(bench.model.queue.rows.count == 20)
  }

  @Test("a search that was not answered is made again")
  func search() throws {
    let bench = try Bench()
    bench.isHolding = true
    bench.press("/")
    bench.type("fonebay")
    LinkTests.lost(bench)
    bench.held = []
    bench.isHolding = false
    bench.tell(.link(.connected))
    #expect(bench.text.contains("CX-10482"), "\(bench.text)")
  }
}

@Suite("What others do, told by a store")
struct NewsTests {
  @Test("each piece of news becomes a message, in order")
  func news() throws {
    let others = OtherDesks()
    let bench = try Bench(changes: others)
    let inbox = try Inbox<Message>()
    let worker = Worker(
      WorkbenchOptions(
        store: bench.journal, changes: others, actor: Bench.asha, clock: { Bench.noon }),
      inbox: inbox)
    others.bring(.recorded, .presence, .link(.connected))
    worker.drainChanges()
    var messages: [Message] = []
    while messages.count < 4 {
      var wait = pollfd(fd: inbox.descriptor, events: Int16(POLLIN), revents: 0)
      try #require(poll(&wait, 1, 10_000) == 1)
      messages += inbox.takeAll()
    }
    let told = messages.map { message in
      switch message {
      case .changed: "changed"
      case .presenceChanged: "presence"
      case .link(.connected): "link"
      case .changesSeen: "seen"
      default: "something else"
      }
    }
    #expect(told == ["changed", "presence", "link", "seen"])
  }

  @Test("reports and searches are read from a replica, and from the store where it fails")
  func replica() throws {
    let replica = try RelationalJournal.inMemory(sample: true)
    let bench = try Bench(replica: replica)
    bench.press("/")
    bench.type("fonebay")
    #expect(bench.text.contains("nothing holds this"), "the replica has not heard of it")

    let path = FileManager.default.temporaryDirectory.path + "/replica-\(getpid()).db"
    let gone = try RelationalJournal.create(at: path)
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    let other = try Bench(replica: gone)
    other.press("/")
    other.type("fonebay")
    #expect(other.text.contains("CX-10482"), "\(other.text)")
    other.press("Esc", "9")
    #expect(other.text.contains("Opened"), "\(other.text)")
  }

  @Test("a proof is laid out for a viewer in a folder of its own, and gone with the program")
  func proof() throws {
    let laid: String
    do {
      let copies = ProofCopies()
      laid = try copies.lay(Array("receipt".utf8), sha256: "abc", named: "r.png")
      #expect(try TextFile.bytes(of: laid) == Array("receipt".utf8))
      #expect(laid.hasSuffix("/abc.png"))
    }
    #expect(throws: TextFile.Mistake.self) { try TextFile.bytes(of: laid) }
  }
}
