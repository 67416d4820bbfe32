import Crypto
import FoundationEssentials
import Procedure
import Testing

@testable import Journal

@Suite("The log's encoding never drifts")
struct GoldenTests {
  @Test("every fact has the bytes that it had, and the chain its hash")
  func bytes() throws {
    var end = Log.End()
    var lines: [String] = []
    for (index, example) in Examples.all.enumerated() {
      let body = try CanonicalJSON.bytes(of: example.fact, vault: PlainVault())
      var event = LoggedEvent(
        number: Int64(index + 1), stream: example.stream.name, version: index + 1,
        name: example.name, schema: Upcasting.current.schema(of: example.name), by: "asha",
        role: "executive", at: 1_795_000_000_123_456, vendor: index % 2 == 0 ? nil : "FoneBay Pune",
        body: body)
      event.hash = Chain.hash(of: event, after: end.hash)
      end = Log.End(number: event.number, hash: event.hash, at: event.at)
      lines.append("\(example.name) \(String(decoding: body, as: UTF8.self))")
    }
    lines.append("head \(end.head)")
    let text = lines.joined(separator: "\n") + "\n"
    let path = Examples.folder + "/Golden/facts.txt"
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Array(text.utf8).withUnsafeBytes { try Data($0).write(to: URL(filePath: path)) }
    }
    let golden = String(decoding: try #require(try Files.read(path)), as: UTF8.self)
    #expect(golden == text)
  }

  @Test("every fact is among the examples, under its name in the log")
  func complete() {
    for fact in Examples.facts { #expect(fact.name == Examples.name(of: fact)) }
    for fact in Examples.deskFacts { #expect(fact.name == Examples.name(of: fact)) }
    #expect(Set(Examples.facts.map(\.name)).count == 52)
    #expect(Set(Examples.deskFacts.map(\.name)).count == 8)
  }

  @Test("every fact is read back as it was written")
  func readBack() throws {
    let coding = FactCoding()
    for fact in Examples.facts {
      #expect(try coding.value(Fact.self, from: try coding.bytes(of: fact)) == fact)
    }
    for fact in Examples.deskFacts {
      #expect(try coding.value(DeskFact.self, from: try coding.bytes(of: fact)) == fact)
    }
  }

  @Test("sets and dictionaries have one order, text is escaped as little as can be")
  func canonical() throws {
    struct Mixed: Encodable {
      var set: Set = [30, 4, 100]
      var pairs: [FinalStatus: Int] = [.resolvedPaid: 1, .escalatedPendingManager: 2]
      var byNumber = [10: "b", 9: "a"]
      var text = "a/\"\\\n\u{1}₹é"
      var nothing: Int?
      var flag = true
    }
    #expect(
      String(decoding: try CanonicalJSON.bytes(of: Mixed()), as: UTF8.self)
        == #"{"byNumber":{"10":"b","9":"a"},"flag":true,"#
        + #""pairs":["escalatedPendingManager",2,"resolvedPaid",1],"set":[100,30,4],"#
        + #""text":"a/\"\\\n\u0001₹é"}"#)
    #expect(throws: EncodingError.self) { try CanonicalJSON.bytes(of: [1.5]) }
    #expect(throws: EncodingError.self) { try CanonicalJSON.bytes(of: ["half": Float(0.5)]) }
  }

  @Test("keys stand in the order of their own bytes, however they are written")
  func keys() throws {
    let fields = ["\"": 1, "A": 2, "\n": 3, "aa": 4, "a": 5, "": 6, "é": 7]
    #expect(
      String(decoding: try CanonicalJSON.bytes(of: fields), as: UTF8.self)
        == #"{"":6,"\n":3,"\"":1,"A":2,"a":5,"aa":4,"é":7}"#)
  }

  @Test("what stands within is put in order before what it stands in")
  func within() throws {
    struct Nested: Encodable {
      var sets: Set<Set<Int>> = [[2, 1], [], [10]]
      var lists: [[FinalStatus: Set<Int8>]] = [[.resolvedPaid: [3, -1]], [:]]
      var many: [UInt64?] = [.max, nil]
      var least = Int64.min
      var nothing: [String: String?] = ["a": nil]
    }
    #expect(
      String(decoding: try CanonicalJSON.bytes(of: Nested()), as: UTF8.self)
        == #"{"least":-9223372036854775808,"lists":[["resolvedPaid",[-1,3]],[]],"#
        + #""many":[18446744073709551615,null],"nothing":{"a":null},"sets":[[1,2],[10],[]]}"#)
  }
}

@Suite("Events of other schemas")
struct UpcastingTests {
  private func event(_ schema: Int, _ body: String) -> LoggedEvent {
    LoggedEvent(
      number: 7, stream: "dispute:CX-1", version: 1, name: "remarked", schema: schema, by: "asha",
      role: "executive", at: 0, vendor: nil, body: Array(body.utf8))
  }

  @Test("an older one is brought up step by step")
  func older() throws {
    let coding = FactCoding(
      upcasting: Upcasting(
        schemas: ["remarked": 2],
        steps: [
          .init(name: "remarked", from: 0): { body in
            let words = body["remarked"]?["words"]
            body["remarked"] = .object(["remark": words ?? .null])
          },
          .init(name: "remarked", from: 1): { body in
            body["remarked"] = .object(["text": body["remarked"]?["remark"] ?? .null])
          },
        ]))
    for (schema, body) in [
      (0, #"{"remarked":{"words":"so"}}"#), (1, #"{"remarked":{"remark":"so"}}"#),
      (2, #"{"remarked":{"text":"so"}}"#),
    ] {
      #expect(try coding.fact(Fact.self, of: event(schema, body)) == .remarked(text: "so"))
    }
  }

  @Test("a newer one, one that nothing reads, and one that is damaged are named")
  func unreadable() throws {
    for (schema, body) in [(2, "{}"), (0, "{}"), (1, #"{"remarked":{}}"#), (1, "no")] {
      #expect(throws: JournalError.self) {
        try FactCoding().fact(Fact.self, of: event(schema, body))
      }
    }
  }
}
