import GRDB
import Procedure
import Testing

@testable import Journal

@Suite("Verifying the log")
struct VerifyTests {
  private func staged(_ store: Store) throws -> Staged {
    let staged = try store.journal()
    try staged.journal.walksToVendor(1)
    try staged.journal.walksToVendor(2)
    return staged
  }

  private func tamper(_ journal: RelationalJournal, _ sql: String) throws {
    try journal.tamper(sql)
  }

  @Test("a whole log is sound, and gives its head", arguments: Store.allCases)
  func sound(store: Store) throws {
    let staged = try self.staged(store)
    let journal = staged.journal
    let verification = try journal.verify()
    #expect(verification.isSound)
    #expect(verification.head == (try journal.head()))
    let early = verification.head
    try journal.does(.note(text: "one more"), 1)
    #expect(try journal.verify(against: early).isSound)
    #expect(Head(early.description) == early)
  }

  @Test(
    "any change of any column of an event is found at that event",
    arguments: [
      "stream = 'dispute:CX-9'", "version = 99", "name = 'released'", "schema = 0",
      "by = 'dev'", "role = 'viewer'", "at = at + 1", "vendor = 'Other'",
      "body = CAST(replace(CAST(body AS TEXT), '{', '[') AS BLOB)", "hash = zeroblob(32)",
      "stands_for = 'omar'", "stands_for = ''",
    ])
  func changed(change: String) throws {
    let staged = try self.staged(.memory)
    let journal = staged.journal
    try tamper(journal, "UPDATE event SET \(change) WHERE number = 4")
    let fault = try journal.verify().fault
    guard case .broken(4, _) = fault else {
      Issue.record("found \(String(describing: fault))")
      return
    }
    #expect(try journal.verify().head.number == 3)
  }

  @Test("an event taken out of the middle is missed", arguments: Store.allCases)
  func removed(store: Store) throws {
    let staged = try self.staged(store)
    let journal = staged.journal
    try tamper(journal, "DELETE FROM event WHERE number = 3")
    guard case .broken(3, let why) = try journal.verify().fault else {
      Issue.record("not found")
      return
    }
    #expect(why.contains("missing"))
  }

  @Test("a tail that was cut is told by a head that was kept", arguments: Store.allCases)
  func cut(store: Store) throws {
    let staged = try self.staged(store)
    let journal = staged.journal
    let head = try journal.head()
    try tamper(journal, "DELETE FROM event WHERE number > 6")
    #expect(try journal.verify().isSound)
    guard case .broken(7, let why) = try journal.verify(against: head).fault else {
      Issue.record("not found")
      return
    }
    #expect(why.contains("cut"))
    let other = Head(number: 2, hash: String(repeating: "0", count: 64))
    #expect(!(try journal.verify(against: other).isSound))
  }

  @Test("a personal text that was exchanged is found", arguments: Store.allCases)
  func personal(store: Store) throws {
    let staged = try self.staged(store)
    let journal = staged.journal
    try tamper(journal, "UPDATE personal SET text = 'Somebody' WHERE text = 'Meera Iyer'")
    #expect(!(try journal.verify().isSound))
  }

  @Test("a desk that is not the log's is found, and made anew", arguments: Store.allCases)
  func desk(store: Store) throws {
    let staged = try store.journal()
    let journal = staged.journal
    try journal.perform(.initialise(Person("omar"), uid: 1_000), by: nil, at: start)
    try journal.walksToVendor(1)
    try journal.perform(.add(Person("vera"), uid: 1_001, role: .viewer), by: omar, at: start)
    #expect(try journal.verify().isSound)
    for change in [
      """
      UPDATE desk SET body =
      CAST(replace(CAST(body AS TEXT), '"viewer"', '"opsManager"') AS BLOB)
      """,
      "UPDATE desk SET version = 9", "DELETE FROM desk",
      // A server's tables are there, or it is no store at all.
      store == .server ? "TRUNCATE desk" : "DROP TABLE desk",
    ] {
      try tamper(journal, change)
      let said = try journal.verify().fault?.description ?? "nothing"
      #expect(said.contains("paydesk rebuild"), "\(change): \(said)")
      try journal.rebuild()
      #expect(try journal.verify().isSound, "\(change)")
      #expect(try journal.desk().actor(Person("vera"), at: start)?.role == .viewer)
    }
  }

  @Test("a log that does not hold is not read anew", arguments: Store.allCases)
  func rebuildRefused(store: Store) throws {
    let staged = try self.staged(store)
    let journal = staged.journal
    let before = try journal.dump()
    try tamper(journal, "UPDATE event SET by = 'dev' WHERE number = 4")
    let error = #expect(throws: JournalError.self) { try journal.rebuild() }
    guard case .broken(4, _)? = error else {
      Issue.record("said \(String(describing: error))")
      return
    }
    #expect(try journal.dump() == before)
  }

  @Test(
    "what is read from the log is mended, whatever is left of it",
    arguments: (Table.all.map(\.name) + ["search"]).map { "DROP TABLE \($0)" } + [
      "DELETE FROM search_data", "DROP TABLE search_data", "DROP TABLE search_config",
      "DELETE FROM search_config", "DELETE FROM dispute", "DROP INDEX dispute_open",
    ])
  func mended(damage: String) throws {
    let staged = try self.staged(.disk)
    let before = try staged.journal.dump()
    do {
      let queue = try DatabaseQueue(path: staged.journal.path)
      try queue.inDatabase { try $0.execute(sql: damage) }
    }
    for journal in [try RelationalJournal.open(at: staged.journal.path), staged.journal] {
      _ = try journal.desk()
      try journal.rebuild()
      #expect(try journal.dump() == before)
      #expect(try journal.search("Meera", limit: 5).count == 2)
      #expect(try journal.verify().isSound)
    }
    try staged.journal.does(.note(text: "goes on"), 1)
  }

  @Test("a single byte changed in the file is found, or read as before")
  func singleBytes() throws {
    let staged = try self.staged(.disk)
    let head = try staged.journal.head()
    let backup = staged.folder.path + "/copy"
    try staged.journal.backup(to: backup)
    let whole = try Files.read(backup + "/paydesk.db") ?? []
    let log = try staged.journal.read { try $0.log.events(of: .dispute(id(1))) }
    let path = staged.folder.path + "/changed.db"
    for event in log where event.body.count > 100 {
      let at = try #require(whole.position(of: event.body))
      for offset in [0, event.body.count / 2, event.body.count - 1] {
        var bytes = whole
        bytes[at + offset] ^= 1
        Files.remove(path)
        try Files.write(bytes, to: path)
        guard
          case .broken(event.number, _) = try RelationalJournal.readOnly(path).verify(against: head)
            .fault
        else {
          Issue.record("byte \(offset) of event \(event.number) was not missed")
          continue
        }
      }
    }
  }
}

extension [UInt8] {
  fileprivate func position(of others: [UInt8]) -> Int? {
    indices.first { self[$0...].starts(with: others) }
  }
}
