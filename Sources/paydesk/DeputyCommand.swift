import ArgumentParser
import Exchange
import Journal
import Procedure

extension PeopleCommand {
  /// Lets somebody stand in for a manager who is away, or ends it.
  struct Deputy: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let somebody stand in for a manager, from one day to another.",
      discussion: """
        The manager says so, or a manager who decides in their place; nobody makes themselves a deputy. From the first \
        moment to the last the deputy has the manager's role, and all that they record says for whom. What the manager \
        asked for or holds the deputy does not decide, nor the manager what the deputy asked for. Adding people, \
        changing roles and naming deputies stay the manager's own.

          paydesk people deputy asha --for ravi --from 2026-11-24 --until 2026-11-27
          paydesk people deputy --end asha

        A day means the whole of it, at the policy's offset, so --until names the last day. A moment is written as in \
        2026-11-27T14:00:00+05:30.
        """)

    @Argument(help: "Who stands in, by login.")
    var login: String?

    @Option(name: .customLong("for"), help: "The manager who is away, by login.")
    var manager: String?

    @Option(help: "The first day, or the moment from which; else now.", transform: DayOrMoment.init)
    var from: DayOrMoment?

    @Option(
      help: "The last day, or the moment from which no more; at most 60 days after the first.",
      transform: DayOrMoment.init)
    var until: DayOrMoment?

    @Option(help: "Ends what this person was given, now and later.")
    var end: String?

    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    func validate() throws {
      if end != nil {
        guard login == nil, manager == nil, from == nil, until == nil else {
          throw ValidationError("--end names who stands in no more, and goes with nothing else.")
        }
      } else if login == nil || manager == nil || until == nil {
        throw ValidationError(
          "Say who stands in, --for whom and --until when; or --end somebody's.")
      }
    }

    func run() throws {
      let access = try desk.open()
      let now = access.now
      if let end {
        try access.journal.perform(.endDeputy(Person(end)), by: access.actor, at: now)
        try report(Person(end), in: access.journal, at: now, "\(end) stands in for nobody now.")
        return
      }
      guard let login, let manager, let until else { return }
      let offset = try access.policy.offset
      let facts = try access.journal.perform(
        .appointDeputy(
          Person(login), for: Person(manager), from: from?.beginning(offset: offset) ?? now,
          until: until.end(offset: offset)), by: access.actor, at: now)
      let given = try access.journal.desk().deputyships(at: now).last {
        $0.deputy == Person(login) && $0.standsFor == Person(manager)
      }
      let already = facts.isEmpty ? " already" : ""
      try report(
        Person(login), in: access.journal, at: now,
        "\(login)\(already) \(given?.words(at: now, offset: offset) ?? "").")
    }

    private func report(
      _ person: Person, in journal: any Journal, at now: Instant, _ sentence: String
    ) throws {
      guard json.isJSON else { return Output.line(sentence) }
      let desk = try journal.desk()
      let given = desk.deputyships(at: now).filter { $0.deputy == person }
      Output.json(
        .object([
          .init("person", .string(person.text)),
          .init("deputyFor", .array(given.map { $0.json(offset: desk.policy.offset) })),
        ]))
    }
  }
}

/// A day, or a moment, as it is typed.
enum DayOrMoment {
  case day(CivilDay)
  case moment(Instant)

  init(_ typed: String) throws {
    if let day = CivilDay(iso: typed) {
      self = .day(day)
    } else if let moment = Instant(rfc3339: typed) {
      self = .moment(moment)
    } else {
      throw ValidationError(
        "write a day as in 2026-11-24, or a moment as in 2026-11-24T09:00:00+05:30")
    }
  }

  /// The day's first moment, or the moment.
  func beginning(offset: Int) -> Instant {
    switch self {
    case .day(let day): Instant(day: day, second: 0, offset: offset)
    case .moment(let moment): moment
    }
  }

  /// The first moment after the day, or the moment.
  func end(offset: Int) -> Instant {
    switch self {
    case .day(let day):
      Instant(day: CivilDay(sinceEpoch: day.sinceEpoch + 1), second: 0, offset: offset)
    case .moment(let moment): moment
    }
  }
}

extension Deputyship {
  /// For whom, and when: `stands in for ravi, 24 Nov 00:00 to 28 Nov 00:00`.
  func words(at now: Instant, offset: Int) -> String {
    func shown(_ moment: Instant) -> String {
      let time = moment.civil(offset: offset)
      return "\(time.day) \(time.clock)"
    }
    let verb = holds(at: now) ? "stands in" : "will stand in"
    return "\(verb) for \(standsFor) as \(role.shown), \(shown(from)) to \(shown(until))"
  }

  func json(offset: Int) -> JSONValue {
    .object([
      .init("person", .string(standsFor.text)), .init("role", .string(role.rawValue)),
      .init("from", .string(from.rfc3339(offset: offset))),
      .init("until", .string(until.rfc3339(offset: offset))),
      .init("appointedBy", .string(appointedBy.text)),
    ])
  }
}
