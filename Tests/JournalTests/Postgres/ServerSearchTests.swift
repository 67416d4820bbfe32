import PostgresServer
import Procedure
import Testing

@testable import Journal

@Suite("Looking for disputes on a server", .enabled(if: PostgresServer.isThere))
struct ServerSearchTests {
  private static let common = Result { () throws -> ServerStage in
    let stage = try ServerStage()
    try stage.grant("asha", .executive)
    try stage.grant("vera", .viewer)
    try stage.fill(1...60)
    try stage.asOwner(
      """
      UPDATE dispute SET customer = 'Ärnold O''Brien 100%_\\' WHERE place = 2;
      UPDATE dispute SET customer = 'शर्मा', vendor = 'FoneBay Pune' WHERE place = 3;
      UPDATE dispute SET refs = 'UTR-AB12 632399999999' WHERE place = 4;
      UPDATE dispute SET customer = 'Somebody Else' WHERE place = 5;
      DELETE FROM dispute WHERE place = 6;
      """)
    return stage
  }

  private func found(_ wanted: [String], by person: String = "asha", limit: Int = 100) throws -> [String] {
    let list = "{" + wanted.map { "\"" + $0.replacing("\\", with: "\\\\") + "\"" }
      .joined(separator: ",") + "}"
    return try Self.common.get().connection(as: person).texts(
      "SELECT place FROM search(?::text::text[], ?)", [.text(list), .integer(limit)])
  }

  @Test(
    "any text of theirs finds them, without case",
    arguments: [
      ("cx-42", ["42"]), ("ORD-42", ["42"]), ("iyer 42", ["42"]), ("9800000042", ["42"]),
      ("fonebay", ["3"]), ("utr-ab12", ["4"]), ("शर्मा", ["3"]), ("ärnold", ["2"]), ("ÄRNOLD O'B", ["2"]),
      ("100%_\\", ["2"]), ("0%_", ["2"]), ("%ärn", []), ("a_n", []), ("iyer 5\n", []), ("nothing of this", []),
    ])
  func texts(text: String, places: [String]) throws {
    #expect(try found([text]) == places, "\(text)")
  }

  @Test("what was changed or removed is found as it is now")
  func changed() throws {
    #expect(try found(["Iyer 5"]) == found(["iyer 5"]))
    #expect(try !found(["Meera Iyer"]).contains("5"))
    #expect(try found(["somebody"]) == ["5"])
    #expect(try found(["CX-6"], limit: 100).contains("6") == false)
  }

  @Test("one of several texts is enough, and the most urgent come first")
  func several() throws {
    #expect(try Set(found(["cx-41", "ORD-42"])) == ["41", "42"])
    #expect(try found(["cx-40", "ORD-42"]).first == "40")
    #expect(try found(["cx-"], limit: 3).count == 3)
    #expect(try found([]) == [] && found([""]) == [])
  }

  @Test("a viewer finds by what a viewer sees")
  func viewer() throws {
    #expect(try found(["fonebay"], by: "vera") == ["3"])
    #expect(try found(["cx-42"], by: "vera") == ["42"])
    #expect(try found(["somebody"], by: "vera") == [])
    #expect(try found(["9800000042"], by: "vera") == [])
  }
}
