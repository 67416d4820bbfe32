import Foundation
import Procedure
import Testing

@testable import Journal

@Suite("A series of backups")
struct BackupSeriesTests {
  private let staged: Staged
  private let series: BackupSeries

  init() throws {
    staged = try Store.disk.journal()
    series = BackupSeries(folder: staged.folder.path + "/backups")
    try staged.journal.walksToVendor(1)
  }

  private var names: [String] { Files.names(in: series.folder) }

  /// Backs up on a day, as a timer does, and gives the names of what went.
  @discardableResult
  private func backUp(day: Int64, keeping count: Int, of journal: RelationalJournal? = nil) throws
    -> [String]
  {
    let journal = journal ?? staged.journal
    let place = series.place(at: start.adding(seconds: day * 86_400))
    try journal.backup(to: place)
    return try series.retire(beyond: count, sparing: place) { try journal.holds($0) }
      .map(Files.name)
  }

  private func name(day: Int64) -> String {
    Files.name(of: series.place(at: start.adding(seconds: day * 86_400)))
  }

  @Test("is named by the moment in UTC, to the second")
  func naming() throws {
    let moment = try #require(Instant(rfc3339: "2026-11-25T22:00:00.25+05:30"))
    #expect(
      BackupSeries(folder: "/srv/backup").place(at: moment)
        == "/srv/backup/paydesk-2026-11-25T163000Z")
  }

  @Test("keeps the newest, and each of them can be restored")
  func rotation() throws {
    var heads: [Head] = []
    for day: Int64 in 0..<5 {
      let removed = try backUp(day: day, keeping: 3)
      #expect(removed == (day < 3 ? [] : [name(day: day - 3)]))
      heads.append(try staged.journal.head())
      try staged.journal.does(.note(text: "day \(day)"), 1)
    }
    #expect(names == [name(day: 2), name(day: 3), name(day: 4)])
    for (index, name) in names.enumerated() {
      let path = staged.folder.path + "/restored-\(index)/paydesk.db"
      let restored = try RelationalJournal.restore(from: series.folder + "/" + name, to: path)
      #expect(restored.head == heads[2 + index])
    }
    #expect(try backUp(day: 5, keeping: 1) == (2...4).map { name(day: $0) })
    #expect(names == [name(day: 5)])
  }

  @Test("spares the newest where the clock was set back, and never removes all")
  func clock() throws {
    for day: Int64 in 5..<8 { try backUp(day: day, keeping: 3) }
    #expect(try backUp(day: 1, keeping: 2) == [name(day: 5), name(day: 6)])
    #expect(try backUp(day: 0, keeping: 0) == [name(day: 1), name(day: 7)])
    #expect(names == [name(day: 0)])
  }

  @Test("leaves alone, and does not count, whatever is not a backup of this log")
  func strangers() throws {
    let other = try Store.disk.journal()
    try other.journal.walksToVendor(2)
    try other.journal.backup(to: series.place(at: start))

    let annotated = series.folder + "/" + name(day: 1)
    try staged.journal.backup(to: annotated)
    try Files.write([1], to: annotated + "/why this one is kept.txt")

    try Files.write([1], to: series.folder + "/" + name(day: 2))

    let elsewhere = staged.folder.path + "/elsewhere"
    try staged.journal.backup(to: elsewhere)
    let link = series.folder + "/" + name(day: 3)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: elsewhere)

    for name in ["monthly", "paydesk-2026-11-25", "paydesk-2026-13-01T000000Z"] {
      try staged.journal.backup(to: series.folder + "/" + name)
    }
    let before = names
    #expect(before.count == 7)
    for day: Int64 in 10..<13 { try backUp(day: day, keeping: 2) }
    #expect(names == (before + [name(day: 11), name(day: 12)]).sorted())
    #expect(Files.names(in: elsewhere).count == 3)
  }

  @Test("of events that a restore took back stay")
  func takenBack() throws {
    try backUp(day: 0, keeping: 9)
    try staged.journal.does(.note(text: "taken back"), 1)
    try backUp(day: 1, keeping: 9)
    let path = staged.journal.path
    _ = try RelationalJournal.restore(
      from: series.folder + "/" + name(day: 0), to: path, replacing: true)
    let restored = try RelationalJournal.open(at: path)
    try restored.does(.note(text: "instead"), 1)
    #expect(try backUp(day: 2, keeping: 1, of: restored) == [name(day: 0)])
    #expect(names == [name(day: 1), name(day: 2)])
  }

  @Test("loses none where the new one does not hold")
  func broken() throws {
    try backUp(day: 0, keeping: 1)
    try staged.journal.file.write { db in
      try db.execute(sql: "DROP TRIGGER event_is_never_changed")
      try db.execute(sql: "UPDATE event SET by = 'dev' WHERE number = 2")
    }
    #expect(throws: JournalError.self) { try backUp(day: 1, keeping: 1) }
    #expect(names == [name(day: 0)])
  }
}
