import Procedure
import Synchronization

/// A server's clock, told without asking for it each time: this machine's, and by how much the server's is ahead of it.
final class ServerClock: Sendable {
  private let machine: @Sendable () -> Instant
  /// In microseconds; nil before the server was heard.
  private let ahead = Mutex<Int64?>(nil)

  /// - Parameter machine: this machine's clock.
  init(machine: @escaping @Sendable () -> Instant = { Instant.onThisMachine }) {
    self.machine = machine
  }

  /// How a statement reads the server's clock.
  static let reading = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"

  /// The moment by the server's clock.
  var now: Instant {
    Instant(microseconds: machine().microseconds &+ (ahead.withLock { $0 } ?? 0))
  }

  /// The moment by this machine's clock, to be given to `hear` as that of asking.
  var asking: Instant { machine() }

  /// Takes in what the server's clock showed some time between asking and now.
  func hear(_ moment: Instant, asked: Instant) {
    let (most, least) = (
      moment.microseconds &- asked.microseconds, moment.microseconds &- machine().microseconds
    )
    ahead.withLock { ahead in
      // What is known already is closer than what a slow answer tells, unless it cannot be.
      ahead = max(least, min(most, ahead ?? least / 2 + most / 2))
    }
  }
}
