import Foundation

/// What was timed.
enum Timed: String, CaseIterable, Codable {
  case record = "record an action"
  case queue = "refresh a queue"
  case search = "search"
  case open = "open a dispute"
}

/// Times of one kind, in milliseconds.
struct Times: Codable {
  var count: Int
  var median: Double
  var p99: Double
  var longest: Double

  init(_ nanoseconds: [UInt64]) {
    let sorted = nanoseconds.sorted()
    func at(_ share: Double) -> Double {
      guard !sorted.isEmpty else { return 0 }
      let place = min(sorted.count - 1, Int(Double(sorted.count) * share))
      return Double(sorted[place]) / 1e6
    }
    count = sorted.count
    median = at(0.5)
    p99 = at(0.99)
    longest = at(1)
  }
}

/// The clock that times are taken by, in nanoseconds.
func nanoseconds() -> UInt64 { DispatchTime.now().uptimeNanoseconds }
