import Procedure
import Testing

@testable import Exchange

@Suite("Ticket rows")
struct TicketRowTests {
  @Test("A good row becomes a ticket")
  func good() throws {
    let row = try ticket().get()
    #expect(row.ticket == TicketID("CX-10482"))
    #expect(row.loggedAt == Instant(rfc3339: "2026-11-22T07:30:00Z"))
    #expect(row.tag == .lessPaid)
    #expect(row.quoted == .rupees(10_000))
    #expect(row.received == .rupees(8_000))
    #expect(row.attachments == ["chat.png"])
    #expect(row.line == 7)
    #expect(row.warnings.isEmpty)
  }

  @Test(
    "A field that the procedure needs is a mistake when empty",
    arguments: [
      "Ticket ID", "Order ID", "Customer Name", "Final App Price", "Tag", "Created At", "Complaint",
    ])
  func needed(column: String) {
    for value in [SourceValue.text(" "), .null] {
      let mistakes = ticket([column: value]).mistakes
      #expect(mistakes.map(\.field) == [column])
      #expect(mistakes.map(\.line) == [7])
    }
  }

  @Test("The others may be empty")
  func optional() throws {
    let row = try ticket([
      "Amount Received": "", "Phone": "", "Attachments": "", "Status": "",
    ]).get()
    #expect(row.received == nil)
    #expect(row.phone == nil)
    #expect(row.attachments.isEmpty)
    #expect(row.platformStatus.isEmpty)
  }

  @Test("All mistakes of a row are found at once")
  func allMistakes() {
    let mistakes = ticket(["Tag": "Double Charged", "Final App Price": "ten", "Order ID": ""])
      .mistakes
    #expect(mistakes.map(\.field) == ["Tag", "Order ID", "Final App Price"])
    #expect(mistakes[0].expected == "“Customer Not Paid” or “Less Paid”")
  }

  @Test(
    "Money is plain rupees or well grouped, and nothing else",
    arguments: [
      ("8000", 800_000), ("8000.5", 800_050), ("1,23,456.00", 12_345_600), ("123,456", 12_345_600),
    ])
  func money(text: String, paise: Int64) throws {
    #expect(try ticket(["Final App Price": .text(text)]).get().quoted.paise == paise)
    if !text.contains(",") {
      #expect(try ticket(["Final App Price": .number(text)]).get().quoted.paise == paise)
    }
  }

  @Test(
    "What is no plain amount is a mistake",
    arguments: [
      "ten thousand", "1,0,000.5.5", "-500", "99999999999999999999", "NaN", "₹500", "Rs. 500",
      "1.2L", "5k", "500/-", "1e3", "8000.123", "1,0,000", "０", "+5", ".5", "5.",
    ])
  func badMoney(text: String) {
    let mistakes = ticket(["Final App Price": .text(text), "Amount Received": .text(text)]).mistakes
    #expect(mistakes.map(\.field) == ["Final App Price", "Amount Received"])
    #expect(mistakes[0].found == text)
  }

  @Test("A JSON number that is no plain amount is a mistake, never rounded")
  func exponent() {
    #expect(!ticket(["Final App Price": .number("1e4")]).mistakes.isEmpty)
    #expect(!ticket(["Final App Price": .number("8000.001")]).mistakes.isEmpty)
    #expect(!ticket(["Final App Price": .bool(true)]).mistakes.isEmpty)
  }

  @Test("A time names its offset, or is at the policy's")
  func times() throws {
    let expected = Instant(rfc3339: "2026-11-22T14:32:00+05:30")
    for text in [
      "2026-11-22T14:32:00+05:30", "2026-11-22T09:02:00Z", "2026-11-22 14:32",
      "2026-11-22 14:32:00",
    ] {
      #expect(try ticket(["Created At": .text(text)]).get().loggedAt == expected)
    }
    for text in [
      "yesterday", "2026-13-40T99:00", "2026-11-22", "2026-11-22T14:32", "2026-11-22 24:00",
      "2026-11-22 14:32:60", "2026-11-22 1:32:00", "22/11/2026 14:32", "2026-02-30 10:00",
      "1795000000",
    ] {
      #expect(
        ticket(["Created At": .text(text)]).mistakes.map(\.field) == ["Created At"], "\(text)")
    }
  }

  @Test("Controls and bidi controls become U+FFFD and a warning, never lost")
  func controls() throws {
    let row = try ticket([
      "Complaint": "\u{1B}]0;owned\u{7} \u{9B}31m \u{202E}gnp.exe\u{202C} शर्मा ₹ ok\r\nnext\tcell"
    ]).get()
    #expect(
      row.complaint
        == "\u{FFFD}]0;owned\u{FFFD} \u{FFFD}31m \u{FFFD}gnp.exe\u{FFFD} शर्मा ₹ ok\nnext\tcell")
    #expect(row.warnings.map(\.field) == ["Complaint"])
    #expect(row.warnings[0].expected.contains("5 became"))
  }

  @Test("An id with spaces, with something invisible, or above 64 characters is a mistake")
  func ids() throws {
    for id in [
      "CX 1", "CX-1\u{7}", "CX\u{200B}1", "CX\u{A0}1", "CX\u{202E}1",
      String(repeating: "x", count: 65),
    ] {
      #expect(ticket(["Ticket ID": .text(id)]).mistakes.map(\.field) == ["Ticket ID"])
      #expect(ticket(["Order ID": .text(id)]).mistakes.map(\.field) == ["Order ID"])
    }
    #expect(try ticket(["Ticket ID": " CX-1 "]).get().ticket.text == "CX-1")
    #expect(try ticket(["Ticket ID": .number("10482")]).get().ticket.text == "10482")
  }

  @Test("Attachments are names between commas, semicolons or lines, or a list")
  func attachments() throws {
    #expect(try ticket(["Attachments": "a.png, b.png;c.png\nd.png"]).get().attachments.count == 4)
    #expect(try ticket(["Attachments": .list(["a, b.png"])]).get().attachments == ["a, b.png"])
    #expect(!ticket(["Attachments": .list([.null])]).mistakes.isEmpty)
  }
}

@Suite("Order rows")
struct OrderRowTests {
  @Test("A good row becomes an order")
  func good() throws {
    let row = try order().get()
    #expect(row.order == OrderID("ORD-88213"))
    #expect(row.customerVPA == "meera@okbank")
    #expect(row.customerAccount == nil)
    #expect(row.vendor == VendorName("FoneBay Pune"))
    #expect(row.pickup == .completed)
    #expect(row.invoice == .rupees(8_000))
    #expect(row.paymentMarked)
    #expect(row.notes.isEmpty)
  }

  @Test("Notes are lines of at, amount and text, or a list of objects")
  func notes() throws {
    let at = "2026-11-20T14:38:57+05:30"
    let note: SourceValue = .object([
      SourceMember(name: "at", value: .text(at)),
      SourceMember(name: "amount", value: .number("2500")),
      SourceMember(name: "text", value: "Dent | back"),
    ])
    let expected = NoteRow(
      at: try #require(Instant(rfc3339: at)), amount: .rupees(2_500), text: "Dent | back")
    #expect(
      try order(["Pickup Notes": .text("\(at) | 2500.00 | Dent | back")]).get().notes == [expected])
    #expect(try order(["Pickup Notes": .list([note])]).get().notes == [expected])
    let two = try order(["Pickup Notes": .text("\(at) |  | first\nand on\r\n\(at) | 5 | ")]).get()
      .notes
    #expect(two.map(\.text) == ["first\nand on", ""])
    #expect(two.map(\.amount) == [nil, .rupees(5)])
  }

  @Test(
    "A note that cannot be read rejects the row",
    arguments: [
      "light scratches", "yesterday | 200 | x", "2026-11-20 14:38 | lots | x",
      "2026-11-20 14:38 | 200",
      "2026-11-20 14:38 | | ",
    ])
  func badNotes(text: String) {
    #expect(order(["Pickup Notes": .text(text)]).mistakes.map(\.field) == ["Pickup Notes"])
  }

  @Test("What is no invoice, no word or no UPI address is a mistake")
  func mistakes() throws {
    for (column, text) in [
      ("Final Invoice Value", "NaN"), ("Final Invoice Value", ""), ("Pickup Status", "done?"),
      ("Payment Marked", "maybe"), ("Payment Marked", ""), ("Customer VPA", "meera"),
      ("Customer VPA", "a b@okbank"), ("Customer VPA", "a@b@c"), ("Vendor", ""),
      ("Customer Name", ""),
    ] {
      #expect(order([column: .text(text)]).mistakes.map(\.field) == [column])
    }
    #expect(try order(["Payment Marked": .bool(false)]).get().paymentMarked == false)
    #expect(
      try order(["Quoted Price": "", "Picked Up At": "", "Customer VPA": ""]).get().quoted == nil)
  }
}

@Suite("Vendor rows")
struct VendorRowTests {
  @Test("Credits are whole points and may be below zero")
  func credits() throws {
    #expect(try vendor().get().credits == 55_340)
    #expect(try vendor(["Credits": "-1,200"]).get().credits == -1_200)
    #expect(try vendor(["Credits": .number("-5")]).get().credits == -5)
    for text in ["", "12.50", "many", "--5", "1e3"] {
      #expect(vendor(["Credits": .text(text)]).mistakes.map(\.field) == ["Credits"])
    }
  }

  @Test("The standing is one of four words")
  func standing() throws {
    #expect(try vendor(["Standing": "Blocked"]).get().standing == .blocked)
    #expect(vendor(["Standing": "closed"]).mistakes[0].expected.contains("“suspended”"))
  }
}

@Suite("Ids that come twice")
struct SeenRowsTests {
  @Test("The same again is harmless, something else names the first line")
  func verdicts() throws {
    var seen = SeenRows()
    let first = try ticket().get()
    var again = first
    again.line = 9
    var other = again
    other.quoted = .rupees(1)
    #expect(seen.check(first) == .new)
    #expect(seen.check(again) == .repeated(line: 7))
    #expect(seen.check(other) == .differs(firstLine: 7))
    let row = SourceRow(file: "f.csv", line: 9, members: [])
    let rejected = SeenRows.rejected(row, id: "CX-10482", column: "Ticket ID", firstLine: 7)
    #expect(rejected.mistakes[0].expected.contains("line 7"))
  }
}

extension SourceValue: ExpressibleByStringLiteral {
  /// A text, so that rows are short to write.
  public init(stringLiteral text: String) { self = .text(text) }
}
