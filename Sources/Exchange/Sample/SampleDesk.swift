import Journal
import Procedure

/// A desk to try things on: 60 disputes in every step and scenario, their times relative to the moment at which it is made.
///
///     let journal = try RelationalJournal.inMemory(sample: true)
///     try SampleDesk(login: Person("meera"), uid: 1000, now: now).fill(journal)
///
/// Everything in it was decided by the core, command by command in the order of time, so it is a desk like any other. The
/// same moment and login make the same desk. All people, phones and references are made up.
public struct SampleDesk {
  /// Who made it, and works in it as an executive.
  public let login: Person
  /// The number of that login.
  public let uid: UInt32
  /// The moment at which it is made.
  public let now: Instant

  /// The people of the sample with their roles; whoever makes it is an executive beside them.
  public static let people: [(person: Person, role: Role)] = [
    (SampleCast.ravi.person, .opsManager), (SampleCast.asha.person, .executive),
    (SampleCast.dev.person, .executive), (SampleCast.nisha.person, .financeManager),
    (SampleCast.viv.person, .viewer),
  ]

  /// A desk that somebody makes at a moment.
  public init(login: Person, uid: UInt32, now: Instant) {
    self.login = login
    self.uid = uid
    self.now = now
  }

  /// Plays the script into a journal in which nothing has happened yet.
  ///
  /// - Throws: the core's refusal of a command of the script, which is a mistake in the script, or `JournalError`.
  public func fill(_ journal: any Journal) throws {
    let stories = SampleStory.all(me: me, now: now)
    let steps = stories.enumerated().flatMap { place, story in
      story.steps.enumerated().map { (order: (place, $0), story: story, step: $1) }
    }.sorted {
      ($0.step.at, $0.order.0, $0.order.1) < ($1.step.at, $1.order.0, $1.order.1)
    }
    let begin = (steps.first?.step.at ?? now).adding(seconds: -3_600)
    try hire(in: journal, at: begin)
    var orders: Set<OrderID> = []
    let panel =
      SampleCast.vendors.map { Listing.vendor($0.listing) }
      + stories.map(\.listing).filter { orders.insert($0.order).inserted }.map(Listing.order)
    _ = try journal.list(panel, by: SampleCast.ravi, at: begin.adding(seconds: 60))
    for (_, story, step) in steps {
      for command in try commands(of: step, on: story.id, in: journal) {
        _ = try journal.perform(
          command, on: story.id, by: step.actor, at: step.at, expecting: nil)
      }
    }
  }

  /// Who acts where the script says that it was the newcomer; somebody whose login is a name of the sample stays a guest.
  private var me: Actor {
    SampleDesk.people.contains { $0.person == login }
      ? SampleCast.asha : Actor(login, .executive)
  }

  private func hire(in journal: any Journal, at begin: Instant) throws {
    var number: UInt32 = 4_000_000_000
    for (person, role) in SampleDesk.people {
      number += 1
      let uid = person == login ? uid : number
      if person == SampleCast.ravi.person {
        try journal.perform(.initialise(person, uid: uid), by: nil, at: begin)
      } else {
        try journal.perform(.add(person, uid: uid, role: role), by: SampleCast.ravi, at: begin)
      }
    }
    guard !SampleDesk.people.contains(where: { $0.person == login }) else { return }
    try journal.perform(
      .add(login, uid: uid, role: .executive), by: SampleCast.ravi, at: begin)
  }

  /// What a step says, once what it depends on is known.
  private func commands(
    of step: SampleStory.Step, on id: TicketID, in journal: any Journal
  ) throws -> [Command] {
    switch step.what {
    case .command(let command): return [command]
    case .file(let text, let command):
      return [command(try journal.keepProof(Array(text.utf8)))]
    case .derived(let derive):
      guard let look = try journal.look(at: id) else { return [] }
      let context = Context(
        actor: step.actor, now: step.at, policy: try journal.desk().policy,
        surroundings: look.surroundings)
      return derive(look.dispute, context)
    }
  }
}
