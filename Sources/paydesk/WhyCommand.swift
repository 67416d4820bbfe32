import ArgumentParser
import Exchange
import Journal
import Procedure

/// Says of a dispute why it is as it is: rules, facts and times.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Say why a dispute is where it is: the rules, the facts, the times.",
    discussion: """
      Its place in the queue, the decisions that are awaited, what the facts lead to and every condition on the way, what \
      closing asks for, its vendor's standing, warnings, disagreements, and what waits to be done elsewhere.
      """)

  @Argument(help: "The ticket.")
  var ticket: String

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption

  func run() throws {
    let access = try desk.open()
    guard let look = try access.journal.look(at: TicketID(ticket)) else {
      throw CommandFailure(.data, "there is no ticket \(ticket).")
    }
    let policy = try access.policy
    let context = Context(
      actor: access.actor, now: max(access.now, look.dispute.touchedAt), policy: policy,
      surroundings: look.surroundings)
    let explanations = look.dispute.explanations(
      in: context, knowing: try access.journal.known(of: look, in: context))
    if json.isJSON {
      Output.json(
        .object([
          .init("dispute", .string(look.dispute.id.text)),
          .init("at", .string(context.now.rfc3339(offset: policy.offset))),
          .init("explanations", .array(explanations.map { $0.json(offset: policy.offset) })),
        ]))
    } else {
      var topic: Explanation.Topic?
      for explanation in explanations {
        if explanation.topic != topic {
          Output.line((topic == nil ? "" : "\n") + explanation.topic.shown.english)
          topic = explanation.topic
        }
        // A text with line breaks of its own forges no line.
        for line in explanation.lines(offset: policy.offset) { Output.line(Output.inert(line)) }
      }
    }
  }
}

extension Explanation {
  /// The explanation as text: its rule and sentence, and a line for each fact.
  fileprivate func lines(offset: Int) -> [String] {
    ["  [\(rule)] \(sentence.english.discreet)"]
      + grounds.map { ground in
        let sign = ground.holds.map { $0 ? "+" : "-" } ?? " "
        let name = ground.label.english
        let label = name + String(repeating: " ", count: max(11 - name.count, 0))
        let time = ground.at.map { at -> String in
          let civil = at.civil(offset: offset)
          return "  \(civil.day) \(civil.clock)"
        }
        return "    \(sign) \(label) \(ground.masked)\(time ?? "")"
      }
  }

  fileprivate func json(offset: Int) -> JSONValue {
    .object([
      .init("topic", .string(topic.rawValue)), .init("rule", .string(rule)),
      .init("sentence", .string(sentence.english.discreet)),
      .init(
        "facts",
        .array(
          grounds.map { ground in
            .object([
              .init("label", .string(ground.label.english)), .init("value", .string(ground.masked)),
              .init("at", ground.at.map { .string($0.rfc3339(offset: offset)) } ?? .null),
              .init("holds", ground.holds.map { .bool($0) } ?? .null),
            ])
          })),
      .init("mends", remedy.map { .string($0.rawValue) } ?? .null),
    ])
  }
}

extension Explanation.Ground {
  /// The value, hidden where it is about a person or may name one: a look at it is the workbench's, which logs it.
  fileprivate var masked: String { isPersonal ? value.english.hidden : value.english.discreet }
}
