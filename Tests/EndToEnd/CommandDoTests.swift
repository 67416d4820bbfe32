import Foundation
import Testing

/// What the workbench records, by `paydesk do`.
@Suite("paydesk do")
struct CommandDoTests {
  private let desk: CommandDesk
  private let database: String

  init() throws {
    desk = try CommandDesk()
    try desk.run("sample")
    database = desk.home + "/.local/share/paydesk/sample/paydesk.db"
  }

  /// Does an action as somebody, CX-10453 unless another ticket is said.
  @discardableResult
  private func act(
    _ words: String..., as person: String = "asha", on ticket: String = "CX-10453",
    input: String = ""
  ) throws -> CommandDesk.Outcome {
    try desk.run(["do", ticket] + words + ["--db", database, "--as", person], input: input)
  }

  private func object(_ outcome: CommandDesk.Outcome) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any],
      "\(outcome.output) \(outcome.complaint)")
  }

  private func head() throws -> String { try desk.run("verify", "--db", database).output }

  @Test("a dispute from the claim to its closure, by two people, by command alone")
  func whole() throws {
    #expect(try act("claim").output == "Claimed.\n")
    #expect(try act("review").status == 0)
    #expect(try act("order", "notes.0.text=", "paymentMarked=no").status == 0)
    let disagreements = try act("acknowledge")
    #expect(disagreements.status == 0, "\(disagreements.complaint)")
    let answered = try act(
      "vendor", "outcome=answered", "didPay=yes, in part", "paid=11,000",
      "reason=scratches, he says")
    #expect(answered.status == 0, "\(answered.complaint)")
    #expect(answered.output.contains("  vendor says it paid ₹11,000: scratches, he says"))
    #expect(try act("payout").output == "Payout of ₹3,600 asked for.\n")

    let own = try act("approve", "amount=3600")
    #expect(own.status == 77, "who asks does not approve: \(own.complaint)")
    let wrong = try act("approve", "amount=3,601", as: "ravi")
    #expect(wrong.status == 65)
    #expect(wrong.complaint == "paydesk: amount: ₹3,601 is not what is asked for, ₹3,600.\n")
    let empty = try act("approve", as: "ravi")
    #expect(empty.status == 65 && empty.complaint.contains("the payout’s amount, typed"))
    #expect(try act("approve", "amount=3.6k", as: "ravi").output == "Payout of ₹3,600 approved.\n")
    #expect(try act("settled", "reference=632614345678").status == 0)
    #expect(try act("debit").status == 0)
    let closed = try object(try act("close", "--json"))
    #expect(closed["done"] as? Bool == true)
    #expect(
      (closed["comment"] as? String)?.contains("Status: Resolved – Paid by Cashkr") == true,
      "\(closed)")
    let recorded = (closed["recorded"] as? [[String: Any]] ?? []).compactMap {
      $0["fact"] as? String
    }
    #expect(recorded == ["summarised", "statusMarked", "closed"])
    #expect(try act("note", "text=too late").status == 0, "a note is taken on a closed one too")
    let shown = try desk.run("show", "CX-10453", "--json", "--db", database, "--as", "asha")
    #expect(shown.output.contains("\"state\":\"closed\""))
    #expect(try desk.run("verify", "--db", database).status == 0)
  }

  @Test("a refusal is the core's, word for word and with its rule; nothing is recorded")
  func refused() throws {
    let before = try head()
    let text = try act("send")
    let json = try act("send", "--json")
    let refusal = try #require(try object(json)["refusal"] as? [String: Any])
    let message = try #require(refusal["message"] as? String)
    #expect(text.status == json.status && json.complaint.isEmpty && text.output.isEmpty)
    #expect(text.complaint == "paydesk: \(message)\n")
    #expect(!(refusal["rule"] as? String ?? "").isEmpty)
    let viewer = try object(try act("claim", "--json", as: "viv"))
    #expect((viewer["refusal"] as? [String: Any])?["reason"] as? String == "forbidden")
    #expect(viewer["done"] as? Bool == false)
    #expect(try act("claim", as: "viv").status == 77)
    #expect(
      try act("claim", on: "CX-1").complaint == "paydesk: There is no ticket CX-1: log it first.\n")
    #expect(try head() == before)
  }

  @Test("the screen says the same of the same")
  func screen() throws {
    let journey = try JourneyDesk.sample()
    let terminal = try journey.open("sample --open --as asha", columns: 200, rows: 50)
    try terminal.show("CX-10453")
    let outcome = try act("close")
    #expect(outcome.status == 77)
    let sentence = outcome.complaint.dropFirst("paydesk: ".count).dropLast()
    try terminal.press("C", until: String(sentence.prefix(60)))
  }

  @Test("a rehearsal records nothing and says what would be, or why not")
  func rehearsed() throws {
    let before = try head()
    let dry = try act("claim", "--dry-run")
    #expect(dry.status == 0 && dry.output == "Nothing is recorded; this would be:\n  claimed\n")
    let several = try object(
      try act(
        "vendor", "outcome=answered", "didPay=no", "reason=no money", "--dry-run", "--json",
        on: "CX-10437"))
    #expect(several["done"] as? Bool == false && several["dryRun"] as? Bool == true)
    let names = (several["recorded"] as? [[String: Any]] ?? []).compactMap { $0["fact"] as? String }
    #expect(names.starts(with: ["contacted", "vendorAnswered"]), "\(several)")
    #expect(try act("send", "--dry-run").status == act("send").status)
    #expect(
      try act(
        "proof", "proof=./none.png", "proof.amount=1", "proof.paidAt=yesterday 10:00",
        "--dry-run", on: "CX-10437"
      ).status == 66)
    #expect(try head() == before)
  }

  @Test("fields come from JSON too, each once")
  func fields() throws {
    let json = "{\n  \"text\": \"from a script\\nin two lines\"\n}"
    #expect(try act("note", "--from", "-", input: json).status == 0)
    let file = try desk.write(
      "fields.json", "{\"outcome\": \"busy\", \"channel\": \"sms\", \"paid\": null}")
    let outcome = try act("vendor", "--from", file, on: "CX-10437")
    #expect(outcome.output == "Call logged: SMS, busy.\n", "\(outcome)")
    #expect(try act("note", "text=a", "--from", "-", input: json).status == 64)
    #expect(try act("note", "text").status == 64)
    #expect(try act("note", "txet=a").complaint.contains("has no field “txet”"))
    let broken = try act("note", "--from", "-", input: "{\"text\": [1]}")
    #expect(broken.status == 65)
    #expect(
      broken.complaint.contains("standard input: text: found “1”, expected a text"),
      "\(broken.complaint)")
    #expect(try act("note", "--from", "/none.json").status == 66)
  }

  @Test("a version that was seen and is gone is told with what happened since")
  func expecting() throws {
    #expect(try act("note", "text=one", "--expecting", "1").status == 0)
    let late = try act("note", "text=two", "--expecting", "1")
    #expect(late.status == 75)
    #expect(late.complaint.contains("you saw version 1, it is at 2"))
    #expect(late.complaint.contains("note: one, "))
    let json = try object(try act("note", "text=two", "--expecting", "1", "--json"))
    #expect(json["version"] as? Int == 2)
    #expect((json["since"] as? [[String: Any]])?.first?["fact"] as? String == "noted")
    #expect((json["refusal"] as? [String: Any])?["reason"] as? String == "conflict")
  }

  @Test("a ticket is logged by its fields, and a proof with its file")
  func arrivals() throws {
    let ticket = try act(
      "new-ticket", "tag=less paid", "customer=Meera Nair", "order=ORD-99", "quoted=4,000",
      "received=3000", "complaint=got less", on: "CX-20001")
    #expect(ticket.output == "CX-20001 logged.\n", "\(ticket.complaint)")
    #expect(
      try act(
        "new-ticket", "tag=less paid", "customer=M", "order=O", "quoted=1", "received=0",
        "complaint=c", on: "CX-20001"
      ).status == 65)
    let pasted = try act(
      "new-from-paste", "--from", "-", on: "CX-20002",
      input:
        "{\"paste\": \"Tag: Less Paid\\nCustomer Name: A B\\nOrder ID: ORD-98\\nQuoted Price: 4000\\nAmount received: 3000\\nComplaint: got less\\n\", \"loggedAt\": \"yesterday 10:00\"}"
    )
    #expect(pasted.output == "CX-20002 logged.\n", "\(pasted.complaint)")
    try desk.write("receipt.png", "\u{89}PNG, as if")
    let proof = try act(
      "proof", "proof=./receipt.png", "proof.amount=100", "proof.paidAt=yesterday 10:00",
      on: "CX-10437")
    #expect(proof.status == 0 && proof.output.contains("Proof P1 recorded."), "\(proof.complaint)")
    let shown = try desk.run("show", "CX-10437", "--json", "--db", database)
    #expect(shown.output.contains("\"file\":\"receipt.png\""))
  }

  @Test("the actions and their fields are listed, and as they stand on a dispute")
  func list() throws {
    let all = try desk.run("do", "--list")
    #expect(all.status == 0 && all.lines.count > 35)
    #expect(all.lines.contains { $0.hasPrefix("sign-off ") })
    let one = try desk.run("do", "--list", "find")
    #expect(one.output.contains("finding") && one.output.contains("validDeduction"))
    let json = try JSONSerialization.jsonObject(
      with: Data(try desk.run("do", "--list", "--json").output.utf8))
    let actions = try #require(json as? [[String: Any]])
    let vendor = actions.first { $0["action"] as? String == "vendor" }
    #expect(
      (vendor?["fields"] as? [[String: Any]])?.contains { $0["name"] as? String == "didPay" }
        == true)
    let here = try act("order", "--list")
    #expect(here.status == 77, "it is refused as the action is: \(here.complaint)")
    try act("claim")
    try act("review")
    #expect(try act("order", "--list").output.contains("= "))
    #expect(
      try !act("order", "--list", "--json").output.contains(/[a-z]@ok/), "an address is hidden")
    #expect(try desk.run("do").status == 64)
    #expect(try desk.run("do", "CX-10453").status == 64)
    #expect(try desk.run("do", "--list", "fly").status == 64)
  }
}
