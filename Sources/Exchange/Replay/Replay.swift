import Procedure

/// Walks disputes through the procedure in memory, as a script says (`spec/replay.md`).
public struct Replay: Sendable {
  private var world: World
  private let file: String
  /// How many lines expected something that did not come.
  public private(set) var differing = 0

  /// A replay under a policy; `file` is the script's name in messages.
  public init(policy: Policy, file: String) {
    world = World(policy: policy)
    self.file = file
  }

  /// Walks a whole script.
  ///
  /// - Parameters:
  ///   - script: the bytes of the script, JSON Lines.
  ///   - checks: whether only lines that differ from their `expect` are printed.
  ///   - print: takes each line of output, without its line end.
  /// - Throws: the first line that cannot be read; what came before it has been printed.
  public mutating func run(_ script: [UInt8], checks: Bool, print: (String) -> Void)
    throws(SourceMistake)
  {
    var rest = script.withoutMark
    var number = 0
    while !rest.isEmpty {
      number += 1
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      let bytes = Array(rest[rest.startIndex..<end])
      rest = rest[(end < rest.endIndex ? end + 1 : end)...]
      let isBlank = bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      if isBlank || bytes.first == UInt8(ascii: "#") { continue }
      let line = try ScriptLine(number: number, bytes: bytes, file: file)
      let (facts, refusal) = walk(line)
      if !checks {
        print(JSONValue.object(result(of: line, facts, refusal).fields).line)
      } else if let expect = line.expect {
        let differences = result(of: line, facts, refusal).differences(from: expect)
        guard !differences.isEmpty else { continue }
        differing += 1
        print(
          JSONValue.object([
            .init("line", .integer(number)), .init("dispute", .string(line.dispute.text)),
            .init("expected", .object(differences.map(\.expected))),
            .init("got", .object(differences.map { .init($0.expected.name, $0.got) })),
          ]).line)
      }
    }
  }

  /// Walks one line and gives what it came to.
  mutating func perform(_ line: ScriptLine) -> ReplayResult {
    let (facts, refusal) = walk(line)
    return result(of: line, facts, refusal)
  }

  private mutating func walk(_ line: ScriptLine) -> (facts: [Fact], refusal: Refusal?) {
    var command = line.command
    // A ticket is logged when the world says it is, were the clock set back.
    if case .log(var ticket) = command, let latest = world.latest {
      ticket.loggedAt = max(latest, line.at)
      command = .log(ticket)
    }
    do throws(Refusal) {
      return (try world.perform(command, on: line.dispute, by: line.actor, at: line.at), nil)
    } catch {
      return ([], error)
    }
  }

  private func result(of line: ScriptLine, _ facts: [Fact], _ refusal: Refusal?) -> ReplayResult {
    let now = max(world.latest ?? line.at, line.at)
    return ReplayResult(
      of: line, facts: facts, refusal: refusal, dispute: world.disputes[line.dispute],
      context: world.context(of: line.dispute, by: line.actor, at: now))
  }
}
