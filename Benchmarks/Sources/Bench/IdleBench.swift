import Foundation
import Journal
import Procedure
import SeededDesk

/// Doing nothing: desks of all sizes at once, over a minute and more.
struct IdleBench {
  let desks: [WorkingDesk]
  let program: String
  private static let seconds = 62.0

  /// What a program did, by the second of the minute in which the countdown is drawn anew, and all others.
  private struct Idle {
    var (minuteBytes, otherBytes, minuteWakes, otherWakes) = (0, 0, 0, 0)
    var processor = 0.0
  }

  func measure(into report: inout Report) throws {
    say("idle for \(Int(IdleBench.seconds)) s")
    let sessions = try desks.map { desk in
      try Session(program, [], environment: desk.environment, rows: 40, columns: 120)
    }
    for session in sessions { _ = try session.start(until: TerminalBench.hasRows) }
    try rest(sessions, 2)
    var idles = sessions.map { _ in Idle() }
    var sleeps = sessions.map(\.sleeps)
    var seen = sessions.map(\.pieces.count)
    let before = sessions.map(\.processorTime)
    let start = nanoseconds()
    while Double(nanoseconds() - start) / 1e9 < IdleBench.seconds {
      let isMinute = try rest(sessions, 0.25)
      for place in sessions.indices {
        let pieces = sessions[place].pieces
        let bytes = pieces[seen[place]...].reduce(0) { $0 + $1.bytes }
        seen[place] = pieces.count
        let woken = sessions[place].wakeups(since: sleeps[place])
        sleeps[place] = sessions[place].sleeps
        if isMinute {
          idles[place].minuteBytes += bytes
          idles[place].minuteWakes += woken
        } else {
          idles[place].otherBytes += bytes
          idles[place].otherWakes += woken
        }
      }
    }
    for place in sessions.indices {
      idles[place].processor = sessions[place].processorTime - before[place]
      add(idles[place], at: desks[place].tickets, into: &report)
    }
    for place in sessions.indices {
      try measureChange(at: desks[place], session: sessions[place], into: &report)
      try sessions[place].quit()
    }
  }

  /// Takes what comes for so long; gives whether a minute began in it.
  @discardableResult
  private func rest(_ sessions: [Session], _ seconds: Double) throws -> Bool {
    func minute() -> Int64 { Instant.onThisMachine.microseconds / 60_000_000 }
    let began = minute()
    let end = nanoseconds() + UInt64(seconds * 1e9)
    while nanoseconds() < end {
      for session in sessions { _ = try session.take(waiting: 5) }
    }
    // What a minute starts may end a moment later.
    return minute() != began
      || Instant.onThisMachine.microseconds % 60_000_000 < Int64(seconds * 2e6)
  }

  private func add(_ idle: Idle, at tickets: Int, into report: inout Report) {
    func add(_ name: String, _ unit: String, _ value: Double, most: Double? = nil) {
      report.add(name, unit, at: tickets, .init(value: value), .init(most: most))
    }
    let seconds = Int(IdleBench.seconds)
    add(
      "idle for \(seconds) s: bytes but for the minute's", "bytes", Double(idle.otherBytes), most: 0
    )
    add(
      "idle for \(seconds) s: wake-ups but for the minute's", "wake-ups", Double(idle.otherWakes),
      most: 0)
    add("idle: bytes when a minute begins", "bytes", Double(idle.minuteBytes))
    add("idle: wake-ups when a minute begins", "wake-ups", Double(idle.minuteWakes))
    add("idle for \(seconds) s: processor", "ms", idle.processor)
  }

  /// Another process records one thing: what that wakes.
  private func measureChange(
    at desk: WorkingDesk, session: Session, into report: inout Report
  ) throws {
    let journal = try desk.journal()
    var number = desk.tickets
    while let look = try journal.look(at: Cast.id(number)), look.dispute.holder != nil {
      number -= 1
    }
    let before = session.sleeps
    let moment = nanoseconds()
    _ = try journal.perform(
      .claim, on: Cast.id(number), by: Cast.executives[0], at: .onThisMachine, expecting: nil)
    try rest([session], 1.5)
    report.add(
      "another process claims a ticket: wake-ups", "wake-ups", at: desk.tickets,
      .init(value: Double(session.wakeups(since: before))))
    let last = session.pieces.last { $0.at > moment }.map { Double($0.at - moment) / 1e6 }
    report.add(
      "another process claims a ticket: until the counts show it", "ms", at: desk.tickets,
      .init(value: last ?? 0))
  }
}
