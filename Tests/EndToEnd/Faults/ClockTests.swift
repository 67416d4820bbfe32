import Foundation
import Procedure
import Testing

extension Faults {
  /// Clocks that are wrong, and days that are odd.
  @Suite("Clocks")
  struct Clocks {
    private let desk: FaultDesk

    init() throws { desk = try FaultDesk(payouts: 1) }

    private static let day = 86_400

    /// Brings in a ticket at a moment of the program's clock.
    private func bring(_ ticket: String, ahead seconds: Int, createdAt created: String? = nil)
      throws
    {
      var row = ["Ticket ID": ticket, "Order ID": ticket]
      row["Created At"] = created
      let file = try desk.shell.write("one.csv", desk.shell.tickets(1, with: [1: row]))
      let outcome = try desk.run(
        "import", "tickets", file, environment: Preloaded.environment(ahead: seconds))
      #expect(outcome.status == 0 && outcome.output.contains("1 new"), "\(outcome)")
    }

    @Test("one that is set back and forward: the log never goes back, and the next day goes on")
    func setBackAndForward() throws {
      let steps = [0, -400, 3, -1, 800, -30, 801, 0, 802]
      for (number, days) in steps.enumerated() {
        try bring("CX-9\(number)", ahead: days * Clocks.day)
        try desk.verified("\(days) days ahead")
      }
      let journal = try desk.journal()
      let moments = try steps.indices.map { number in
        try #require(try journal.history(of: TicketID("CX-9\(number)")).first).event.at
      }
      #expect(moments == moments.sorted())
      #expect(moments[5] == moments[4] && moments[6] > moments[4], "a clock set back stands still")
      try desk.isWhole()
    }

    @Test(
      "the workbench says that the clock stands before the latest event, and records all the same")
    func workbench() throws {
      try bring("CX-90", ahead: 0)
      let terminal = try PlainTerminal(
        ["open", "--db", desk.database, "--as", "asha"], home: desk.shell.home,
        environment: Preloaded.environment(ahead: -7 * Clocks.day))
      try terminal.show("CX-1")
      try terminal.write(note: "a week ago")
      try terminal.record()
      try terminal.wait(for: "the clock stands before the latest event")
      try terminal.type("q")
      #expect(terminal.awaitEnd() == 0)
      #expect(try desk.notes(of: "CX-1") == ["a week ago"])
      try desk.isWhole()
    }

    @Test(
      "each day of a leap year, in its last and its first second, is a day of its own in what is read"
    )
    func leapYear() throws {
      let first = try #require(CivilDay(iso: "2027-12-31")).sinceEpoch
      let isOdd = { (number: Int) in
        let day = CivilDay(sinceEpoch: number).description
        return ["-01", "-28", "-29", "-30", "-31"].contains { day.hasSuffix($0) }
      }
      // The short form takes the turns of the months that are not alike.
      let days = (0...367).map { first + $0 }.filter { number in
        Faults.isFull
          || isOdd(number)
            && ["2027-12-31", "2028-02", "2028-03-01", "2028-12-31", "2029-01-01"].contains {
              CivilDay(sinceEpoch: number).description.hasPrefix($0)
            }
      }
      for number in days {
        let day = CivilDay(sinceEpoch: number)
        // The desk's days begin at midnight in India.
        let midnight = number * Clocks.day - 19_800
        for (name, second, time) in [
          ("F", 1, "00:00:01"), ("L", Clocks.day - 5, "23:59:55"),
        ] {
          try bring(
            "\(name)-\(day)", ahead: ahead(of: midnight + second),
            createdAt: "\(day)T\(time)+05:30")
        }
        for words in [
          ["report", "--from", "\(day)", "--to", "\(day)", "--json"], ["due", "--json"],
          ["handover"],
        ] {
          let outcome = try desk.shell.run(
            words + ["--db", desk.database, "--as", "ravi"],
            environment: Preloaded.environment(ahead: ahead(of: midnight + Clocks.day - 2)))
          #expect(outcome.status == 0, "\(day): \(outcome.complaint)")
          if words[0] == "report" {
            #expect(try opened(outcome.output) == 2, "\(day): \(outcome.output.prefix(400))")
          }
        }
      }
      try desk.isWhole()
    }

    /// How far the clock has to be ahead to show a moment, in seconds since 1970.
    private func ahead(of moment: Int) -> Int { moment - Int(Date.now.timeIntervalSince1970) }

    /// How many disputes a report says were opened.
    private func opened(_ json: String) throws -> Int {
      let report = try #require(
        try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
      let sections = try #require(report["sections"] as? [[String: Any]])
      return try #require(sections.first { $0["section"] as? String == "opened" }?["total"] as? Int)
    }
  }
}
