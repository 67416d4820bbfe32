import Procedure

/// A journal as the command line and the workbench have it: with what it takes to keep it, to say where it is, to tell who is
/// there, and to see what others do.
///
///     let store: any Store = try RelationalJournal.open(at: path)
///     guard let actor = try store.desk().actor(store.login(), at: now) else { … }
///
/// Above `Sources/Journal` a particular store is named only where a file is meant: making one, restoring one, the sample.
public protocol Store: Journal {
  /// What sentences call it, without any password: a file's path, or `postgres://asha@desk/paydesk`.
  var place: String { get }

  /// The folder in which proofs lie as files under their SHA-256; nil where the store keeps their bytes itself.
  var proofsFolder: String? { get }

  /// A sentence about what of a file others than its owner may read or write; nil where nobody may, and of a server.
  ///
  /// - Parameter wholly: whether every proof is looked at, and not the folders alone.
  func exposure(wholly: Bool) -> String?

  /// Has each transaction noted from now on, with nothing about any person.
  func note(in log: DiagnosticLog?)

  /// The number of the schema that the store is in.
  func schema() throws -> Int

  /// Who is at the keyboard, as the store knows them.
  func login() throws -> StoreLogin
  /// Whether this login may act as the owner of a server's store: no person of the desk, and nothing of keeping it is kept
  /// from them.
  var isOwner: Bool { get }

  /// What time it is by the store's clock, by which it is recorded and decided: a server's, and this machine's for a file. It
  /// is told at once.
  func now() -> Instant

  // MARK: Live

  /// What others do from now on: something to wait on. Each call makes one of its own, that ends with its last reference.
  func changes() throws -> any ChangeSource

  // MARK: What is due

  /// What the desk has before it, with the windows that lapse until a moment.
  func agenda(at now: Instant, windowsUntil until: Instant) throws -> Agenda

  /// What was done since a moment, the latest first, and how many tickets came since then at which nobody has looked.
  func deeds(since moment: Instant) throws -> (touched: [Deeds], arrived: Int)

  /// How far the log can be told of now: where hooks begin.
  func told(at now: Instant) throws -> Told

  /// What happened since something was told, and what has been told with it; nil where this is not the log that it was
  /// told of.
  func occurrences(since told: Told, at now: Instant) throws -> ([Occurrence], Told)?

  // MARK: Keeping

  /// Walks the chain from the first event, and looks at everything beside it that cannot be made anew.
  ///
  /// - Parameter kept: a head that was printed earlier; the event of its number must have its hash.
  func verify(against kept: Head?) throws -> Verification

  /// Whether a head is the end of this log as it once was.
  func holds(_ head: Head) throws -> Bool

  /// Makes everything that is read from the log anew, in one transaction.
  func rebuild() throws

  /// Copies the journal and its proofs into a folder that is not there yet, while others work on it, and verifies the copy.
  ///
  /// - Returns: the head of the copy, to be kept elsewhere.
  @discardableResult
  func backup(to folder: String) throws -> Head
  /// Copies everything into a new file with the proofs beside it, whole or not at all, and verifies the copy.
  @discardableResult
  func copyOut(to path: String, telling: (Headway) -> Void) throws -> Head
  /// Compares all that it holds with a file, event for event and row for row.
  func compared(with path: String, telling: (Headway) -> Void) throws -> Comparison
  /// Compares what is read from its log with the same read anew, after the log was verified.
  func checked(telling: (Headway) -> Void) throws -> Comparison
}

/// How far a long walk is.
public struct Headway: Sendable, CustomStringConvertible {
  /// What is walked through, as a table is called.
  public var what: String
  /// How many rows are done.
  public var rows: Int

  /// As a line on a terminal says it.
  public var description: String { rows == 0 ? what : "\(what): \(rows) rows" }
}

/// Who is at the keyboard, as a store knows them.
public enum StoreLogin: Sendable, Hashable {
  /// A login of this machine by its number: a file knows no more of who opens it.
  case uid(UInt32)
  /// The person as whom a server lets them in, whatever this machine calls them.
  case person(Person)
}

extension Desk {
  /// What somebody may do at a moment, by the login that the store knows; nil sees nothing.
  public func actor(_ login: StoreLogin, at now: Instant) -> Actor? {
    switch login {
    case .uid(let uid): actor(uid: uid, at: now)
    case .person(let person): actor(person, at: now)
    }
  }
}
