import Glibc

/// Times of one kind, or other numbers, with what stands in the middle of them.
struct Times {
  private(set) var all: [Double] = []

  mutating func add(_ value: Double) { all.append(value) }

  var median: Double { at(0.5) }
  var p99: Double { at(0.99) }
  var longest: Double { at(1) }
  var mean: Double { all.isEmpty ? 0 : all.reduce(0, +) / Double(all.count) }

  private func at(_ share: Double) -> Double {
    let sorted = all.sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }
}

/// Runs something and gives how long it took, in milliseconds.
func timed(_ body: () throws -> Void) rethrows -> Double {
  let start = nanoseconds()
  try body()
  return Double(nanoseconds() - start) / 1e6
}

/// How long this thread has run, in milliseconds.
func threadTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}
