import CSQLiteFloor
import Foundation
import Journal
import Procedure
import SeededDesk

/// Recording, in this process: each action beside a bare write of as many bytes, and beside one event put in from C.
struct RecordingBench {
  let desk: WorkingDesk
  var actions = 400
  private static let ring = 4 << 20

  func measure(into report: inout Report) throws {
    let journal = try desk.journal()
    let policy = try journal.desk().policy
    let disk = bench_disk_open("\(desk.folder)/floor", RecordingBench.ring)
    guard disk >= 0, let log = bench_sqlite_log("\(desk.folder)/floor.db") else {
      throw Trouble("the floor's files cannot be made")
    }
    defer {
      close(disk)
      bench_sqlite_close(log)
    }
    var (recorded, bare, inserted, bytes, processor) = (
      Times(), Times(), Times(), Times(), Times()
    )
    let meter = try LogMeter(of: desk.file)
    var place = 0
    var number = 0
    while recorded.all.count < actions {
      number = number % desk.tickets + 1
      let id = Cast.id(number)
      for _ in 0..<8 {
        guard let look = try journal.look(at: id),
          look.dispute.holder == nil || look.dispute.holder == desk.person.person,
          let step = NextStep.next(of: look, at: .onThisMachine, policy: policy)
        else { break }
        let actor = step.isManagers ? Cast.manager : desk.person
        let before = try meter.frames()
        let busy = threadTime()
        let time = try timed {
          _ = try journal.perform(
            step.command, on: id, by: actor, at: .onThisMachine, expecting: look.dispute.version)
        }
        let wrote = try meter.bytes(since: before)
        recorded.add(time)
        processor.add(threadTime() - busy)
        bytes.add(Double(wrote))
        if place + wrote > RecordingBench.ring { place = 0 }
        bare.add(timed { _ = bench_disk_write(disk, place, wrote) })
        place += wrote
        inserted.add(timed { _ = bench_sqlite_append(log, 300) })
      }
    }
    report.add(
      "record an action (floor: bare write and fdatasync of as many bytes)", "ms", at: desk.tickets,
      recorded, floor: bare, .init(timesFloor: 2.5))
    report.add(
      "record an action (floor: one event from C, with SQLite)", "ms", at: desk.tickets, recorded,
      floor: inserted)
    report.add("record an action, of that the processor", "ms", at: desk.tickets, processor)
    report.add(
      "bytes that an action adds to the write-ahead log", "bytes", at: desk.tickets, bytes)
  }
}

extension Cast {
  /// Who decides where a manager has to.
  static var manager: Actor { managers.first { $0.role == .financeManager } ?? first }
}

/// How much is written to a database's write-ahead log, from the index that SQLite keeps beside it.
struct LogMeter {
  private let index: Int32
  private let page: Int

  init(of database: String) throws {
    index = open(database + "-shm", O_RDONLY | O_CLOEXEC)
    guard index >= 0 else { throw Trouble("\(database) has no write-ahead log") }
    page = 4096
  }

  /// How many frames the log has.
  func frames() throws -> Int {
    var count: UInt32 = 0
    guard pread(index, &count, 4, 16) == 4 else { throw Trouble("the log's index cannot be read") }
    return Int(count)
  }

  /// How many bytes were written since then; a log that began anew is shorter.
  func bytes(since before: Int) throws -> Int {
    let now = try frames()
    return (now >= before ? now - before : now) * (page + 24)
  }
}
