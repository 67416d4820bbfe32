import Procedure

/// What is decided of a proof that is recorded.
enum VerdictForm {
  static func accept(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = phrase("accept")
    sheet.emptiness = phrase("No proof waits to be accepted.")
    sheet.hints.append(FormHint(.lookAtProof, phrase("look at it")))
    let candidates =
      dispute.proofs.filter { $0.verdict == .waiting }
      + dispute.proofs.filter { $0.verdict == .rejected }
    guard let recorded = which(candidates, &sheet) else { return }
    // A rejected proof is looked at as the core looks at it: as if it were not.
    let warnings =
      recorded.verdict == .rejected
      ? dispute.warnings(ofNew: recorded.proof, in: sheet.context.context)
      : dispute.warnings(of: recorded, in: sheet.context.context)
    for warning in warnings {
      let words = ProofWords.warning(warning, recorded.proof, dispute, sheet.context)
      sheet.say("\(sheet.context.glyphs.alarm) \(words)", .warning)
    }
    let reason = sheet.text(
      "reason", warnings.isEmpty ? phrase("Reason") : phrase("Why accept it?"),
      need: warnings.isEmpty ? .optional : .needed,
      expected: phrase("the reason in spite of the warnings"),
      placeholder: warnings.isEmpty ? phrase("not needed") : "")
    sheet.record(.accept(recorded.proof.id, reason: reason))
    sheet.summary = phrase("proof \(recorded.proof.id) accepted")
  }

  static func reject(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = phrase("reject")
    sheet.emptiness = phrase("There is no proof to reject.")
    sheet.hints.append(FormHint(.lookAtProof, phrase("look at it")))
    let candidates =
      dispute.proofs.filter { $0.verdict == .waiting }
      + dispute.proofs.filter { $0.verdict == .accepted }
    guard let recorded = which(candidates, &sheet) else { return }
    guard
      let reason = sheet.text(
        "reason", phrase("Why?"), expected: phrase("why it is not accepted"),
        placeholder: phrase("what is wrong with it"))
    else { return }
    sheet.record(.reject(recorded.proof.id, reason: reason))
    sheet.summary = phrase("proof \(recorded.proof.id) rejected")
  }

  /// The proof that is meant; asked for where there are several.
  private static func which(_ proofs: [RecordedProof], _ sheet: inout FormSheet) -> RecordedProof? {
    guard let first = proofs.first else {
      sheet.say(sheet.emptiness)
      return nil
    }
    guard proofs.count > 1 else {
      sheet.fact(phrase("Proof"), ProofWords.line(first, sheet.context))
      return first
    }
    let options = proofs.map {
      FormOption($0.proof.id.text, ProofWords.line($0, sheet.context))
    }
    let picked = sheet.pick("proof", phrase("Proof"), options, suggestion: first.proof.id.text)
    return proofs.first { $0.proof.id.text == picked }
  }
}
