import Testing

@testable import Procedure

@Suite("Cells of files that leave the house")
struct FileCellTests {
  @Test(
    "what a bank or a spreadsheet could read as a formula is refused, whatever stands before its sign",
    arguments: [
      "=1+1", "+91 98765", "-Meera", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u{A0}+1",
      "'=1", "\"=1\"", " ' \"@x", "“=1”", "＝1+1", "＋1", "－1", "＠SUM", "\u{200B}=1", "\u{200D}=1",
      "﹦1", "−1", "\u{3000}＝1", "Meera;=1+1", "Meera, \"=1+1\"", "`=1", "\0=1", "\u{1B}=1",
      "\tMeera",
    ])
  func formulas(text: String) {
    #expect(FileCell.couldBeFormula(text))
    #expect(FileCell.fault(in: text) != nil)
  }

  @Test(
    "where a cell could begin a formula is told for each place, and an apostrophe there changes none"
  )
  func starts() {
    let text = "=1;a,-2\n'+3;b"
    let starts = FileCell.formulaStarts(in: text)
    #expect(starts.map { text.distance(from: text.startIndex, to: $0) } == [0, 5, 8])
    for start in starts {
      var marked = text
      marked.insert("'", at: start)
      #expect(FileCell.formulaStarts(in: marked).count == 3)
    }
  }

  @Test(
    "controls, line breaks, what turns the writing, nothing and what was erased are refused",
    arguments: [
      "Meera\nIyer", "Meera\u{7}", "Meera\u{1B}[31m", "Meera\u{85}", "Meera\u{2028}Iyer",
      "Meera\u{202E}", "\u{FEFF}Meera", "Meera\u{7F}", "", " \u{A0}", "[erased]", "a\tb",
    ])
  func controls(text: String) { #expect(FileCell.fault(in: text) != nil) }

  @Test(
    "names as people have them are written",
    arguments: [
      "Meera Iyer", "Joseph D’Souza", "S. Fatima-Khan", "श्रेया देशपांडे", "क्\u{200D}ष", "A + B Traders",
      "Rao, K.", "李", "O'Neil", "M/s Rao & Sons (Pune)", "meera@okbank", "CX-10482-P1",
    ])
  func names(text: String) { #expect(FileCell.fault(in: text) == nil) }
}

@Suite("Where money can be sent")
struct PaymentAddressTests {
  @Test("a UPI address is itself")
  func vpa() {
    #expect(PaymentAddress("meera@okbank") == .vpa("meera@okbank"))
    #expect(PaymentAddress(" 98765-43210.x_y@ok.bank ") == .vpa("98765-43210.x_y@ok.bank"))
  }

  @Test(
    "an account has its number and its IFSC, in either order and with the usual labels",
    arguments: [
      "50100012345678 HDFC0001234", "HDFC0001234/50100012345678",
      "A/c No. 50100012345678, IFSC: hdfc0001234", "Account: 50100012345678 IFSC Code: HDFC0001234",
      "50100012345678|HDFC0001234", "Acc: 50100012345678 (HDFC0001234)",
    ])
  func account(text: String) {
    #expect(PaymentAddress(text) == .account(number: "50100012345678", ifsc: "HDFC0001234"))
  }

  @Test("leading zeros of an account stay")
  func zeros() {
    #expect(
      PaymentAddress("000123456789 SBIN0000456")
        == .account(number: "000123456789", ifsc: "SBIN0000456"))
  }

  @Test(
    "what is neither, or could be two things, is none",
    arguments: [
      "", "meera", "@okbank", "meera@", "meera@ok@bank", "50100012345678", "HDFC0001234",
      "50100012345678 HDFC1001234", "50100012345678 HDFC000123", "12345678 HDFC0001234",
      "1234567890123456789 HDFC0001234", "50100012345678 60100012345678 HDFC0001234",
      "50100012345678 HDFC0001234 SBIN0000456", "Meera Iyer 50100012345678 HDFC0001234",
      "5010 0012 3456 78 HDFC0001234", "meera@okbank 50100012345678 HDFC0001234",
      "+9198765@upi", "५०१०००१२३४५६७८ HDFC0001234",
    ])
  func neither(text: String) { #expect(PaymentAddress(text) == nil) }
}
