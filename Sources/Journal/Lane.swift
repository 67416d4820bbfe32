import Dispatch
import Synchronization

/// Work that is done in order, on a thread of its own that sleeps while there is none.
///
/// A dispatch queue would do, but its pool of threads wakes every second to look after itself, from its first use on: a screen on
/// which nothing happens should cost nothing.
public final class Lane: Sendable {
  private let line = Line()
  private let isMoving: Bool

  /// A lane with nothing to do.
  public init() {
    let line = line
    isMoving = OwnThread.start {
      while let job = line.next() { job() }
    }
  }

  deinit { line.end() }

  /// Has something done after all that waits. Where the system gave no thread, it is done at once.
  public func async(_ job: @escaping @Sendable () -> Void) {
    if isMoving { line.add(job) } else { job() }
  }

  /// Waits until all that was to be done is.
  public func drain() {
    let done = DispatchSemaphore(value: 0)
    async { done.signal() }
    done.wait()
  }

  /// What waits, shared with the thread, so that the lane itself can go.
  private final class Line: Sendable {
    private struct Jobs {
      var waiting: [@Sendable () -> Void] = []
      var hasEnded = false
    }

    private let jobs = Mutex(Jobs())
    private let bell = DispatchSemaphore(value: 0)

    func add(_ job: @escaping @Sendable () -> Void) {
      jobs.withLock { $0.waiting.append(job) }
      bell.signal()
    }

    func end() {
      jobs.withLock { $0.hasEnded = true }
      bell.signal()
    }

    /// The next job, once there is one; nil once all are done and the lane is gone.
    func next() -> (@Sendable () -> Void)? {
      while true {
        bell.wait()
        let (job, hasEnded) = jobs.withLock { jobs in
          (jobs.waiting.isEmpty ? nil : jobs.waiting.removeFirst(), jobs.hasEnded)
        }
        if let job { return job }
        if hasEnded { return nil }
      }
    }
  }
}
