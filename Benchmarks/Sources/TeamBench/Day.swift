import Foundation
import Procedure
import Synchronization

/// How people work.
struct Day: Sendable {
  /// How many tickets there are.
  var tickets: Int
  /// How long it is, in seconds.
  var seconds: Double
  /// How long people work before anything is measured, in seconds: connections are kept for hours, and the first calls in
  /// each are slow.
  var warming: Double
  /// How long a person pauses between two actions, in the mean, in seconds.
  var pause: Double
  /// Whether each person's screen is told of what others record.
  var listens: Bool
  /// Whether people only record, and look at nothing but what they record on.
  var recordsAlone = false
  /// What one person leaves for another, where nobody looks at the queue.
  let tray = Tray()

  /// Disputes that wait for somebody: for whoever has a role, or for their holder.
  final class Tray: Sendable {
    private let disputes = Mutex<[String: [TicketID]]>([:])

    func leave(_ dispute: TicketID, for someone: String) {
      disputes.withLock { $0[someone, default: []].append(dispute) }
    }
    func next(for someone: String) -> TicketID? {
      disputes.withLock { $0[someone]?.popLast() }
    }
  }

  /// What came of it.
  struct Outcome {
    var workers: [Worker]
    var seconds: Double

    var times: [Timed: Times] {
      var all: [Timed: Times] = [:]
      for kind in Timed.allCases { all[kind] = Times(workers.flatMap { $0.times[kind] ?? [] }) }
      return all
    }
    var actions: Int { workers.reduce(0) { $0 + $1.counted } }
    var rate: Double { Double(actions) / seconds }
    /// All that was recorded, measured or not.
    var recorded: Int { workers.reduce(0) { $0 + $1.acknowledged.count } }
  }

  /// Lets everybody work at once, and returns when all have stopped.
  func pass(_ people: [Actor], seed: UInt64, address: (Person) -> String) throws -> Outcome {
    let workers = try people.enumerated().map { place, actor in
      try Worker(
        actor, at: address(actor.person), self, place: place, of: people.count,
        seed: seed &* 1_000 &+ UInt64(place))
    }
    let start = nanoseconds() + UInt64(warming * 1e9)
    let end = start + UInt64(seconds * 1e9)
    let group = DispatchGroup()
    for worker in workers {
      group.enter()
      let thread = Thread {
        worker.work(from: start, until: end)
        group.leave()
      }
      thread.stackSize = 1 << 20
      thread.start()
    }
    group.wait()
    return Outcome(workers: workers, seconds: Double(nanoseconds() - start) / 1e9)
  }
}
