import Foundation
import SeededDesk

/// The release build on a terminal, beside a program in C that shows the same pictures.
final class TerminalBench {
  let desk: WorkingDesk
  let program: String
  let floor: String
  private(set) var peak = 0.0
  private(set) var floorPeak = 0.0

  init(desk: WorkingDesk, programs: (paydesk: String, floor: String)) {
    self.desk = desk
    program = programs.paydesk
    floor = programs.floor
  }

  /// One press of a key, or several that belong together.
  struct Press {
    var keys: String
    var isMeasured = true
  }

  struct Compared {
    var times = Times()
    var bytes = Times()
    var floorTimes = Times()
    var floorBytes = Times()
  }

  func session(rows: Int, columns: Int) throws -> Session {
    try Session(
      program, [], environment: desk.environment, rows: rows, columns: columns)
  }

  func floorSession(_ words: [String], rows: Int, columns: Int) throws -> Session {
    try Session(floor, words, environment: desk.environment, rows: rows, columns: columns)
  }

  /// Whether a list is to be seen.
  static func hasRows(_ picture: Picture) -> Bool {
    picture.lines.count { $0.contains("CX-") } >= 10
  }

  // MARK: Starting

  func measureStart(rounds: Int, into report: inout Report) throws {
    var (starts, floors) = (Times(), Times())
    for round in 0...rounds {
      let ours = try session(rows: 40, columns: 120)
      let time = try ours.start(until: TerminalBench.hasRows).seen ?? 0
      try ours.quit()
      let theirs = try floorSession(["list", "\(desk.tickets)"], rows: 40, columns: 120)
      let least = try theirs.start(until: TerminalBench.hasRows).seen ?? 0
      try theirs.quit()
      // The first warms the caches.
      guard round > 0 else { continue }
      starts.add(time)
      floors.add(least)
    }
    report.add(
      "start to the first rows, 120×40 (floor: a list in C)", "ms", at: desk.tickets,
      starts, floor: floors, .init(most: 60, timesSmallest: 1.3))
  }

  // MARK: Keys

  /// Presses keys in the program and their pictures in C, one after the other, on terminals of one size.
  func compare(_ presses: [Press], rows: Int, columns: Int) throws -> Compared {
    let file = "\(desk.folder)/pictures"
    try record(presses, rows: rows, columns: columns).write(to: file)
    return try compare(presses, with: ["pictures", file], rows: rows, columns: columns) { _ in "j" }
  }

  /// Presses keys in the program and keys in the floor, one after the other.
  func compare(
    _ presses: [Press], with words: [String], rows: Int, columns: Int,
    floorKeys: (Press) -> String
  ) throws -> Compared {
    let ours = try session(rows: rows, columns: columns)
    let theirs = try floorSession(words, rows: rows, columns: columns)
    _ = try ours.start(until: TerminalBench.hasRows)
    _ = try theirs.start()
    var compared = Compared()
    for press in presses {
      let answer = try ours.press(press.keys)
      let least = try theirs.press(floorKeys(press))
      guard press.isMeasured else { continue }
      // A key that changes nothing on the screen has no time.
      if let last = answer.last { compared.times.add(last) }
      compared.bytes.add(Double(answer.bytes))
      if let last = least.last { compared.floorTimes.add(last) }
      compared.floorBytes.add(Double(least.bytes))
    }
    peak = max(peak, ours.peak)
    // Pictures are all held at once.
    if words.first == "list" { floorPeak = max(floorPeak, theirs.peak) }
    try ours.quit()
    theirs.close()
    return compared
  }

  private func record(_ presses: [Press], rows: Int, columns: Int) throws -> Pictures {
    let session = try session(rows: rows, columns: columns)
    _ = try session.start(until: TerminalBench.hasRows)
    var pictures = Pictures(all: [session.picture])
    for press in presses {
      _ = try session.press(press.keys)
      pictures.all.append(session.picture)
    }
    try session.quit()
    return pictures
  }
}
