import Foundation

/// A PostgreSQL server of the tests' own, in a temporary folder.
///
///     let server = try PostgresServer.shared()
///     let database = try server.createDatabase()
///     server.address(database: database, user: "asha")
///
/// It listens on a Unix socket, and on loopback where asked to. As it refuses to be run by root, it is run by `postgres` or
/// `nobody` then. It ends, and its folder goes, when this process does, in whatever way: a watchman of its own waits for
/// that.
public final class PostgresServer: @unchecked Sendable {
  /// What a server of the tests could not do.
  public struct Failure: Error, CustomStringConvertible {
    /// One sentence, with what the program said.
    public var description: String

    /// A failure.
    public init(description: String) { self.description = description }
  }

  /// How a server is stopped.
  public enum Stop: String, Sendable {
    /// Once all have left by themselves.
    case smart
    /// With all connections ended and their transactions taken back.
    case fast
    /// At once, as if the power were cut; it repairs itself when it starts.
    case immediate
  }

  /// Who may come in, as `pg_hba.conf` says it, where nobody is asked anything.
  public static let openAccess =
    "local all,replication all trust\nhost all all 127.0.0.1/32 trust\n"

  /// The name of the role that may do anything.
  public static let superuser = "master"

  /// Whether PostgreSQL is installed.
  public static var isThere: Bool { binaries != nil }

  /// The folder of the server's programs, of the newest release that is here.
  public static let binaries: String? = {
    let root = "/usr/lib/postgresql"
    let releases = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [])
      .sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }
    return Program.find("initdb", in: releases.map { "\(root)/\($0)/bin" })
      .map { ($0 as NSString).deletingLastPathComponent }
  }()

  /// The folder of the socket: what goes into an address as `host`.
  public let socketFolder: String
  /// The port, which is a part of the socket's name too.
  public let port: Int
  /// Whether it listens on 127.0.0.1 too.
  public let listensOnLoopback: Bool

  let folder: String
  let binaries: String
  /// The user of the operating system that runs it; nil where that is who runs the tests.
  public let runner: String?
  private let settings: [String]
  private let watchman: Watchman
  private let lock = NSLock()
  private var databases = 0

  /// Makes a server, which is not started yet.
  ///
  /// - Parameters:
  ///   - access: the text of `pg_hba.conf`.
  ///   - onLoopback: whether it listens on a free port of 127.0.0.1 too.
  ///   - settings: what differs from a new server's settings, as `max_connections=20`.
  ///   - primary: a server that runs, of which this one shall be a copy that follows it.
  public init(
    access: String = PostgresServer.openAccess, onLoopback: Bool = false, settings: [String] = [],
    following primary: PostgresServer? = nil
  ) throws {
    guard let binaries = PostgresServer.binaries else {
      throw Failure(description: "PostgreSQL is not installed: Scripts/install-deps postgres")
    }
    self.binaries = binaries
    listensOnLoopback = onLoopback
    port = onLoopback ? try Loopback.freePort() : 5432
    runner = geteuid() != 0 ? nil : getpwnam("postgres") != nil ? "postgres" : "nobody"
    folder = try ServerFolder.make(for: runner)
    socketFolder = folder
    watchman = try Watchman(over: folder)
    self.settings =
      [
        "listen_addresses=\(onLoopback ? "127.0.0.1" : "")", "port=\(port)",
        "unix_socket_directories=\(folder)", "max_connections=400", "shared_buffers=64MB",
        "fsync=on",
      ] + settings
    try must(asRunner(primary.map(copying) ?? making))
    try setAccess(access)
  }

  deinit { watchman.end() }

  private var making: [String] {
    [
      "\(binaries)/initdb", "-D", "\(folder)/data", "-U", PostgresServer.superuser,
      "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions",
    ]
  }

  private func copying(_ primary: PostgresServer) -> [String] {
    [
      "\(binaries)/pg_basebackup", "-D", "\(folder)/data", "-h", primary.socketFolder,
      "-p", "\(primary.port)", "-U", PostgresServer.superuser, "-R", "-c", "fast", "--no-sync",
    ]
  }

  /// Starts it, and returns once it answers.
  public func start() throws {
    let options = settings.map { "-c '\($0)'" }.joined(separator: " ")
    try must(
      control(["start", "-w", "-t", "60", "-l", "\(folder)/log", "-o", options]),
      with: { (try? String(contentsOfFile: "\(folder)/log", encoding: .utf8)) ?? "" })
  }

  /// Stops it, and returns once it has ended.
  public func stop(_ mode: Stop = .fast) throws {
    try must(control(["stop", "-w", "-t", "60", "-m", mode.rawValue]))
  }

  /// Stops it and starts it again.
  public func restart(_ mode: Stop = .fast) throws {
    try stop(mode)
    try start()
  }

  /// Reads its settings again, and returns once it was told to.
  public func reload() throws { try must(control(["reload"])) }

  /// Kills it with all its processes at once, as a crash does, and returns once they are gone; `start` repairs it.
  public func kill() throws {
    guard let postmaster else { return }
    let processes = [postmaster] + Processes.children(of: postmaster)
    // Stopped first: it would start others in the place of those that die.
    _ = Glibc.kill(postmaster, SIGSTOP)
    for process in processes + Processes.children(of: postmaster) {
      _ = Glibc.kill(process, SIGKILL)
    }
    try Processes.awaitEnd(of: processes)
    // Its number could be another process's by now.
    for file in ["data/postmaster.pid", ".s.PGSQL.\(port).lock", ".s.PGSQL.\(port)"] {
      unlink("\(folder)/\(file)")
    }
  }

  /// Whether its first process runs.
  public var isRunning: Bool { postmaster.map { Processes.isAlive($0) } ?? false }

  /// The number of its first process.
  public var postmaster: pid_t? {
    let text = try? String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8)
    return text?.split(separator: "\n").first.flatMap { pid_t($0) }
  }

  /// What it has logged.
  public var log: String {
    (try? String(contentsOfFile: "\(folder)/log", encoding: .utf8)) ?? ""
  }

  /// Writes `pg_hba.conf` anew; a server that runs reads it at once.
  public func setAccess(_ text: String) throws {
    try text.write(toFile: "\(folder)/data/pg_hba.conf", atomically: false, encoding: .utf8)
    if isRunning { try reload() }
  }

  /// Where a database is, as libpq takes it, over the Unix socket.
  public func address(database: String, user: String = PostgresServer.superuser) -> String {
    "postgres://\(user)@/\(database)?host=\(socketFolder)&port=\(port)"
  }

  /// The same over 127.0.0.1.
  public func loopbackAddress(
    database: String, user: String = PostgresServer.superuser, password: String? = nil
  ) -> String {
    "postgres://\(user)\(password.map { ":\($0)" } ?? "")@127.0.0.1:\(port)/\(database)"
  }

  /// Makes a database with a name that no other has, or with the given one, and gives its name.
  @discardableResult
  public func createDatabase(_ name: String? = nil, template: String? = nil) throws -> String {
    let number = lock.withLock {
      databases += 1
      return databases
    }
    let name = name ?? "desk_\(number)"
    let like = template.map { " TEMPLATE \"\($0)\"" } ?? ""
    let answer = try psql("CREATE DATABASE \"\(name)\"\(like)")
    guard answer.status == 0 else { throw Failure(description: answer.error) }
    return name
  }

  /// Runs statements with `psql`, and stops at the first that fails (status 3); rows come unaligned, without titles.
  ///
  /// - Parameters:
  ///   - user: the role.
  ///   - login: the user of the operating system who runs `psql`, for `peer`; only root can choose.
  public func psql(
    _ sql: String, database: String = "postgres", user: String = PostgresServer.superuser,
    login: String? = nil
  ) throws -> (status: Int32, output: String, error: String) {
    let words = [
      "\(binaries)/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
      "-v", "VERBOSITY=verbose", "-d", address(database: database, user: user), "-f", "-",
    ]
    let answer = try Program.run(
      login.map { PostgresServer.words(words, as: $0) } ?? words, input: sql)
    return (answer.status, answer.output, answer.error)
  }

  private func control(_ words: [String]) -> [String] {
    asRunner(["\(binaries)/pg_ctl", "-D", "\(folder)/data"] + words)
  }

  private func asRunner(_ words: [String]) -> [String] {
    runner.map { PostgresServer.words(words, as: $0) } ?? words
  }

  private static func words(_ words: [String], as user: String) -> [String] {
    let group = getpwnam(user).map { String($0.pointee.pw_gid) } ?? user
    return ["setpriv", "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--"] + words
  }

  private func must(_ words: [String], with more: () -> String = { "" }) throws {
    let answer = try Program.run(words)
    guard answer.status == 0 else {
      throw Failure(
        description: "\(words.joined(separator: " ")): \(answer.output)\(answer.error)\(more())")
    }
  }
}
