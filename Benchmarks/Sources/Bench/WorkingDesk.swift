import Foundation
import Journal
import Procedure
import SeededDesk

/// A copy of a seeded desk, at which whoever measures works as an executive.
final class WorkingDesk {
  let tickets: Int
  let folder: String
  let file: String
  let person = Actor(Person("bench"), .executive)

  init(tickets: Int, desks: String) throws {
    self.tickets = tickets
    let seeded = try Filling(tickets: tickets).file(in: desks)
    folder = "\(desks)/work-\(getpid())-\(tickets)"
    file = "\(folder)/paydesk.db"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try FileManager.default.copyItem(atPath: seeded, toPath: file)
    let journal = try journal()
    try journal.perform(
      .add(person.person, uid: getuid(), role: person.role), by: Cast.first, at: .onThisMachine)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func journal() throws -> RelationalJournal { try RelationalJournal.open(at: file) }

  /// What the program finds around itself: nothing of the person's own.
  var environment: [String: String] { WorkingDesk.environment(home: folder, database: file) }

  static func environment(home: String, database: String) -> [String: String] {
    [
      "PATH": "/usr/bin:/bin", "HOME": home, "XDG_CONFIG_DIRS": home, "TERM": "xterm-256color",
      "LC_ALL": "C.UTF-8", "PAYDESK_DB": database,
    ]
  }
}
