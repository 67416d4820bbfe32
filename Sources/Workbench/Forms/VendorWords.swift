import Procedure

/// How a vendor's record reads on forms.
enum VendorWords {
  /// Who the vendor is, how it stands, and what E3 counts.
  static func facts(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    let assessment = Assessment(of: dispute, in: sheet.context.context)
    guard let vendor = assessment.vendor else {
      sheet.say(phrase("The vendor is not known yet: record the order first (Step 2)."), .warning)
      return
    }
    let policy = sheet.context.context.policy
    sheet.fact(phrase("Vendor"), vendor.name.text)
    sheet.fact(phrase("Standing"), standing(vendor), vendor.standing == .active ? .value : .warning)
    sheet.fact(
      phrase("Disputes"), phrase("\(assessment.countedDisputes) within \(policy.countedDays) days"),
      assessment.isRepeatOffender ? .warning : .value)
    sheet.fact(phrase("Credits"), vendor.credits.shown, .money)
  }

  private static func standing(_ vendor: VendorRecord) -> String {
    phrase(vendor.standing.shown) + (vendor.blockedReason.map { ": \($0.discreet)" } ?? "")
  }
}
