import Foundation
import Testing

/// Programs that are started get a text on their input or in a file, and no shell reads it on its way; and no text names a
/// file elsewhere.
@Suite("No shell and no other folder")
struct NoShellTests {
  private let journey: JourneyDesk
  private let path: String
  private var desk: CommandDesk { journey.shell }

  init() throws {
    journey = try JourneyDesk()
    path = try HostileDesk.make(in: journey.shell)
  }

  /// Every file below the home, but what the tests themselves lay there.
  private func files() throws -> Set<String> {
    Set(
      try FileManager.default.subpathsOfDirectory(atPath: desk.home).filter {
        $0.wholeMatch(of: /(out|error|in|pid)-\d+/) == nil
      })
  }

  private func run(_ words: String..., as person: String = "ravi", input: String = "") throws
    -> CommandDesk.Outcome
  {
    try desk.run(words + ["--db", path, "--as", person], input: input)
  }

  @Test("hooks are told of a hostile ticket on their input alone, and their words stay as they are")
  func hooks() throws {
    let told = desk.home + "/told"
    try FileManager.default.createDirectory(
      atPath: desk.home + "/.config/paydesk", withIntermediateDirectories: true)
    try desk.write("tell.sh", "printf '%s\\n' \"$#\" \"$@\" >> \(told).words; cat >> \(told)\n")
    try desk.write(
      ".config/paydesk/hooks.yaml",
      "windowLapsed: [/bin/sh, \(desk.home)/tell.sh, \"$(touch pwned)\", \"; touch pwned\"]\n")
    #expect(try run("due", "--run-hooks").status == 0)
    let policy = try desk.write(
      "policy.yaml", run("policy", "show").output.replacing(/window: .*\n/, with: "window: 1m\n"))
    #expect(try run("policy", "adopt", policy).status == 0)
    #expect(try run("policy", "adopt", policy, as: "nisha").status == 0)
    let outcome = try run("due", "--run-hooks")
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let lines = try desk.text(of: "told").split(separator: "\n")
    #expect(!lines.isEmpty)
    for line in lines {
      let said = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(said?["what"] as? String == "windowLapsed")
      #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    }
    let words = try desk.text(of: "told.words").split(separator: "\n")
    #expect(words.prefix(3) == ["2", "$(touch pwned)", "; touch pwned"])
    #expect(try !files().contains { $0.hasSuffix("pwned") })
  }

  @Test("the editor gets a file with the text as it is, and one word more than it was set with")
  func editor() throws {
    try desk.write(
      "edit.sh",
      "printf '%s\\n' \"$#\" \"$@\" > \(desk.home)/edited.words; cp \"$2\" \(desk.home)/edit; mv \(desk.home)/edit \(desk.home)/edited\n"
    )
    let asha = try journey.start(
      "--db \(path) --as asha",
      environment: ["VISUAL": "/bin/sh \(desk.home)/edit.sh --wait"])
    let text = "$(touch pwned) `touch pwned` ; touch pwned | touch pwned & 'x' \"y\" \\ > pwned"
    try asha.wait(for: "Zcustomer")
    try asha.show("CX-2")
    try asha.openForm("i", "Internal note")
    asha.paste(text)
    try asha.wait(for: "$(touch pwned)")
    asha.press("F9")
    try asha.screen("what the editor got") { _ in desk.exists("edited") }
    #expect(try desk.text(of: "edited").trimmingCharacters(in: .newlines) == text)
    let words = try desk.text(of: "edited.words").split(separator: "\n")
    #expect(words.count == 3 && words[0] == "2" && words[1] == "--wait")
    #expect(words[2].hasPrefix(desk.home + "/paydesk-"))
    try asha.wait(for: "─ Internal note ─")
    #expect(try !files().contains { $0.hasSuffix("pwned") })
    #expect(try !files().contains { $0.hasPrefix("paydesk-") }, "the file goes with the editor")
  }

  /// Names that lead elsewhere, hide, or mean something to a shell or to another system.
  private let names = [
    "../../evil.png", "/etc/passwd", "..", ".", "~/evil", "-rf", "CON", "a/../../b", ".hidden.png",
    "receipt\u{1B}[2J.png", "\u{202E}gnp.exe", "x\ny.png", "$(touch pwned).png",
    String(repeating: "ल", count: 200) + ".png",
  ]

  @Test("a proof's file is kept under its hash, whatever it is called")
  func kept() throws {
    var before = try files()
    for (number, name) in names.enumerated() {
      let outcome = try run(
        "proof", "add", "CX-3", "-", "--name=\(name)", "--amount", "1", "--paid-at",
        "2026-11-22 14:32", as: "asha", input: "receipt \(number)")
      #expect(outcome.status == 0, "\(outcome.complaint)")
      let now = try files()
      let new = now.subtracting(before).filter { !$0.contains("paydesk.db") }
      #expect(new.contains { $0.hasPrefix("hostile/proofs/") }, "\(new)")
      for file in new {
        let isKept = file.wholeMatch(of: /hostile\/proofs(\/[0-9a-f]{2}(\/[0-9a-f]{64})?)?/) != nil
        #expect(isKept, "\(file)")
      }
      before = now
    }
  }

  @Test("a file that lies ready stays in its folder, and takes no other's place")
  func laidReady() throws {
    var before = try files()
    for ticket in ["CX-3", "../../Zevil"] {
      for (number, name) in names.enumerated() {
        let outcome = try run(
          "proof", "add", ticket, "-", "--name=\(name)", as: "asha", input: "receipt \(number)")
        #expect(outcome.status == 0, "\(outcome.complaint)")
        let now = try files()
        let new = now.subtracting(before)
          .filter { !$0.contains("paydesk.db") && $0 != "hostile/drop" }
        #expect(new.count == 1, "\(name): \(new)")
        for file in new {
          #expect(file.wholeMatch(of: /hostile\/drop\/[^.\/][^\/]*/) != nil, "\(file)")
        }
        before = now
      }
    }
  }

  @Test("a link in the folder of what lies ready is neither followed nor replaced")
  func links() throws {
    try desk.write("elsewhere", "of mine")
    let drop = desk.home + "/hostile/drop"
    try FileManager.default.createDirectory(atPath: drop, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: drop + "/CX-3-receipt.png", withDestinationPath: desk.home + "/elsewhere")
    #expect(
      try run("proof", "add", "CX-3", "-", "--name", "receipt.png", as: "asha", input: "x").status
        == 0)
    #expect(try desk.text(of: "elsewhere") == "of mine")
    #expect(desk.exists("hostile/drop/CX-3-receipt-2.png"))
  }
}
