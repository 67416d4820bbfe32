import Foundation
import Glibc
import Testing

@Suite("paydesk payouts")
struct CommandPayoutTests {
  private let desk: CommandDesk
  private let database: String

  init() throws {
    desk = try CommandDesk()
    database = try PayoutDatabase.make(in: desk, count: 5)
  }

  private func payouts(_ arguments: String..., by person: String = "ravi") throws
    -> CommandDesk.Outcome
  {
    try desk.run(["payouts"] + arguments + ["--db", database, "--as", person])
  }

  /// What a rehearsal says.
  private func rehearsed() throws -> (total: String, intents: [String]) {
    let outcome = try payouts("export", "--rehearse", "--json")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let batch = try #require(json["batch"] as? [String: Any], "\(outcome)")
    let lines = try #require(batch["lines"] as? [[String: Any]])
    return (
      try #require(batch["total"] as? String), lines.compactMap { $0["intent"] as? String }
    )
  }

  @Test("are sent once, for the total that is confirmed, and the file can be written again")
  func exported() throws {
    let (total, intents) = try rehearsed()
    #expect(intents.count > 1)
    let head = try desk.run("verify", "--db", database, "--as", "ravi").output
    let unconfirmed = try payouts("export")
    #expect(unconfirmed.status == 64 && unconfirmed.complaint.contains("--confirm \(total)"))
    let wrong = try payouts("export", "--confirm", "1.00")
    #expect(wrong.status == 65 && wrong.complaint.contains("nothing was recorded"))
    try desk.write("taken.csv", "mine")
    let taken = try payouts("export", "--confirm", total, "--out", "taken.csv")
    #expect(taken.status == 73 && taken.complaint.contains("taken.csv is there already"))
    let nowhere = try payouts("export", "--confirm", total, "--out", "no/where.csv")
    #expect(nowhere.status == 73)
    #expect(
      try desk.run("verify", "--db", database, "--as", "ravi").output == head,
      "nothing was recorded")
    #expect(try desk.text(of: "taken.csv") == "mine")

    let sent = try payouts("export", "--confirm", total, "--out", "batch.csv")
    #expect(sent.status == 0, "\(sent.complaint)")
    let text = try desk.text(of: "batch.csv")
    #expect(text.split(separator: "\r\n").count == intents.count + 1)
    let id = try #require(text.split(separator: "\r\n").last?.split(separator: ",").first)
    let again = try payouts("export", "--batch", String(id), "--out", "again.csv")
    #expect(again.status == 0 && again.complaint.isEmpty)
    #expect(try desk.text(of: "again.csv") == text)
    #expect(try payouts("export", "--batch", String(id), "--out", "again.csv").status == 0)
    #expect(try payouts("export", "--batch", String(id), "--out", "taken.csv").status == 73)
    #expect(
      try payouts("export", "--batch", String(id), "--out", "v.csv", by: "viv").status == 77)
    #expect(try payouts("export", "--batch", "B-1").status == 66)

    let nothing = try payouts("export", "--confirm", total)
    #expect(nothing.status == 0 && nothing.output.contains("No approved payout waits"))
    #expect(nothing.complaint.contains("the bank has said nothing yet"))
    let listed = try payouts("--batch", String(id))
    #expect(listed.lines.count == intents.count)
  }

  @Test("are taken from the bank's result, once")
  func imported() throws {
    let (total, intents) = try rehearsed()
    #expect(try payouts("export", "--confirm", total, "--out", "b.csv").status == 0)
    let amounts = try desk.text(of: "b.csv").split(separator: "\r\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)[7]
    }
    var rows = "Intent,Status,Amount,Reference,Mode,Reason\n"
    for (index, intent) in intents.enumerated() {
      rows += "\(intent),SUCCESS,\(amounts[index]),63260000\(1_000 + index),UPI,\n"
    }
    try desk.write("r.csv", rows + "CX-0-P1,SUCCESS,1.00,632600009999,UPI,\n")
    let first = try payouts("import", "r.csv")
    #expect(first.status == 65)
    #expect(
      first.lines.first
        == "r.csv: \(intents.count) settled, 0 failed, 0 reversed, 0 pending, 0 same, 1 rejected")
    #expect(try desk.text(of: "r.csv.rejects.csv").contains("There is no payout CX-0-P1."))
    let again = try payouts("import", "r.csv", "--json")
    #expect(
      again.output.contains("\"settled\":0") && again.output.contains("\"same\":\(intents.count)"))
    #expect(try payouts("--state", "settled", "--json").output.contains("632600001000"))
  }

  @Test("that a bank could misread stay approved and are named, and the rest goes")
  func formulas() throws {
    let other = try CommandDesk()
    let database = try PayoutDatabase.make(in: other, count: 3, customers: [2: "=cmd|'/c calc'!A0"])
    let words = ["payouts", "export", "--confirm", "4004", "--db", database, "--as", "ravi"]
    let outcome = try other.run(words + ["--out", "b.csv"])
    #expect(outcome.status == 65)
    #expect(
      outcome.complaint.contains("CX-2-P1 is left out. The payee “=cmd|'/c calc'!A0” could be read")
    )
    #expect(outcome.output.contains("2 payouts, ₹4,004.00, written to b.csv."))
    let text = try other.text(of: "b.csv")
    #expect(text.contains("CX-1-P1") && text.contains("CX-3-P1") && !text.contains("CX-2-P1"))
    let listed = try other.run(
      ["payouts", "--state", "approved", "--db", database, "--as", "ravi"])
    #expect(listed.output.contains("CX-2-P1"))
  }

  @Test("are sent by name, and a name that cannot go is told")
  func only() throws {
    let outcome = try payouts(
      "export", "--only", "CX-2-P1", "CX-9-P1", "CX-2-P1", "--confirm", "2,002", "--out", "b.csv")
    #expect(outcome.status == 65)
    #expect(outcome.complaint.contains("CX-9-P1 is left out. There is no such payout."))
    #expect(try desk.text(of: "b.csv").split(separator: "\r\n").count == 2)
    let again = try payouts("export", "--only", "CX-2-P1", "--confirm", "2002")
    #expect(again.status == 65 && again.complaint.contains("It is sent (B-"))
  }

  @Test("are a viewer's to see and not to send, and an executive sends what they hold")
  func whoMay() throws {
    let viewed = try payouts("export", "--rehearse", by: "viv")
    #expect(viewed.status == 77 && viewed.complaint.contains("A viewer changes nothing."))
    #expect(try payouts(by: "viv").status == 0)
    #expect(try payouts("export", "--rehearse", by: "dev").status == 77)
    #expect(try payouts("export", "--rehearse", by: "asha").status == 0)
  }

  @Test("typed on the command line wrongly are usage errors")
  func usage() throws {
    for words in [
      ["--confirm", "ten"], ["--batch", "B-1", "--rehearse"], ["--out", "-"],
    ] {
      #expect(try desk.run(["payouts", "export"] + words).status == 64)
    }
    #expect(try desk.run(["payouts", "export", "--print-mapping"]).output.contains("batch:"))
    #expect(
      try desk.run(["payouts", "import", "--print-mapping"]).output.contains("outcome: \"Status\""))
  }
}
