import Foundation
import Testing
import TmuxDriver

/// The workbench with `language: hi`.
@Suite("Journeys of those who read Hindi")
struct JourneyHindiTests {
  private func desk() throws -> JourneyDesk {
    let desk = try JourneyDesk.sample()
    try desk.configure("language: hi\n")
    return desk
  }

  @Test(
    "what is done in Hindi is recorded and told by commands as in English, but for what was typed")
  func recorded() throws {
    let desk = try desk()
    let asha = try desk.start("sample --open --as asha")
    try asha.wait(for: "कतार ")
    asha.press("/")
    try asha.wait(for: "खोज")
    asha.type("CX-10459")
    try asha.wait(for: "Leela")
    asha.press("Enter")
    try asha.wait(for: "CX-10459 · Customer Not Paid")
    try asha.press("c", until: "लिया गया।")
    try asha.press("v", until: "टिकट की समीक्षा हुई।")
    try asha.press("$", until: "पेआउट केवल D5 और D6 में माँगा जा सकता है")
    try asha.press("i", until: "अंदरूनी नोट")
    asha.type("वह छह बजे तक काम पर है।")
    try asha.press("F2", until: "नोट किया गया।")
    asha.press("q")
    try asha.wait(for: "code 0")

    let shown = try desk.shell.run(
      "show", "CX-10459", "--db", desk.sampleDatabase, "--as", "asha")
    #expect(shown.status == 0)
    #expect(shown.output.contains("ticket reviewed"), "\(shown.output)")
    #expect(shown.output.contains("note: वह छह बजे तक काम पर है।"), "\(shown.output)")
    let refused = try desk.shell.run(
      "do", "CX-10459", "payout", "--db", desk.sampleDatabase, "--as", "asha")
    #expect(refused.complaint.contains("A payout can be asked for in D5 and D6 alone"))
    let settings = try desk.shell.run("config", "show", "--origin")
    #expect(settings.output.contains("language:") && settings.output.contains("config.yaml:1"))
  }

  @Test("a terminal with ASCII alone has its screens in English, and says so")
  func ascii() throws {
    let desk = try desk()
    let asha = try desk.start(
      "sample --open --as asha", environment: ["LANG": "C", "LC_ALL": "en_US.ISO-8859-1"])
    let screen = try asha.wait(for: "The screens are in English")
    #expect(screen.contains("Queue "))
    asha.press("q")
    try asha.wait(for: "code 0")
  }
}
