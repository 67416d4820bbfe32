import Foundation
import Testing
import TmuxDriver

/// A message to a vendor, by clipboard, link and phone, and what comes back.
@Suite("Journeys of a message")
struct JourneyMessageTests {
  @Test("one key has the message in the clipboard, and a phone reads its link from the screen")
  func code() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    try asha.show("CX-10459")
    try asha.press("c", until: "Claimed.")
    try asha.press("v", until: "Ticket reviewed.")
    try asha.openForm("o", "Step 2 · Order")
    try asha.press("F2", until: "Order recorded.")
    try asha.press("F5", until: "Message to ")
    try asha.wait(for: "was sent to the clipboard")
    let text = try asha.clipboard()
    #expect(text.contains("(ticket CX-10459)") && text.contains("4. Send the proof"), "\(text)")
    try asha.press("w", until: "The link to the chat was sent")
    let link = try asha.clipboard()
    #expect(link.hasPrefix("https://wa.me/91"), "\(link)")
    #expect(link.hasSuffix(text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""))

    try asha.press("c", until: "Opens the chat with the order's number alone")
    let short = try read(asha)
    #expect(
      short.hasPrefix(String(link.prefix { $0 != "?" })) && short.contains("CX-10459"), "\(short)")
    #expect(try asha.colours().contains("\u{1B}[48;5;231m"))
    asha.resize(80, 24)
    try asha.wait(for: "Opens the chat without the message")
    #expect(try read(asha) == String(link.prefix { $0 != "?" }))
    asha.resize(120, 50)
    try asha.wait(for: "Opens the chat with the message in it")
    #expect(try read(asha) == link)
    try asha.press("Escape", until: "Link to a chat")
    try asha.press("Tab", until: "─ Hindi ─")
  }

  private let plain = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

  /// What a phone before the screen reads, once the whole code is drawn.
  private func read(_ terminal: JourneyTerminal) throws -> String {
    var found = ""
    try terminal.screen("a code that can be read") { screen in
      let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { $0.contains("│") }.map(String.init)
      guard let text = try? CodeReader.text(in: lines) else { return false }
      found = text
      return true
    }
    return found
  }

  @Test(
    "o hands the link to what opens files too, word for word, and says so where there is no desktop"
  )
  func open() throws {
    let desk = try JourneyDesk.sample()
    let folder = desk.home + "/bin"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "#!/bin/sh\nprintf '%s\\n' \"$@\" > '\(desk.home)/opened'\n".write(
      toFile: folder + "/xdg-open", atomically: true, encoding: .utf8)
    chmod(folder + "/xdg-open", 0o755)
    let path = ["PATH": folder + ":/usr/bin:/bin"]
    let asha = try desk.open(
      "sample --open --as asha", environment: path.merging(["DISPLAY": ":9"]) { $1 })
    try asha.show("CX-10431")
    try asha.press("F5", until: "Message to ")
    try asha.press("e", until: "Link to a letter")
    try asha.press("o", until: "The link was handed to xdg-open.")
    let opened = try String(contentsOfFile: desk.home + "/opened", encoding: .utf8)
    #expect(opened.hasPrefix("mailto:?subject=Cashkr%20ORD-"), "\(opened)")
    #expect(opened.split(separator: "\n").count == 1)
    asha.press("Escape")
    try asha.screen("the dispute") { !$0.contains("Message to ") }
    asha.press("q")
    try asha.wait(for: "code 0")

    let away = try desk.open("sample --open --as asha", environment: path)
    try away.show("CX-10431")
    try away.press("F5", until: "Message to ")
    try away.press("o", until: "There is no desktop here")
    away.press("Escape")
    try away.screen("the dispute") { !$0.contains("Message to ") }
    away.press("q")
    try away.wait(for: "code 0")

    // A program that the person names is asked wherever they sit.
    try FileManager.default.moveItem(atPath: folder + "/xdg-open", toPath: folder + "/show")
    try FileManager.default.removeItem(atPath: desk.home + "/opened")
    let named = try desk.open(
      "sample --open --as asha", environment: path.merging(["PAYDESK_OPEN": "show --new"]) { $1 })
    try named.show("CX-10431")
    try named.press("F5", until: "Message to ")
    try named.press("o", until: "The link was handed to show.")
    let words = try String(contentsOfFile: desk.home + "/opened", encoding: .utf8)
    #expect(words.hasPrefix("--new\nhttps://wa.me/"), "\(words)")
  }

  @Test("a pasted reply is confirmed piece by piece, and recorded by the form alone")
  func reply() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    try asha.show("CX-10431")
    try asha.press("F5", until: "Message to ")
    try asha.press("r", until: "─ The vendor’s reply ─")
    let reference = upiReference(hoursAgo: 1)
    asha.paste("haan 8k bhej diya,\nbaaki kaata screen toota tha\nUTR \(reference)")
    try asha.wait(for: "UTR \(reference)")
    let asked = try asha.press("F2", until: "It seems to say")
    #expect(asked.contains("yes, in part") && asked.contains("₹8,000.00"), "\(asked)")
    try asha.press("y", until: "✓ Did you pay?")
    try asha.press("y", until: "✓ How much?")
    try asha.press("n", until: "– Why less?")
    try asha.press("y", until: "✓ Reference")
    let form = try asha.press("Escape", until: "3 of 4 stand in the form")
    #expect(form.contains("‹ yes, in part ›"), "\(form)")
    #expect(!form.contains("toota"), "\(form)")
    try asha.press("F2", until: "roof P1 accepted")
    let dispute = try desk.shell.run(
      "why", "CX-10431", "--db", desk.sampleDatabase, "--as", "asha"
    ).output
    #expect(dispute.contains("8,000"), "\(dispute)")
  }
}
