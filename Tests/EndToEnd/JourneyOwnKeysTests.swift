import Foundation
import Testing

/// Somebody who has given keys to other actions.
@Suite("Journeys with keys of one's own")
struct JourneyOwnKeysTests {
  private static func desk(_ settings: String) throws -> JourneyDesk {
    let desk = try JourneyDesk.sample()
    try desk.configure(settings)
    return desk
  }

  @Test(
    "a ticket is claimed, reviewed and its order recorded by other keys, which the screen names")
  func ticket() throws {
    let desk = try Self.desk(
      """
      keys:
        preset: arrows
        everywhere:
          claim: k
          keys: [F12, "?"]
        form:
          save: [F12, F2]
      """)
    let asha = try desk.open("sample --open --as asha")
    try asha.show("CX-10459")
    try asha.wait(for: "F12 keys")
    // A letter that moved, and one that claimed.
    asha.press("c")
    try asha.press("v", until: "claim it first.  [k] claim")
    try asha.press("k", until: "Claimed.")
    try asha.press("v", until: "Ticket reviewed.")
    try asha.press("F12", until: "╭─ In a dispute")
    asha.type("claim")
    try asha.wait(for: "▌k ")
    asha.press("Escape")
    try asha.screen("the dispute") { !$0.contains("╭─ In a dispute") }
    try asha.press("o", until: "F12 record the order")
    try asha.press("F12", until: "Order recorded.")
    asha.press("q")
    try asha.wait(for: "code 0")
  }
}
