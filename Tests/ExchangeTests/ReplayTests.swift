import Testing

@testable import Exchange
@testable import Procedure

/// What a script printed, and the mistake that ended it.
private func replay(_ script: [UInt8], checks: Bool = false) -> (
  lines: [String], mistake: SourceMistake?, differing: Int
) {
  var replay = Replay(policy: Policy(), file: "script.jsonl")
  var lines: [String] = []
  do throws(SourceMistake) {
    try replay.run(script, checks: checks) { lines.append($0) }
    return (lines, nil, replay.differing)
  } catch {
    return (lines, error, replay.differing)
  }
}

private func replay(_ lines: String..., checks: Bool = false) -> (
  lines: [String], mistake: SourceMistake?, differing: Int
) {
  replay(Array(lines.joined(separator: "\n").utf8), checks: checks)
}

/// A line of a script at nine in the morning; `fields` go inside the object.
private func line(
  _ command: String, _ fields: String = "", at: String = "2026-11-22T09:00:00+05:30",
  by: String = "asha", role: String = "executive", dispute: String = "CX-1"
) -> String {
  #"{"at":"\#(at)","by":"\#(by)","role":"\#(role)","dispute":"\#(dispute)","do":"\#(command)""#
    + (fields.isEmpty ? "" : "," + fields) + "}"
}

private let ticket =
  #""tag":"lessPaid","customer":"Meera","order":"ORD-1","quoted":"10000","received":"8000","complaint":"less""#
private let sale =
  #""pickup":"completed","pickedUpAt":"2026-11-21T09:00:00+05:30","invoice":"10000","vendor":"FoneBay Pune","paymentMarked":false,"notes":[],"payTo":"meera@upi""#
private let atFault = [
  line("log", ticket), line("claim"), line("review"), line("order", sale),
  line("contact", #""channel":"phone","outcome":"answered""#), line("answer", #""paid":"8000""#),
]

@Suite("Replay: what can be read")
struct ReplayReadingTests {
  @Test(
    "A line that cannot be read ends the run, named by file and line",
    arguments: [
      "nonsense", "[1]", "\"text\"", "42", "{", "{} {}", "{\"at\":1}", " # no comment",
      line("log"), line("dance"), line("relist", ticket), line("show"),
      line("log", ticket + #","colour":"red""#),
      line("log", #""tag":"lessPaid","customer":"M","order":"O","quoted":10000,"complaint":"c""#),
      line("log", #""tag":"lessPaid","customer":"M","order":"O","quoted":"-1","complaint":"c""#),
      line("log", #""tag":"lessPaid","customer":"M","order":"O","quoted":"+1","complaint":"c""#),
      line("log", #""tag":"lessPaid","customer":"M","order":"O","quoted":"1,000","complaint":"c""#),
      line("log", #""tag":"lessPaid","customer":"M","order":"O","quoted":"1.001","complaint":"c""#),
      line(
        "log",
        #""tag":"lessPaid","customer":"M","order":"O","quoted":"10000000000000","complaint":"c""#),
      line("log", #""tag":"neverPaid","customer":"M","order":"O","quoted":"1","complaint":"c""#),
      line("log", #""tag":"lessPaid","customer":7,"order":"O","quoted":"1","complaint":"c""#),
      line(
        "log",
        #""tag":"lessPaid","customer":"M","order":"O","quoted":"1","received":null,"complaint":"c""#
      ),
      line("log", ticket + #","attachments":"a.png""#),
      line("log", ticket + #","attachments":[1]"#),
      line("claim", at: "2026-11-22T09:00:00"), line("claim", at: "2026-13-40T99:00"),
      line("claim", at: "2026-02-29T09:00:00Z"), line("claim", at: "today"),
      line("claim", role: "boss"),
      line("claim", #""expect":[]"#), line("claim", #""expect":{"colour":"red"}"#),
      line("claim", #""to":"dev""#), line("close", #""seen":"3""#), line("close", #""seen":1.5"#),
      line("contact", #""channel":"pigeon","outcome":"busy""#),
      line("contact", #""channel":"phone""#),
      line("order", sale.replacing("false", with: "\"no\"")),
      line("order", sale.replacing("false", with: "0")),
      line("order", sale.replacing("\"notes\":[],", with: "")),
      line("order", sale.replacing("[]", with: #"[{"text":"t"}]"#)),
      line(
        "order", sale.replacing("[]", with: #"[{"text":"t","at":"2026-11-21T09:00:00Z","by":"x"}]"#)
      ),
      line("supportDeduction", #""amount":"1","note":"0""#), line("mark", #""status":"done""#),
      line("find", #""finding":"unpaid""#), line("applied", #""item":"payout""#),
      line("acknowledge", #""disagreement":"colour""#),
      line("park", #""until":"later","reason":"r""#),
    ])
  func cannotBeRead(bad: String) {
    let run = replay("# a comment", line("log", ticket), bad, line("claim"))
    #expect(run.mistake?.line == 3 && run.mistake?.file == "script.jsonl")
    #expect(run.lines.count == 1, "the results of the lines before it are printed")
  }

  @Test("A mistake names the field and what was expected")
  func mistakeNames() {
    let run = replay(line("log", ticket.replacing(#""10000""#, with: "10000")))
    #expect(run.mistake?.field == "quoted" && run.mistake?.found == "10000")
    #expect(run.mistake?.description.hasPrefix("script.jsonl:1: quoted: found “10000”") == true)
  }

  @Test("Bytes that are no UTF-8 cannot be read")
  func notUTF8() {
    let run = replay(Array(line("log", ticket).utf8) + [0x0A, 0x7B, 0xFF, 0x7D])
    #expect(run.mistake?.line == 2 && run.lines.count == 1)
    let wide = line("log", ticket).utf8.flatMap { [$0, UInt8(0)] }
    #expect(replay(wide).mistake?.line == 1)
  }

  @Test("Blank lines, comments, CRLF and a byte order mark are skipped, and counted")
  func skipped() {
    let text = "\u{FEFF}# first\r\n\r\n  \t\n" + line("log", ticket) + "\r\n#\n" + line("claim")
    let run = replay(Array(text.utf8))
    #expect(run.mistake == nil)
    #expect(run.lines.map { $0.prefix(10) } == [#"{"line":4,"#, #"{"line":6,"#])
  }

  @Test("An empty script prints nothing")
  func empty() { #expect(replay("").lines.isEmpty && replay("").mistake == nil) }

  @Test("Money has at most two decimals, and may be as large as the limit allows")
  func money() {
    for amount in ["8000", "8000.5", "8000.50", "9999999999999.99", "0", "007"] {
      #expect(replay(line("hear", #""received":"\#(amount)""#)).mistake == nil, "\(amount)")
    }
  }

  @Test("A negative note index can be read, and is invalid")
  func negativeIndex() {
    let run = replay(
      Array(
        (atFault + [line("supportDeduction", #""amount":"1","note":-1"#)]).joined(separator: "\n")
          .utf8))
    #expect(run.mistake == nil)
    #expect(run.lines.last?.contains(#""refusal":"invalid","field":"note""#) == true)
  }

  @Test("Optional fields may be left out, the party of a contact is the vendor")
  func optional() {
    let run = replay(Array(atFault.joined(separator: "\n").utf8))
    #expect(run.mistake == nil && run.lines.allSatisfy { $0.contains(#""accepted":true"#) })
  }
}

@Suite("Replay: what is printed")
struct ReplayResultTests {
  @Test("A result has its fields in the specification's order and form")
  func sample() {
    let run = replay(
      Array((atFault + [line("requestPayout", #""amount":"2000""#)]).joined(separator: "\n").utf8))
    let expected = #"""
      {"line":7,"dispute":"CX-1","accepted":true,"events":["payoutRequested"],"version":7,"step":4,\#
      "scenario":"D5","due":"10000.00","proven":"0.00","received":"8000.00","paid":"8000.00",\#
      "shortfall":"2000.00","disputed":"2000.00","missing":["G1","G2","G3","G4","G5"],\#
      "state":"open","status":null,"holder":"asha","pending":["opsManager"],"warnings":[],\#
      "outstanding":[],"vendor":{"name":"FoneBay Pune","standing":"active","credits":"0.00",\#
      "disputes":1}}
      """#
    #expect(run.lines.last == expected)
  }

  @Test("Of a dispute that is not there every fact is null")
  func unknown() {
    let run = replay(line("claim"))
    let facts = #"""
      "events":[],"version":null,"step":null,"scenario":null,"due":null,"proven":null,\#
      "received":null,"paid":null,"shortfall":null,"disputed":null,"missing":null,"state":null,\#
      "status":null,"holder":null,"pending":null,"warnings":null,"outstanding":null,"vendor":null}
      """#
    let head = #"{"line":1,"dispute":"CX-1","accepted":false,"refusal":"unknown","message":"#
    #expect(run.lines.first?.hasPrefix(head) == true)
    #expect(run.lines.first?.hasSuffix(facts) == true)
    #expect(!(run.lines.first?.contains(#""field""#) ?? true))
  }

  @Test("Before the order is recorded the vendor is null")
  func noVendor() {
    #expect(replay(line("log", ticket)).lines.first?.hasSuffix(#""vendor":null}"#) == true)
  }

  @Test("A refusal of the gate names the rows, G8 where what was seen is stale")
  func gate() {
    let run = replay(
      Array((atFault + [line("close", #""seen":2"#), line("claim")]).joined(separator: "\n").utf8))
    #expect(run.lines[6].contains(#""missing":["G1","G2","G3","G4","G8"]"#))
    #expect(run.lines[7].contains(#""missing":["G1","G2","G3","G4"]"#))
    #expect(run.lines[7].contains(#""events":[],"version":6"#))
  }

  @Test("The comment stands on an accepted close alone")
  func comment() {
    let closing = [
      line("log", ticket), line("claim"), line("review"), line("order", sale),
      line("hear", #""received":"10000""#),
      line("summarise", #""text":"The customer confirms that all has come.""#),
      line("close"), line("mark", #""status":"resolvedPaid""#), line("close"),
      line("note", #""text":"n""#),
    ]
    let run = replay(Array(closing.joined(separator: "\n").utf8))
    #expect(run.lines.map { $0.contains(#""comment":"#) } == (1...10).map { $0 == 9 })
    #expect(
      run.lines[8].contains(#""state":"closed""#)
        && run.lines[8].contains(#"\nStatus: Resolved – Paid"}"#))
    #expect(run.lines[9].contains(#""step":5"#) && run.lines[9].contains(#""missing":[]"#))
  }

  @Test("A clock set back is held to the latest time before")
  func clock() {
    let run = replay(
      Array(
        (atFault[0..<5] + [
          line("note", #""text":"n""#, at: "2026-11-22T15:00:00+05:30"),
          line("note", #""text":"n""#, at: "2026-11-22T10:00:00+05:30"),
        ]).joined(separator: "\n").utf8))
    #expect(run.lines[4].contains(#""scenario":null"#))
    #expect(
      run.lines[5].contains(#""scenario":"D1""#) && run.lines[6].contains(#""scenario":"D1""#))
  }

  @Test("Checking prints only lines that differ, with what was expected and what came")
  func checking() {
    let run = replay(
      line(
        "log",
        ticket + #","expect":{"accepted":true,"state":"open","missing":["G1","G2","G3","G4","G7"]}"#
      ),
      line("claim", #""expect":{"holder":"dev","version":2,"comment":null}"#),
      line("claim", #""expect":{"refusal":null,"field":null}"#, by: "dev"), line("review"),
      checks: true)
    #expect(run.differing == 2)
    #expect(
      run.lines == [
        #"{"line":2,"dispute":"CX-1","expected":{"holder":"dev"},"got":{"holder":"asha"}}"#,
        #"{"line":3,"dispute":"CX-1","expected":{"refusal":null},"got":{"refusal":"notHeld"}}"#,
      ])
  }

  @Test("What was expected of an object has to be equal, whatever the order of its fields")
  func objects() {
    let run = replay(
      Array(
        (atFault + [
          line(
            "claim",
            #""expect":{"vendor":{"disputes":1,"credits":"0.00","standing":"active","name":"FoneBay Pune"}}"#
          ),
          line("claim", #""expect":{"vendor":{"standing":"active"}}"#),
        ]).joined(separator: "\n").utf8), checks: true)
    #expect(run.differing == 1 && run.lines.first?.contains(#""line":8"#) == true)
  }

  @Test("Checking stops at a line that cannot be read, after what differed before it")
  func checkingMistake() {
    let run = replay(line("log", ticket + #","expect":{"version":9}"#), "{}", checks: true)
    #expect(run.lines.count == 1 && run.mistake?.line == 2)
  }

  @Test("What is printed is inert: controls and overrides of direction are escaped")
  func inert() {
    let run = replay(line("log", ticket, dispute: #"CX\u001b[2J\u202e"#))
    #expect(run.lines.first?.contains(#""dispute":"CX\u001b[2J\u202e""#) == true)
  }
}
