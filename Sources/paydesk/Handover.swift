import Exchange
import Journal
import Procedure

/// What one shift tells the next: what the desk has before it, and what was done today.
struct Handover {
  var now: Instant
  /// Up to when windows are told of.
  var until: Instant
  /// Seconds east of UTC at which times are shown, and at which today began.
  var offset: Int
  /// Whose it is alone; nil is everybody's.
  var person: Person?
  var agenda: Agenda
  /// What was done today, the latest first.
  var touched: [Deeds]
  /// How many tickets came today at which nobody has looked.
  var arrived: Int

  /// Reads it; one person's is what they hold, what awaits them, what they asked for, and what they did.
  init(of actor: Actor?, in journal: any Store, at now: Instant, hours: Int) throws {
    self.now = now
    until = now.adding(seconds: Int64(hours) * 3_600)
    offset = try journal.desk().policy.offset
    person = actor?.person
    agenda = try journal.agenda(at: now, windowsUntil: until)
    let midnight = Instant(day: now.civil(offset: offset).day, second: 0, offset: offset)
    (touched, arrived) = try journal.deeds(since: midnight)
    guard let actor else { return }
    func isHeld(_ row: QueueRow) -> Bool { row.holder == actor.person }
    agenda.windows.removeAll { !isHeld($0.row) }
    agenda.decisions.removeAll {
      !isHeld($0.row) && !$0.waiting.awaits(actor.role) && $0.waiting.by?.person != actor.person
    }
    agenda.parked.removeAll { !isHeld($0.row) }
    agenda.outstanding.removeAll { !isHeld($0) }
    agenda.payouts.removeAll { !isHeld($0.row) }
    touched.removeAll { deeds in !deeds.events.contains { $0.event.by == actor.person } }
  }
}

extension Handover {
  /// As `docs/desk.md` documents it: every field is always there.
  var json: JSONValue {
    func time(_ moment: Instant) -> JSONValue { .string(moment.rfc3339(offset: offset)) }
    return .object([
      .init("at", time(now)), .init("until", time(until)),
      .init("person", person.map { .string($0.text) } ?? .null),
      .init(
        "windows", .array(DueItem.windows(of: agenda, at: now).map { $0.json(offset: offset) })),
      .init("decisions", .array(DueItem.decisions(of: agenda).map { $0.json(offset: offset) })),
      .init("parked", .array(DueItem.parked(of: agenda, at: now).map { $0.json(offset: offset) })),
      .init("outstanding", .array(DueItem.outstanding(of: agenda).map { $0.json(offset: offset) })),
      .init("new", .integer(agenda.fresh)), .init("arrivedToday", .integer(arrived)),
      .init(
        "touchedToday",
        .array(
          touched.map { deeds in
            .object([
              .init("ticket", .string(deeds.row.ticket.text)),
              .init("customer", .string(deeds.row.customer)),
              .init("state", .string(deeds.row.state.rawValue)),
              .init("status", .string(deeds.status)),
              .init(
                "deeds",
                .array(
                  deeds.events.map { numbered in
                    let event = numbered.event
                    return .object([
                      .init("at", time(event.at)), .init("who", .string(event.by.text)),
                      .init("standsFor", event.standsFor.map { .string($0.text) } ?? .null),
                      .init("what", .string(event.fact.deed)),
                    ])
                  })),
            ])
          })),
    ])
  }
}

extension Deeds {
  /// How the dispute stands: `closed: Resolved – Paid`.
  var status: String {
    switch row.state {
    case .open: return "open, step \(row.step.rawValue) \(row.step.shown)"
    case .escalated: return Policy.statusWordings[.escalatedPendingManager]?.name ?? "escalated"
    case .merged: return "merged"
    case .closed:
      for numbered in events.reversed() {
        guard case .closed(let status, _, _) = numbered.event.fact else { continue }
        return "closed: " + (Policy.statusWordings[status]?.name ?? status.rawValue)
      }
      return "closed"
    }
  }

  /// What each did in turn; what one did several times in a row is counted.
  var byDoer: [(doer: Doer, deeds: [String])] {
    var turns: [(doer: Doer, deeds: [(words: String, count: Int)])] = []
    for numbered in events {
      let event = numbered.event
      if turns.last?.doer != event.doer { turns.append((event.doer, [])) }
      let words = event.fact.deed
      if turns[turns.count - 1].deeds.last?.words == words {
        turns[turns.count - 1].deeds[turns[turns.count - 1].deeds.count - 1].count += 1
      } else {
        turns[turns.count - 1].deeds.append((words, 1))
      }
    }
    return turns.map { turn in
      (turn.doer, turn.deeds.map { $0.count == 1 ? $0.words : "\($0.words) ×\($0.count)" })
    }
  }
}

extension Fact {
  /// What was done, in few words, without anything that somebody typed freely: the page may lie about.
  var deed: String {
    switch self {
    case .assigned(let person): "assigned to \(person)"
    case .contacted(let party, let channel, let outcome):
      "\(party.rawValue) by \(channel.shown): \(outcome.shown)"
    case .vendorAnswered(let paid, _):
      paid.isZero ? "vendor says it paid nothing" : "vendor says it paid \(paid.short)"
    case .customerHeard(let received, _): "customer says \(received.short) has come"
    case .proofRecorded(let proof): "\(proof.kind.shown) of \(proof.amount.short) recorded"
    case .proofAccepted(let proof, _, _): "proof \(proof) accepted"
    case .proofRejected(let proof, _): "proof \(proof) rejected"
    case .deductionSupported(let amount, _): "deduction of \(amount.short) supported"
    case .payoutRequested(_, let amount, _, _): "payout of \(amount.short) asked for"
    case .payoutReversed: "payout came back"
    case .vendorDebited(let vendor, let amount): "\(amount.short) taken from \(vendor)’s credits"
    case .vendorCredited(let vendor, let amount, _):
      "\(amount.short) given back to \(vendor)’s credits"
    case .vendorSuspended(let vendor, _): "\(vendor) suspended"
    case .vendorBlocked(let vendor, _): "\(vendor) blocked"
    case .vendorUnblocked(let vendor, _, _): "\(vendor) released"
    case .vendorFlagged(let vendor, _), .repeatOffenderFlagged(let vendor, _): "\(vendor) flagged"
    case .vendorKept(let vendor, _, _): "\(vendor) left as it is"
    case .blockProposed(let vendor, _): "a block of \(vendor) proposed"
    case .escalated(let to, _, let about, _):
      (about == .vendor ? "vendor escalated" : "escalated") + " to the \(to.shown)"
    case .found(let finding, let amount, _):
      "found: \(finding.shown)" + (amount.map { " of \($0.short)" } ?? "")
    case .returned: "returned with an instruction"
    case .statusMarked(let status): "marked " + (Policy.statusWordings[status]?.name ?? "")
    case .outsideApplied(let item): "done elsewhere: \(item.shown)"
    case .merged(let target): "merged into \(target)"
    case .withdrawn(let what): "taken back: \(what.shown)"
    default: spaced(name)
    }
  }

  /// A fact's name as words: `ticketReviewed` is `ticket reviewed`.
  private func spaced(_ name: String) -> String {
    name.reduce(into: "") { words, letter in
      if letter.isUppercase { words += " " }
      words += letter.lowercased()
    }
  }
}
