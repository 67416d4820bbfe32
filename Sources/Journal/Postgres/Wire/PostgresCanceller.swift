import CPostgres

/// What it takes to cancel the statement of a connection, on any thread and while it is in use.
final class PostgresCanceller: Sendable {
  private let ticket: Ticket?

  init(_ handle: OpaquePointer, _ library: Libpq) {
    ticket = library.calls.pointee.getCancel(handle).map { Ticket($0, library) }
  }

  /// Asks the server to end what it does. libpq does that on a connection of its own without a bound, so it is given
  /// so many seconds and then left behind.
  func cancel(within seconds: Double) {
    guard let ticket else { return }
    _ = Bounded.run(within: Deadline(within: seconds)) { ticket.use() }
  }

  /// libpq's record of where the server is; it is never changed, and freed by the last who needs it.
  private final class Ticket: @unchecked Sendable {
    private let ticket: OpaquePointer
    private let library: Libpq

    init(_ ticket: OpaquePointer, _ library: Libpq) {
      self.ticket = ticket
      self.library = library
    }

    deinit { library.calls.pointee.freeCancel(ticket) }

    func use() {
      var why = [CChar](repeating: 0, count: 256)
      _ = library.calls.pointee.cancel(ticket, &why, Int32(why.count))
    }
  }
}
