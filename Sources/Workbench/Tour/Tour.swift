import Journal
import Procedure
import Terminal

/// A newcomer's way through one ticket of the sample: one key is named at a time, and once the thing was done, the next.
///
/// It takes nothing away from the keys: each means what it always means, and whoever does something else finds the tour where it
/// was. What was done is read from what the screen shows, so that any way of doing it counts. Esc leaves it, but where it asks
/// for Esc itself.
struct Tour: Sendable {
  /// What is asked for, in order.
  enum Stage: Int, CaseIterable, Sendable {
    case new, move, open, claim
    case tryToClose, beRefused, leave
    case review, order, recordOrder
    case ask, answer, prove, recordAnswer
    case close, recordClose, comment, back
    case search, found, help, helped
    case end

    /// The stage that opens the form in which this one is; nil where it is in none.
    var opening: Stage? {
      switch self {
      case .beRefused, .leave: .tryToClose
      case .recordOrder: .order
      case .answer, .prove, .recordAnswer: .ask
      case .recordClose: .close
      default: nil
      }
    }
  }

  /// What is asked for now.
  var stage = Stage.new
  /// The ticket that is worked on; nil until the new ones are there.
  var ticket: TicketID?

  /// The rows that it takes above the footer: as many as its longest sentence.
  func rows(columns: Int) -> Int { columns >= 100 ? 2 : 3 }

  /// Whether Esc is what is asked for.
  var asksForEscape: Bool { [.leave, .comment, .found, .helped].contains(stage) }

  /// The largest amount of a ticket that needs nobody else.
  static let most = Money.rupees(5_000)
}

extension Model {
  /// Offers it once, in one line that goes with the next key.
  mutating func offerTour() {
    guard offersTour, session.isSample else { return }
    send(.rememberTour)
    if notice == nil {
      say(
        phrase("First time here? \(hint(.tour)) goes through one ticket with you, a key at a time.")
      )
    }
  }

  /// Begins it, from the start if one is in it; one that was left is gone on with.
  mutating func beginTour() {
    guard session.isSample else {
      return say(
        phrase("The tour is for the sample, where nothing can be spoilt: `paydesk sample --open`."),
        .refusal)
    }
    guard session.actor.role != .viewer else {
      return say(phrase("A viewer records nothing: be an executive first."), .refusal, mend: .actAs)
    }
    offersTour = false
    tour = leftTour ?? Tour()
    leftTour = nil
    // The form that it was left in is opened again first.
    if forms.isEmpty, let stage = tour?.stage.opening { tour?.stage = stage }
    settleAfterResize()
  }

  /// Leaves it by Esc, which then does nothing else; false where nobody takes it, or it asks for Esc itself.
  mutating func leavesTour() -> Bool {
    guard let tour, !(tour.asksForEscape && (overlay != nil || !forms.isEmpty)) else {
      return false
    }
    endTour(
      forms.isEmpty
        ? phrase("The tour is left: \(hint(.tour)) goes on with it, \(hint(.help)) lists all keys.")
        : phrase("The tour is left; once this form is too, \(hint(.tour)) goes on with it."))
    leftTour = tour
    return true
  }

  /// Its last sentence goes with the next key, whatever that does.
  mutating func passTourEnd() {
    guard tour?.stage == .end else { return }
    tour = nil
    settleAfterResize()
  }

  private mutating func endTour(_ words: String) {
    tour = nil
    settleAfterResize()
    say(words)
  }

  /// Goes on as far as was done what it asks for.
  mutating func followTour() {
    while let tour, tour.stage != .end, isDone(tour.stage),
      let next = Tour.Stage(rawValue: tour.stage.rawValue + 1)
    {
      if tour.stage == .new {
        guard let row = queue.rows.first(where: Model.isForTour) else {
          return endTour(
            phrase(
              "No new ticket is left that the tour could take: `paydesk sample --fresh` makes the desk anew."
            )
          )
        }
        self.tour?.ticket = row.ticket
      }
      self.tour?.stage = next
    }
  }

  /// A ticket that leads straight to its end, without another person's decision.
  private static func isForTour(_ row: QueueRow) -> Bool {
    row.tag == .customerNotPaid && row.disputed <= Tour.most && row.holder == nil
  }

  private func isDone(_ stage: Tour.Stage) -> Bool {
    let dispute = pane.ticket == tour?.ticket ? pane.look?.dispute : nil
    let form = forms.last?.form
    switch stage {
    case .new: return queue.view == .new && queue.found == nil && queue.isLoaded
    case .move: return queue.selected?.ticket == tour?.ticket || dispute != nil
    case .open: return focus == .dispute && dispute != nil
    case .claim: return dispute?.holder == session.actor.person
    case .tryToClose: return form?.kind == .close
    case .beRefused: return form?.mistake != nil || form == nil
    case .leave: return forms.isEmpty
    case .review: return dispute?.isReviewed == true
    case .order: return form?.kind == .order || dispute?.order != nil
    case .recordOrder: return dispute?.order != nil
    case .ask: return form?.kind == .vendor || dispute?.answer != nil
    case .answer: return form?.draft["didPay"] == VendorForm.Payment.full.rawValue || isAnswered
    case .prove: return form.map { !$0.typedProofs(formContext).isEmpty } == true || isAnswered
    case .recordAnswer: return isAnswered
    case .close: return form?.kind == .close || dispute?.state == .closed
    case .recordClose: return dispute?.state == .closed
    case .comment: return overlay == nil
    case .back: return focus == .list
    case .search: return isSearching { !$0.rows.isEmpty }
    case .found: return overlay == nil
    case .help: return isChoosing { if case .help = $0.purpose { true } else { false } }
    case .helped: return overlay == nil
    case .end: return false
    }
  }

  /// Whether the vendor's answer has led somewhere.
  private var isAnswered: Bool {
    pane.ticket == tour?.ticket && pane.assessment?.scenario != nil
  }

  private func isChoosing(_ isIt: (Choice) -> Bool) -> Bool {
    if case .choice(let choice) = overlay { isIt(choice) } else { false }
  }

  private func isSearching(_ isIt: (Choice) -> Bool) -> Bool {
    isChoosing { $0.purpose == .search && $0.isAnswered && isIt($0) }
  }
}
