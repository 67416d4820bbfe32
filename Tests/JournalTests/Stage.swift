import FoundationEssentials
import Procedure
import Testing

@testable import Journal

/// The stores that every contract test runs on.
enum Store: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case memory
  case disk
  case server

  var testDescription: String { rawValue }

  /// A new journal, gone when the folder is let go.
  func journal(in folder: Scratch = Scratch()) throws -> Staged {
    switch self {
    case .memory: Staged(journal: try RelationalJournal.inMemory(sample: true), folder: folder)
    case .disk:
      Staged(
        journal: try RelationalJournal.create(at: folder.path + "/paydesk.db", sample: true),
        folder: folder)
    case .server: Staged(journal: RelationalJournal(try ActingStore()), folder: folder)
    }
  }
}

/// A journal with the folder that it lives in.
struct Staged {
  let journal: RelationalJournal
  let folder: Scratch
}

/// A folder of its own for a test, removed with the last who holds it.
final class Scratch: Sendable {
  let path: String

  init() {
    path =
      FileManager.default.temporaryDirectory.path
      + "/paydesk-journal-\(UInt64.random(in: 0 ... .max))"
    try? Files.makeFolder(path)
  }

  deinit { try? Files.removeFolder(path) }
}

let asha = Actor(Person("asha"), .executive)
let dev = Actor(Person("dev"), .executive)
let omar = Actor(Person("omar"), .opsManager)
let fina = Actor(Person("fina"), .financeManager)
let vera = Actor(Person("vera"), .viewer)

let start = Instant(seconds: 1_795_000_000)

func minutes(_ count: Int64) -> Instant { start.adding(seconds: count * 60) }

func ticket(
  _ number: Int, order: String? = nil, customer: Personal = "Meera Iyer",
  phone: Personal = "+91 98765 43210", tag: Procedure.Tag = .customerNotPaid,
  quoted: Int64 = 10_000,
  received: Int64? = nil
) -> Ticket {
  Ticket(
    tag: tag, customer: customer, phone: phone, order: OrderID(order ?? "ORD-\(number)"),
    quoted: .rupees(quoted), received: received.map(Money.rupees),
    complaint: "Pickup is done but no money has come.",
    loggedAt: start.adding(seconds: Int64(number) - 3_600))
}

func orderFacts(
  vendor: String = "FoneBay Pune", invoice: Int64 = 10_000, payTo: Personal? = "meera@okbank",
  pickup: Pickup = .completed
) -> OrderFacts {
  OrderFacts(
    pickup: pickup, pickedUpAt: start.adding(seconds: -86_400), invoice: .rupees(invoice),
    vendor: VendorName(vendor), paymentMarked: false, payTo: payTo)
}

func id(_ number: Int) -> TicketID { TicketID("CX-\(number)") }

extension Journal {
  /// Performs without a version in mind.
  @discardableResult
  func does(_ command: Command, _ number: Int, by actor: Actor = asha, at now: Instant = start)
    throws -> Performed
  {
    try perform(command, on: id(number), by: actor, at: now, expecting: nil)
  }

  /// Logs a ticket and walks it to the end of Step 2.
  func walksToVendor(
    _ number: Int, order: String? = nil, vendor: String = "FoneBay Pune", by actor: Actor = asha,
    at now: Instant = start
  ) throws {
    try does(.log(ticket(number, order: order)), number, by: actor, at: now)
    try does(.claim, number, by: actor, at: now)
    try does(.review, number, by: actor, at: now)
    try does(.order(orderFacts(vendor: vendor)), number, by: actor, at: now)
  }
}
