import Procedure
import Testing

@testable import Exchange

@Suite("The file of macros")
struct MacrosFileTests {
  private func macros(_ text: String) throws -> [Macro] {
    try MacrosFile.parse(Array(text.utf8), file: "macros.yaml").get()
  }

  private func mistakes(_ text: String) -> [String] {
    switch MacrosFile.parse(Array(text.utf8), file: "m") {
    case .success: []
    case .failure(let mistakes): mistakes.list.map(\.description)
    }
  }

  private let now = Instant(rfc3339: "2026-11-22T14:00:00+05:30") ?? Instant(microseconds: 0)

  @Test("names, steps and fields are read, and a stretch of time is one from now")
  func read() throws {
    let macros = try macros(
      """
      # what everybody does ten times a day
      no-answer:
        about: The vendor does not pick up.
        steps:
          - contact: {channel: phone, outcome: noAnswer}
          - park:
              until: 2h
              reason: "rings out: call again"
          - release
      note: {steps: [{note: {text: 8000}}]}
      """)
    #expect(macros.map(\.name) == ["no-answer", "note"])
    #expect(macros[0].about == "The vendor does not pick up.")
    #expect(
      try macros[0].commands(at: now) == [
        .contact(party: .vendor, channel: .phone, outcome: .noAnswer),
        .park(until: now.adding(seconds: 7_200), reason: "rings out: call again"), .release,
      ])
    #expect(try macros[1].commands(at: now) == [.note(text: "8000")])
    #expect(macros[0].steps[1].words == "park: until “2h”, reason “rings out: call again”")
  }

  @Test("a file of comments alone has none")
  func empty() throws {
    #expect(try macros("# nothing yet\n").isEmpty)
    #expect(try macros("").isEmpty)
  }

  @Test("what cannot be read is named with its line, all of it at once")
  func wrong() {
    let found = mistakes(
      """
      1st: {steps: [claim]}
      a: {steps: [clam]}
      b: {about: x}
      c: {steps: [{contact: {channel: phone}}]}
      d: {steps: [{contact: {channel: fax, outcome: busy}}]}
      e: {steps: [{note: {text: x, colour: red}}]}
      f: {steps: []}
      g: claim
      h: {steps: [claim], then: stop}
      i: {steps: [{park: {until: soon, reason: x}}]}
      """)
    #expect(found.count == 10, "\(found)")
    for (number, words) in [
      (1, "a name: a letter"), (2, "“clam”"), (3, "its `steps:`"), (4, "outcome"), (5, "“\"fax\"”"),
      (6, "colour"), (7, "1 to 20 commands"), (8, "`steps:` and what it is for"),
      (9, "`steps` or `about`"), (10, "until"),
    ] {
      let line = found.first { $0.hasPrefix("m:\(number):") }
      #expect(line?.contains(words) == true, "\(number): \(line ?? "\(found)")")
    }
  }

  @Test(
    "money, sign-offs and what is about one ticket alone are kept in no macro",
    arguments: Command.Kind.allCases)
  func alone(kind: Command.Kind) {
    guard let why = kind.givenAlone else { return }
    let found = mistakes("a: {steps: [\(kind.rawValue)]}")
    #expect(found.count == 1 && found[0].contains(why.english), "\(found)")
    #expect(
      Macro(named: "a", of: [(.note(text: "x"), now), (.approve(reason: nil), now)]) == nil)
  }

  @Test("what was recorded is kept as a file that reads as what was recorded")
  func written() throws {
    let given: [Command] = [
      .contact(party: .vendor, channel: .whatsapp, outcome: .delivered),
      .note(text: "He said: “later”,\n\t{not: now} # \\ \"x\" &a *a"),
      .answer(paid: .zero, reason: "no money"),
      .park(until: now.adding(seconds: 5_400), reason: "bank"),
      .claim,
    ]
    let macro = try #require(Macro(named: "later", of: given.map { ($0, now) }))
    let plain = MacrosFile.written(
      try #require(Macro(named: "later", of: given.filter { $0.kind != .note }.map { ($0, now) })))
    let read = try macros(plain)
    #expect(try read.first?.commands(at: now) == given.filter { $0.kind != .note })
    #expect(macro.steps[3].fields[0].text == "90m")
    // A text that looks like an alias of another is refused by whoever reads it, and so never written.
    #expect(!mistakes(MacrosFile.written(macro)).isEmpty)
    let quoted = try #require(
      Macro(named: "q", of: [(.note(text: "He said: “later”,\n\t{not: now} # \\ \"x\""), now)]))
    #expect(
      try macros(MacrosFile.written(quoted)).first?.commands(at: now) == [
        .note(text: "He said: “later”,\n\t{not: now} # \\ \"x\"")
      ])
  }
}
