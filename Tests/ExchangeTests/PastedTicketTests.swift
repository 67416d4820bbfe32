import Foundation
import Testing

@testable import Exchange

@Suite("Pasted tickets")
struct PastedTicketTests {
  private func read(_ text: String) -> PastedTicket { PastedTicket.read(text, offset: 19_800) }

  private func values(_ pasted: PastedTicket) -> [PastedTicket.Field: String] {
    pasted.suggestions.mapValues(\.value)
  }

  @Test("Labels and values on one line are read, with the piece they came from")
  func oneLine() {
    let pasted = read(
      """
      Ticket ID: CX-10482
      Customer Name  Meera Iyer
      Tag\tLess Paid
      Phone = +91 98765 43210
      Order ID - ORD-88213
      Final App Price: ₹10,000.00
      Amount received: Rs. 8,000
      Created At: 22 Nov 2026, 2:32 PM

      The vendor paid less than the app said, and does not answer.
      """)
    #expect(
      values(pasted) == [
        .ticket: "CX-10482", .customer: "Meera Iyer", .tag: "lessPaid", .phone: "+91 98765 43210",
        .order: "ORD-88213", .quoted: "10000.00", .received: "8000.00",
        .loggedAt: "2026-11-22T14:32:00+05:30",
        .complaint: "The vendor paid less than the app said, and does not answer.",
      ])
    #expect(pasted.suggestions[.customer]?.from == "Customer Name  Meera Iyer")
    #expect(pasted.conflicts.isEmpty)
    #expect(pasted.rest.isEmpty)
  }

  @Test("A label on one line and its value on the next are read")
  func twoLines() {
    let pasted = read(
      "Ticket ID\nCX-10482\n\nCustomer Name:\n\nMeera Iyer\nPhone\nOrder ID\nORD-1\n")
    #expect(values(pasted) == [.ticket: "CX-10482", .customer: "Meera Iyer", .order: "ORD-1"])
    #expect(pasted.rest == "Phone")
  }

  @Test("A line of column names and a row below it are read")
  func table() {
    let pasted = read(
      "Ticket ID\tTag\tCustomer Name\tOwner\tFinal App Price\tComplaint\n"
        + "CX-1\tCustomer Not Paid\tशर्मा\tasha\t₹1,00,000\t\"two\nlines, \"\"really\"\"\"\n")
    #expect(
      values(pasted) == [
        .ticket: "CX-1", .tag: "customerNotPaid", .customer: "शर्मा", .quoted: "100000.00",
        .complaint: "two\nlines, \"really\"",
      ])
    #expect(pasted.rest == "Owner: asha")
  }

  @Test("The panel's fields are read, several on a line too")
  func panel() {
    let pasted = read(
      "Vendor: FoneBay Pune | Pickup Status: Completed | Payment Marked: Yes\n"
        + "Customer VPA: meera@okbank   Final Invoice Value: 8000   Picked Up At: 20/11/2026 17:40")
    #expect(
      values(pasted) == [
        .vendor: "FoneBay Pune", .pickup: "completed", .paymentMarked: "yes",
        .customerVPA: "meera@okbank", .invoice: "8000.00",
        .pickedUpAt: "2026-11-20T17:40:00+05:30",
      ])
  }

  @Test("A complaint goes on to the next label or empty line")
  func complaint() {
    let pasted = read("Complaint: Nothing came.\nI wait since Friday.\nStatus: OPEN\n\nReply")
    #expect(pasted.suggestions[.complaint]?.value == "Nothing came.\nI wait since Friday.")
    #expect(pasted.suggestions[.platformStatus]?.value == "OPEN")
    #expect(pasted.rest == "Reply")
  }

  @Test("Two different candidates leave the field empty and are both named")
  func conflict() {
    let pasted = read("Order ID: ORD-1\nQuoted: 5000\nOrder ID: ORD-2\nFinal App Price: ₹5,000\n")
    #expect(pasted.suggestions[.order] == nil)
    #expect(pasted.conflicts[.order]?.map(\.value) == ["ORD-1", "ORD-2"])
    #expect(pasted.suggestions[.quoted]?.value == "5000.00")
    let table = read("Ticket ID\tOrder ID\nCX-1\tORD-1\nCX-2\tORD-1\n")
    #expect(table.conflicts[.ticket]?.count == 2)
    #expect(table.suggestions[.order]?.value == "ORD-1")
  }

  @Test("Two paragraphs are two candidates for a complaint, and stay in the rest")
  func paragraphs() {
    let pasted = read("Nothing has come so far.\n\nPlease look into it today.\n")
    #expect(pasted.conflicts[.complaint]?.count == 2)
    #expect(pasted.rest == "Nothing has come so far.\n\nPlease look into it today.")
  }

  @Test("Ids, tags and numbers are told without a label; a label goes before them")
  func unlabelled() {
    let pasted = read("CX-10482 · Less Paid · 98765 43210\nOrder: ORD-7\nORD-8\n")
    #expect(
      values(pasted) == [
        .ticket: "CX-10482", .tag: "lessPaid", .phone: "98765 43210", .order: "ORD-7",
      ])
    #expect(pasted.rest == "ORD-8")
  }

  @Test("The same number written twice is one candidate")
  func samePhone() {
    let pasted = read("Phone: +91 98765 43210\nMobile: 9876543210\n")
    #expect(pasted.suggestions[.phone]?.value == "+91 98765 43210")
  }

  @Test("A value that cannot be read is not suggested, and stays in the rest")
  func unreadable() {
    let pasted = read("Quoted: ten thousand\nCreated At: 03/04/2026 10:00\nTag: Other\nPhone: 12\n")
    #expect(pasted.suggestions.isEmpty)
    #expect(pasted.rest.split(separator: "\n").count == 4)
  }

  @Test(
    "Times are read as screens show them",
    arguments: [
      "22 Nov 2026, 2:32 PM", "22 Nov 2026 14:32", "Nov 22, 2026 2:32 pm",
      "22nd November 2026 at 2:32PM",
      "Sun, 22 Nov 2026, 14:32:00 IST", "22-Nov-2026 14:32", "22/11/2026 14:32", "2026-11-22 14:32",
      "2026-11-22, 2:32 p.m.", "2026-11-22T09:02:00Z", "22 Nov 2026, 2:32\u{202F}PM",
    ])
  func times(text: String) {
    #expect(
      read("Created At: \(text)").suggestions[.loggedAt]?.value == "2026-11-22T14:32:00+05:30")
  }

  @Test(
    "A time that could be two, or lacks a part, is none",
    arguments: [
      "03/04/2026 10:00", "22 Nov 2026", "2:32 PM", "22 Nov 2026 14:32 PM", "31 Feb 2026 10:00",
      "22 Nov 2026 25:00", "22 Nov 2026 10:00 EST", "22 23 Nov 2026 10:00", "yesterday",
      "22 Nov 2026 0:10 AM",
      "22 Nov 26 10:00",
    ])
  func noTimes(text: String) {
    #expect(looseTime(text, offset: 19_800) == nil)
  }

  @Test("More than 64 KiB is not looked at, and said")
  func cap() {
    let pasted = read("Ticket ID: CX-1\n" + String(repeating: "x", count: 1 << 16))
    #expect(pasted.suggestions[.ticket]?.value == "CX-1")
    #expect(pasted.bytesCut == 16)
  }

  @Test("Controls never reach a suggestion")
  func controls() {
    let pasted = read("Customer Name: Me\u{1B}[2Jera\u{202E}\n")
    #expect(pasted.suggestions[.customer]?.value == "Me\u{FFFD}[2Jera\u{FFFD}")
  }

  @Test("Any bytes are read, and every word is suggested or in the rest", arguments: 1...200)
  func randomBytes(seed: Int) {
    var random = Seeded(seed)
    let pieces = [
      "Ticket ID", "Tag", "Complaint", ":", "\t", "  ", "\n", "\n", "CX-1", "ORD-2", "Less Paid",
      "₹5,000", "\"", " ", "word", "|", "·", "=", " - ", "\u{0}", "\r", "22 Nov 2026 10:00",
      "Phone",
    ]
    var bytes = (0..<Int.random(in: 0...60, using: &random)).flatMap { _ in
      Array((pieces.randomElement(using: &random) ?? "").utf8)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let pasted = read(text)
    let found =
      pasted.suggestions.values.map(\.from) + pasted.conflicts.values.flatMap(\.self).map(\.from)
    let kept = (found.joined() + pasted.rest).count("word")
    #expect(kept >= text.count("word"), "\(text)")
    for _ in 0..<20 { bytes.append(UInt8.random(in: 0...255, using: &random)) }
    bytes.shuffle(using: &random)
    _ = PastedTicket.read(bytes: bytes, offset: 19_800)
  }

  @Test(
    "A full 64 KiB of the worst text takes no long time",
    arguments: [
      "Ticket ID\n", "\"\t", "Tag\tOrder\n\"a\tb\n", "a: ", "\n", "Complaint:\n\n", "| ",
      "e\u{301}",
    ])
  func linear(piece: String) {
    let count = PastedTicket.limit / piece.utf8.count
    // By the processor's time of this thread: what else the machine does is no matter.
    func spent() -> Int {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return time.tv_sec
    }
    let start = spent()
    _ = read(String(repeating: piece, count: count))
    #expect(spent() - start < 10)
  }
}

extension String {
  fileprivate func count(_ piece: String) -> Int { ranges(of: piece).count }
}
