import Procedure
import Testing

@testable import Exchange

@Suite("A file with every kind of dirt")
struct DirtyFileTests {
  private let file = """
    Ticket ID,Created At,Status,Tag,Customer Name,Phone,Order ID,Final App Price,Amount Received,Complaint,Attachments
    CX-1,2026-11-14T03:18:01+05:30,OPEN,Customer Not Paid,க்ஷமா செல்வி,+91 91892 13045,ORD-1,8750.00,,Nothing came.,
    CX-2,2026-11-14T23:40:36+05:30,OPEN,Less Paid,Nikhil Bhatt,,ORD-2,ten thousand,34500.00,"He said ""processing"".",
    CX-3,yesterday,OPEN,Less Paid,Joseph D'Souza,,ORD-3,35700.00,34700.00,"Please help.
    I need the money today.",chat.png
    CX-4,2026-11-14T01:14:41+05:30,OPEN,Double Charged,Zoya,,ORD-4,17750.00,16750.00,x,
    CX-1,2026-11-15T01:14:41+05:30,OPEN,Less Paid,Zoya,,ORD-5,17750.00,16750.00,x,
    CX-6,2026-11-14T01:14:41+05:30,OPEN,Less Paid,Zoya,,,17750.00,16750.00,x,
    CX-7,2026-11-14T01:14:41+05:30,OPEN,Less Paid,Zoya,,ORD-7,17750.00,,\u{1B}]0;owned\u{7}\u{9B}31m \u{202E}gnp.exe\u{202C} a\u{300}\u{301} \u{0},
    CX-8,2026-11-14T01:14:41+05:30,OPEN,Less Paid,Zoya,,ORD-8,17750.00,,\u{1B}[2J \u{202E}gnp.exe\u{202C},
    CX-9,2026-11-14T01:14:41+05:30,OPEN,Less Paid,"=HYPERLINK(""http://x"",""y"")",,ORD-9,1.00,,x,

    """

  @Test("Good rows are taken, each bad one names line, column and what was found")
  func everyKind() throws {
    var taken: [TicketRow] = []
    var mistakes: [SourceMistake] = []
    var seen = SeenRows()
    for row in try rows(file) {
      let parsed = row.flatMap {
        TicketRow.parse($0, mapping: .default(for: .tickets), offset: 19_800)
      }
      switch parsed {
      case .failure(let rejected): mistakes += rejected.mistakes
      case .success(let ticket):
        if case .differs(let first) = seen.check(ticket), case .success(let source) = row {
          mistakes +=
            SeenRows.rejected(
              source, id: ticket.ticket.text, column: "Ticket ID", firstLine: first
            ).mistakes
        } else {
          taken.append(ticket)
        }
      }
    }
    #expect(taken.map(\.ticket.text) == ["CX-1", "CX-8", "CX-9"])
    #expect(taken[1].warnings.count == 1)
    #expect(taken[2].customer.hasPrefix("=HYPERLINK"))
    #expect(mistakes.map(\.line) == [3, 4, 6, 7, 8, 9])
    #expect(
      mistakes.map(\.field)
        == ["Final App Price", "Created At", "Tag", "Ticket ID", "Order ID", "Complaint"])
    #expect(mistakes[0].description.hasPrefix("f.csv:3: Final App Price: found “ten thousand”"))
  }

  @Test(
    "Cut short or with a byte changed anywhere, it is still read to the end", arguments: 1...150)
  func damaged(seed: Int) throws {
    var random = Seeded(seed)
    var bytes = Array(file.utf8)
    if seed % 2 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
    for _ in 0..<3 where !bytes.isEmpty {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
        in: 0...255, using: &random)
    }
    guard let rows = try? SourceRows(bytes: bytes, file: "f.csv", format: .csv) else { return }
    var last = 1
    for row in rows {
      let parsed = row.flatMap {
        TicketRow.parse($0, mapping: .default(for: .tickets), offset: 19_800)
      }
      let lines = row.lines
      #expect(lines.lowerBound > last)
      last = lines.upperBound
      if case .failure(let rejected) = parsed { #expect(!rejected.mistakes.isEmpty) }
    }
  }
}
