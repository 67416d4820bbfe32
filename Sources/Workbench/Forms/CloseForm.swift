import Procedure

/// Step 5: the summary, the status that the facts dictate, and what still stands in the way.
enum CloseForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = phrase("close", sense: "what one does")
    let context = sheet.context.context
    let policy = context.policy
    let scenario = dispute.scenario(in: context.circumstances(of: dispute))
    let summary = sheet.lines(
      "text", phrase("Summary"),
      suggestion: dispute.summary ?? dispute.draftedSummary(in: context),
      expected: phrase("a summary of at least \(policy.summaryLength) characters"))
    if let summary, !policy.isLongEnough(summary: summary) {
      sheet.refuse(
        phrase(
          "The summary has \(summary.count(where: { !$0.isWhitespace })) characters, and \(policy.summaryLength) are demanded."
        ))
    }
    let status = status(dispute, scenario)
    guard let status else {
      sheet.fact(phrase("Status"), phrase("none yet: \(dispute.whatIsMissing(in: context))"), .bad)
      sheet.emptiness =
        phrase("It cannot be closed yet: what is missing stands here; what was typed is kept.")
      missing(dispute, &sheet)
      return
    }
    let words = scenario.map { " · \(phrase($0.shown)) (\($0.rawValue))" } ?? ""
    sheet.fact(phrase("Status"), policy.wording(of: status).name + words)
    if let summary, summary != dispute.summary { sheet.record(.summarise(text: summary)) }
    if status != dispute.status { sheet.record(.mark(status), names: ["status": "text"]) }
    missing(sheet.rehearsed().dispute ?? dispute, &sheet)
    sheet.record(.close(seen: nil))
    sheet.summary = phrase("closed: \(policy.wording(of: status).name)")
  }

  /// The status that the facts lead to; while a decision about the dispute is asked for, that one may be waited for.
  private static func status(_ dispute: Dispute, _ scenario: Scenario?) -> FinalStatus? {
    if dispute.status == .escalatedPendingManager, !dispute.undecided.isEmpty {
      return .escalatedPendingManager
    }
    return scenario?.status ?? (dispute.undecided.isEmpty ? nil : .escalatedPendingManager)
  }

  /// Every row of the gate that would still not hold, with what mends it.
  private static func missing(_ dispute: Dispute, _ sheet: inout FormSheet) {
    let failures = dispute.gateFailures(in: sheet.context.context)
    guard !failures.isEmpty else {
      sheet.fact(phrase("The gate"), phrase("every row holds \(sheet.context.glyphs.done)"), .good)
      return
    }
    sheet.heading(
      phrase("Not yet"),
      trailing: failures.count == 1 ? phrase("1 row") : phrase("\(failures.count) rows"))
    for failure in failures {
      let remedy = failure.remedy.map { " \(sheet.context.glyphs.arrow) \(GateWords.remedy($0))" }
      sheet.fact(failure.row.rawValue, phrase(failure.why) + (remedy ?? ""), .bad)
    }
  }
}
