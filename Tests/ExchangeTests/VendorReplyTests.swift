import Procedure
import Testing

@testable import Exchange

/// Replies as vendors write them. The reader suggests and a person confirms; what can be read in two ways is no suggestion.
@Suite("A vendor's reply")
struct VendorReplyTests {
  /// Sun 22 Nov 2026, 14:32 in India.
  private static let now = Instant(rfc3339: "2026-11-22T14:32:00+05:30") ?? Instant(seconds: 0)

  private func read(_ text: String) -> VendorReply {
    VendorReply.read(text, now: Self.now, offset: 19_800)
  }

  @Test(
    "says whether it paid, in English, Hindi and Hindi in Latin letters",
    arguments: [
      ("Yes, paid", .yes), ("done", .yes), ("haan kar diya", .yes), ("han ji bhej diya", .yes),
      ("payment ho gaya hai", .yes), ("gpay kiya tha", .yes), ("हाँ कर दिया", .yes),
      ("जी, पैसे भेज दिए", .yes), ("poora diya hai", .yes), ("full payment done", .yes),
      ("no problem, paid", .yes), ("koi baat nahi, bhej diya", .yes),
      ("no", .no), ("nahi", .no), ("Not yet", .no), ("abhi tak nahi kiya", .no),
      ("we haven’t paid", .no), ("kal kar dunga", .no), ("will pay tomorrow", .no),
      ("shaam tak bhej denge", .no), ("नहीं किया", .no), ("कल कर दूंगा", .no),
      ("payment pending", .no), ("paid 0", .no), ("kuch nahi diya", .no),
      ("aadha diya hai", .partly), ("partly paid", .partly), ("poora nahi diya", .partly),
      ("8000 diya, 2000 baaki hai", .partly), ("8000 diya, 2000 nahi diya", .partly),
      ("आधा दिया", .partly), ("deducted 2000 for screen, paid rest", .partly),
      ("payment failed, refunded 7150 to us", .no),
    ] as [(String, VendorReply.Paid)])
  func paid(text: String, expected: VendorReply.Paid) {
    #expect(read(text).paid?.value == expected, "\(read(text))")
  }

  @Test(
    "names the amount that was paid, however it is written",
    arguments: [
      ("paid 8000", "8000.00"), ("paid 8,000", "8000.00"), ("₹8,000 bhej diya", "8000.00"),
      ("Rs.8000/- diya", "8000.00"), ("8k bheja", "8000.00"), ("8 hazar diya", "8000.00"),
      ("8.5k diya", "8500.00"), ("1.2 lakh bhej diya", "120000.00"), ("1.2L paid", "120000.00"),
      ("1 lakh 20 hazar diya", "120000.00"), ("dedh lakh diya", "150000.00"),
      ("sadhe teen hazar diya", "3500.00"), ("do hazar diya", "2000.00"),
      ("८००० दिया", "8000.00"), ("आठ हज़ार भेज दिए", "8000.00"), ("paid 1,00,000.50", "100000.50"),
      ("8000 diya, 2000 kaat liya screen ke liye", "8000.00"),
      ("2000 kaat ke 8000 diya", "8000.00"), ("paid 8000 for ORD-88213 on 20 Nov 2026", "8000.00"),
      ("haan, 500 rupaye diye", "500.00"),
    ])
  func amount(text: String, expected: String) {
    #expect(read(text).amount?.value.plain == expected, "\(read(text))")
  }

  @Test(
    "gives no amount where two are said, and no answer where one is denied",
    arguments: [
      "paid 5000 and 2150", "paid 5000 upi + 2150 cash",
      "paid 5000 on 25 Nov and 2150 on 26 Nov", "5000 diya aur 2150 bhi", "paid you 7000 not 7150",
      "1200 short because display broken", "payment failed, refunded 7150 to us",
    ])
  func twoAmounts(text: String) {
    let reply = read(text)
    #expect(reply.amount == nil, "\(reply)")
    #expect(reply.paid?.value != .yes || !reply.doubts.isEmpty, "\(reply)")
  }

  @Test(
    "a no that denies something else is no answer",
    arguments: [
      "nahi bhai diya hai 7150", "nahi nahi humne de diya 7150", "no sir we have paid 7150",
      "cash diya 7150 nahi upi",
    ])
  func otherNo(text: String) {
    #expect(read(text).paid == nil, "\(read(text))")
    #expect(
      read(text).doubts.contains { $0.field == .paid && $0.readings.count > 1 }, "\(read(text))")
  }

  @Test(
    "a no beside what it denies is one",
    arguments: ["abhi tak nahi diya", "not yet paid", "diya nahi hai"])
  func plainNo(text: String) { #expect(read(text).paid?.value == .no, "\(read(text))") }

  @Test("a reference that nobody has is no payment that nobody made")
  func noReferenceHere() {
    #expect(read("customer ne 6200 le liya hai cash mein, ref nahi hai").paid == nil)
    #expect(read("teen kisht mein 2000 2000 2000 diya").reference == nil)
  }

  @Test(
    "takes for no amount what is none",
    arguments: [
      "paid on 20 nov 2026", "haan, call me on 9876544321", "paid, UTR 632614345678",
      "order no 88213 paid", "kal 2000 bhej dunga", "diya", "paid 0",
      "call +91 98765 44321", "haan call 98765 44321",
    ])
  func noAmount(text: String) {
    #expect(read(text).amount == nil, "\(read(text))")
  }

  @Test(
    "names the payment's reference, spaces in it or not",
    arguments: [
      ("UTR 632614345678", "632614345678"), ("utr no. 632614345678", "632614345678"),
      ("ref: 6326 1434 5678", "632614345678"), ("632614345678", "632614345678"),
      ("txn id is t2611221432", "T2611221432"), ("ratnn24200329588 neft", "RATNN24200329588"),
      ("rrn=632614345678 done", "632614345678"),
    ])
  func reference(text: String, expected: String) {
    #expect(read(text).reference?.value == expected, "\(read(text))")
  }

  @Test(
    "takes a phone number for no reference",
    arguments: ["call +91 98765 44321", "919876544321 par call karo", "ref id kya hai"])
  func noReference(text: String) {
    #expect(read(text).reference == nil, "\(read(text))")
  }

  @Test(
    "names the day, which has been",
    arguments: [
      ("aaj diya", "2026-11-22", nil), ("kal bhej diya tha", "2026-11-21", nil),
      ("parso diya", "2026-11-20", nil), ("paid on 20 Nov", "2026-11-20", nil),
      ("paid 20/11/2026 17:40", "2026-11-20", 63_600),
      ("20nov ko shaam 5 baje diya", "2026-11-20", 61_200),
      ("paid yesterday 5:40 pm", "2026-11-21", 63_600), ("paid on 30 dec", "2025-12-30", nil),
      ("paid on 21/11", "2026-11-21", nil), ("आज सुबह 10 बजे भेजा", "2026-11-22", 36_000),
      ("kal 5 baje diya", "2026-11-21", nil),
    ] as [(String, String, Int?)])
  func day(text: String, day: String, second: Int?) {
    let found = read(text).paidAt?.value
    #expect(found?.day.description == day, "\(read(text))")
    #expect(found?.second == second, "\(read(text))")
  }

  @Test("gives the reason in the vendor's own words")
  func reason() {
    #expect(
      read("8k diya, baaki kaata kyunki screen toota tha").reason?.value
        == "baaki kaata kyunki screen toota tha")
    #expect(read("paid 8000. battery was bad").reason?.value == "battery was bad")
    #expect(read("₹8,000 दिया, स्क्रीन टूटी थी").reason?.value == "स्क्रीन टूटी थी")
    #expect(read("haan poora diya").reason == nil)
  }

  @Test("a numbered answer is read by its numbers")
  func numbered() {
    let reply = read(
      "1. yes\n2. 8,000\n3. customer agreed at pickup\n4. 632614345678 on 22 Nov 2:10 pm")
    #expect(reply.paid?.value == .yes)
    #expect(reply.amount?.value == .rupees(8_000))
    #expect(reply.reason?.value == "customer agreed at pickup")
    #expect(reply.reference?.value == "632614345678")
    #expect(reply.paidAt?.value.day.description == "2026-11-22")
    #expect(reply.doubts.isEmpty)
    #expect(read("1)haan 2)8k 3)na 4)kal dunga").amount?.value == .rupees(8_000))
  }

  @Test("what is copied from a chat is read without its times and names")
  func copied() {
    let reply = read(
      "[22/11/26, 2:32 pm] FoneBay Pune: 8000 bhej diya\n22/11/2026, 14:33 - FoneBay: aaj")
    #expect(reply.amount?.value == .rupees(8_000))
    #expect(reply.amount?.from == "8000 bhej diya")
    #expect(reply.paidAt?.value.second == nil)
  }

  @Test("what can be read in two ways is in doubt, and no value")
  func doubts() {
    let amounts = read("5000 diya, 3000 diya")
    #expect(amounts.amount == nil)
    #expect(amounts.doubts == [.init(field: .amount, readings: ["₹5,000", "₹3,000"])])
    let paid = read("nahi, kar diya")
    #expect(paid.paid == nil)
    #expect(paid.doubts.map(\.field) == [.paid])
    #expect(read("paid on 03/04").doubts.map(\.field) == [.paidAt])
    #expect(read("utr 632614345678, 632614345679").doubts.map(\.field) == [.reference])
  }

  @Test("nothing is read out of nothing")
  func nothing() {
    for text in ["", "ok", "kaun sa order?", "👍", "hello sir", "\u{1B}[2J\u{202E}"] {
      #expect(read(text).isEmpty, "\(read(text))")
    }
  }

  @Test("a reply too long is cut, and says by how much")
  func long() {
    let reply = read(String(repeating: "ok ", count: 5_000))
    #expect(reply.bytesCut == 15_000 - VendorReply.limit)
    let figures = read(String(repeating: "8000, ", count: 1_300))
    #expect(figures.amount?.value == .rupees(8_000))
  }
}
