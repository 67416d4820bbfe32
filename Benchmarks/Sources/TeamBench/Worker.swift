import Foundation
import Journal
import Procedure
import SeededDesk

/// One person at work, on a thread and connections of their own.
final class Worker: @unchecked Sendable {
  /// What the person was told is recorded.
  struct Acknowledged {
    var ticket: TicketID
    var version: Int
    var facts: [String]
    var at: Instant
  }

  let actor: Actor
  private(set) var acknowledged: [Acknowledged] = []
  /// How many of them count.
  private(set) var counted = 0
  private(set) var times: [Timed: [UInt64]] = [:]
  private(set) var conflicts = 0
  private(set) var refusals = 0
  private(set) var failures: [String] = []
  private(set) var notices = 0

  /// Nil once the person has gone home.
  private var journal: RelationalJournal?
  private var screen: (any ChangeSource)?
  private let policy: Policy
  private var random: Seeded
  private let day: Day
  private var own: [TicketID] = []
  private var refreshedAt: UInt64 = 0
  private var begin: UInt64 = 0

  /// Which of so many people this is, and how many tickets it has begun by itself.
  private let place: (number: Int, of: Int)
  private var begun = 0

  init(
    _ actor: Actor, at address: String, _ day: Day, place: Int, of count: Int, seed: UInt64
  ) throws {
    self.place = (place, count)
    self.actor = actor
    self.day = day
    let journal = try RelationalJournal.connect(to: address, within: 60)
    self.journal = journal
    screen = day.listens ? try journal.changes() : nil
    policy = try journal.desk().policy
    random = Seeded(seed)
  }

  /// Works until the day is over; what is done before a moment is not measured.
  func work(from begin: UInt64, until end: UInt64) {
    self.begin = begin
    // Nobody begins on the same stroke.
    rest(upTo: day.pause)
    while nanoseconds() < end {
      do {
        if day.recordsAlone {
          try recordAlone(until: end)
        } else if actor.role == .viewer {
          try look()
        } else if actor.role.isManager {
          try manage(until: end)
        } else {
          try settle(until: end)
        }
      } catch is Refusal {
        refusals += 1
      } catch JournalError.conflict {
        conflicts += 1
      } catch {
        if failures.count < 20 { failures.append("\(actor.person): \(error)") }
      }
      rest(upTo: 2 * day.pause)
    }
    screen = nil
    journal = nil
  }

  private var desk: RelationalJournal {
    get throws {
      guard let journal else { throw Trouble("\(actor.person) has gone home") }
      return journal
    }
  }

  /// A pause between nothing and so many seconds.
  private func rest(upTo seconds: Double) {
    guard seconds > 0 else { return }
    let pause = Double.random(in: 0...seconds, using: &random)
    Thread.sleep(forTimeInterval: pause)
    follow()
  }

  /// What the screen does of itself when others have recorded something.
  private func follow() {
    guard let screen else { return }
    var heard = false
    screen.drain { heard = heard || $0 == .recorded }
    guard heard else { return }
    notices += 1
    // A screen in front of which nobody types refreshes itself at most once a second here.
    if nanoseconds() - refreshedAt > 1_000_000_000 { _ = try? refresh(.needsMe) }
  }

  // MARK: What people do

  private func settle(until end: UInt64) throws {
    let rows = try refresh(random.chance(50) ? .needsMe : .new)
    if random.chance(10) { try search() }
    let id: TicketID
    if let mine = own.popLast(), random.chance(70) {
      id = mine
    } else if rows.isEmpty {
      return
    } else {
      id = random.pick(rows.map(\.ticket))
    }
    guard var look = try open(id) else { return }
    for _ in 0..<6 where nanoseconds() < end {
      guard let step = NextStep.next(of: look, at: .onThisMachine, policy: policy) else { return }
      guard !step.isManagers, look.dispute.holder == nil || look.dispute.holder == actor.person
      else { return }
      try record(step.command, on: look.dispute)
      rest(upTo: 2 * day.pause)
      guard let again = try open(id) else { return }
      look = again
    }
    own.append(id)
  }

  private func manage(until end: UInt64) throws {
    let rows = try refresh(.escalated)
    if random.chance(10) { try search() }
    let able = rows.filter { row in
      row.matter != nil && (actor.role == .financeManager || row.disputed <= policy.financeAbove)
    }
    guard !able.isEmpty else { return rest(upTo: 1) }
    let id = random.pick(able.map(\.ticket))
    guard let look = try open(id),
      let step = NextStep.next(of: look, at: .onThisMachine, policy: policy), step.isManagers,
      look.dispute.holder != actor.person
    else { return }
    try record(step.command, on: look.dispute)
  }

  private func look() throws {
    let rows = try refresh(.all)
    try search()
    if !rows.isEmpty { _ = try open(random.pick(rows.map(\.ticket))) }
  }

  /// One dispute after the other, each as far as it goes; what somebody else has to do is left to them.
  private func recordAlone(until end: UInt64) throws {
    if actor.role.isManager, let id = day.tray.next(for: actor.role.rawValue) {
      guard let look = try desk.look(at: id),
        let step = NextStep.next(of: look, at: .onThisMachine, policy: policy), step.isManagers
      else { return }
      try record(step.command, on: look.dispute)
      if let holder = look.dispute.holder { day.tray.leave(id, for: holder.text) }
      return
    }
    // Everybody begins with tickets of their own.
    let next = Cast.id((place.number + begun * place.of) % day.tickets + 1)
    let left = day.tray.next(for: actor.person.text)
    if left == nil { begun += 1 }
    let id = left ?? next
    guard var look = try desk.look(at: id) else { return }
    for _ in 0..<30 where nanoseconds() < end {
      guard look.dispute.holder ?? actor.person == actor.person,
        let step = NextStep.next(of: look, at: .onThisMachine, policy: policy)
      else {
        // Where all is done, a note can still be made.
        try record(.note(text: "Nothing more to do here."), on: look.dispute)
        return
      }
      guard !step.isManagers else {
        return day.tray.leave(id, for: NextStep.decider(of: look.dispute, policy).rawValue)
      }
      look.dispute = try record(step.command, on: look.dispute)
      // What is known around it is another once its vendor is.
      if case .order = step.command { look = try desk.look(at: id) ?? look }
    }
  }

  // MARK: What is timed

  @discardableResult
  private func timed<Result>(_ what: Timed, _ body: () throws -> Result) throws -> Result {
    let start = nanoseconds()
    let result = try body()
    if start >= begin { times[what, default: []].append(nanoseconds() - start) }
    return result
  }

  private func refresh(_ view: QueueView) throws -> [QueueRow] {
    defer { refreshedAt = nanoseconds() }
    return try timed(.queue) {
      let now = Instant.onThisMachine
      _ = try desk.counts(for: actor.person, at: now)
      return try desk.queue(view, for: actor.person, at: now, after: nil, limit: 50)
    }
  }

  private func open(_ id: TicketID) throws -> Look? {
    try timed(.open) {
      let look = try desk.look(at: id)
      _ = try desk.history(of: id)
      return look
    }
  }

  private func search() throws {
    let number = Int.random(in: 1...day.tickets, using: &random)
    let text =
      switch Int.random(in: 0..<4, using: &random) {
      case 0: random.pick(Cast.names) + " " + random.pick(Cast.surnames)
      case 1: Cast.id(number).text
      case 2: Cast.digits(400_000_000_000 + number, 12)
      default: "ORD-\(10_000_000 + number)"
      }
    try timed(.search) { _ = try desk.search(text, limit: 50) }
  }

  @discardableResult
  private func record(_ command: Command, on dispute: Dispute) throws -> Dispute {
    let done = try timed(.record) {
      try desk.perform(
        command, on: dispute.id, by: actor, at: .onThisMachine, expecting: dispute.version)
    }
    if nanoseconds() >= begin { counted += 1 }
    acknowledged.append(
      Acknowledged(
        ticket: dispute.id, version: done.dispute.version, facts: done.facts.map(\.name),
        at: done.at))
    return done.dispute
  }
}
