import Journal
import Procedure
import Terminal
import Testing

@testable import Workbench

@Suite("The screens in Hindi", .serialized)
struct HindiTests {
  static let sizes = [(80, 24), (120, 31)]

  private func inHindi(_ work: () throws -> Void) rethrows {
    try Language.$ofScreens.withValue(.hindi, operation: work)
  }

  @Test("are drawn as the English ones are", arguments: sizes)
  func frames(columns: Int, rows: Int) throws {
    try inHindi {
      func expectFrame(_ bench: Bench, _ name: String) {
        expect(bench.screen(columns, rows).text, isIn: "hindi-\(name)-\(columns)x\(rows)")
      }
      let bench = try Bench(columns: columns, rows: rows)
      expectFrame(bench, "queue")
      bench.press("?")
      expectFrame(bench, "keys")
      bench.press("Esc")
      bench.open("CX-10482")
      expectFrame(bench, "vendor")
      bench.press("w")
      expectFrame(bench, "form")
      bench.press("Esc", "$")
      expectFrame(bench, "refusal")
      bench.press("Q")
      expectFrame(bench, "why")
      let manager = try Bench(Bench.omkar, columns: columns, rows: rows) { try $0.fillMatters() }
      manager.press("4")
      expectFrame(manager, "matters")
      manager.press("9")
      expectFrame(manager, "report")
    }
  }

  /// A key, or a text that is typed.
  private enum Stroke {
    case key(String)
    case text(String)

    static let keys =
      Action.table.flatMap(\.keyNames).filter { !["Q", "Ctrl-z", "Ctrl-c", "q", "v"].contains($0) }
      + ["Enter", "Enter", "Esc", "Esc", "F2", "Tab", "j", "y", "n"]
    static let texts = ["5", "8000", "632511345678", "a reason that is long enough", "p", "y", "न"]

    static func random(_ dice: inout FormWalkTests.Dice) -> Stroke {
      if Int.random(in: 0..<6, using: &dice) == 0 {
        return .text(texts.randomElement(using: &dice) ?? "5")
      }
      return .key(keys.randomElement(using: &dice) ?? "Enter")
    }
  }

  @Test("do with the same keys what the English ones do", arguments: [1, 2, 3, 4, 5, 6])
  func walk(seed: UInt64) throws {
    func walked(_ language: Language) throws -> (steps: [String], log: [[Event]]) {
      try Language.$ofScreens.withValue(language) {
        let bench = try Bench(seed % 2 == 0 ? Bench.omkar : Bench.asha)
        var dice = FormWalkTests.Dice(state: seed)
        var steps: [String] = []
        for _ in 0..<250 {
          let stroke = Stroke.random(&dice)
          switch stroke {
          case .key(let name): bench.press(name)
          case .text(let text): bench.type(text)
          }
          _ = view(bench.model)
          steps.append("\(stroke): \(bench.model.mode) \(bench.model.pane.ticket?.text ?? "")")
          if bench.model.isDone { break }
        }
        let tickets = ["CX-10482", "CX-10490", "CX-10455", "CX-10459"].map { TicketID($0) }
        return (steps, try tickets.map { try bench.journal.history(of: $0).map(\.event) })
      }
    }
    let (english, hindi) = try (walked(.english), walked(.hindi))
    let first = zip(english.steps, hindi.steps).first { $0 != $1 }
    #expect(first == nil)
    #expect(english.log == hindi.log)
  }

  @Test("say what the core refuses, and record nothing that is not in English")
  func refused() throws {
    try inHindi {
      let bench = try Bench(fill: JourneyTests.listed(received: 8_000))
      bench.press("n", "C")
      bench.type("Nothing was found so far, honestly.")
      bench.press("F2")
      let text = bench.text
      #expect(text.contains("G2") && text.contains("G7") && text.contains("बंद"), "\(text)")
      #expect(!text.contains("cannot"), "\(text)")
      bench.press("Esc", "e")
      let history = try bench.journal.history(of: TicketID("CX-1")).map { "\($0.event.fact)" }
      #expect(history.joined().unicodeScalars.allSatisfy { !(0x900...0x97F).contains($0.value) })
    }
  }

  @Test("are heard in Hindi, the words of signs too")
  func heard() throws {
    try inHindi {
      let bench = try Bench(columns: 80, rows: 24)
      bench.model.hear()
      bench.open("CX-10482")
      let text = bench.text
      #expect(text.contains("2 ऑर्डर पूरा") && text.contains("छिपा हुआ 0482"), "\(text)")
      #expect(!text.contains("done") && !text.contains("hidden"), "\(text)")
      bench.press("w")
      #expect(bench.text.contains("ख़ाली"), "\(bench.text)")
    }
  }

  @Test("show a name, an amount and a reference as they are")
  func gaps() {
    inHindi {
      let phrase = Phrase("There is no ticket \(TicketID("CX-7")): log it first.")
      let words = Workbench.phrase(phrase)
      #expect(words.contains("CX-7") && words != phrase.english)
    }
    #expect(
      phrase(Phrase("the payment address is the vendor's own").sentence)
        == "The payment address is the vendor's own.")
  }
}
