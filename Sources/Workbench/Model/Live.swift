import Journal
import Procedure

/// How the store can be reached, and who else is at it.
struct Live: Sendable, Equatable {
  /// How it can be reached.
  var link = Link.connected
  /// Whether it tells who is on what.
  var tellsPresence = false
  /// Who is connected, and on what.
  var presence: [Presence] = []
  /// The dispute on which this person is, as the store was told last.
  var told: TicketID?
  /// Whether it is about to be told anew.
  var isTelling = false
}

/// A link that is lost and comes back.
extension Model {
  /// What is said where something would have to be recorded while the store is out of reach.
  static var lostSentence: String {
    phrase(
      "The connection is lost, so nothing was recorded; what you typed is kept. It comes back by itself: say it again then."
    )
  }

  /// Takes in how the store can be reached now.
  mutating func receive(_ link: Link) {
    let former = live.link
    live.link = link
    switch (former.isLost, link.isLost) {
    case (false, true): lose()
    case (true, false): comeBack()
    case (false, false):
      guard case .polling(let seconds, let why) = link, former != link else { return }
      say(phrase("What others do is looked for every \(seconds) s: \(why)."))
    case (true, true): break
    }
  }

  /// What waited for the store does not come now, and the keys behind it would mean something else later.
  private mutating func lose() {
    deferred = nil
    typeahead.removeAll()
    giveUpPreview()
    saveDraft()
    tickWhileLost()
  }

  /// Whatever happened meanwhile is read.
  private mutating func comeBack() {
    live.told = nil
    // What is still on its way may never come.
    queue.fetching = nil
    say(phrase("The connection is back, and this is what is recorded now."), .good)
    readAnew()
    searchAgain()
    askForPresence()
  }

  /// The time that passes is shown.
  mutating func tickWhileLost() {
    if live.link.isLost { send(.wait(.link, milliseconds: 1_000)) }
  }

  /// Whether the store is out of reach, which is said then: for whoever is about to record something.
  mutating func isCutOff() -> Bool {
    guard live.link.isLost else { return false }
    say(Model.lostSentence, .trouble)
    return true
  }
}

/// Who is on what.
extension Model {
  /// Asks who is there, where the store tells it.
  mutating func askForPresence() {
    if live.tellsPresence, !live.link.isLost { send(.presence) }
  }

  /// The dispute that this person has in front: an open form's, else the one whose pane has the keys.
  var attended: TicketID? {
    if let form = forms.last?.form { return form.dispute }
    return focus == .dispute ? pane.ticket : nil
  }

  /// Has the store told of another dispute in front, once the person has stayed on it for a moment.
  mutating func followAttention() {
    guard live.tellsPresence, !live.link.isLost, !live.isTelling, attended != live.told else {
      return
    }
    live.isTelling = true
    send(.wait(.attention, milliseconds: 300))
  }

  /// The moment is over.
  mutating func tellAttention() {
    live.isTelling = false
    guard attended != live.told, !live.link.isLost else { return }
    live.told = attended
    send(.attend(attended))
  }

  /// The others who are on a dispute, by name; this person on another terminal is no other.
  func others(on ticket: TicketID) -> [Person] {
    guard !live.link.isLost else { return [] }
    let here = live.presence.filter { $0.ticket == ticket && $0.person != session.actor.person }
    return Set(here.map(\.person)).sorted { $0.text < $1.text }
  }
}
