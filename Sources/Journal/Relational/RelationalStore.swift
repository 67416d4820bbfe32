import Procedure

/// A database that holds the log, and the tables that are read from it.
protocol RelationalStore: Sendable {
  /// What is said of it in sentences: a path, or an address without a password.
  var place: String { get }
  /// Whether this is a sample.
  var isSample: Bool { get }
  /// The files of proofs.
  var proofs: any ProofStore { get }
  /// The folder that they lie in; nil where it is none.
  var proofsFolder: String? { get }
  /// Whether who reads it sees personal texts masked.
  var masksPersonalTexts: Bool { get }

  /// How many arrivals are best recorded in one transaction.
  var arrivalsAtOnce: Int { get }
  /// Whether disputes are remembered beside it. A server's are not: who may read their texts is for it to say each time.
  var remembersDisputes: Bool { get }

  /// The schema's number.
  func schema() throws -> Int
  /// Who is at the keyboard.
  func login() throws -> StoreLogin
  /// What time it is by the clock that it records by.
  func now() -> Instant
  /// What others record from now on.
  func changes() throws -> any ChangeSource

  /// One transaction that reads; it sees one moment.
  func read<Result>(_ body: (any SQLConnection) throws -> Result) throws -> Result
  /// One transaction that records; anything thrown undoes it all. `body` may run more than once.
  func write<Result>(_ scope: RecordingScope, _ body: (any SQLConnection) throws -> Result) throws
    -> Result
  /// Makes the tables that are read from the log anew, in one transaction.
  func rebuild() throws
  /// Removes proofs' files that belong to nobody any more, and what else is left of disputes that were erased.
  func forget(_ proofs: [String], of disputes: [TicketID]) throws
  /// Copies the log and all that is read from it into a new SQLite file, and verifies the copy.
  func copy(to path: String) throws -> Head
  /// What the database itself finds wrong with its tables, in words.
  func fault(in connection: any SQLConnection) throws -> String?
  /// What an error says of a damaged database; nil where it says something else.
  func damage(_ error: any Error) -> JournalError?
  /// Whether this login may act as the owner of a server's store.
  var isOwner: Bool { get }
  /// What a server remembers of the log, to check appends with, and is not as the log has it; nil where all is.
  func guardFault() throws -> String?
}

/// A file has no owner but its login's, nothing that checks appends, and nobody but its own writers to wait for.
extension RelationalStore {
  var arrivalsAtOnce: Int { 2_000 }
  var isOwner: Bool { false }
  func guardFault() throws -> String? { nil }
}

extension RelationalStore {
  var masksPersonalTexts: Bool { false }
  var remembersDisputes: Bool { false }
}

/// What a transaction records on: where a server may let others record beside it.
enum RecordingScope: Sendable {
  /// One dispute, which it may turn out not to be.
  case dispute
  /// Anything.
  case everything
}

/// The bytes of proofs, each under its SHA-256.
protocol ProofStore: Sendable {
  /// Keeps bytes and gives their SHA-256 in lower-case hexadecimal; the same bytes are kept once.
  func keep(_ bytes: [UInt8]) throws -> String
  /// The bytes of a proof; nil where they are not kept.
  func bytes(_ hash: String) throws -> [UInt8]?
  /// Every proof that is kept, sorted.
  func hashes() throws -> [String]
  /// Where a proof's file is, in words.
  func place(of hash: String) -> String
}
