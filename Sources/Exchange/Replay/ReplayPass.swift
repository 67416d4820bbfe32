import Journal
import Procedure

/// One walk along the log that writes a script of some disputes, walks it, and compares it with what was.
struct ReplayPass {
  /// What a line expects.
  private static let expected = [
    "accepted", "step", "scenario", "due", "proven", "received", "paid", "shortfall", "disputed",
    "missing", "state", "status", "pending", "warnings", "outstanding",
  ]

  /// A command whose consequences are still to come.
  private struct Open {
    var dispute: TicketID
    var number: Int64
    var at: Instant
    /// The lines that tell it; what holds after it is expected of the one that `expects`.
    var lines: [(actor: Actor, command: Command, expects: Bool)]
  }

  /// What was written, and what could not be.
  private(set) var outcome = ReplayExport.Outcome()
  /// Disputes that what differs could rest on.
  private(set) var wanted: Set<TicketID> = []
  private let chosen: Set<TicketID>
  private let survey: ReplaySurvey
  private var names: Pseudonyms
  private var was = World()
  private var replay: Replay
  private var open: Open?
  /// The tickets that are still to be logged, the next one last.
  private var unlogged: [(id: TicketID, at: Instant, number: Int64)]
  private var roles: [Person: Role] = [:]
  private var line = 0

  init(_ chosen: Set<TicketID>, _ survey: ReplaySurvey, names: Pseudonyms) {
    self.chosen = chosen
    self.survey = survey
    self.names = names
    let policies = survey.policies(of: chosen)
    outcome.disputes = chosen
    outcome.policy = policies[policies.count - 1]
    outcome.policies = policies.count
    replay = Replay(policy: outcome.policy, file: "")
    unlogged = chosen.map {
      (id: $0, at: survey.loggedAt($0), number: survey.openings[$0]?.number ?? 0)
    }.sorted { ($0.at, $0.number) > ($1.at, $1.number) }
    line = heading.count
  }

  /// What stands above the first line.
  var heading: [String] {
    var heading = [
      "# Written by paydesk export --replay: what happened, with other names."
        + " Times and amounts are as they were."
    ]
    if outcome.policy != Policy() {
      heading.append("# Walk it under the desk's policy: paydesk replay --policy FILE.")
    }
    return heading
  }

  /// The lines that the next entry of the log leads to.
  mutating func take(_ entry: LogEntry) -> [String] {
    switch entry {
    case .desk(.policyAdopted(let policy), _, _):
      let lines = closed()
      was.policy = policy
      return lines
    case .desk: return []
    case .dispute(let id, let numbered):
      let event = numbered.event
      guard let command = event.fact.command else {
        was.record(event, on: id)
        return []
      }
      let lines = closed()
      let before = was.disputes[id]
      was.record(event, on: id)
      roles[event.by] = event.role
      if chosen.contains(id), survey.openings[id]?.numbers.contains(numbered.number) != true {
        open = told(command, event, before, numbered.number, on: id)
      }
      return lines
    }
  }

  /// The lines that are left at the end of the log.
  mutating func finish() -> [String] { closed() + logged(before: nil) }

  // MARK: What is told

  /// A command of the log as a script can tell it.
  private mutating func told(
    _ command: Command, _ event: Event, _ before: Dispute?, _ number: Int64, on id: TicketID
  ) -> Open? {
    let actor = Actor(event.by, event.role)
    var open = Open(dispute: id, number: number, at: event.at, lines: [])
    switch (command, event.fact) {
    case (.show, _):
      outcome.leftOut[.look, default: 0] += 1
      return nil
    case (.amend(let amendment), _) where amendment.fields == [.phone]:
      outcome.leftOut[.phone, default: 0] += 1
      return nil
    case (.relist, .ticketRelisted(_, let amendment)):
      guard !amendment.fields.subtracting([.phone]).isEmpty else {
        outcome.leftOut[.listing, default: 0] += 1
        return nil
      }
      // An import corrects what it does not hold; in a script its holder does, or whoever takes it for a moment.
      if let holder = before?.holder {
        let role = roles[holder] ?? .executive
        open.lines = [(Actor(holder, role), .amend(amendment), true)]
      } else {
        open.lines = [
          (actor, .claim, false), (actor, .amend(amendment), true), (actor, .release, false),
        ]
      }
    default: open.lines = [(actor, command, true)]
    }
    return open
  }

  /// The lines of the command whose consequences are all there now.
  private mutating func closed() -> [String] {
    guard let open, let dispute = was.disputes[open.dispute] else { return [] }
    self.open = nil
    var lines = logged(before: (open.at, open.number))
    for (actor, command, expects) in open.lines {
      let context = was.context(of: open.dispute, by: actor, at: open.at)
      lines += written(
        command, on: open.dispute, by: actor, at: open.at,
        expecting: expects ? ReplayResult.facts(of: dispute, in: context) : [])
    }
    return lines
  }

  /// The lines that log tickets before a moment, or all that are left.
  private mutating func logged(before moment: (at: Instant, number: Int64)?) -> [String] {
    var lines: [String] = []
    while let next = unlogged.last {
      if let moment, (next.at, next.number) >= (moment.at, moment.number) { break }
      unlogged.removeLast()
      guard var opening = survey.openings[next.id] else { continue }
      opening.ticket.loggedAt = next.at
      let event = Event(
        .ticketLogged(ticket: opening.ticket), by: opening.actor.person, role: opening.actor.role,
        at: next.at)
      // Nothing around a dispute says anything of one that has just been logged.
      let context = Context(
        actor: opening.actor, now: next.at, policy: survey.policy(at: next.number))
      lines += written(
        .log(opening.ticket), on: next.id, by: opening.actor, at: next.at,
        expecting: evolve(nil, event, id: next.id).map { ReplayResult.facts(of: $0, in: context) }
          ?? [])
    }
    return lines
  }

  // MARK: What is written

  /// A command as a line of the script that expects what was, as far as the script comes to the same.
  private mutating func written(
    _ command: Command, on id: TicketID, by actor: Actor, at: Instant,
    expecting was: [JSONValue.Field]
  ) -> [String] {
    var expect = was.isEmpty ? [] : [JSONValue.Field("accepted", .bool(true))]
    expect += was.filter { ReplayPass.expected.contains($0.name) }
    var next = ScriptLine(
      number: line + 1, at: at, actor: Actor(names.person(actor.person), actor.role),
      dispute: names.ticket(id), command: names.replaced(command, on: id))
    let differences = replay.perform(next).differences(from: expect).map(\.expected.name)
    next.expect = expect.filter { !differences.contains($0.name) }
    var lines: [String] = []
    if !differences.isEmpty {
      let around = self.was.neighbours(of: id)
      let near = around.near.subtracting(chosen)
      wanted.formUnion(near.isEmpty ? around.far.subtracting(chosen) : near)
      if !outcome.inexact.contains(where: { $0.dispute == id }) {
        lines.append(
          "# From here on \(JSONValue.string(next.dispute.text).line) does not come to what it came to: "
            + differences.joined(separator: ", "))
        next.number += 1
        outcome.inexact.append(
          .init(dispute: id, name: next.dispute, line: next.number, fields: differences))
      }
    }
    if let text = next.written(offset: outcome.policy.offset) { lines.append(text) }
    outcome.commands += 1
    line += lines.count
    return lines
  }
}
