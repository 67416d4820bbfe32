import Procedure

/// The ids of a file so far, so that one that comes twice is noticed: twice the same is harmless,
/// twice and different is a mistake, since nobody can say which of the two holds.
///
///     var seen = SeenRows()
///     seen.check(first)    // .new
///     seen.check(again)    // .repeated(line: 2), or .differs(firstLine: 2)
///
/// It keeps a line and a hash for each id, so a million rows take some 100 MB less than the rows
/// would.
public struct SeenRows: Sendable {
  /// What is known of an id.
  public enum Verdict: Equatable, Sendable {
    /// It was not seen before.
    case new
    /// The same row stood on that line.
    case repeated(line: Int)
    /// Another row with this id stood on that line, and was taken.
    case differs(firstLine: Int)
  }

  private var seen: [String: (line: Int, hash: Int)] = [:]

  /// Nothing seen yet.
  public init() {}

  /// Looks a ticket up, and remembers it if it is new.
  public mutating func check(_ row: TicketRow) -> Verdict {
    var hasher = Hasher()
    hasher.combine(row.loggedAt)
    hasher.combine(row.platformStatus)
    hasher.combine(row.tag)
    hasher.combine(row.customer)
    hasher.combine(row.phone)
    hasher.combine(row.order)
    hasher.combine(row.quoted)
    hasher.combine(row.received)
    hasher.combine(row.complaint)
    hasher.combine(row.attachments)
    return check(row.ticket.text, line: row.line, hash: hasher.finalize())
  }

  /// Looks an order up, and remembers it if it is new.
  public mutating func check(_ row: OrderRow) -> Verdict {
    var hasher = Hasher()
    hasher.combine(row.customer)
    hasher.combine(row.customerVPA)
    hasher.combine(row.customerAccount)
    hasher.combine(row.device)
    hasher.combine(row.vendor)
    hasher.combine(row.pickup)
    hasher.combine(row.pickedUpAt)
    hasher.combine(row.quoted)
    hasher.combine(row.invoice)
    hasher.combine(row.paymentMarked)
    hasher.combine(row.notes)
    return check(row.order.text, line: row.line, hash: hasher.finalize())
  }

  /// Looks a vendor up, and remembers it if it is new.
  public mutating func check(_ row: VendorRow) -> Verdict {
    var hasher = Hasher()
    hasher.combine(row.city)
    hasher.combine(row.phone)
    hasher.combine(row.vpa)
    hasher.combine(row.credits)
    hasher.combine(row.standing)
    return check(row.vendor.text, line: row.line, hash: hasher.finalize())
  }

  /// Looks an entry of a statement up, and remembers it if it is new; each wallet numbers its entries for itself.
  public mutating func check(_ row: EntryRow) -> Verdict {
    var hasher = Hasher()
    hasher.combine(row.numbered.entry)
    return check(row.numbered.entry.id.text, line: row.line, hash: hasher.finalize())
  }

  /// The row as one that is not taken because its id stands on an earlier line with other content.
  public static func rejected(
    _ row: SourceRow, id: String, column: String, firstLine: Int
  ) -> RejectedRow {
    row.rejected([
      SourceMistake(
        file: row.file, line: row.line, field: column, found: shortened(id),
        expected: "\(wanted): line \(firstLine) has it with other content")
    ])
  }

  /// A row of a rejects file as one that is rejected again, if an earlier line had its id with
  /// other content and the id has not been changed since: taken now, it would rewrite what that
  /// line recorded. Nil for all others.
  public static func rejectedAgain(
    _ row: SourceRow, id: String, column: String
  ) -> RejectedRow? {
    guard let rejection = row.rejection, rejection.field == column,
      rejection.found == shortened(id), rejection.expected.hasPrefix(wanted)
    else { return nil }
    return row.rejected([rejection])
  }

  private static let wanted = "an id that comes once"

  private mutating func check(_ id: String, line: Int, hash: Int) -> Verdict {
    guard let first = seen[id] else {
      seen[id] = (line, hash)
      return .new
    }
    return first.hash == hash ? .repeated(line: first.line) : .differs(firstLine: first.line)
  }
}
