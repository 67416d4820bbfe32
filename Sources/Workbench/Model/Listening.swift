import Journal
import Procedure

/// What a person is told of while they may look elsewhere: each thing once.
struct Listening: Sendable {
  /// Whether they want to be.
  var isOn = false
  /// Up to where everything was told; nil until it is known where it begins.
  var told: Told?
  /// Whether it is being read what happened.
  var isAsking = false
  /// Whether something happened meanwhile.
  var isStale = false

  /// So many are told one by one; more than these together.
  static let most = 3
}

extension Model {
  /// Asks what happened that this person is to be told of. One question at a time, so that nothing is told twice.
  mutating func listen() {
    guard listening.isOn, !live.link.isLost else { return }
    guard !listening.isAsking else {
      listening.isStale = true
      return
    }
    listening.isAsking = true
    send(.listen(since: listening.told, session.actor))
  }

  mutating func receive(_ news: [Occurrence], _ told: Told?) {
    listening.isAsking = false
    if let told { listening.told = told }
    if news.count > Listening.most {
      send(.notify(phrase("\(news.count) windows have lapsed or decisions wait.")))
    } else {
      for occurrence in news { send(.notify(occurrence.notice)) }
    }
    guard listening.isStale else { return }
    listening.isStale = false
    listen()
  }
}

extension Occurrence {
  /// In one sentence that names the ticket alone: it is read by whoever stands before the screen.
  var notice: String {
    switch what {
    case .windowLapsed: phrase("\(ticket): the vendor's window has lapsed.")
    case .decisionAskedFor: phrase("\(ticket): a decision is asked of you.")
    case .decisionCame: phrase("\(ticket): a decision has come.")
    }
  }
}
