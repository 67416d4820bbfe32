import GRDB
import Procedure

/// What a walk along the chain found.
public struct Verification: Sendable {
  /// The end of the log, or of the part before the first event that does not fit.
  public var head: Head
  /// The first thing that does not hold; nil where all does.
  public var fault: JournalError?

  /// Whether everything holds.
  public var isSound: Bool { fault == nil }
}

/// Telling whether the log is what was written.
extension SQLiteJournal {
  /// Walks the chain from the first event, and looks at the personal texts beside it.
  ///
  /// A log that was cut at its end is a whole chain still: only a head that was kept elsewhere tells.
  ///
  /// - Parameter kept: a head that was printed earlier; the event of its number must have its hash.
  public func verify(against kept: Head? = nil) throws -> Verification {
    try read { reading in
      var end = Log.End()
      var fault: JournalError?
      var keptHash: [UInt8]? = kept?.number == 0 ? Chain.start : nil
      do {
        try reading.log.each { event in
          if let why = event.fault(after: end) {
            throw JournalError.broken(number: end.number + 1, why: why)
          }
          end = Log.End(number: event.number, hash: event.hash, at: event.at)
          if event.number == kept?.number { keptHash = event.hash }
        }
        fault = try kept?.fault(found: keptHash, end: end) ?? reading.personalFault(path: path)
      } catch let error as JournalError {
        fault = error
      }
      return Verification(head: end.head, fault: fault)
    }
  }
}

extension LoggedEvent {
  /// Why it does not follow the end of the log so far.
  fileprivate func fault(after end: Log.End) -> String? {
    guard number == end.number + 1 else {
      return "it is missing; the next one is event \(number)"
    }
    guard hash == Chain.hash(of: self, after: end.hash) else {
      return "it was changed, or an event before it was (\(stream), \(name))"
    }
    return nil
  }
}

extension Head {
  fileprivate func fault(found: [UInt8]?, end: Log.End) -> JournalError? {
    guard let found else {
      return .broken(
        number: end.number + 1,
        why: "the log was cut: it ends at \(end.number), and event \(number) was there")
    }
    guard found.hexadecimal == hash else {
      return .broken(number: number, why: "the log was changed: another event stood there")
    }
    return nil
  }
}

extension Reading {
  /// The first personal text that is not the one its token was made for.
  fileprivate func personalFault(path: String) throws -> JournalError? {
    var fault: JournalError?
    try db.each("SELECT stream, token, salt, text FROM personal WHERE text IS NOT NULL") { row in
      guard fault == nil,
        row.text(1) != StreamVault.token(salt: row.bytes(2), text: row.text(3))
      else { return }
      fault = .unreadable(
        path: path, why: "a personal text of \(row.text(0)) is not the one that was recorded")
    }
    return fault
  }
}
