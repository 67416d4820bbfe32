import Procedure
import Synchronization

/// The disputes that were read or recorded last, and the vendors, by the bytes that stand for them: one that is looked at and then worked on is read from
/// them once.
///
/// The same bytes are the same dispute, whoever wrote them and whether they were kept in the end, but for texts that were erased
/// since. An erasure is an event of the desk, so what is remembered holds only as long as the desk has the version that it had.
final class SnapshotMemory: Sendable {
  private struct Entry: Sendable {
    var placed: Placed
    var snapshot: [UInt8]
    var desk: Int
  }

  /// How many are remembered.
  private static let most = 32

  private struct State {
    var entries: [Int64: Entry] = [:]
    /// The places, in the order in which they came.
    var order: [Int64] = []
    /// The vendors' records, which hold no texts that are erased.
    var records: [VendorName: (bytes: [UInt8], record: VendorRecord)] = [:]
  }

  private let state = Mutex(State())

  /// A dispute by its snapshot; nil where it is not remembered, or the desk is another since.
  ///
  /// - Parameter desk: gives the version of the desk, and is asked only where there is something to compare it with.
  func dispute(at place: Int64, as snapshot: [UInt8], desk: () throws -> Int) rethrows -> Placed? {
    let found = state.withLock { $0.entries[place] }
    guard let found, found.snapshot == snapshot else { return nil }
    guard found.desk == (try desk()) else {
      forget()
      return nil
    }
    return found.placed
  }

  /// Remembers a dispute, and forgets the one that came first where there are many.
  func keep(_ placed: Placed, as snapshot: [UInt8], desk: Int) {
    state.withLock { state in
      if state.entries[placed.place] == nil {
        state.order.append(placed.place)
        if state.order.count > SnapshotMemory.most {
          state.entries[state.order.removeFirst()] = nil
        }
      }
      state.entries[placed.place] = Entry(placed: placed, snapshot: snapshot, desk: desk)
    }
  }

  /// A vendor's record by its bytes, which are read where they are not the ones that are remembered.
  func record(of vendor: VendorName, as bytes: [UInt8], reading: () throws -> VendorRecord) rethrows
    -> VendorRecord
  {
    let known = state.withLock { $0.records[vendor] }
    if let known, known.bytes == bytes { return known.record }
    let record = try reading()
    state.withLock { state in
      if state.records.count >= SnapshotMemory.most { state.records = [:] }
      state.records[vendor] = (bytes, record)
    }
    return record
  }

  /// Forgets all.
  func forget() { state.withLock { $0 = State() } }
}
