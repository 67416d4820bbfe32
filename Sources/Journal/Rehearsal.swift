import Procedure

/// What a command would record on a dispute, with nothing written.
public struct Rehearsed: Sendable, Hashable {
  /// The version of the dispute that it was decided on.
  public var version: Int
  /// The facts that would be recorded; empty where all holds already.
  public var facts: [Fact]

  /// What a command would record.
  public init(version: Int, facts: [Fact]) {
    self.version = version
    self.facts = facts
  }
}

/// One command over many disputes, tried before it is done: on which it can be done, and on which not and why.
///
///     let rehearsal = try Rehearsal(of: .assign(to: dev), on: tickets, by: omar, at: now, in: journal)
///     rehearsal.words          // "41 can; 3 cannot: …"
///     let outcome = rehearsal.perform(at: now, in: journal)
///
/// Each dispute is decided by the core by itself, and performed with the version that was rehearsed: one that was changed
/// meanwhile is a conflict and fails, the others go on.
public struct Rehearsal: Sendable {
  /// A dispute on which the command cannot be done, or was not.
  public struct Refused: Sendable, Hashable {
    /// The dispute.
    public var dispute: TicketID
    /// Why, as the core says it.
    public var why: Phrase
  }

  /// A dispute on which it can be done.
  public struct Able: Sendable, Hashable {
    /// The dispute.
    public var dispute: TicketID
    /// The version that was rehearsed.
    public var version: Int
    /// What would be done, in order.
    public var commands: [Command]
    /// The facts that would be recorded.
    public var facts: [Fact]
    /// What it takes back, where it takes something back: the last thing first.
    public var undone: [Event]
  }

  /// What is done on each.
  public var deed: Deed
  /// Who acts.
  public var actor: Actor
  /// On which disputes it can be done, as they were given.
  public var able: [Able] = []
  /// On which it cannot, as they were given.
  public var refused: [Refused] = []

  /// Tries a command on disputes.
  public init(
    of command: Command, on disputes: [TicketID], by actor: Actor, at now: Instant,
    in journal: any Journal, progress: (Int) throws -> Void = { _ in }
  ) throws {
    try self.init(
      of: Deed.commands([command]), on: disputes, by: actor, at: now, in: journal,
      progress: progress)
  }

  /// Tries something on disputes, on each by itself; one that is named twice is tried once.
  ///
  /// - Parameter progress: told how many were tried, after each; what it throws ends the trying.
  /// - Throws: `JournalError` where the store cannot be read, and what `progress` throws.
  public init(
    of deed: Deed, on disputes: [TicketID], by actor: Actor, at now: Instant,
    in journal: any Journal, progress: (Int) throws -> Void = { _ in }
  ) throws {
    self.deed = deed
    self.actor = actor
    var seen: Set<TicketID> = []
    for dispute in disputes where seen.insert(dispute).inserted {
      do {
        let plan = try deed.plan(on: dispute, by: actor, at: now, in: journal)
        let rehearsed = try journal.rehearse(plan.commands, on: dispute, by: actor, at: now)
        able.append(
          Able(
            dispute: dispute, version: rehearsed.version, commands: plan.commands,
            facts: rehearsed.facts, undone: plan.undone))
      } catch let refusal as Refusal {
        refused.append(Refused(dispute: dispute, why: refusal.said))
      }
      try progress(seen.count)
    }
  }

  /// Does it on all disputes on which it can be done. A refusal or a conflict leaves the others alone; a store that fails ends
  /// the rest, and each that was not done says so.
  ///
  /// - Parameters:
  ///   - clock: the moment of each recording.
  ///   - progress: told how many were decided, after each.
  public func perform(
    at clock: () -> Instant, in journal: any Journal, progress: (Int) -> Void = { _ in }
  ) -> Outcome {
    var outcome = Outcome()
    for (index, able) in able.enumerated() {
      do {
        try perform(able, at: clock, in: journal, recorded: &outcome.versions[able.dispute])
        outcome.done.append(able.dispute)
      } catch let refusal as Refusal {
        outcome.failed.append(Refused(dispute: able.dispute, why: refusal.said))
      } catch let error as JournalError {
        outcome.failed.append(Refused(dispute: able.dispute, why: error.said))
        guard case .conflict = error else {
          outcome.stop(self.able[(index + 1)...])
          return outcome
        }
      } catch {
        outcome.failed.append(Refused(dispute: able.dispute, why: "\(error)".phrase))
        outcome.stop(self.able[(index + 1)...])
        return outcome
      }
      progress(index + 1)
    }
    return outcome
  }

  /// Does it on one dispute. Steps after one that is refused are not done, and what was done before it stays and is told.
  private func perform(
    _ able: Able, at clock: () -> Instant, in journal: any Journal, recorded: inout Range<Int>?
  ) throws {
    var version = able.version
    for (done, command) in able.commands.enumerated() {
      do {
        version = try journal.perform(
          command.seeing(version), on: able.dispute, by: actor, at: clock(), expecting: version
        ).dispute.version
        if version > able.version { recorded = able.version + 1..<version + 1 }
      } catch let refusal as Refusal where done > 0 {
        var told = refusal
        let steps = able.commands.count
        told.said =
          done == 1
          ? Phrase(
            "\(refusal.said) Of \(steps) steps the first 1 is recorded, the rest is not done.")
          : Phrase(
            "\(refusal.said) Of \(steps) steps the first \(done) are recorded, the rest is not done."
          )
        throw told
      }
    }
  }

  /// What came of it.
  public struct Outcome: Sendable {
    /// On which disputes it was done.
    public var done: [TicketID] = []
    /// On each on which something was recorded, of several steps some at least, the versions that this made.
    public var versions: [TicketID: Range<Int>] = [:]
    /// On which it failed although it could have been done, and why.
    public var failed: [Refused] = []

    fileprivate mutating func stop(_ rest: ArraySlice<Able>) {
      failed += rest.map { Refused(dispute: $0.dispute, why: Phrase("It was not tried any more.")) }
    }
  }
}

extension [Rehearsal.Refused] {
  /// The disputes by the reason why, the reason that most share first; of reasons that name their dispute the name is left out.
  public var grouped: [(why: Phrase, disputes: [TicketID])] {
    var order: [Phrase] = []
    var groups: [Phrase: [TicketID]] = [:]
    for refused in self {
      let why = refused.why.ofOneAmongOthers(refused.dispute)
      if groups[why] == nil { order.append(why) }
      groups[why, default: []].append(refused.dispute)
    }
    return order.enumerated().sorted {
      (-(groups[$0.element]?.count ?? 0), $0.offset) < (
        -(groups[$1.element]?.count ?? 0), $1.offset
      )
    }.map { ($0.element, groups[$0.element] ?? []) }
  }
}

extension Phrase {
  /// The same without the name of the dispute that it is about, for a list that names those below it.
  fileprivate func ofOneAmongOthers(_ dispute: TicketID) -> Phrase {
    if self == Refusal.noTicket(dispute).said {
      return Phrase("There is no such ticket: log it first.")
    }
    return filling(
      dispute.text, first: Phrase("It", sense: "a dispute"), later: Phrase("it", sense: "a dispute")
    )
  }
}
