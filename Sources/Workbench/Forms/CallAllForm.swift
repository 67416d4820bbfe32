import Procedure

/// One attempt to reach a vendor, asked for once and recorded on every dispute of its call sheet.
enum CallAllForm {
  static func fill(_ sheet: inout FormSheet) {
    sheet.verb = phrase("log on all")
    sheet.emptiness = phrase("Choose what came of the attempt.")
    if let phone = sheet.context.look?.vendorListing?.phone {
      sheet.fact(phrase("Dial"), phone.text)
    }
    sheet.say(
      phrase(
        "It is logged on every dispute of the sheet; what the core refuses is named with its reason."
      ))
    let outcome = sheet.choice(
      "outcome", phrase("What came of it"), Outcome.allCases, shown: \.shown)
    let channel = sheet.choice(
      "channel", phrase("By", sense: "by which channel"), Channel.allCases,
      suggestion: sheet.context.dispute?.vendorContacts.last?.channel ?? .phone, shown: \.shown)
    guard let outcome, let channel else { return }
    sheet.record(
      .contact(party: .vendor, channel: channel, outcome: outcome), fields: ["outcome", "channel"])
    sheet.summary = phrase("attempt logged: \(channel.shown), \(outcome.shown)")
  }
}
