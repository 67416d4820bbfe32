import Glibc
import Procedure

extension Instant {
  /// The moment by this machine's clock, which may be wrong: what is decided by goes by a store's.
  public static var onThisMachine: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }
}
