import Foundation
import Testing

/// Finding by a query, keeping what one looks for, and pasting what somebody sent.
@Suite("Journeys of finding")
struct JourneyFindTests {
  @Test("a query is completed, listed, kept on a key, and is there at the next start")
  func keep() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    try asha.press("/", until: "╭─ Search")
    asha.type("tag:l")
    try asha.wait(for: "Tab: less")
    asha.press("Tab")
    asha.type("is:nwe")
    try asha.wait(for: "did you mean new?")
    asha.press("BSpace", "BSpace")
    asha.type("ew")
    try asha.screen("the mistake is gone") { !$0.contains("did you mean") && $0.contains("CX-") }
    try asha.press("F4", until: "save view")
    asha.type("fresh")
    try asha.wait(for: "on the key 0")
    try asha.press("Enter", until: "╭─ fresh ")
    asha.press("1")
    try asha.wait(for: "╭─ Queue ")
    asha.press("q")
    try asha.wait(for: "code 0")
    let again = try desk.open("sample --open --as asha")
    try again.wait(for: "╭─ Queue ")
    try again.press("0", until: "╭─ fresh ")
    #expect(try again.wait(for: "tag:less is:new").contains("╭─ fresh "))
  }

  @Test("a pasted ticket is gone to, and several become a marked list")
  func paste() throws {
    let desk = try JourneyDesk.sample()
    let asha = try desk.open("sample --open --as asha")
    try asha.wait(for: "╭─ Queue ")
    asha.paste("CX-10453\n")
    try asha.wait(for: "as it was pasted")
    asha.paste("CX-10453\nORD-88808\nno such thing\n")
    let screen = try asha.wait(for: "2 marked.")
    #expect(screen.contains("╭─ Pasted ") && screen.contains("“no such thing”"), "\(screen)")
  }
}
