import Foundation
import GRDB
import Procedure
import Testing

@testable import Journal

extension Faults {
  /// A log that was changed past the program.
  @Suite("A log that was changed")
  struct ChangedBytes {
    /// A desk with rather more than 1,000 events, with every kind of column in use.
    private func made() throws -> (FaultDesk, [LoggedEvent]) {
      let desk = try FaultDesk(payouts: 111)
      let journal = try desk.journal()
      let ravi = Actor(Person("ravi"), .opsManager)
      let now = Instant(seconds: 1_795_000_000)
      try journal.perform(
        .appointDeputy(
          Person("dev"), for: ravi.person, from: now, until: now.adding(seconds: 86_400)),
        by: ravi, at: now)
      _ = try journal.perform(
        .note(text: "तय नहीं है"), on: TicketID("CX-1"),
        by: Actor(Person("dev"), .opsManager, standsFor: ravi.person), at: now, expecting: nil)
      return try journal.read { reading in
        var events: [LoggedEvent] = []
        try reading.log.each { events.append($0) }
        return (desk, events)
      }
    }

    @Test("each byte of each column of each of 1,000 events is missed where it stands")
    func columns() throws {
      let (_, events) = try made()
      #expect(events.count > 1_000)
      let journal = try RelationalJournal.inMemory()
      var chance = Chance()
      try #require(journal.sqlite).database.writeWithoutTransaction { db in
        try db.execute(sql: "DROP TRIGGER event_is_never_changed")
        try db.execute(sql: "DROP TRIGGER event_is_never_deleted")
        for place in stride(from: 0, to: events.count, by: Faults.times(60, full: 1)) {
          // What stands before an event is whole, so the walk may begin there, and what follows after the next is not reached.
          var change = Change(events, at: place)
          try change.lay(in: db)
          for (column, bytes) in events[place].columns {
            for offset in bytes.indices {
              var changed = bytes
              changed[offset] ^= UInt8.random(in: 1...255, using: &chance)
              let found = try change.isFound(column, changed, in: db)
              #expect(found, "event \(place + 1), \(column), byte \(offset), seed \(Faults.seed)")
            }
          }
        }
      }
    }

    @Test("a byte of the file that is another is found, or what is recorded is still the same")
    func file() throws {
      let (desk, events) = try made()
      let copy = desk.shell.home + "/changed"
      let head = try desk.journal().backup(to: copy)
      let path = copy + "/paydesk.db"
      let file = open(path, O_RDWR | O_CLOEXEC)
      defer { close(file) }
      let size = Int(lseek(file, 0, SEEK_END))
      var chance = Chance()
      var found = 0
      let times = Faults.times(80, full: 6_000)
      for _ in 0..<times {
        let offset = Int.random(in: 0..<size, using: &chance)
        var byte: UInt8 = 0
        pread(file, &byte, 1, off_t(offset))
        var changed = byte ^ UInt8.random(in: 1...255, using: &chance)
        pwrite(file, &changed, 1, off_t(offset))
        let isFound = try isFound(path, head, events)
        found += isFound ? 1 : 0
        pwrite(file, &byte, 1, off_t(offset))
        for suffix in ["-wal", "-shm", "-journal"] { unlink(path + suffix) }
      }
      #expect(found > times / 20, "\(found) of \(times), seed \(Faults.seed)")
      #expect(try RelationalJournal.readOnly(path).verify(against: head).isSound)
    }

    /// Whether verifying a file finds something; where it does not, its log has to be as it was.
    private func isFound(_ path: String, _ head: Head, _ events: [LoggedEvent]) throws -> Bool {
      do {
        let journal = try RelationalJournal.readOnly(path)
        if try !journal.verify(against: head).isSound { return true }
        var same = true
        try journal.read { reading in
          var place = 0
          try reading.log.each {
            same = same && place < events.count && events[place] == $0
            place += 1
          }
          same = same && place == events.count
        }
        #expect(same, "seed \(Faults.seed)")
        return false
      } catch is JournalError {
        return true
      }
    }

    @Test("a tail that was cut is told by a head that was printed, and by nothing else")
    func cut() throws {
      let desk = try FaultDesk(payouts: 2)
      let head = try desk.verified()
      let last = Int(try desk.journal().head().number)
      for left in [last - 1, last / 2, 1] {
        try DatabaseQueue(path: desk.database).write { db in
          try db.execute(sql: "DROP TRIGGER IF EXISTS event_is_never_deleted")
          try db.execute(sql: "DELETE FROM event WHERE number > ?", arguments: [left])
        }
        let outcome = try desk.run("verify", "--head", head)
        #expect(outcome.status == 65 && outcome.complaint.contains("was cut"), "\(outcome)")
      }
    }
  }

  /// One event that is changed, with the end of the log before it and the event that follows.
  private struct Change {
    private let event: LoggedEvent
    private let next: LoggedEvent?
    private let before: Log.End

    init(_ events: [LoggedEvent], at place: Int) {
      event = events[place]
      next = place + 1 < events.count ? events[place + 1] : nil
      before =
        place == 0
        ? Log.End()
        : Log.End(
          number: events[place - 1].number, hash: events[place - 1].hash, at: events[place - 1].at)
    }

    func lay(in db: Database) throws {
      try db.execute(sql: "DELETE FROM event")
      try db.insert(event)
      if let next { try db.insert(next) }
    }

    /// Changes a column, and tells whether a walk from the end before finds it, or nobody could have read it.
    mutating func isFound(_ column: String, _ bytes: [UInt8], in db: Database) throws -> Bool {
      let isNumber = ["number", "version", "schema", "at"].contains(column)
      let isText = !isNumber && !["body", "hash"].contains(column)
      let value: Value =
        isNumber ? .integer(bytes.reduce(0) { $0 << 8 | Int64($1) }) : .blob(bytes)
      do {
        try db.run(
          "UPDATE event SET \(column) = \(isText ? "CAST(? AS TEXT)" : "?") WHERE number = ?",
          [value, .integer(event.number)])
      } catch is DatabaseError {
        return true  // Two rows of one number cannot be.
      }
      defer { try? lay(in: db) }
      var end = before
      do { _ = try Reading(db).walk(to: &end) } catch is JournalError { return true }
      // The last event under a smaller number is a log that was cut, which a head tells.
      return next == nil && column == "number" && end.number < event.number
    }
  }
}

extension LoggedEvent {
  /// What stands in its columns, as bytes; numbers with the highest first.
  fileprivate var columns: [(String, [UInt8])] {
    func bytes(_ number: Int64) -> [UInt8] { withUnsafeBytes(of: number.bigEndian, Array.init) }
    var columns = [
      ("number", bytes(number)), ("stream", Array(stream.utf8)),
      ("version", bytes(Int64(version))), ("name", Array(name.utf8)),
      ("schema", bytes(Int64(schema))), ("by", Array(by.utf8)), ("role", Array(role.utf8)),
      ("at", bytes(at)), ("body", body), ("hash", hash),
    ]
    if let vendor { columns.append(("vendor", Array(vendor.utf8))) }
    if let standsFor { columns.append(("stands_for", Array(standsFor.utf8))) }
    return columns
  }
}
