import Procedure

extension Occurrence {
  /// Whether a person is to be told of it at once: the window of a dispute that they hold has lapsed, somebody else asks a decision
  /// of their role, or somebody else decided on a dispute that they hold.
  ///
  /// - Parameter holder: who holds the dispute.
  public func concerns(_ actor: Actor, holder: Person?) -> Bool {
    switch what {
    case .windowLapsed: holder == actor.person
    case .decisionAskedFor: who != actor.person && to?.rawValue == actor.role.rawValue
    case .decisionCame: who != actor.person && holder == actor.person
    }
  }
}
