import Procedure
import Testing

@testable import Journal

@Suite("A query is read in one place")
struct DisputeQueryTests {
  private func conditions(_ text: String) throws -> [DisputeQuery.Condition] {
    try DisputeQuery(text).terms.map(\.condition)
  }

  @Test("every field, compared, excluded, in quotes, and plain words as one text")
  func whole() throws {
    let query = try DisputeQuery(
      " vendor:fonebay age>2d disputed>5000 step:3 !escalated tag:less \"screen cracked\" ")
    #expect(
      query.terms == [
        .init(condition: .vendor("fonebay")), .init(condition: .age(.above, 172_800)),
        .init(condition: .disputed(.above, .rupees(5_000))),
        .init(condition: .step(.equal, .vendor)),
        .init(condition: .situation(.escalated), isExcluded: true),
        .init(condition: .tag(.lessPaid)), .init(condition: .words("screen cracked")),
      ])
    #expect(query.text.hasPrefix("vendor:") && query.text.hasSuffix("cracked\""))
    #expect(
      try conditions("Zoya Mirza is:new +91 98765")
        == [.words("Zoya Mirza"), .situation(.new), .words("+91 98765")])
    #expect(try conditions("vendor:\"FoneBay  Pune\"") == [.vendor("FoneBay Pune")])
    #expect(try conditions("disputed<=1.2L") == [.disputed(.atMost, .rupees(120_000))])
    #expect(try conditions("STEP>=action") == [.step(.atLeast, .action)])
    #expect(try conditions("logged>=2026-11-01 touched:yesterday").count == 2)
    #expect(
      try conditions("holder:me holder:nobody holder:asha")
        == [.holder(.me), .holder(.nobody), .holder(.person(Person("asha")))])
    #expect(
      try conditions("scenario:d5 awaits:finance outside:block due<90m idle>1w state:closed").count
        == 6)
    #expect(try conditions("ref:6323-14 phone:+91-98765").count == 2)
    #expect(try DisputeQuery("").terms.isEmpty)
    #expect(try DisputeQuery("  Meera Iyer ").plainText == "Meera Iyer")
    #expect(try DisputeQuery("> 5 <").plainText == "> 5 <")
  }

  @Test(
    "a mistake points at its word, says what is expected, and names the nearest right word",
    arguments: [
      ("is:new vendr:fonebay", "vendr", "no field is called vendr", "vendor"),
      ("is:new age >2d", ">", "directly behind its field", nil),
      ("Step : 3", ":", "directly behind its field", nil),
      ("tag:les", "les", "tag takes one of less, notpaid", "less"),
      ("x !escaladed", "!escaladed", "after ! comes a field", "!escalated"),
      ("disputed>fifty", "fifty", "disputed takes an amount, as in 5000", nil),
      ("age>2y", "2y", "age takes a time, as in 90m, 6h, 2d or 1w", nil),
      ("age:2d", "2d", "write > or < before it", nil),
      ("step:6", "6", "step takes a step from 1 to 5", nil),
      ("state:opne", "opne", "state takes one of open, escalated", "open"),
      ("logged:2026-02-30", "2026-02-30", "logged takes a day", nil),
      ("vendor:", "vendor:", "after vendor: comes a text", nil),
      ("vendor>x", ">", "vendor is not compared by size: write vendor:", nil),
      ("a \"b c", "\"b c", "the quote that begins here has no end", nil),
      ("!\"b c\"", "!\"b c\"", "cannot be excluded", nil),
      ("!customer:x", "!customer:", "cannot be excluded", nil),
      ("!", "!", "after ! comes a field", nil),
      ("क्षि holder:aash", "aash", "nobody here has the login aash", "asha"),
      ("\"\"", "\"\"", "a text is expected", nil),
    ] as [(String, String, String, String?)])
  func mistakes(
    text: String, found: String, problem: String, nearest: String?
  ) throws {
    let mistake = try #require(throws: QueryMistake.self) {
      try DisputeQuery(text, people: [asha.person, dev.person])
    }
    #expect(mistake.found == found)
    #expect(String(Array(text)[mistake.range]) == found)
    #expect(mistake.problem.english.contains(problem), "\(mistake)")
    #expect(mistake.nearest == nearest, "\(mistake)")
    #expect(mistake.description.hasPrefix("at character \(mistake.range.lowerBound + 1), “"))
  }

  @Test("what a query can go on with: fields, words, people and vendors, each in its place")
  func completion() throws {
    func offers(_ text: String, vendors: [VendorName] = []) -> [String] {
      QueryCompletion(of: text, cursor: text.count)
        .offers(people: [dev.person, asha.person], vendors: vendors).map(\.text)
    }
    #expect(offers("hol") == ["holder:"])
    #expect(offers("is:new ag") == ["age>"])
    #expect(offers("esc") == ["is:escalated "])
    #expect(offers("!es") == ["escalated "])
    #expect(offers("!cus").isEmpty)
    #expect(offers("holder:") == ["me ", "nobody ", "asha ", "dev "])
    #expect(offers("tag:n") == ["notpaid "])
    #expect(offers("vendor:fo", vendors: [VendorName("FoneBay Pune")]) == ["\"FoneBay Pune\" "])
    #expect(offers("vendor:\"fonebay p", vendors: [VendorName("FoneBay Pune")]).count == 1)
    #expect(QueryCompletion(of: "vendor:\"fonebay p", cursor: 17).vendor == "fonebay p")
    #expect(QueryCompletion(of: "is:new vendor:fo", cursor: 6).vendor == nil)
    #expect(offers("").count == QueryField.allCases.count)
    // Whatever is offered can be read, or goes on.
    for field in QueryField.allCases {
      for offer in offers("\(field.rawValue):") {
        let sign = field.isCompared ? ">=" : ":"
        #expect(try DisputeQuery(field.rawValue + sign + offer).terms.count == 1)
      }
    }
  }
}
