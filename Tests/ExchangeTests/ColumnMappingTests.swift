import Testing

@testable import Exchange

@Suite("Column mappings")
struct ColumnMappingTests {
  private func mistakes(_ yaml: String, _ kind: FileKind = .tickets) -> [SourceMistake] {
    if case .failure(let mistakes) = ColumnMapping.parse(yaml, file: "m.yaml", for: kind) {
      return mistakes.list
    }
    return []
  }

  @Test("What --print-mapping prints is the default", arguments: FileKind.allCases)
  func printed(kind: FileKind) throws {
    let text = ColumnMapping.printed(for: kind)
    #expect(try ColumnMapping.parse(text, file: "m.yaml", for: kind).get() == .default(for: kind))
    #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count <= 110 })
  }

  @Test("The fields of a mapping are the fields of the rows")
  func fields() {
    #expect(FileKind.tickets.fields.map(\.name) == TicketRow.Field.allCases.map(\.rawValue))
    #expect(FileKind.orders.fields.map(\.name) == OrderRow.Field.allCases.map(\.rawValue))
    #expect(FileKind.vendors.fields.map(\.name) == VendorRow.Field.allCases.map(\.rawValue))
  }

  @Test("A column can be renamed or left out, and the rest stays")
  func renamed() throws {
    let mapping = try ColumnMapping.parse(
      "tickets:\n  columns:\n    ticket: Case No\n    phone: ~\n", file: "m.yaml", for: .tickets
    ).get()
    #expect(mapping.column(TicketRow.Field.ticket) == "Case No")
    #expect(mapping.column(TicketRow.Field.phone) == nil)
    #expect(mapping.column(TicketRow.Field.order) == "Order ID")
  }

  @Test("Words are compared without case and repeated spaces, and can be named anew")
  func words() throws {
    let usual = ColumnMapping.default(for: .tickets)
    #expect(usual.value(TagWord.self, for: " LESS   paid ") == .lessPaid)
    #expect(usual.value(TagWord.self, for: "Double Charged") == nil)
    let mapping = try ColumnMapping.parse(
      "tickets:\n  words:\n    tag:\n      lessPaid: [Underpaid, Short]\n", file: "m", for: .tickets
    ).get()
    #expect(mapping.value(TagWord.self, for: "underpaid") == .lessPaid)
    #expect(mapping.value(TagWord.self, for: "Less Paid") == nil)
    #expect(mapping.value(TagWord.self, for: "customer not paid") == .customerNotPaid)
    #expect(mapping.known(TagWord.self) == "“Customer Not Paid” or “short”")
  }

  @Test("A yes that YAML would take for a truth value is a word")
  func truthValues() throws {
    let yaml = "orders:\n  words:\n    yesNo:\n      yes: [Yes, 1]\n      no: [No, 0]\n"
    let mapping = try ColumnMapping.parse(yaml, file: "m", for: .orders).get()
    #expect(mapping.value(YesNo.self, for: "1") == .yes)
    #expect(mapping.value(YesNo.self, for: "NO") == .no)
  }

  @Test("Every mistake is named by line, field, what was found and what was expected")
  func allMistakes() {
    let found = mistakes(
      """
      tickets:
        columns:
          tickte: Ticket ID
          order: ~
          phone: [a]
          customer: Complaint
        words:
          tag:
            lessPaid: [Customer Not Paid]
            gone: [x]
          mood: {}
      sales: {}
      """)
    #expect(found.map(\.line) == [3, 4, 5, 6, 9, 10, 11, 12])
    #expect(found.map(\.field).contains("order"))
    #expect(found.first?.found == "tickte")
    #expect(found.first?.line == 3)
    #expect(found.contains { $0.expected.contains("customer is read from this one") })
    #expect(found.contains { $0.found == "sales" })
  }

  @Test("What is no mapping is one mistake, not a crash")
  func noMapping() {
    #expect(mistakes("").count == 1)
    #expect(mistakes("- a\n").count == 1)
    #expect(mistakes("tickets: 5\n").count == 1)
    #expect(mistakes("orders: {}\n").count == 1)
    #expect(mistakes("tickets: [\n").first?.line != nil)
    #expect(mistakes("tickets: {}\ntickets: {}\n").first?.found == "tickets")
    #expect(mistakes(String(repeating: "#", count: 70_000)).count == 1)
  }

  @Test("A file without a column that each row needs is a mistake, without another a warning")
  func check() {
    let mapping = ColumnMapping.default(for: .tickets)
    let columns =
      mapping.kind.fields.map(\.column).filter { $0 != "Tag" && $0 != "Phone" } + ["tag"]
    let (mistakes, warnings) = mapping.check(columns: columns, file: "t.csv")
    #expect(mistakes.map(\.field) == ["Tag"])
    #expect(mistakes.map(\.found) == ["tag"])
    #expect(warnings.map(\.field) == ["Phone"])
  }
}
