import Foundation
import SeededDesk

/// What is pressed, and what is asked of it.
extension TerminalBench {
  private static let pageDown = "\u{1B}[6~"

  func measureKeys(into report: inout Report) throws {
    let down = Array(repeating: Press(keys: "j"), count: 150)
    let pages = Array(repeating: Press(keys: Self.pageDown), count: 30)
    let wide = try compare(down, rows: 40, columns: 120)
    add("list key, 120×40", wide, 1.5, bytes: 1.2, into: &report)
    let narrow = try compare(
      down, with: ["list", "\(desk.tickets)"], rows: 24, columns: 80
    ) { _ in "j" }
    add("list key, 80×24", narrow, 1.5, bytes: 1.2, floor: "a list in C", into: &report)
    add("page key, 120×40", try compare(pages, rows: 40, columns: 120), 1.5, into: &report)
    let narrowPages = try compare(
      pages, with: ["list", "\(desk.tickets)"], rows: 24, columns: 80
    ) { _ in " " }
    add("page key, 80×24", narrowPages, 1.5, floor: "a list in C", into: &report)
    let jumps = (0..<10).flatMap { _ in [Press(keys: "G"), Press(keys: "g", isMeasured: false)] }
    add("jump to the end, 120×40", try compare(jumps, rows: 40, columns: 120), into: &report)
    let views = (0..<4).flatMap { _ in (2...8).map { Press(keys: "\($0)") } + [Press(keys: "1")] }
    add("another view, 120×40", try compare(views, rows: 40, columns: 120), into: &report)
  }

  /// The longest dispute, at a width at which its timeline is shown.
  func measureOpening(into report: inout Report) throws {
    let ticket = Cast.id(LongDispute.number).text
    let presses = (0..<15).flatMap { _ in
      [
        Press(keys: "/", isMeasured: false), Press(keys: ticket, isMeasured: false),
        Press(keys: "\r"), Press(keys: "1", isMeasured: false),
      ]
    }
    let opened = try compare(presses, rows: 45, columns: 160)
    report.add(
      "open a dispute with \(LongDispute.events) events, 160×45 (floor: its pictures in C)", "ms",
      at: desk.tickets, opened.times, floor: opened.floorTimes, .init(most: 10))
  }

  func measurePeak(into report: inout Report) {
    report.add(
      "most memory held (floor: a list in C)", "MiB", at: desk.tickets,
      .init(value: peak, floor: floorPeak), .init(most: 48, timesSmallest: 1.2))
  }

  private func add(
    _ name: String, _ compared: Compared, _ timesFloor: Double? = nil, bytes: Double? = nil,
    floor: String = "its pictures in C", into report: inout Report
  ) {
    report.add(
      "\(name) (floor: \(floor))", "ms", at: desk.tickets, compared.times,
      floor: compared.floorTimes, .init(timesFloor: timesFloor))
    guard let bytes else { return }
    report.add(
      "\(name), bytes to the terminal", "bytes", at: desk.tickets,
      .init(value: compared.bytes.mean, floor: compared.floorBytes.mean), .init(timesFloor: bytes))
  }
}
