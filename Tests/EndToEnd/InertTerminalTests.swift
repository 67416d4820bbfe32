import Foundation
import Testing

/// The check itself.
@Suite("What a terminal may be sent")
struct TerminalStreamTests {
  @Test("each attack alone is told from what frames are made of", arguments: HostileText.attacks)
  func attack(text: String) {
    // What is text and nothing else is no attack on a terminal.
    let isText = text.unicodeScalars.allSatisfy {
      $0.isASCII ? $0.value >= 0x20 && $0.value < 0x7F : TerminalStream.hasPicture($0)
    }
    // Base64 is what the clipboard is sent, so that one is told by what it brings.
    guard !text.contains("]52;") else {
      var stream = TerminalStream()
      #expect(stream.fault(in: Array(text.utf8)) == nil)
      #expect(stream.clipboard == [Array("pwned".utf8)])
      return
    }
    let moves = text.allSatisfy { "\r\n\t".contains($0) || $0 == "\r\n" || $0.isASCII && $0 >= " " }
    var frames = TerminalStream()
    #expect((frames.fault(in: Array(text.utf8)) == nil) == (isText || moves))
    var lines = TerminalStream(hasFrames: false)
    if !isText, text != "\r\nforged: line" { #expect(lines.fault(in: Array(text.utf8)) != nil) }
  }

  @Test("bytes that are no UTF-8 are told, and what frames are made of passes")
  func bytes() {
    var stream = TerminalStream()
    for bytes in [[0xED, 0xA0, 0x80], [0xC0, 0x80], [0xE2, 0x82], [0xFF], [0x9B, 0x48]] as [[UInt8]]
    {
      #expect(stream.fault(in: bytes) != nil)
    }
    #expect(
      stream.fault(
        in: Array(
          "\u{1B}[?1049h\u{1B}[22;0;0t\u{1B}[1;31r\u{1B}(B\u{1B}[m\u{1B}[38;5;201m₹ नि\r".utf8))
        == nil)
    #expect(
      stream.fault(
        in: Array("\u{1B}]2;paydesk · 6 mine · 2 lapsed\u{7}\u{1B}]52;c;TWVlcmE=\u{7}".utf8))
        == nil)
    #expect(stream.clipboard == [Array("Meera".utf8)])
    #expect(stream.fault(in: Array("\u{1B}[40;1H".utf8)) != nil, "no such row")
    #expect(stream.fault(in: Array("\u{1B}]2;pay\u{7}".utf8)) != nil, "no title of ours")
  }
}

/// Whatever text comes in, the terminal is sent only what the program itself writes: looked at byte by byte.
@Suite("Inert on the terminal")
struct InertTerminalTests {
  private let journey: JourneyDesk
  private let path: String
  private var desk: CommandDesk { journey.shell }

  init() throws {
    journey = try JourneyDesk()
    path = try HostileDesk.make(in: journey.shell)
  }

  // MARK: The workbench

  @Test(
    "no frame, title or clipboard of the workbench holds what a text said",
    arguments: [["LANG": "C.UTF-8"], ["LANG": "C", "LC_ALL": "en_US.ISO-8859-1"]])
  func workbench(environment: [String: String]) throws {
    let isASCII = environment["LANG"] == "C"
    let drop = path.replacingOccurrences(of: "paydesk.db", with: "drop")
    try FileManager.default.createDirectory(atPath: drop, withIntermediateDirectories: true)
    for (number, attack) in HostileText.attacks.enumerated() {
      let name =
        "Zdrop\(number)"
        + attack.replacingOccurrences(of: "/", with: "_")
        .replacingOccurrences(of: "\0", with: "")
      let whole = drop + "/" + String(decoding: name.utf8.prefix(240), as: UTF8.self)
      try Data([1]).write(to: URL(filePath: whole))
    }
    // A name that is no UTF-8.
    let raw = (Array((drop + "/Z").utf8) + [0xFF, 0x1B, 0x5B, 0x48, 0xED, 0xA0, 0x80, 0])
      .map(CChar.init(bitPattern:))
    close(open(raw, O_CREAT | O_WRONLY, 0o600))
    let file = journey.home + "/bytes"
    let asha = try journey.start(
      "--db \(path) --as asha", environment: environment, recordingTo: file)
    try asha.wait(for: "Zcustomer")
    for view in 1...8 { asha.press("\(view)") }
    try asha.press("1", until: "Queue ")
    try asha.press("Q", until: "Why is this here")
    asha.press("PageDown")
    try leave("Why is this here", asha)
    if !isASCII { try walk(asha) }
    asha.press("q")
    try asha.wait(for: "code 0")
    try asha.wait(for: "modes: ")
    try check(file, isASCII: isASCII)
  }

  /// Opens whatever shows texts: each dispute, why it is there, its vendor, and the forms.
  private func walk(_ asha: JourneyTerminal) throws {
    for number in 1...7 {
      try asha.show("CX-\(number)")
      try asha.wait(for: "Zcustomer")
      asha.press("PageDown", "PageDown")
      try asha.press("Q", until: "Why is this here")
      asha.press("PageDown")
      try leave("Why is this here", asha)
    }
    try asha.show("CX-3")
    try asha.press("W", until: "Standing ")
    try leave("Standing ", asha)
    try asha.show("CX-3")
    try asha.press("L", until: "Last attempt")
    try leave("Last attempt", asha)
    try asha.show("CX-3")
    try asha.press("F5", until: "Message to ")
    try asha.press("w", until: "Link to a chat")
    try asha.press("c", until: "Opens the chat")
    try asha.press("Escape", until: "Link to a chat")
    try asha.press("r", until: "─ The vendor’s reply ─")
    asha.paste("1. yes 2. 8000 3. screen " + HostileText.attacks[0] + " 4. 632614345678")
    try asha.press("F2", until: "It seems to say")
    asha.press("y", "y", "y", "y")
    try asha.press("Escape", until: "stand in the form")
    try asha.press("Escape", until: "Left; what was typed is kept.")
    try asha.show("CX-3")
    try asha.press("p", until: "─ Add a proof ─")
    for _ in 1...4 { asha.press("Down", "Right", "Right") }
    try leave("─ Add a proof ─", asha)
    try asha.show("CX-3")
    try asha.openForm("i", "Internal note")
    let harmless = HostileText.attacks.filter { !$0.contains("\u{1B}[20") }
    asha.paste(harmless.joined(separator: " ") + " Zpasted")
    try asha.wait(for: "Zpasted")
    try asha.press("F2", until: "Noted")
  }

  /// Goes back from what shows a text.
  private func leave(_ text: String, _ asha: JourneyTerminal) throws {
    asha.press("Escape")
    try asha.screen("the screen without “\(text)”") { !$0.contains(text) }
  }

  private func check(_ file: String, isASCII: Bool) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
    #expect(bytes.count > 10_000)
    var stream = TerminalStream(isASCII: isASCII)
    let fault = stream.fault(in: bytes)
    #expect(fault == nil, "\(fault?.description ?? "")")
    for pasted in stream.clipboard {
      let text = String(decoding: pasted, as: UTF8.self)
      #expect(text != "pwned")
      #expect(
        !text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
    }
  }

  // MARK: Commands

  /// Every command that shows what somebody wrote, with whether it has to show one of the words.
  private func commands() throws -> [(words: [String], shows: Bool, typing: String)] {
    let bad = HostileText.text("Zargument")
    let tickets = try desk.write(
      "t.csv",
      desk.tickets(
        3,
        with: [
          1: ["Ticket ID": HostileText.text("Zid"), "Final App Price": HostileText.text("Zprice")],
          2: ["Tag": HostileText.text("Ztag"), "Customer Name": HostileText.text("Zcustomer")],
        ]))
    let odd = desk.home + "/odd" + HostileText.attacks[0] + "\u{202E}.csv"
    try desk.tickets(1, with: [1: ["Tag": "Ztag"]]).write(
      toFile: odd, atomically: false, encoding: .utf8)
    let raw = desk.home + "/raw.csv"
    try Data(Array(desk.tickets(1).utf8) + HostileText.bytes + [10]).write(to: URL(filePath: raw))
    let json = try desk.write(
      "t.jsonl",
      "{\"Ticket ID\": \"Zjson\u{9B}31m\u{202E}\\u001b[2J\", \"Tag\": \"x\"}\nnonsense\u{1B}[2J\n")
    let script = try desk.write(
      "s.jsonl",
      #"{"at":"2026-11-22T14:00:00+05:30","by":"asha","role":"executive","dispute":"CX-1","do":"note","text":"Zscript\u001b[2J\u009b\u202e"}"#
        + "\n")
    let nonsense = try desk.write("n.jsonl", "Zscript\u{1B}[2J\u{9B}31m\n")
    let policy = try desk.write("p.yaml", "Zpolicy\"\u{9B}: \"\u{1B}[2J\nwindow: Zwindow\u{202E}\n")
    let vendor = HostileText.short("Zvendor", 3) + " " + HostileText.text("Zvendor")
    let today = String(Date.now.addingTimeInterval(19_800).ISO8601Format().prefix(10))
    return [
      (["store"], false, ""), (["verify"], false, ""), (["people"], false, ""),
      (["why", "CX-3"], true, ""), (["why", "CX-3", "--json"], true, ""), (["why", bad], true, ""),
      (["vendor", vendor], true, ""), (["vendor", vendor, "--json"], true, ""),
      (["vendor", bad], true, ""), (["handover"], true, ""), (["handover", "--json"], true, ""),
      (["due"], false, ""), (["due", "--json"], true, ""),
      (["report", "--from", today, "--to", today], true, ""),
      (["report", "--from", today, "--to", today, "--csv"], true, ""),
      (["report", "--from", today, "--to", today, "--json"], true, ""),
      (["policy", "show"], false, ""), (["policy", "check", policy], true, ""),
      (["payouts"], false, ""), (["payouts", "export", "--rehearse"], true, ""),
      (["payouts", "export"], true, "Ztyped\u{1B}[2J\n"),
      (["statements", "unmatched"], false, ""), (["import", "tickets", tickets], true, ""),
      (["import", "tickets", odd], true, ""), (["import", "tickets", raw], false, ""),
      (["import", "tickets", json], true, ""), (["import", "tickets", json, "--json"], false, ""),
      (["import", "orders", tickets], true, ""), (["import", "vendors", bad], true, ""),
      (["replay", script], true, ""), (["replay", nonsense], true, ""),
      (["replay", bad], true, ""),
      (["export", "--replay", "CX-3"], false, ""), (["export", "--replay", bad], true, ""),
      (["assign", "--from", "asha", "--to", "ravi"], false, "no\n"),
      (["assign", "--from", bad, "--to", "x"], false, ""),
      (["proof", "add", bad, tickets], true, ""), (["proof", "add", "CX-3", bad], true, ""),
      (["erase", "--ticket", bad, "--reason", "x"], true, ""),
      (["backup", desk.home + "/b" + HostileText.attacks[2]], false, ""),
      (["restore", bad], true, ""), (["people", "add", bad, "--role", "executive"], true, ""),
      (["people", "role", bad, "--role", bad], true, ""), ([bad], true, ""),
      (["--" + bad], true, ""),
      (["themes"], false, ""), (["store", "--store", bad], true, ""),
    ]
  }

  @Test("a terminal is sent lines of text by every command, whatever it shows")
  func onTerminal() throws {
    var shown = 0
    for command in try commands() {
      let words =
        command.words.contains("--store") ? command.words : command.words + at(command.words)
      let outcome = try PtyProgram.run(
        words, in: desk, typing: command.typing, environment: ["PAYDESK_AS": "ravi"])
      var stream = TerminalStream(hasFrames: false)
      let fault = stream.fault(in: outcome.bytes)
      #expect(
        fault == nil,
        "\(command.words.first ?? "") \(command.words.dropFirst().first ?? ""): \(fault?.description ?? "")"
      )
      if command.shows, outcome.text.contains("Z") { shown += 1 }
    }
    #expect(shown > 20, "hostile texts are on the terminal")
  }

  @Test("a file or pipe is sent the same text, JSON that escapes, and CSV that keeps its data")
  func inPipe() throws {
    for command in try commands() where command.typing.isEmpty {
      let words =
        command.words.contains("--store") ? command.words : command.words + at(command.words)
      let outcome = try desk.run(words, environment: ["PAYDESK_AS": "ravi"])
      let texts =
        command.words.contains("--csv") ? [outcome.complaint] : [outcome.output, outcome.complaint]
      for text in texts {
        let scalar = text.unicodeScalars.first {
          $0.isASCII
            ? $0 != "\n" && ($0.value < 0x20 || $0.value == 0x7F) : !TerminalStream.hasPicture($0)
        }
        #expect(
          scalar == nil,
          "\(command.words.prefix(2)): \(scalar.map { String($0.value, radix: 16) } ?? "")")
      }
      #expect(
        command.words.contains("--csv") || !outcome.output.contains("\nforged:"),
        "\(command.words.prefix(2)) lets a text begin a line")
      guard command.words.contains("--json"), outcome.status == 0 else { continue }
      for line in outcome.lines {
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
      }
    }
  }

  /// Which desk is meant, for commands that are about one.
  private func at(_ words: [String]) -> [String] {
    ["replay", "themes"].contains(words.first) || words.prefix(2) == ["policy", "check"]
      || words.first?.hasPrefix("Z") == true
      || words.first?.hasPrefix("--") == true ? [] : ["--db", path]
  }
}
