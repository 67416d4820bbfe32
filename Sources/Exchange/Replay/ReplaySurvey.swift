import Journal
import Procedure

/// What has to be known of a whole log before the first line of a script can be written: how each dispute began, and which policies
/// counted.
struct ReplaySurvey {
  /// How a dispute began.
  struct Opening {
    /// The ticket as it was before anybody touched the dispute: imports may have corrected it by then.
    var ticket: Ticket
    /// Its first event.
    var number: Int64
    /// Who logged it.
    var actor: Actor
    /// When it arrived.
    var arrivedAt: Instant
    /// The numbers of the events that its opening stands for.
    var numbers: Set<Int64>
    /// When the first and the last of its other events were.
    var touched: ClosedRange<Instant>?
  }

  /// Every dispute's beginning.
  private(set) var openings: [TicketID: Opening] = [:]
  /// The policies that were adopted, by the number of their events; the built-in one counts before.
  private(set) var policies: [(number: Int64, policy: Policy)] = [(0, Policy())]
  /// The last event of each dispute.
  private(set) var lasts: [TicketID: Int64] = [:]
  private var byOrder: [OrderID: [TicketID]] = [:]

  /// Takes in the next entry of the log.
  mutating func take(_ entry: LogEntry) {
    switch entry {
    case .desk(.policyAdopted(let policy), let number, _): policies.append((number, policy))
    case .desk: break
    case .dispute(let id, let numbered):
      let event = numbered.event
      lasts[id] = numbered.number
      if case .ticketLogged(let ticket) = event.fact, openings[id] == nil {
        openings[id] = Opening(
          ticket: ticket, number: numbered.number, actor: Actor(event.by, event.role),
          arrivedAt: event.at, numbers: [numbered.number])
        byOrder[ticket.order, default: []].append(id)
      } else if case .ticketRelisted(let ticket, _) = event.fact, openings[id]?.touched == nil {
        openings[id]?.ticket = ticket
        openings[id]?.numbers.insert(numbered.number)
      } else {
        let first = openings[id]?.touched?.lowerBound ?? event.at
        openings[id]?.touched = first...max(first, event.at)
      }
    }
  }

  /// When a script has to log a dispute. A script's ticket is logged when its line says, so that is the ticket's own time, unless it
  /// arrived later and somebody worked on the same order in between, who did not know of it.
  func loggedAt(_ id: TicketID) -> Instant {
    guard let opening = openings[id] else { return Instant(microseconds: 0) }
    let own = min(opening.ticket.loggedAt, opening.arrivedAt)
    let isOvertaken = (byOrder[opening.ticket.order] ?? []).contains { other in
      guard other != id, let touched = openings[other]?.touched else { return false }
      return touched.overlaps(own...opening.arrivedAt)
    }
    return isOvertaken ? opening.arrivedAt : own
  }

  /// The policy that counted at an event.
  func policy(at number: Int64) -> Policy {
    (policies.last { $0.number <= number } ?? policies[0]).policy
  }

  /// The policies that counted while some disputes went on, the earliest first.
  func policies(of disputes: Set<TicketID>) -> [Policy] {
    guard let first = disputes.compactMap({ openings[$0]?.number }).min(),
      let last = disputes.compactMap({ lasts[$0] }).max()
    else { return [policies[policies.count - 1].policy] }
    return [policy(at: first)]
      + policies.filter { $0.number > first && $0.number <= last }.map(\.policy)
  }
}
