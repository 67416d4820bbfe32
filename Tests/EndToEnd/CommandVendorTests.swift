import Foundation
import Testing

@Suite("paydesk vendor")
struct CommandVendorTests {
  private let desk: CommandDesk
  private let sample: String

  init() throws {
    desk = try CommandDesk()
    sample = desk.home + "/sample.db"
    try desk.run("sample", "--db", sample)
  }

  private func vendor(_ words: String...) throws -> CommandDesk.Outcome {
    try desk.run(["vendor"] + words + ["--db", sample, "--as", "viv"])
  }

  @Test("prints the page, in lines that a printer takes")
  func page() throws {
    let outcome = try vendor("FoneBay Pune")
    #expect(outcome.status == 0)
    #expect(outcome.lines.first == "FoneBay Pune")
    for words in [
      "a block is proposed, and nobody has decided", "Standing, and why", "Account, in rupees",
      "Disputes by outcome", "Paid late", "Not closed", "₹2,500.00 more debited than covered",
    ] {
      #expect(outcome.output.contains(words), "\(words)")
    }
    #expect(outcome.lines.allSatisfy { $0.count <= 100 })
    let ascii = try vendor("FoneBay Pune", "--ascii")
    #expect(ascii.output.utf8.allSatisfy { $0 == 10 || (32..<127).contains($0) })
  }

  @Test("prints one JSON object with the same figures")
  func json() throws {
    let outcome = try vendor("FoneBay Pune", "--json")
    #expect(outcome.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let page = try #require(object as? [String: Any])
    #expect(page["standing"] as? String == "flagged")
    #expect((page["outlook"] as? [String: Any])?["block"] as? String == "proposed")
    let account = try #require(page["account"] as? [String: Any])
    #expect(account["debited"] as? String == "2500.00")
    #expect(account["owed"] as? String == "-2500.00")
    #expect((account["lines"] as? [Any])?.count == 1)
    #expect((page["counted"] as? [String])?.count == 3)
    let asked = try #require((page["asked"] as? [[String: Any]])?.first)
    #expect(asked["by"] is String && asked["for"] is NSNull)
  }

  @Test(
    "takes the beginning of a name where it names one, and says which there are where it does not")
  func names() throws {
    #expect(try vendor("mobimart n").lines.first == "MobiMart Nashik")
    let several = try vendor("FoneBay")
    #expect(several.status == 65)
    #expect(several.complaint.contains("FoneBay Mysuru, FoneBay Pune"))
    let none = try vendor("Nobody")
    #expect(none.status == 65)
    #expect(none.complaint.contains("no vendor is called “Nobody”"))
    #expect(try vendor("FoneBay Pune", "--limit", "0").status == 64)
  }

  @Test("cuts each part at the limit and says of how many")
  func limit() throws {
    let outcome = try vendor("FoneBay Pune", "--limit", "1")
    #expect(outcome.output.contains("the latest 1 of 2"))
    #expect(outcome.output.contains("the first 1 of 3"))
  }
}
