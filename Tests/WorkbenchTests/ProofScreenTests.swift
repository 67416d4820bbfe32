import Journal
import Pictures
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("Looking at a proof")
struct ProofScreenTests {
  static let sizes = [(80, 24), (120, 31), (200, 50)]
  static let text = "Payment successful\n¥9,000.00\nmeera@okbank\n632612345678\n"

  /// A picture as the child draws it: a band and a ground below it.
  static func cells(_ columns: Int, _ rows: Int) -> PictureCells {
    PictureCells(
      columns: columns, rows: rows,
      cells: (0..<columns * rows).map {
        $0 < 3 * columns
          ? .init(scalar: "▀", text: 29, ground: 231) : .init(scalar: "▒", text: 244, ground: 231)
      }, width: 540, height: 1_080)
  }

  /// In the form for a proof, with a file named and some of it typed.
  private func form(_ columns: Int = 120, _ rows: Int = 31) throws -> Bench {
    let bench = try Bench(columns: columns, rows: rows)
    bench.open("CX-10482")
    bench.press("p")
    bench.type("~/drop/receipt.png")
    bench.press("Enter")
    bench.type("632614345678")
    return bench
  }

  private func screen(_ bench: Bench) throws -> ProofScreen {
    guard case .proof(let screen) = bench.model.overlay else {
      throw Missing(what: "no proof is looked at: \(bench.text)")
    }
    return screen
  }

  private struct Missing: Error { var what: String }

  private func answer(_ bench: Bench, _ columns: Int = 20, _ rows: Int = 18) throws {
    bench.tell(
      .pictured(try screen(bench).pictureNumber, .success(ProofScreenTests.cells(columns, rows))))
    bench.tell(.pictureRead(try screen(bench).textNumber, .success(ProofScreenTests.text)))
  }

  @Test(
    "shows the picture beside what was typed, what the order says and what was read",
    arguments: sizes)
  func frames(columns: Int, rows: Int) throws {
    let bench = try form(columns, rows)
    bench.press("F6")
    #expect(bench.text.contains("The picture is being drawn…"))
    try answer(bench)
    expect(bench.screen(columns, rows).text, isIn: "proof-\(columns)x\(rows)")
  }

  @Test("asks for as many cells as there is room for, and anew when the room is another")
  func size() throws {
    let bench = try form()
    bench.isHolding = true
    bench.press("F6")
    guard case .showPicture(_, .file(path: "~/drop/receipt.png"), let request) = bench.held.last
    else { throw Missing(what: "\(bench.held)") }
    #expect(request.columns == 68 && request.rows == 27 && request.zoom == 1)
    bench.tell(.resized(Size(columns: 80, rows: 24)))
    guard case .showPicture(let number, _, let smaller) = bench.held.last else {
      throw Missing(what: "\(bench.held)")
    }
    #expect(smaller.columns == 36 && smaller.rows == 20)
    // What was asked for before comes too late.
    bench.tell(.pictured(number - 1, .success(ProofScreenTests.cells(20, 18))))
    #expect(bench.text.contains("The picture is being drawn…"))
    bench.tell(.pictured(number, .success(ProofScreenTests.cells(20, 18))))
    #expect(bench.text.contains("▒▒▒"))
  }

  @Test("what is missing or broken is said in a sentence, and the facts stand there all the same")
  func trouble() throws {
    let bench = try form()
    bench.press("F6")
    bench.tell(.pictured(try screen(bench).pictureNumber, .failure(.missing([.chafa, .png]))))
    #expect(bench.text.contains("No picture is drawn because libchafa and libpng are not"))
    #expect(bench.text.contains("632614345678"))
    #expect(bench.text.contains("due ₹"))
    #expect(!bench.text.contains("is being read"), "without a picture no text is read")
  }

  @Test("without a program that reads text, the sentence says which package brings it")
  func reader() throws {
    let bench = try form()
    bench.press("F6")
    bench.tell(
      .pictured(try screen(bench).pictureNumber, .success(ProofScreenTests.cells(20, 18))))
    bench.tell(.pictureRead(try screen(bench).textNumber, .failure(.noReader)))
    #expect(bench.text.contains("tesseract-ocr"))
  }

  @Test("differences are named: what was typed and what was read, what is due and what was paid")
  func differences() throws {
    let bench = try form()
    bench.press("F6")
    try answer(bench)
    #expect(bench.text.contains("another reference was read"))
    bench.press("r", "a", "Esc")
    #expect(bench.model.mode == .form)
    #expect(bench.text.contains("632612345678"), "\(bench.text)")
    #expect(bench.text.contains("9000.00"), "\(bench.text)")
    bench.press("F6")
    try answer(bench)
    #expect(!bench.text.contains("another reference was read"))
    #expect(bench.text.contains("₹1,000 below what is due"), "\(bench.text)")
  }

  @Test(
    "what was read goes into the form only when the person takes it, and an amount in each way that it can be read"
  )
  func taking() throws {
    let bench = try form()
    bench.press("F6")
    bench.tell(
      .pictured(try screen(bench).pictureNumber, .success(ProofScreenTests.cells(20, 18))))
    bench.tell(.pictureRead(try screen(bench).textNumber, .success("~38,000.00\n")))
    #expect(bench.text.contains("₹38,000, or ₹8,000"))
    bench.press("r")
    #expect(bench.text.contains("No reference was read from the picture."))
    bench.press("Esc")
    #expect(!bench.text.contains("38000"))
    bench.press("F6")
    bench.tell(
      .pictured(try screen(bench).pictureNumber, .success(ProofScreenTests.cells(20, 18))))
    bench.tell(.pictureRead(try screen(bench).textNumber, .success("~38,000.00\n")))
    bench.press("a")
    #expect(bench.text.contains("The amount is 38000.00 now"))
    bench.press("a")
    #expect(bench.text.contains("The amount is 8000.00 now"))
  }

  @Test("a recorded proof is shown from the panes, on the same key")
  func recorded() throws {
    let bench = try Bench()
    bench.open("CX-10377")
    bench.press("F6")
    #expect(try screen(bench).subject == .recorded(ProofID("P1")))
    #expect(bench.text.contains("This proof has no file."))
    #expect(!bench.text.contains("nothing yet"), "\(bench.text)")
    #expect(bench.text.contains("632512998877"))
    bench.press("o")
    #expect(bench.text.contains("This proof has no file."))
    bench.press("n")
    #expect(bench.text.contains("It is the only proof here."))
    bench.press("F6")
    #expect(bench.model.overlay == nil)
  }

  @Test("a viewer, who is shown no personal data, is shown no picture and given none")
  func viewer() throws {
    let bench = try Bench(Bench.vera)
    bench.press("7")
    bench.open("CX-10377")
    try bench.do(
      .proof(
        Proof(
          id: ProofID("P2"), kind: .screenshot, amount: .rupees(1),
          paidAt: Bench.at("2026-11-21T12:10:00+05:30"), file: "98200 10482 call.png",
          sha256: String(repeating: "ab", count: 32))), on: "CX-10377")
    bench.tell(.changed)
    bench.press("F6")
    #expect(bench.text.contains("A viewer is shown no picture"), "\(bench.text)")
    #expect(!bench.text.contains("98200") && bench.text.contains("····0482 call.png"))
    #expect(!bench.text.contains("open outside") && !bench.text.contains("Read from the picture"))
    bench.press("o")
    #expect(bench.model.notice?.text.contains("A viewer is shown no picture") == true)
  }

  @Test("a file that was dropped on the terminal is found, however that writes its path")
  func dropped() {
    for text in ["'/tmp/a b.png'", "\"/tmp/a b.png\"", "/tmp/a\\ b.png", "file:///tmp/a%20b.png"] {
      #expect(PaymentEvidence(text).path == "/tmp/a b.png", "\(text)")
    }
    #expect(PaymentEvidence("/tmp/it's.png").path == "/tmp/it's.png")
    #expect(PaymentEvidence("632614345678").reference == "632614345678")
  }

  @Test("where no proof is recorded, it says so")
  func none() throws {
    let bench = try Bench()
    bench.open("CX-10501")
    bench.press("F6")
    #expect(bench.model.overlay == nil)
    #expect(bench.text.contains("No proof is recorded here yet."))
  }

  @Test("zooming and moving ask for a part of it, within its edges")
  func zooming() throws {
    let bench = try form()
    bench.press("F6")
    bench.press("+")
    #expect(try screen(bench).zoom == 1, "there is nothing to zoom yet")
    try answer(bench)
    bench.press("+", "+")
    #expect(try screen(bench).zoom == 4)
    var part = ProofScreenTests.cells(20, 18)
    (part.across, part.down) = (0..<400, 0..<250)
    bench.tell(.pictured(try screen(bench).pictureNumber, .success(part)))
    bench.press("h", "k")
    #expect(try screen(bench).x == 200 && screen(bench).y == 125)
    bench.press("j")
    #expect(try screen(bench).y == 250)
    bench.press("0")
    #expect(try screen(bench).zoom == 1 && screen(bench).x == 500)
    for _ in 0..<10 { bench.press("-") }
    #expect(try screen(bench).zoom == 1)
  }

  @Test("leaving it ends what is under way, and what comes later is nothing to anybody")
  func leaving() throws {
    let bench = try form()
    bench.isHolding = true
    bench.press("F6")
    let number = try screen(bench).pictureNumber
    bench.press("Esc")
    guard case .closePictures = bench.held.last else { throw Missing(what: "\(bench.held)") }
    bench.tell(.pictured(number, .success(ProofScreenTests.cells(20, 18))))
    #expect(bench.model.overlay == nil)
  }

  @Test("on a terminal with few colours, or with ASCII alone, no more is asked for")
  func plain() throws {
    let bench = try form()
    bench.model.session.glyphs = .ascii
    bench.isHolding = true
    bench.press("F6")
    guard case .showPicture(_, _, let request) = bench.held.last else {
      throw Missing(what: "\(bench.held)")
    }
    #expect(request.isASCII && !request.isColoured)
    bench.press("Esc")
    bench.model.session.hasPictureColours = true
    bench.press("F6")
    guard case .showPicture(_, _, let coloured) = bench.held.last else {
      throw Missing(what: "\(bench.held)")
    }
    #expect(coloured.isColoured)
  }
}
