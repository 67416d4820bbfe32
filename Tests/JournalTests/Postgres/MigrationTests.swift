import Foundation
import PostgresServer
import Procedure
import Testing

@testable import Journal

@Suite("Moving a desk to a server and back", .enabled(if: PostgresServer.isThere))
struct MigrationTests {
  @Test("the sample of an older release is the same there, and the same again in a file")
  func sample() throws {
    let stage = try MigrationStage()
    let path = try stage.sample()
    let before = try Data(contentsOf: URL(filePath: path))
    let migration = try RelationalJournal.migrate(from: path, to: stage.address)
    #expect(migration.shutOut.isEmpty && migration.proofs == 7)
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
    let server = try RelationalJournal.connect(to: stage.address)
    #expect(try server.head() == migration.head)
    #expect(server.isSample)
    let back = stage.folder.path + "/back/paydesk.db"
    #expect(try server.copyOut(to: back) == migration.head)
    let old = try SQLiteJournal.open(at: path)
    let new = try SQLiteJournal.open(at: back)
    #expect(try new.content() == old.content())
    #expect(try server.content() == old.content())
    #expect(try new.verify().isSound && new.isSample)
  }

  @Test(
    "any work is, with what was erased erased, and it is gone on with by those whom it names",
    arguments: 1...3)
  func walk(seed: Int) throws {
    let stage = try MigrationStage()
    let file = try stage.walk(seed: UInt64(seed), steps: 700)
    let content = try file.content()
    #expect(content.contains { $0.hasPrefix("personal: ") && $0.hasSuffix("|NULL|NULL") })
    try RelationalJournal.migrate(from: file.path, to: stage.address)
    let server = try RelationalJournal.connect(to: stage.address)
    #expect(try server.content() == content)
    #expect(try server.compared(with: file.path).difference == nil)
    #expect(try file.content() == content, "the file is as it was")
    let manager = try RelationalJournal.connect(to: stage.address(as: omar.person))
    #expect(try manager.login() == .person(omar.person))
    try manager.perform(.changeRole(dev.person, to: .viewer), by: omar, at: start)
    try manager.does(.log(ticket(90)), 90, by: omar)
    try manager.does(.claim, 90, by: omar)
    let checked = try server.checked()
    #expect(checked.difference == nil && checked.hasSeenGuards)
    #expect(try manager.checked().difference == nil)
    #expect(try server.compared(with: file.path).difference?.contains("and not in") == true)
    let back = stage.folder.path + "/back.db"
    try manager.copyOut(to: back)
    #expect(try SQLiteJournal.open(at: back).content() == server.content())
  }

  @Test(
    "a server that holds work already is left alone, and so is one of which somebody is no owner")
  func taken() throws {
    let stage = try MigrationStage()
    let file = try stage.walk(seed: 4, steps: 60)
    #expect(
      sentence {
        try RelationalJournal.migrate(from: file.path, to: stage.address(as: ServerStage.first))
      }
        == JournalError.ownerAlone(
          address: try RelationalJournal.connect(to: stage.address(as: ServerStage.first)).place
        )
        .description)
    try RelationalJournal.migrate(from: file.path, to: stage.address)
    let content = try RelationalJournal.connect(to: stage.address).content()
    let again = sentence { try RelationalJournal.migrate(from: file.path, to: stage.address) }
    #expect(again?.contains("work is recorded there already") == true)
    #expect(try RelationalJournal.connect(to: stage.address).content() == content)
    let log = try stage.server.connection()
    #expect(try log.refusal(of: "DELETE FROM paydesk_store.event") == "PD002", "its guard is back")
  }

  @Test("a file that does not hold moves nothing")
  func unsound() throws {
    let stage = try MigrationStage()
    let file = try stage.walk(seed: 5, steps: 60)
    let before = try RelationalJournal.connect(to: stage.address).content()
    try file.tamper("UPDATE event SET body = CAST('{}' AS BLOB) WHERE number = 9")
    #expect(
      sentence { try RelationalJournal.migrate(from: file.path, to: stage.address) }?
        .hasPrefix("Event 9 of the log does not hold") == true)
    #expect(
      sentence {
        try RelationalJournal.migrate(from: stage.folder.path + "/none.db", to: stage.address)
      } != nil)
    let empty = try SQLiteJournal.create(at: stage.folder.path + "/empty.db")
    #expect(
      sentence { try RelationalJournal.migrate(from: empty.path, to: stage.address) }?
        .contains("nothing is recorded in") == true)
    #expect(try RelationalJournal.connect(to: stage.address).content() == before)
  }

  @Test(
    "a backup is read anew from its log, so that nothing that was changed beside the log counts")
  func backup() throws {
    let stage = try MigrationStage()
    let file = try stage.walk(seed: 6, steps: 200)
    let copy = stage.folder.path + "/copy"
    try file.backup(to: copy)
    let content = try file.content()
    try SQLiteJournal.open(at: copy + "/paydesk.db").file.write {
      try $0.execute(sql: "UPDATE dispute SET holder = 'mallory'")
    }
    try RelationalJournal.migrate(from: copy, to: stage.address)
    #expect(try RelationalJournal.connect(to: stage.address).content() == content)
    try Files.write(Array("other".utf8), to: try #require(try file.proofFiles(in: copy).first))
    #expect(
      sentence { try RelationalJournal.migrate(from: copy + "/paydesk.db", to: stage.address) }?
        .contains("was changed") == true)
  }

  @Test("only those whom the log names are let in, and who cannot be a login is named")
  func people() throws {
    let stage = try MigrationStage()
    let file = try SQLiteJournal.create(at: stage.folder.path + "/paydesk.db")
    try file.perform(.initialise(Person("mina"), uid: 1), by: nil, at: start)
    let mina = Actor(Person("mina"), .opsManager)
    for (uid, name) in ["pg_dump", PostgresServer.superuser, "late-\(stage.server.database)"]
      .enumerated()
    {
      try file.perform(
        .add(Person(name), uid: 10 + UInt32(uid), role: .executive), by: mina, at: start)
    }
    let migration = try RelationalJournal.migrate(from: file.path, to: stage.address)
    #expect(migration.shutOut.map(\.person.text) == [PostgresServer.superuser, "pg_dump"])
    #expect(migration.shutOut.first?.why.contains("superuser") == true)
    let late = try RelationalJournal.connect(
      to: stage.address(as: Person("late-\(stage.server.database)")))
    #expect(try late.desk().people.count == 4)
    #expect(
      sentence { _ = try RelationalJournal.connect(to: stage.address(as: ServerStage.first)) }?
        .contains("does not work at the desk of") == true)
  }

  @Test("a desk of which no manager could come in is not moved")
  func noManager() throws {
    let stage = try MigrationStage()
    let file = try SQLiteJournal.create(at: stage.folder.path + "/paydesk.db")
    try file.perform(
      .initialise(Person(PostgresServer.superuser), uid: 1), by: nil, at: start)
    #expect(
      sentence { try RelationalJournal.migrate(from: file.path, to: stage.address) }?
        .contains("no manager of the desk could work there") == true)
    #expect(
      try RelationalJournal.connect(to: stage.address(as: ServerStage.first)).head().number == 1)
  }

  @Test("a file that is there is not written over")
  func thereAlready() throws {
    let stage = try MigrationStage()
    let path = stage.folder.path + "/there.db"
    try Files.write([1], to: path)
    #expect(
      sentence { try RelationalJournal.connect(to: stage.address).copyOut(to: path) }?
        .contains("there is something of that name already") == true)
    #expect(try Files.read(path) == [1])
  }
}
