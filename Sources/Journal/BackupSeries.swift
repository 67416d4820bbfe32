import Glibc
import Procedure

/// Backups of one journal in one folder, each named by its moment, of which the newest are kept.
///
///     let series = BackupSeries(folder: "/srv/backup")
///     let name = series.place(at: now)     // /srv/backup/paydesk-2026-11-25T163000Z
///     try journal.backup(to: name)
///     try series.retire(beyond: 14, sparing: name) { try journal.holds($0) }
///
/// A folder is one of the series where it has such a name, holds what a backup holds and nothing else, and its head is in the
/// journal's log: a copy of another desk, one that somebody laid a file into, or one of events that a restore took back is
/// never removed, and does not count.
public struct BackupSeries: Sendable {
  /// Where the backups are.
  public var folder: String

  /// The series in a folder, which need not be there yet.
  public init(folder: String) { self.folder = folder }

  /// The path of the backup of a moment, to the second, in UTC.
  public func place(at moment: Instant) -> String {
    folder + "/" + BackupSeries.name(at: moment)
  }

  /// Removes the oldest backups of the series beyond a number, once a newer one is whole.
  ///
  /// - Parameters:
  ///   - count: how many stay, at least 1.
  ///   - newest: the backup that was just made; it stays even where the clock was set back.
  ///   - isOurs: whether a head is in the journal's log.
  /// - Returns: what was removed, the oldest first.
  @discardableResult
  public func retire(
    beyond count: Int, sparing newest: String, isOurs: (Head) throws -> Bool
  ) throws -> [String] {
    let spared = Files.name(of: newest)
    let older = try Files.names(in: folder).filter { name in
      // A log without events is the beginning of any.
      guard name != spared, let head = head(of: name), head.number > 0 else { return false }
      return try isOurs(head)
    }
    return try older.dropLast(max(count, 1) - 1).map { folder + "/" + $0 }.filter(removes)
  }

  /// A name that no whole backup has comes first: what is left where this is cut off is not taken for one.
  /// Gives false where somebody else removes it.
  private func removes(_ path: String) throws -> Bool {
    let leaving = Files.temporary(path)
    do {
      try Files.move(path, to: leaving)
      try Files.removeFolder(leaving)
      return true
    } catch let failure as Files.Failure {
      if failure.code == ENOENT { return false }
      throw failure.journalError
    }
  }

  /// The head of a backup of the series, as its manifest says; nil where it is none.
  private func head(of name: String) -> Head? {
    let path = folder + "/" + name
    guard BackupSeries.isName(name), Files.isFolder(path),
      Files.names(in: path) == [Backup.manifestName, Backup.database, Backup.proofs],
      let manifest = try? Files.read(path + "/" + Backup.manifestName)
    else { return nil }
    return Backup.head(in: manifest)
  }

  private static let prefix = "paydesk-"

  private static func name(at moment: Instant) -> String {
    prefix + Instant(seconds: moment.seconds).rfc3339(offset: 0).filter { $0 != ":" }
  }

  /// Whether a name is one that `name(at:)` gives; they sort by their moments.
  private static func isName(_ name: String) -> Bool {
    var time = name.dropFirst(prefix.count)
    guard name.hasPrefix(prefix), time.utf8.count == 18, time.utf8.count == time.count else {
      return false
    }
    time.insert(":", at: time.index(time.startIndex, offsetBy: 15))
    time.insert(":", at: time.index(time.startIndex, offsetBy: 13))
    return Instant(rfc3339: String(time)).map { self.name(at: $0) } == name
  }
}
