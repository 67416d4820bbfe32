import Foundation
import Testing

/// Whatever happens to the program, its disk or its terminal, nothing that it said was recorded is lost: tried on the built
/// program and real files, a few times each with all other tests, and as often as a release asks for by `make faults`, which
/// sets `PAYDESK_FAULTS=full`.
///
/// Random moments come from a number, which a failure names; `PAYDESK_FAULTS_SEED` has them come again.
@Suite("Nothing is lost", .serialized)
enum Faults {
  static let isFull = ProcessInfo.processInfo.environment["PAYDESK_FAULTS"] == "full"

  /// How often something is done.
  static func times(_ few: Int, full: Int) -> Int { isFull ? full : few }

  /// How often something is done, and on from there until it has met what it is to show: random moments may miss it for a
  /// while, in a build where all takes its own time. It ends at twenty times as often.
  static func rounds(
    _ few: Int, full: Int, until isMet: @escaping () -> Bool
  ) -> some Sequence<Int> {
    let enough = times(few, full: full)
    return (1...enough * 20).lazy.prefix { round in round <= enough || !isMet() }
  }

  static let seed =
    ProcessInfo.processInfo.environment["PAYDESK_FAULTS_SEED"].flatMap { UInt64($0) }
    ?? .random(in: 0...999_999)
}

/// Random numbers that are the same for the same seed.
struct Chance: RandomNumberGenerator {
  private var state: [UInt16]

  init(_ seed: UInt64 = Faults.seed) {
    state = [UInt16(truncatingIfNeeded: seed), UInt16(truncatingIfNeeded: seed >> 16), 0x330E]
  }

  mutating func next() -> UInt64 {
    let halves = [jrand48(&state), jrand48(&state)]
    return halves.reduce(0) { $0 << 32 | UInt64(UInt32(truncatingIfNeeded: $1)) }
  }

  /// A moment before a duration is over.
  mutating func moment(within whole: Duration) -> Duration {
    whole * Double.random(in: 0...1, using: &self)
  }
}
