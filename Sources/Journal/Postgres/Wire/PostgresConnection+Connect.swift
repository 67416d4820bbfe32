import CPostgres
import Glibc

extension PostgresConnection {
  /// A new connection of libpq.
  static func connect(
    _ address: PostgresAddress, _ library: Libpq, _ applicationName: String, by deadline: Deadline
  ) throws(PostgresFailure) -> OpaquePointer {
    var settings: [(String, String)] = []
    // A peer that is gone is noticed within half a minute, unless somebody has said otherwise. What stands in a service
    // file counts less than what is given here, so there these are left alone.
    if !address.hasService {
      settings = [
        ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
        ("tcp_user_timeout", "\(Int(max(2, deadline.seconds) * 1_000))"),
      ]
    }
    settings += [
      ("dbname", address.text), ("application_name", applicationName), ("client_encoding", "UTF8"),
    ]
    let attempt: Attempt? = Bounded.run(
      within: deadline,
      late: { attempt in
        if case .open(let handle) = attempt { library.calls.pointee.finish(handle.pointer) }
      },
      { [settings] in settle(settings, library, by: deadline) })
    switch attempt {
    case .open(let handle)?: return handle.pointer
    case .failed(let message, let needsPassword)?:
      var (state, why) = split(message)
      // libpq says this itself, and the server never sees a password.
      if state == nil, needsPassword { state = "28P01" }
      let cleaned = address.cleaned(why)
      // What an option may be, libpq looks at only now.
      if state == nil, cleaned.hasPrefix("invalid ") { throw .wrongAddress(why: cleaned) }
      throw .cannotConnect(sqlState: state, why: cleaned)
    case .late?, nil:
      let seconds = Int(deadline.seconds.rounded(.up))
      throw .cannotConnect(sqlState: nil, why: "there was no answer within \(seconds) s")
    }
  }

  private enum Attempt: Sendable {
    case open(Handle)
    case failed(message: String, needsPassword: Bool)
    case late
  }

  /// Goes from the thread that connects to the one that asked, once.
  private struct Handle: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private static func settle(
    _ settings: [(String, String)], _ library: Libpq, by deadline: Deadline
  ) -> Attempt {
    let pq = library.calls.pointee
    let keywords = settings.map { strdup($0.0) }
    let values = settings.map { strdup($0.1) }
    defer { for text in keywords + values { free(text) } }
    let started = pq.connectStartParams(
      keywords.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
    guard let handle = started else {
      return .failed(message: "out of memory", needsPassword: false)
    }
    func failed() -> Attempt {
      defer { pq.finish(handle) }
      return .failed(
        message: pq.errorMessage(handle).map { String(cString: $0) } ?? "",
        needsPassword: pq.connectionNeedsPassword(handle) != 0)
    }
    pd_pq_silence(library.calls, handle)
    // Only so does it say the SQLSTATE of a refused login.
    _ = pq.setErrorVerbosity(handle, PD_PQ_ERRORS_VERBOSE)
    guard pq.status(handle) != PD_PQ_CONNECTION_BAD else { return failed() }
    var next = PD_PQ_POLL_WRITING
    while next != PD_PQ_POLL_OK {
      guard next != PD_PQ_POLL_FAILED else { return failed() }
      let events = next == PD_PQ_POLL_READING ? POLLIN : POLLOUT
      guard deadline.wait(on: pq.socket(handle), for: events) != 0 else {
        pq.finish(handle)
        return .late
      }
      next = pq.connectPoll(handle)
    }
    _ = pq.setErrorVerbosity(handle, PD_PQ_ERRORS_DEFAULT)
    guard pq.setnonblocking(handle, 1) == 0 else { return failed() }
    return .open(Handle(pointer: handle))
  }

  /// Takes the SQLSTATE out of a message of the form `… FATAL:  28P01: password authentication failed …`: the first, where
  /// several attempts were made.
  static func split(_ message: String) -> (state: String?, why: String) {
    for line in message.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated().dropFirst() {
        let state = part.filter { $0 != " " }
        let isState =
          state.utf8.count == 5
          && state.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
        guard isState, part.hasPrefix("  "), index + 1 < parts.count else { continue }
        let why = parts[(index + 1)...].joined(separator: ":")
        return (state, String(why.trimmingPrefix { $0 == " " }))
      }
    }
    return (nil, message)
  }
}
