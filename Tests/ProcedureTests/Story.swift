import Testing

@testable import Procedure

/// A story of disputes in memory: given what was recorded, when somebody acts, then facts or a refusal.
///
///     given { answered("8000") }.when(asha(.requestPayout(amount: 2_000))).then(.accepted, .lacks(.g5))
///
/// Time stands still but for `later`; the first moment is `Story.morning`.
struct Story {
  /// 22 November 2026, nine in the morning in India.
  static let morning = Instant(seconds: 1_795_318_200)

  private(set) var world: World
  private(set) var now = Story.morning
  /// Everything that was recorded, in order.
  private(set) var log: [(id: TicketID, event: Event)] = []
  /// What was recorded on the first dispute, oldest first.
  var events: [Event] { log.filter { $0.id == "CX-1" }.map(\.event) }
  private var last: (act: Act, events: [Fact], refusal: Refusal?)?

  init(policy: Policy) { world = World(policy: policy) }

  /// What somebody does now; what came of it is for `then`.
  func when(_ act: Act) -> Story {
    var story = self
    story.perform(act)
    return story
  }

  /// More of what was recorded; every act has to be accepted.
  func and(
    sourceLocation: SourceLocation = #_sourceLocation, @Acts _ acts: () -> [Act]
  ) -> Story {
    var story = self
    for act in acts() {
      story.perform(act)
      if let refusal = story.last?.refusal {
        Issue.record(
          "given \(act.command): refused as \(refusal.reason), \(refusal)",
          sourceLocation: sourceLocation)
      }
    }
    return story
  }

  /// What a statement lists by now.
  func listing(_ entries: StatementEntry...) -> Story {
    var story = self
    for entry in entries { story.world.list(entry, at: now) }
    return story
  }

  /// Of what time the ledger of FoneBay Pune shows everything: so many hours around the morning.
  func covering(hours: ClosedRange<Int64>) -> Story {
    covering(
      StatementSpan(
        statement: .wallet, vendor: "FoneBay Pune",
        from: Story.morning.adding(seconds: hours.lowerBound * 3_600),
        to: Story.morning.adding(seconds: hours.upperBound * 3_600)))
  }

  /// Of what time a statement shows everything.
  func covering(_ span: StatementSpan) -> Story {
    var story = self
    story.world.cover(span, at: now)
    return story
  }

  /// What an entry that is listed comes to among the disputes of the story.
  func standing(_ entry: StatementEntry, twins: [StatementEntry] = []) -> EntryStanding {
    let claimants = world.disputes.values.compactMap(Claimant.init)
      .filter { !$0.keys.isDisjoint(with: entry.keys) }
    return entry.standing(among: claimants, twins: twins)
  }

  /// Why the last act was refused.
  var refusal: Refusal? { last?.refusal }

  /// What holds now, of a dispute or of the one that was acted on last.
  @discardableResult func then(
    on dispute: TicketID? = nil, _ expectations: Expectation...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Story {
    let id = dispute ?? last?.act.dispute ?? "CX-1"
    let report = Report(
      events: last?.events ?? [], refusal: last?.refusal, dispute: world.disputes[id],
      context: world.evidence(of: id, by: last?.act.actor ?? asha.actor, at: now))
    for expectation in expectations {
      if let difference = expectation.difference(report) {
        Issue.record("\(difference)", sourceLocation: sourceLocation)
      }
    }
    return self
  }

  private mutating func perform(_ act: Act) {
    now = now.adding(seconds: act.wait)
    guard let command = act.command(now) else { return }
    do throws(Refusal) {
      let facts = try world.perform(command, on: act.dispute, by: act.actor, at: now)
      last = (act, facts, nil)
      log += facts.map {
        (act.dispute, Event($0, by: act.actor, at: now))
      }
    } catch {
      last = (act, [], error)
    }
  }
}

/// The beginning of a story; every act has to be accepted.
func given(
  policy: Policy = Policy(), sourceLocation: SourceLocation = #_sourceLocation,
  @Acts _ acts: () -> [Act]
) -> Story {
  Story(policy: policy).and(sourceLocation: sourceLocation, acts)
}

/// Something that somebody does on a dispute, or time that passes.
struct Act {
  var actor = asha.actor
  var dispute: TicketID = "CX-1"
  var wait: Int64 = 0
  var command: (Instant) -> Command?
}

/// Somebody at the desk.
struct Player {
  var actor: Actor

  init(_ name: String, _ role: Role) { actor = Actor(Person(name), role) }

  func callAsFunction(_ command: Command, on dispute: TicketID = "CX-1") -> Act {
    Act(actor: actor, dispute: dispute) { _ in command }
  }
}

let asha = Player("asha", .executive)
let dev = Player("dev", .executive)
let omar = Player("omar", .opsManager)
let olga = Player("olga", .opsManager)
let fina = Player("fina", .financeManager)
let farid = Player("farid", .financeManager)
let vic = Player("vic", .viewer)

@resultBuilder enum Acts {
  static func buildExpression(_ act: Act) -> [Act] { [act] }
  static func buildExpression(_ acts: [Act]) -> [Act] { acts }
  static func buildBlock(_ acts: [Act]...) -> [Act] { acts.flatMap(\.self) }
  static func buildOptional(_ acts: [Act]?) -> [Act] { acts ?? [] }
  static func buildArray(_ acts: [[Act]]) -> [Act] { acts.flatMap(\.self) }
}

extension Money: ExpressibleByIntegerLiteral {
  /// So many whole rupees.
  public init(integerLiteral rupees: Int64) { self = .rupees(rupees) }
}
extension TicketID: ExpressibleByStringLiteral {
  /// The text as it is.
  public init(stringLiteral text: String) { self.init(text) }
}
extension OrderID: ExpressibleByStringLiteral {
  /// The text as it is.
  public init(stringLiteral text: String) { self.init(text) }
}
extension VendorName: ExpressibleByStringLiteral {
  /// The text as it is.
  public init(stringLiteral text: String) { self.init(text) }
}
extension ProofID: ExpressibleByStringLiteral {
  /// The text as it is.
  public init(stringLiteral text: String) { self.init(text) }
}
