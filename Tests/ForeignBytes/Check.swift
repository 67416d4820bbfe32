/// What is tried with bytes that somebody else wrote: that a reader ends, holds to its bounds, and keeps its word on what it
/// reads.
///
///     try Check.named("csv")?.run(Array("Ticket ID\r\nCX-1\r\n".utf8))
///
/// The fuzzers run a check on bytes that they make up, the tests on the corpora that the fuzzers left.
public struct Check: Sendable, CustomStringConvertible {
  /// What it is called: the fuzzer's name and its corpus's folder.
  public let name: String
  /// Tries the bytes; throws what did not hold.
  public let run: @Sendable ([UInt8]) throws -> Void

  /// Its name.
  public var description: String { name }

  /// The check under a name.
  public static func named(_ name: String) -> Check? { all.first { $0.name == name } }
}

/// Something that should hold of every input and did not.
public struct Broken: Error, CustomStringConvertible {
  /// What did not hold.
  public let description: String
}

/// Throws where something does not hold.
func hold(_ condition: Bool, _ what: @autoclosure () -> String) throws(Broken) {
  guard condition else { throw Broken(description: what()) }
}
