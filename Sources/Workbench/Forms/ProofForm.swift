import Procedure

/// A proof by itself: a reference, a path, or a file of the drop folder.
enum ProofForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = phrase("add")
    sheet.emptiness = phrase("Nothing was typed yet: paste a reference, or name a file.")
    sheet.hints.append(FormHint(.lookAtProof, phrase("look at it")))
    sheet.hints.append(FormHint(.acceptHere, phrase("accept")))
    sheet.hints.append(FormHint(.leaveWaiting, phrase("leave waiting")))
    for recorded in dispute.proofs {
      sheet.fact(phrase("Proof"), ProofWords.line(recorded, sheet.context))
    }
    sheet.proof(
      "proof", phrase("Proof"), need: .needed, path: dropped(&sheet))
  }

  /// The file of the drop folder that was chosen.
  private static func dropped(_ sheet: inout FormSheet) -> String? {
    let files = sheet.context.drop
    guard !files.isEmpty, sheet.typed("proof")?.trimmed.isEmpty ?? true else { return nil }
    let now = sheet.context.context.now
    let options =
      [FormOption("none", Phrase("none of \(files.count)"))]
      + files.map { FormOption($0.path, "\($0.name), \($0.sizeShown), \(age(of: $0, now))") }
    let picked = sheet.pick(
      "drop", phrase("Drop folder"), options, suggestion: "none", need: .optional)
    return picked == "none" ? nil : picked
  }

  /// `3 min ago`.
  private static func age(of file: DropFile, _ now: Instant) -> String {
    let minutes = max(0, (now.seconds - file.modified.seconds) / 60)
    if minutes < 60 { return phrase("\(minutes) min ago") }
    if minutes < 48 * 60 { return phrase("\(minutes / 60) h ago") }
    return phrase("\(minutes / 1_440) days ago")
  }
}
