import Glibc
import Journal
import Procedure
import Testing

@Suite("A file as a store")
struct StoreTests {
  @Test("who is there is the login of the process, whatever it is called")
  func login() throws {
    let staged = try Store.disk.journal()
    #expect(try staged.journal.login() == .uid(getuid()))
    try staged.journal.perform(.initialise(asha.person, uid: 7), by: nil, at: start)
    let desk = try staged.journal.desk()
    let actor = Actor(asha.person, .opsManager)
    #expect(desk.actor(StoreLogin.uid(7), at: start) == actor)
    #expect(desk.actor(StoreLogin.person(asha.person), at: start) == actor)
    #expect(desk.actor(StoreLogin.person(Person("nobody")), at: start) == nil)
    #expect(desk.actor(StoreLogin.uid(8), at: start) == nil)
  }

  @Test("it says where it is, in which schema, and where its proofs lie")
  func place() throws {
    let staged = try Store.disk.journal()
    let path = staged.journal.path
    #expect(staged.journal.place == path)
    #expect(try staged.journal.schema() == 4)
    let sha256 = try staged.journal.keepProof(Array("receipt".utf8))
    let folder = try #require(staged.journal.proofsFolder)
    #expect(access("\(folder)/\(sha256.prefix(2))/\(sha256)", F_OK) == 0)
    #expect(try Store.memory.journal().journal.proofsFolder == nil)
  }

  @Test("what another program records is news, once; what this one records is none")
  func changes() throws {
    let staged = try Store.disk.journal()
    let changes = try staged.journal.changes()
    let other = try RelationalJournal.open(at: staged.journal.path)
    #expect(changes.link == .connected)
    #expect(!changes.tellsPresence)
    func news() -> [StoreNews] {
      var news: [StoreNews] = []
      changes.drain { news.append($0) }
      return news
    }
    #expect(news().isEmpty)
    try other.does(.log(ticket(1)), 1)
    var wait = pollfd(fd: changes.descriptor, events: Int16(POLLIN), revents: 0)
    #expect(poll(&wait, 1, 5_000) == 1)
    #expect(news() == [.recorded])
    try staged.journal.does(.log(ticket(2)), 2)
    #expect(news().isEmpty)
  }

  @Test("one that is only read refuses to record")
  func readOnly() throws {
    let staged = try Store.disk.journal()
    let copy = try RelationalJournal.readOnly(staged.journal.path)
    #expect(try copy.head() == staged.journal.head())
    #expect(throws: JournalError.self) { try copy.does(.log(ticket(1)), 1) }
  }
}
