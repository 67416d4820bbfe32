import Procedure

/// Confirms that something was done elsewhere.
enum AppliedForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = phrase("confirm")
    let items = OutsideItem.allCases.filter(dispute.outstanding.contains)
    guard !items.isEmpty else {
      sheet.emptiness = phrase("Nothing is outstanding.")
      sheet.say(sheet.emptiness)
      return
    }
    sheet.say(phrase("Confirm what was done outside the workbench."))
    let item = sheet.choice("item", phrase("Done"), items, suggestion: items.first, shown: \.shown)
    guard let item else { return }
    sheet.record(.applied(item))
    sheet.summary = phrase("done: \(item.shown)")
  }
}
