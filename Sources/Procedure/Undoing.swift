/// The last thing on a dispute that can be taken back, and the command that takes it back: a new event, never a change of the log.
///
///     let undoing = try Undoing(of: history, on: id, by: asha, at: now)
///     undoing.command     // .release, where asha claimed it last
///
/// A command that leads back is used where the procedure has one (releasing after a claim, the former value said again), and
/// `withdraw` where it has none. Whether this person may, and what follows, is `decide`'s to say, as of any command.
public struct Undoing: Hashable, Sendable {
  /// What is taken back.
  public var event: Event
  /// Its number in the dispute, from 1.
  public var version: Int
  /// What takes it back.
  public var command: Command
  /// What was recorded since and stays, oldest first.
  public var passed: [Event] = []
  /// What fell with it by itself, and does not stand again.
  public var fallen: [Fact] = []
  /// The dispute as it was before it: what would stand again.
  public var before: Dispute
}

extension Undoing {
  /// Finds what can be taken back.
  ///
  /// Notes, looks at personal data, lists of the platform and confirmations stay where they are and are passed over. Money, a
  /// decision, a measure against the vendor and a closure hold everything before them: what they rest on is not taken from
  /// under them.
  ///
  /// - Parameters:
  ///   - history: everything that happened to the dispute, oldest first.
  ///   - actor: who takes it back.
  ///   - now: when.
  /// - Throws: a `Refusal` that says what stands in the way, or that nothing is left.
  public init(of history: [Event], on id: TicketID, by actor: Actor, at now: Instant)
    throws(Refusal)
  {
    let walk = UndoWalk(history: history, id: id, actor: actor, now: now)
    self = try walk.undoing(walk.standing.last)
  }

  /// Finds what takes back all that was recorded together, the last thing first: nothing that was there before it, and nothing where
  /// something else was recorded since.
  ///
  /// - Parameter versions: those that it made.
  public static func all(
    of history: [Event], made versions: Range<Int>, on id: TicketID, by actor: Actor,
    at now: Instant
  ) throws(Refusal) -> [Undoing] {
    let walk = UndoWalk(history: history, id: id, actor: actor, now: now)
    let standing = walk.standing
    if let last = standing.last, last + 1 >= versions.upperBound {
      let doer = history[last].doer.shown
      throw Refusal(
        .outOfOrder,
        Phrase("It was changed since by \(doer): take back there what is to be taken back."),
        rule: "Taking back")
    }
    var all: [Undoing] = []
    for index in standing.reversed() where versions.contains(index + 1) {
      all.append(try walk.undoing(index))
    }
    guard !all.isEmpty else {
      throw Refusal(
        .outOfOrder, Phrase("It was like that before: there is nothing to take back."),
        rule: "Taking back")
    }
    return all
  }
}

/// A history that is walked back, with the dispute as it was at each step.
private struct UndoWalk {
  let history: [Event]
  let id: TicketID
  let actor: Actor
  let now: Instant
  /// The dispute after so many events.
  let states: [Dispute?]

  init(history: [Event], id: TicketID, actor: Actor, now: Instant) {
    self.history = history
    self.id = id
    self.actor = actor
    self.now = now
    var states: [Dispute?] = [nil]
    for event in history { states.append(evolve(states[states.count - 1], event, id: id)) }
    self.states = states
  }

  /// What takes back an event, of whatever stands.
  func undoing(_ index: Int?) throws(Refusal) -> Undoing {
    guard let index, let before = states[index] else {
      throw refusal(
        Phrase("Nothing is left on \(id) that could be taken back: what has arrived stays."), nil)
    }
    var undoing = Undoing(
      event: history[index], version: index + 1,
      command: try reversal(of: index, by: actor), before: before)
    let since = history[(index + 1)...]
    undoing.passed = since.filter(\.fact.isPassedOver)
    undoing.fallen = since.prefix(while: \.fact.followsByItself).map(\.fact).filter(\.isFall)
    return undoing
  }

  /// The events that stand and are not passed over, oldest first: what was taken back has gone, and so has what took it back.
  var standing: [Int] {
    var standing: [Int] = []
    func remove(_ isMeant: (Fact) -> Bool) {
      if let last = standing.lastIndex(where: { isMeant(history[$0].fact) }) {
        standing.remove(at: last)
      }
    }
    for index in history.indices {
      switch history[index].fact {
      case .ticketLogged: continue
      case .withdrawn(let what): remove { Withdrawal(of: $0) == what }
      case .statusCleared: remove { Withdrawal(of: $0) == .status }
      case .deductionFell(let note, _):
        let place = states[index]?.order?.notes.firstIndex(of: note)
        remove { if case .deductionSupported(_, let other) = $0 { other == place } else { false } }
      case let fact where fact.followsByItself || fact.staysWhateverIsTakenBack: continue
      default:
        if changesNothing(index) { continue }
        if let last = standing.last, leadsBack(index, from: last) {
          standing.removeLast()
        } else {
          standing.append(index)
        }
      }
    }
    return standing
  }

  /// Whether an event took back the one that stood before it: what leads back, by the same person.
  private func leadsBack(_ index: Int, from former: Int) -> Bool {
    let doer = Actor(history[index].by, history[index].role)
    guard history[former].by == doer.person else { return false }
    do throws(Refusal) {
      return try reversal(of: former, by: doer) == history[index].fact.command
    } catch {
      return false
    }
  }

  /// Whether the dispute is afterwards as it was before: said again, or a fact that no dispute holds.
  private func changesNothing(_ index: Int) -> Bool {
    guard var before = states[index], let after = states[index + 1] else { return false }
    before.version = after.version
    before.touchedAt = after.touchedAt
    return before == after
  }

  /// The command that leads back to what was before an event.
  private func reversal(of index: Int, by actor: Actor) throws(Refusal) -> Command {
    guard let before = states[index], let after = states[index + 1] else {
      throw history[index].fact.holdsFast
    }
    switch history[index].fact {
    case .ticketAmended(let amendment): return try amend(amendment, before, after)
    case .claimed: return .release
    case .released:
      guard let holder = before.holder else { return .claim }
      return holder == actor.person ? .claim : .assign(to: holder)
    case .assigned: return before.holder.map { .assign(to: $0) } ?? .withdraw(.assignment)
    case .orderRecorded: return try order(before, after)
    case .disagreementAcknowledged(let disagreement, _):
      guard before.acknowledged[disagreement] == nil else {
        throw refusal(
          Phrase("It had been seen before, as it read then: that does not come back."), nil)
      }
      return .withdraw(.acknowledgement(of: disagreement))
    case .proofRecorded(let proof): return .reject(proof.id, reason: Undoing.mistaken)
    case .proofAccepted(let id, _, _), .proofRejected(let id, _):
      guard let former = before.proof(id) else { return .withdraw(.verdict(on: id)) }
      switch former.verdict {
      case .waiting: return .withdraw(.verdict(on: id))
      case .accepted: return .accept(id, reason: former.reason)
      case .rejected: return .reject(id, reason: former.reason ?? Undoing.mistaken)
      }
    case .deductionSupported(_, let note):
      return .supportDeduction(amount: before.supported[note] ?? .zero, note: note)
    case .remarked: return before.remarks.map { .remark(text: $0) } ?? .withdraw(.remarks)
    case .summarised: return before.summary.map { .summarise(text: $0) } ?? .withdraw(.summary)
    case .statusMarked: return before.status.map { .mark($0) } ?? .withdraw(.status)
    case .parked:
      guard let until = before.parkedUntil, until > now else { return .withdraw(.parking) }
      return .park(until: until, reason: before.parkedReason ?? "")
    case let fact:
      if let what = Withdrawal(of: fact) { return .withdraw(what) }
      throw fact.holdsFast
    }
  }

  private func amend(
    _ amendment: TicketAmendment, _ before: Dispute, _ after: Dispute
  ) throws(Refusal) -> Command {
    let former = before.ticket
    var back = TicketAmendment()
    let fields = amendment.fields
    if fields.contains(.tag) { back.tag = former.tag }
    if fields.contains(.customer) { back.customer = former.customer }
    if fields.contains(.phone) { back.phone = former.phone }
    if fields.contains(.order) { back.order = former.order }
    if fields.contains(.quoted) { back.quoted = former.quoted }
    if fields.contains(.complaint) { back.complaint = former.complaint }
    if former.received != after.ticket.received { back.received = former.received }
    guard after.ticket.amended(by: back) == former else {
      throw refusal(
        Phrase("A field that was empty before cannot be emptied again: correct it instead."), .amend
      )
    }
    return .amend(back)
  }

  private func order(_ before: Dispute, _ after: Dispute) throws(Refusal) -> Command {
    guard let former = before.order else { return .withdraw(.order) }
    guard former.vendor == after.order?.vendor || before.knowsNothingOfVendor else {
      throw refusal(
        Phrase(
          "With the vendor its contacts, answer, findings and accepted proofs fell away, and they do not come back: correct the order instead."
        ),
        .order)
    }
    guard before.supported == after.supported else {
      throw refusal(
        Phrase(
          "With a pickup note the deduction that it supported fell away: correct the order and support it anew."
        ),
        .order)
    }
    return .order(former)
  }

  private func refusal(_ said: Phrase, _ remedy: Command.Kind?) -> Refusal {
    Refusal(.outOfOrder, said, rule: "Taking back", remedy: remedy)
  }
}

extension Undoing {
  /// The reason that a proof is rejected with when its recording is taken back.
  public static let mistaken = "recorded by mistake"
}

extension Dispute {
  /// Whether nothing would fall away with the vendor.
  fileprivate var knowsNothingOfVendor: Bool {
    !contacts.contains { $0.party == .vendor } && answer == nil && secondWindowFrom == nil
      && finding == nil && !proofs.contains { $0.verdict == .accepted }
  }
}

extension Fact {
  /// Whether it is nobody's own doing: it follows from what somebody recorded.
  fileprivate var followsByItself: Bool {
    if case .proofRecorded(let proof) = self { return proof.entry != nil }
    return command == nil
  }

  /// Whether it is told of where something before it is taken back.
  fileprivate var isPassedOver: Bool {
    staysWhateverIsTakenBack && self != .personalDataShown
  }

  /// Whether it ended something that stood.
  fileprivate var isFall: Bool {
    switch self {
    case .deductionFell, .findingLapsed, .payoutVoided, .signOffLapsed, .statusCleared: true
    default: false
    }
  }

  /// Whether it stays, and nothing before it rests on that: a note, a look at personal data, what was listed or applied
  /// elsewhere.
  fileprivate var staysWhateverIsTakenBack: Bool {
    switch self {
    case .noted, .personalDataShown, .ticketRelisted, .outsideApplied: true
    default: false
    }
  }

  /// Whether something takes it back, unless what was recorded since stands in the way.
  public var canBeTakenBack: Bool {
    switch self {
    case .ticketAmended, .claimed, .released, .assigned, .orderRecorded, .disagreementAcknowledged,
      .proofRecorded, .proofAccepted, .proofRejected, .deductionSupported, .remarked, .summarised,
      .statusMarked, .parked:
      true
    default: Withdrawal(of: self) != nil
    }
  }

  /// Why a fact is not taken back, and with it nothing before it.
  fileprivate var holdsFast: Refusal {
    func says(_ said: Phrase, _ remedy: Command.Kind?) -> Refusal {
      Refusal(.outOfOrder, said, rule: "Taking back", remedy: remedy)
    }
    switch self {
    case .payoutRequested:
      return says(
        Phrase(
          "A payout was asked for last, and a request is never edited: a manager declines it, or it goes void when a fact is corrected."
        ),
        .decline)
    case .payoutApproved, .payoutDeclined, .signedOff:
      return says(
        Phrase("A decision about money was given last: it is not taken back, but decided anew."),
        nil)
    case .payoutSent, .payoutSettled, .payoutFailed, .payoutReversed:
      return says(Phrase("Money has moved: only the bank's word changes that."), nil)
    case .vendorDebited:
      return says(
        Phrase("Credits were taken from the vendor: a manager gives them back, with a reason."),
        .credit)
    case .vendorCredited:
      return says(
        Phrase("Credits were given back to the vendor: take them again, with their amount."), .debit
      )
    case .vendorSuspended, .vendorBlocked, .vendorFlagged:
      return says(Phrase("A measure against the vendor was taken: a manager lifts it."), .unblock)
    case .vendorUnblocked, .vendorKept:
      return says(Phrase("The vendor's standing was decided on: decide on it anew."), .block)
    case .escalated:
      return says(Phrase("The question about the vendor is the manager's to decide."), .keep)
    case .found: return says(Phrase("A finding is replaced by a later one, not taken back."), .find)
    case .returned:
      return says(Phrase("It was returned to its executive: a manager decides anew."), .return)
    case .closed:
      return says(Phrase("It is closed: a manager opens it again, with a reason."), .reopen)
    case .reopened: return says(Phrase("It was opened again: close it as any other."), .close)
    case .merged: return says(Phrase("It is merged into another ticket, which goes on."), nil)
    default: return says(Phrase("This stays as it was recorded."), nil)
    }
  }
}
