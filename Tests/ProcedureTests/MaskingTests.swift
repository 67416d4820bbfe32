import Procedure
import Testing

@Suite("Masked personal data")
struct MaskingTests {
  @Test(
    "of a number, an address or an account stays what tells it apart",
    arguments: [
      ("9820010482", "····0482"), ("+91 98200 10482", "····0482"), ("123", "····"),
      ("meera@okaxis", "····@okaxis"), ("9820010482@ybl", "····@ybl"),
      ("50100012345678 HDFC0001234", "····5678 HDFC0001234"),
      ("A/c 050100012345678, IFSC hdfc0001234", "····5678 HDFC0001234"), ("", "····"),
      ("[erased]", "[erased]"),
      ("श्रेया@okaxis", "····@okaxis"),
    ])
  func hidden(_ text: String, _ wanted: String) { #expect(text.hidden == wanted) }

  @Test(
    "in what was typed freely numbers and addresses are hidden, and references of payments are not",
    arguments: [
      ("call 98200 10482 in the evening", "call ····0482 in the evening"),
      ("call +91-98200-10482.", "call ····0482."), ("919820010482 is hers", "····0482 is hers"),
      ("UPI 632614345678 was shown", "UPI 632614345678 was shown"),
      ("UTR RATNN24200329588", "UTR RATNN24200329588"),
      ("account 50100012345678", "account ····5678"), ("phone:9820010482,", "phone:····0482,"),
      ("write to meera@okaxis or m.iyer@example.org", "write to ···· or ····"),
      ("फोन 9820010482।", "फोन ····0482।"), ("मोबाइल9820010482", "मोबाइल····0482"),
      ("₹1,00,000 on 20 Nov, twice", "₹1,00,000 on 20 Nov, twice"), ("", ""),
      ("  two  spaces @ ", "  two  spaces ···· "),
      ("98200  10482, 98200\u{A0}10482, 98200\t10482", "····0482, ····0482, ····0482"),
      ("98200–10482 or 98200\u{2011}10482", "····0482 or ····0482"),
      (
        "98200.10482; 982.001.0482; (98200) 10482; 98200/10482",
        "····0482; ····0482; (····0482; ····0482"
      ),
      ("98200-\n10482", "····0482"), ("+91 (98200) 10482 is hers", "····0482 is hers"),
      ("98 20 01 04 82", "····0482"), ("98.20.01.04.82", "····0482"),
      ("9820\u{200B}010482 or 98\u{AD}20010482", "····0482 or ····0482"),
      ("९८२००१०४८२ or ৯৮২০০১০৪৮২ or ９８２００１０４８２", "····०४८२ or ····০৪৮২ or ····０４８２"),
      ("9820010482, 2000 given", "····0482, 2000 given"),
      ("paid 8000.00, 2150.00 left", "paid 8000.00, 2150.00 left"),
      ("on 20/11/2026 12.10", "on 20/11/2026 12.10"),
      ("₹98,557,36 and 8,000\n2,150\n12", "₹98,557,36 and 8,000\n2,150\n12"),
      ("UPI 632614345678, 98200", "UPI 632614345678, 98200"),
      (
        "₹6,200 2026-11-24 09:15 and 24-11-2026 10:30",
        "₹6,200 2026-11-24 09:15 and 24-11-2026 10:30"
      ),
      (
        "UTR 632614345678 24/11/2026, 6200 632614345678 6200",
        "UTR 632614345678 24/11/2026, 6200 632614345678 6200"
      ),
      ("ref 6326 1434 5678", "ref 6326 1434 5678"), ("5000 2150 3000", "5000 2150 3000"),
      ("10000 20000 30000", "10000 20000 30000"),
      ("20-11 21-11 22-11 23-11", "20-11 21-11 22-11 23-11"),
      ("022 2345 6789", "····6789"), ("5010 0012 3456 78", "····5678"),
      ("50100 012345678", "····5678"),
      ("+1 415 555 2671", "····2671"), ("0 98200 10482", "····0482"),
    ])
  func discreet(_ text: String, _ wanted: String) { #expect(text.discreet == wanted) }

  @Test("what is hidden once has nothing more to hide")
  func again() {
    for text in ["9820010482", "meera@okaxis", "50100012345678 HDFC0001234"] {
      #expect(!text.hidden.contains(text.prefix(5)))
      #expect(text.hidden.discreet.contains("····"))
    }
  }
}
