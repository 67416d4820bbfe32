import Exchange
import Foundation
import Glibc
import Journal
import Procedure

/// An open journal, and who works in it here.
struct Access {
  var journal: SQLiteJournal
  var actor: Actor

  /// The policy that counts.
  var policy: Policy { get throws { try journal.desk().policy } }
}

extension DeskOptions {
  /// Opens the database for a person whom it knows.
  func open() throws -> Access {
    let journal = try opened()
    return Access(journal: journal, actor: try actor(in: journal))
  }

  /// Opens the database, whoever asks.
  func opened() throws -> SQLiteJournal {
    guard access(path, F_OK) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else {
        throw CommandFailure(
          .noPermission, "\(path) cannot be opened: \(String(cString: strerror(errno))).")
      }
      throw CommandFailure(
        .noInput,
        "there is no database at \(path): `paydesk init` makes one, `paydesk sample` one to try things on."
      )
    }
    guard !GivenFile(name: path).isFolder else {
      throw CommandFailure(.noInput, "\(path) is a folder: --db names the database's file.")
    }
    return try SQLiteJournal.open(at: path)
  }

  /// Who this is in a journal: the person of this login, or in the sample whoever was asked for.
  func actor(in journal: SQLiteJournal) throws -> Actor {
    let desk = try journal.desk()
    if person != nil, !journal.isSample {
      throw CommandFailure(
        .noPermission, "--as works in the sample alone: elsewhere everybody is their own login.")
    }
    if journal.isSample, let requested = requestedPerson {
      if let actor = desk.actor(requested, at: .current) { return actor }
      let names = desk.people.keys.map(\.text).sorted().joined(separator: ", ")
      throw CommandFailure(.usage, "nobody in the sample is called \(requested): it has \(names).")
    }
    if let actor = desk.actor(uid: Login.current.uid, at: .current) { return actor }
    let login = Login.current.name
    let managers = desk.people.filter(\.value.role.isManager).map(\.key.text).sorted()
    guard !managers.isEmpty else {
      throw CommandFailure(
        .noPermission, "nobody works at this desk yet: `paydesk init` makes you its ops manager.")
    }
    throw CommandFailure(
      .noPermission,
      "\(login) does not work at this desk, so nothing is shown: \(managers.joined(separator: " or ")) can say `paydesk people add \(login) --role executive`."
    )
  }
}

extension Instant {
  /// The moment by the system's clock.
  static var current: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(
      microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }
}
