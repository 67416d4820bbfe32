import Foundation
import Journal
import Procedure

/// A file with a desk's work of a quarter: so many tickets, an eighth of them under way or closed, in every step there is.
public struct Filling {
  /// How many tickets.
  public var tickets: Int
  /// In how many of a hundred something has happened.
  static let begun = 12
  /// What is filled in, as a number: it goes up whenever a desk would be another one.
  static let format = 2

  /// A desk of so many tickets.
  public init(tickets: Int) { self.tickets = tickets }

  /// Makes the desk's file in a folder, or takes the one that is there.
  public func file(in folder: String) throws -> String {
    let path = "\(folder)/desk-\(Filling.format)-\(tickets).db"
    guard access(path, F_OK) != 0 else { return path }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try fill(path)
    return path
  }

  private func fill(_ path: String) throws {
    // Made where nothing is flushed, and put in its place whole.
    let part = "/dev/shm/\(getpid())-\(tickets).db"
    defer { for suffix in ["", "-wal", "-shm"] { unlink(part + suffix) } }
    var now = Instant.onThisMachine.adding(seconds: -90 * 86_400)
    do {
      let journal = try RelationalJournal.create(at: part)
      try people(in: journal, at: now)
      let policy = try journal.desk().policy
      let batch = 1_000
      let pause = Int64(86 * 86_400 / max(1, tickets / batch + 1))
      for start in stride(from: 1, through: tickets, by: batch) {
        let numbers = start..<min(start + batch, tickets + 1)
        let came = try journal.arrive(
          numbers.map { Cast.ticket($0, at: now.adding(seconds: -60)) },
          by: Cast.first, at: now)
        for case .failure(let refusal) in came { throw refusal }
        var later = now
        for number in numbers {
          later = later.adding(seconds: 1)
          try work(number, in: journal, at: later, policy)
        }
        now = now.adding(seconds: max(pause, 1_100))
        if start % 50_000 == 1 { say("filled \(start - 1) of \(tickets) tickets") }
      }
      try LongDispute.walk(in: journal, at: now)
    }
    try moved(part, to: path)
  }

  private func people(in journal: RelationalJournal, at now: Instant) throws {
    try journal.perform(.initialise(Cast.first.person, uid: 10_000), by: nil, at: now)
    for (place, actor) in Cast.people.enumerated() where actor.person != Cast.first.person {
      try journal.perform(
        .add(actor.person, uid: UInt32(20_000 + place), role: actor.role), by: Cast.first, at: now)
    }
  }

  /// Takes a ticket as far as its number says.
  private func work(_ number: Int, in journal: RelationalJournal, at now: Instant, _ policy: Policy)
    throws
  {
    var random = Seeded(UInt64(number) ^ 0xF111)
    guard random.chance(Filling.begun) else { return }
    let executive = random.pick(Cast.executives)
    let manager = random.pick(Cast.managers.filter { $0.role == .financeManager })
    let id = Cast.id(number)
    for _ in 0..<Int.random(in: 1...20, using: &random) {
      guard let look = try journal.look(at: id),
        let step = NextStep.next(of: look, at: now, policy: policy)
      else { return }
      _ = try journal.perform(
        step.command, on: id, by: step.isManagers ? manager : executive, at: now, expecting: nil)
    }
  }

  /// Copies a closed database to where it stays.
  private func moved(_ part: String, to path: String) throws {
    let journal = try RelationalJournal.readOnly(part)
    let folder = path + ".part"
    _ = try journal.backup(to: folder)
    guard rename(folder + "/paydesk.db", path) == 0 else {
      throw Trouble("\(path) cannot be made: error \(errno)")
    }
    try FileManager.default.removeItem(atPath: folder)
  }
}
