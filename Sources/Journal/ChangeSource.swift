import Procedure

/// What others do to a store, told without asking again and again: a descriptor to wait on, and what it brings.
///
///     let changes = try store.changes()
///     // in the loop: poll(changes.descriptor), and then, off the loop,
///     changes.drain { news in … }
///
/// It keeps its own connection where it needs one, reconnects by itself, and tells how the link is. Where a store has no
/// notices to give it looks by itself from time to time, and says that it does. It may be used from any thread.
public protocol ChangeSource: Sendable {
  /// Becomes readable when there may be something to take; wait for `POLLIN`. The same as long as the source lives.
  var descriptor: Int32 { get }

  /// How the store can be reached now.
  var link: Link { get }

  /// Whether it tells who is on what; where it does not, nobody is asked and nobody is told.
  var tellsPresence: Bool { get }

  /// Takes what has come and hands it on as it is found, one piece at a time; it may wait for another program's disk, so it
  /// is called off the screen's loop. It throws nothing: what fails is news of the link.
  func drain(_ tell: (StoreNews) -> Void)

  /// Says on which dispute this person is now, nil for none; kept over a reconnection, and over with this source.
  func attend(_ ticket: TicketID?) throws

  /// Who is connected, and on what; each terminal counts, this one too.
  func presence() throws -> [Presence]
}

/// What a change source brings.
public enum StoreNews: Sendable, Hashable {
  /// Somebody else recorded something.
  case recorded
  /// Somebody came, went, or is on another dispute.
  case presence
  /// The link is another than it was. Everything may have changed while it was lost.
  case link(Link)
}

/// How a store can be reached.
public enum Link: Sendable, Hashable {
  /// All is well.
  case connected
  /// It can be reached, and is asked every so many seconds, for it gives no notices; `why` is a few words.
  case polling(seconds: Int, why: String)
  /// It cannot be reached since a moment; `retryAt` is when it is tried again, nil while it is being tried.
  case lost(since: Instant, retryAt: Instant?)

  /// Whether nothing can be read or recorded.
  public var isLost: Bool { if case .lost = self { true } else { false } }
}

/// Somebody who is connected, and the dispute that they have in front of them.
public struct Presence: Sendable, Hashable {
  /// The person.
  public var person: Person
  /// The dispute; nil where they are on none.
  public var ticket: TicketID?

  /// Somebody on a dispute, or on none.
  public init(person: Person, ticket: TicketID?) {
    self.person = person
    self.ticket = ticket
  }
}
