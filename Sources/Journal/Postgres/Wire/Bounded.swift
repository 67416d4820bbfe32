import Glibc
import Synchronization

/// Work on a thread of its own that is waited for only so long: parts of libpq block with no bound (looking up a host's
/// name, cancelling), and nobody may hang on them.
enum Bounded {
  /// Does the work, and gives nil where it takes longer; what it gives after that goes to `late`.
  static func run<Product: Sendable>(
    within deadline: Deadline, late: @escaping @Sendable (Product) -> Void = { _ in },
    _ work: @escaping @Sendable () -> Product
  ) -> Product? {
    let desk = Desk<Product>()
    let isRunning = OwnThread.start {
      let product = work()
      if desk.leave(product) { return }
      late(product)
    }
    guard isRunning else { return nil }
    _ = deadline.wait(on: desk.bell, for: POLLIN)
    return desk.take()
  }

  /// Where the product is put down, or found to be wanted no more.
  private final class Desk<Product: Sendable>: Sendable {
    private enum State: Sendable {
      case awaited
      case there(Product)
      case unwanted
    }

    let bell: Int32
    private let cord: Int32
    private let state = Mutex(State.awaited)

    init() {
      var ends: [Int32] = [-1, -1]
      _ = pipe(&ends)
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      (bell, cord) = (ends[0], ends[1])
    }

    deinit {
      close(bell)
      close(cord)
    }

    func leave(_ product: Product) -> Bool {
      let isWanted = state.withLock { state in
        guard case .awaited = state else { return false }
        state = .there(product)
        return true
      }
      _ = write(cord, "!", 1)
      return isWanted
    }

    func take() -> Product? {
      state.withLock { state in
        defer { state = .unwanted }
        guard case .there(let product) = state else { return nil }
        return product
      }
    }
  }
}
