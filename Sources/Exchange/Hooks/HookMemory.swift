import FoundationEssentials
import Glibc
import Journal

/// What is remembered of hooks between two runs: how far the log was read, and which occurrences wait for their program.
public struct HookMemory: Codable, Equatable, Sendable {
  /// An occurrence whose program has not ended well yet.
  public struct Waiting: Codable, Equatable, Sendable {
    /// What happened.
    public var occurrence: Occurrence
    /// How often its program was begun.
    public var attempts = 0
  }

  /// The form of the file.
  var version = 1
  /// The database's path.
  public var database: String
  /// How far its log was read.
  public var told: Told
  /// What waits, in the order in which it happened.
  public var waiting: [Waiting] = []

  /// What is remembered at first: nothing that happened before is told.
  public init(database: String, told: Told) {
    self.database = database
    self.told = told
  }
}

/// The file in which a database's hooks are remembered, and the lock that lets one program at a time run them.
public struct HookMemoryFile {
  /// Where it is.
  public let path: String
  private let database: String

  /// The file of a database in a folder.
  public init(of database: String, in folder: String) {
    self.database = database
    path = "\(folder)/hooks-\(HookMemoryFile.digest(of: database)).json"
  }

  /// Takes the lock as long as `body` runs; nil where another program has it.
  public func locked<Result>(_ body: () throws -> Result) throws -> Result? {
    try makeFolder()
    let lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw failure("cannot be locked") }
    // With the descriptor the lock goes, however this program ends.
    defer { close(lock) }
    while flock(lock, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return nil }
      guard errno == EINTR else { throw failure("cannot be locked") }
    }
    return try body()
  }

  /// What is remembered; nil where nothing is.
  public func read() throws -> HookMemory? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw failure("cannot be read")
    }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("cannot be read") }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    guard let memory = try? JSONDecoder().decode(HookMemory.self, from: Data(bytes)),
      memory.version == 1
    else {
      throw HookFailure(
        path: path,
        why: "is not what paydesk wrote: remove it, and hooks begin anew with what happens then")
    }
    // Two paths of one digest are not to be, and a database's file is never taken for another's.
    return memory.database == database ? memory : nil
  }

  /// Remembers, whole or not at all, and on the disk before it returns.
  public func write(_ memory: HookMemory) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let bytes = Array(try encoder.encode(memory))
    do throws(WholeFile.Failure) {
      try WholeFile.replace(path, with: bytes)
    } catch {
      errno = error.number
      throw failure("cannot be written")
    }
  }

  private func makeFolder() throws {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  private func failure(_ what: String) -> HookFailure {
    HookFailure(path: path, why: "\(what): \(String(cString: strerror(errno)))")
  }

  /// FNV-1a of the path, which only has to tell a person's few databases apart.
  private static func digest(of path: String) -> String {
    let hash = path.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// What could not be remembered of hooks, and why.
public struct HookFailure: Error, CustomStringConvertible {
  /// The file.
  public var path: String
  /// What is wrong with it, and what to do.
  public var why: String

  /// One sentence.
  public var description: String { "\(path) \(why)." }
}
