import Testing

@testable import Procedure

@Suite("What is read from the picture of a proof, and compared")
struct ProofReadingTests {
  private let now = Instant(seconds: 1_795_424_520)

  private func read(_ text: String) -> ProofReading { ProofReading(of: text, asOf: now) }

  @Test("references in a bank's layout are found, and other numbers are none")
  func references() {
    #expect(read("UPI transaction ID\n632514345678").references == ["632514345678"])
    #expect(read("6325 1434 5678").references == ["632514345678"])
    #expect(read("Ref: ratnn26325123456.").references == ["RATNN26325123456"])
    #expect(read("HDFCR52026112112345678").references == ["HDFCR52026112112345678"])
    // No such day, a day that has not come, too few digits, letters among them.
    for text in ["699914345678", "HDFCR52026122512345678", "63251434567", "63251434S678"] {
      #expect(read(text).references.isEmpty, "\(text)")
    }
  }

  @Test("amounts are found by their sign, their commas or their paise; nothing else is one")
  func amounts() {
    func amounts(_ text: String) -> [Money] { read(text).amounts.map(\.read) }
    #expect(amounts("¥8,000.00") == [.rupees(8_000)])
    #expect(amounts("Rs.500") == [.rupees(500)])
    #expect(amounts("paid 1,20,000") == [.rupees(120_000)])
    #expect(amounts("8000.50/-") == [Money(paise: 800_050)])
    for text in ["2:32", "21", "2026", "1,0,000", "-1,000.00", "632514345678", "12:30:45"] {
      #expect(amounts(text).isEmpty, "\(text)")
    }
  }

  @Test(
    "the sign of the rupee may have been read as a digit: both are suggested, the one as read first"
  )
  func misread() {
    let reading = read("~38,000.00")
    #expect(reading.amounts == [.init(read: .rupees(38_000), withoutFirst: .rupees(8_000))])
    #expect(reading.shows(.rupees(8_000)) && reading.shows(.rupees(38_000)))
    #expect(!reading.shows(.rupees(80_000)))
    #expect(read("Rs.5").amounts == [.init(read: .rupees(5), withoutFirst: nil)])
  }

  @Test("what stands behind a sign is likelier than what does not, and three are enough")
  func order() {
    let reading = read("1,111.00 2,222.00 ₹3,333.00 4,444.00")
    #expect(reading.amounts.map(\.read) == [.rupees(3_333), .rupees(1_111), .rupees(2_222)])
  }

  @Test("an amount is below or above what is due, and what the vendor says where that is another")
  func amountDiffers() throws {
    let dispute = try #require(ticketOnly(quoted: .rupees(10_000)))
    func differences(_ amount: Money) -> [ProofComparison.Difference] {
      ProofComparison(of: .init(amount: amount), on: dispute, warnings: []).differences(.amount)
    }
    #expect(differences(.rupees(8_000)) == [.belowDue(.rupees(2_000))])
    #expect(differences(.rupees(12_000)) == [.aboveDue(.rupees(2_000))])
    #expect(differences(.rupees(10_000)).isEmpty)
  }

  @Test("what was read differs only where something was read")
  func readDiffers() throws {
    let dispute = try #require(ticketOnly(quoted: .rupees(8_000)))
    let stated = ProofComparison.Stated(amount: .rupees(8_000), reference: "632514345678")
    func compared(_ text: String) -> ProofComparison {
      ProofComparison(of: stated, on: dispute, warnings: [], reading: read(text))
    }
    #expect(compared("nothing at all").isEmpty)
    #expect(compared("~38,000.00 632514345678").isEmpty)
    let other = compared("₹9,000.00 632514345679")
    #expect(other.differences(.amount) == [.notReadAmount])
    #expect(other.differences(.reference) == [.notReadReference])
  }

  @Test("each warning stands with what it is about")
  func warnings() throws {
    let dispute = try #require(ticketOnly(quoted: .rupees(8_000)))
    let comparison = ProofComparison(of: .init(), on: dispute, warnings: Warning.allCases)
    let shown = ProofComparison.Topic.allCases.flatMap(comparison.differences)
    #expect(Set(shown) == Set(Warning.allCases.map { .warning($0) }))
    #expect(comparison.differences(.beneficiary) == [.warning(.wrongPayee)])
  }

  private func ticketOnly(quoted: Money) -> Dispute? {
    let ticket = Ticket(
      tag: .lessPaid, customer: "Meera Iyer", order: OrderID("ORD-1"), quoted: quoted,
      received: nil, complaint: "less", loggedAt: now)
    let asha = Actor(Person("asha"), .executive)
    let logged = Event(.ticketLogged(ticket: ticket), by: asha, at: now)
    return evolve(nil, logged, id: TicketID("CX-1"))
  }
}
