import Journal
import struct Journal.Look
import Procedure

/// What the escalated view knows of a row: the dispute, what is around it, and what happened to it.
struct Evident: Sendable {
  /// The dispute and its surroundings.
  var look: Look
  /// What happened to it.
  var history: [NumberedEvent]
  /// The request that it answers.
  var request: Int
}
