import Glibc

/// A moment at which waiting ends.
struct Deadline: Sendable {
  private let end: ContinuousClock.Instant
  /// How long the wait is in all.
  let seconds: Double

  /// So many seconds from now.
  init(within seconds: Double) {
    self.seconds = seconds
    end = .now + .seconds(max(0, seconds))
  }

  /// How long it is until then, in seconds; below zero once it has come.
  var left: Double { ContinuousClock.now.duration(to: end) / .seconds(1) }

  /// Whether it has come.
  var isOver: Bool { ContinuousClock.now >= end }

  /// Waits until a descriptor is ready or the moment comes, and gives what it is ready for: 0 when time is up.
  func wait(on descriptor: Int32, for events: Int32) -> Int32 {
    while true {
      var waited = pollfd(fd: descriptor, events: Int16(events), revents: 0)
      let left = ContinuousClock.now.duration(to: end) / .milliseconds(1)
      // A millisecond at least: with less the last moment would be spent turning in a circle.
      let count = poll(&waited, 1, left <= 0 ? 0 : Int32(min(left + 1, 1_000_000)))
      if count > 0 { return Int32(waited.revents) }
      if count < 0, errno != EINTR { return POLLERR }
      if count == 0, isOver { return 0 }
    }
  }
}
