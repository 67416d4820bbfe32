import Glibc

/// A thread for work that may wait without bound.
public enum OwnThread {
  /// Starts a thread that ends with its work and that nobody waits for. False where the system gives no more of them.
  ///
  /// Signals that ask for something are left to the thread that started it; what its own faults raise it takes.
  public static func start(_ work: @escaping @Sendable () -> Void) -> Bool {
    let load = Unmanaged.passRetained(Load(work))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var former = sigset_t()
    var asking = sigset_t()
    sigfillset(&asking)
    for fault in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { sigdelset(&asking, fault) }
    pthread_sigmask(SIG_BLOCK, &asking, &former)
    defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { context in
        if let context { Unmanaged<Load>.fromOpaque(context).takeRetainedValue().work() }
        return nil
      }, load.toOpaque())
    if code != 0 { load.release() }
    return code == 0
  }

  private final class Load: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
}
