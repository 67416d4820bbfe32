import Glibc

/// What woke the loop.
public enum LoopEvent<Message: Sendable>: Sendable {
  /// A key, or a paste.
  case key(Key)
  /// The end of a paste was dropped, so many bytes of it; the paste itself came just before.
  case pasteCut(bytes: Int)
  /// Somebody posted to the inbox.
  case message(Message)
  /// The screen has another size, or has to be drawn anew after it was away.
  case resized(Size)
  /// The moment of ``EventLoop/deadline`` has come; there is no deadline now.
  case timer
  /// A watched descriptor can be read. Who watches reads it, or it comes again at once.
  case fileChanged(descriptor: Int32)
  /// The process was asked to end, by this signal; SIGHUP also when the terminal is gone, and then
  /// again until the loop stops.
  case terminate(signal: Int32)
}

/// Whether a loop goes on.
public enum LoopStep: Sendable {
  /// On to the next event.
  case next
  /// The loop ends; what waits is not handled any more.
  case stop
}

/// Waits for keys, messages, timers and signals in one place, and sleeps when there is nothing.
///
///     let loop = EventLoop(inbox: inbox)
///     loop.run(screen: screen) { event in
///       model.update(event)
///       return model.isDone ? .stop : .next
///     } settled: {
///       screen.present(model.view(screen.size))
///     }
public final class EventLoop<Message: Sendable> {
  /// Where messages come from.
  public let inbox: Inbox<Message>
  /// When ``LoopEvent/timer`` comes next; nil for never. It is cleared when it comes.
  public var deadline: ContinuousClock.Instant?
  /// Descriptors to wait for besides, for example of `inotify`.
  public var watched: [Int32] = []
  private let clock = ContinuousClock()

  /// A loop that takes its messages from an inbox.
  public init(inbox: Inbox<Message>) {
    self.inbox = inbox
  }

  /// Runs until `handle` says stop. `settled` is called before every wait, when all that had come is
  /// handled: the moment to draw.
  ///
  /// Ctrl-z and SIGTSTP suspend the process without an event of their own; a
  /// ``LoopEvent/resized(_:)`` follows when it goes on.
  public func run(
    screen: Screen, handle: (LoopEvent<Message>) -> LoopStep, settled: () -> Void
  ) {
    run(keyboard: screen.keyboard, screen: screen, handle: handle, settled: settled)
  }

  /// The same without a screen, for tests: then no signals come.
  func run(
    keyboard: Keyboard, screen: Screen?, handle: (LoopEvent<Message>) -> LoopStep,
    settled: () -> Void
  ) {
    while true {
      settled()
      let ready = wait(keyboard, screen)
      for event in events(ready, keyboard, screen) {
        if case .key(.control("z")) = event, let screen {
          screen.suspend()
          if case .stop = handle(.resized(screen.size)) { return }
        } else if case .stop = handle(event) {
          return
        }
      }
    }
  }

  private struct Ready {
    var keys = false
    var hangup = false
    var inbox = false
    var signals = false
    var timedOut = false
    var files: [Int32] = []
  }

  private func wait(_ keyboard: Keyboard, _ screen: Screen?) -> Ready {
    let events = Int16(POLLIN)
    var waits = [
      pollfd(fd: keyboard.isClosed ? -1 : keyboard.descriptor, events: events, revents: 0),
      pollfd(fd: inbox.descriptor, events: events, revents: 0),
      pollfd(fd: screen?.signalDescriptor ?? -1, events: events, revents: 0),
    ]
    waits += watched.map { pollfd(fd: $0, events: events, revents: 0) }
    let count = poll(&waits, nfds_t(waits.count), timeout(keyboard))
    var ready = Ready()
    guard count > 0 else {
      ready.timedOut = count == 0
      return ready
    }
    ready.keys = waits[0].revents & events != 0
    ready.hangup = waits[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
    ready.inbox = waits[1].revents != 0
    ready.signals = waits[2].revents != 0
    ready.files = waits[3...].filter { $0.revents != 0 }.map(\.fd)
    return ready
  }

  /// Milliseconds to the next thing that does not come by itself; -1 for none.
  private func timeout(_ keyboard: Keyboard) -> Int32 {
    var least = keyboard.patience
    if let deadline {
      let left = clock.now.duration(to: deadline).components
      // Rounded up: to wake just before the moment would only mean to wait again.
      let milliseconds = left.seconds.multipliedReportingOverflow(by: 1_000)
      let more = Int64((left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
      let wait = milliseconds.overflow ? Int64(Int32.max) : milliseconds.partialValue + more
      least = min(least ?? .max, Int(max(wait, 0)))
    }
    return least.map { Int32(clamping: $0) } ?? -1
  }

  private func events(
    _ ready: Ready, _ keyboard: Keyboard, _ screen: Screen?
  ) -> [LoopEvent<Message>] {
    var events: [LoopEvent<Message>] = []
    if ready.signals, let screen { events += signals(screen) }
    if ready.keys {
      events += keyboard.read().map { .key($0) }
      let dropped = keyboard.takeDroppedBytes()
      if dropped > 0 { events.append(.pasteCut(bytes: dropped)) }
    } else if ready.timedOut {
      events += keyboard.flush().map { .key($0) }
    }
    if keyboard.isClosed || (ready.hangup && !ready.keys) {
      events.append(.terminate(signal: SIGHUP))
    }
    if ready.inbox { events += inbox.takeAll().map { .message($0) } }
    events += ready.files.map { .fileChanged(descriptor: $0) }
    if let deadline, clock.now >= deadline {
      self.deadline = nil
      events.append(.timer)
    }
    return events
  }

  private func signals(_ screen: Screen) -> [LoopEvent<Message>] {
    var events: [LoopEvent<Message>] = []
    var wasResized = false
    for signal in screen.takeSignals() {
      switch signal {
      case SIGWINCH:
        wasResized = true
      case SIGCONT:
        screen.takeBack()
        wasResized = true
      case SIGTSTP:
        screen.suspend()
        wasResized = true
      default:
        events.append(.terminate(signal: signal))
      }
    }
    if wasResized {
      screen.resize()
      events.append(.resized(screen.size))
    }
    return events
  }
}
