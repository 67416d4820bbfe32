import Procedure
import Terminal

/// The fields of one proof: what was pasted or named, and what it shows.
extension FormSheet {
  /// The id of the next proof of a dispute: `P1`, `P2` …
  static func nextProof(on dispute: Dispute?) -> ProofID {
    let taken = Set((dispute?.proofs ?? []).map { $0.proof.id.text })
    var number = 1
    while taken.contains("P\(number)") { number += 1 }
    return ProofID("P\(number)")
  }

  /// Puts the fields of a proof on the sheet and records it, accepted at once if the person says so. It most likely shows
  /// what the vendor claims and no other proof does.
  ///
  /// - Parameters:
  ///   - prefix: the name of its first field; those of the others begin with it.
  ///   - path: a file that was chosen elsewhere on the form.
  mutating func proof(
    _ prefix: String, _ label: String, need: FormField.Need, path: String? = nil
  ) {
    let standing = rehearsed().dispute
    let shown = (standing?.proofs ?? []).filter { $0.verdict != .rejected }
      .reduce(Money.zero) { $0 + $1.proof.amount }
    let claimed = ((standing?.claimed ?? .zero) - shown).notBelowZero
    guard let typed = evidence(prefix, label, need: need, path: path) else { return }
    let guessed = typed.reference.map(PaymentEvidence.kind) ?? .screenshot
    let kind =
      choice(
        prefix + ".kind", "  " + phrase("Kind"), ProofKind.allCases, suggestion: guessed,
        shown: \.shown)
      ?? guessed
    let amount = money(
      prefix + ".amount", "  " + phrase("Amount"), suggestion: claimed.isZero ? nil : claimed)
    let paidAt = time(
      prefix + ".paidAt", "  " + phrase("Paid at"),
      suggestion: typed.reference.flatMap { likelyTime(of: $0, kind: kind) })
    let payee = text(
      prefix + ".payee", "  " + phrase("Paid to"), need: .optional,
      placeholder: phrase("as the proof shows it"))
    if let reference = typed.reference {
      let name = typed.path == nil || path != nil ? prefix : prefix + ".reference"
      let read = PaymentEvidence.reading(of: reference, kind: kind, now: context.context.now)
      edit(fields.contains { $0.name == prefix + ".reference" } ? prefix + ".reference" : name) {
        $0.understood = read.map { "= " + $0 } ?? ""
      }
    }
    guard let standing, let amount, let paidAt else { return }
    let proof = Proof(
      id: FormSheet.nextProof(on: standing), kind: kind, amount: amount, paidAt: paidAt,
      reference: typed.reference, file: typed.path.map(PaymentEvidence.fileName),
      payee: payee.map { Personal($0) })
    decide(proof, prefix, path: typed.path, standing)
  }

  /// What was pasted or named, and its other half.
  private mutating func evidence(
    _ prefix: String, _ label: String, need: FormField.Need, path: String?
  ) -> PaymentEvidence? {
    if let path {
      var evidence = PaymentEvidence(path)
      evidence.path = path
      evidence.reference = text(
        prefix + ".reference", "  " + phrase("Reference on it"), need: .optional,
        placeholder: phrase("if it shows one"))
      return evidence
    }
    let typed = put(
      prefix, label, .evidence, need: need, expected: phrase("a reference, or the path of a file"),
      placeholder: phrase("paste a reference, or name a file"))
    guard let typed else { return nil }
    var evidence = PaymentEvidence(typed)
    if let path = evidence.path {
      if let file = context.drop.first(where: { $0.path == path }) { understood(file.sizeShown) }
      evidence.reference = text(
        prefix + ".reference", "  " + phrase("Reference on it"), need: .optional,
        placeholder: phrase("if it shows one"))
    } else {
      evidence.path = text(
        prefix + ".file", "  " + phrase("Picture of it"), need: .optional,
        placeholder: phrase("the path of a file"),
        kind: .path)
    }
    return evidence
  }

  /// When the payment was most likely made. The hour of a reference is a hint: in the pickup's own hour it is the pickup.
  private func likelyTime(of reference: String, kind: ProofKind) -> Instant? {
    guard
      let time = PaymentEvidence.time(of: reference, kind: kind, now: context.context.now)
    else { return nil }
    guard let pickup = context.dispute?.order?.pickedUpAt, pickup > time else { return time }
    let hasHour = kind == .upi || kind == .imps
    let room: Int64 = hasHour ? 3_600 : 12 * 3_600
    return pickup < time.adding(seconds: room) ? pickup : time
  }

  /// Shows what speaks against the proof, asks whether it is accepted, and records both.
  private mutating func decide(
    _ proof: Proof, _ prefix: String, path: String?, _ standing: Dispute
  ) {
    proofs.append(proof)
    let warnings = standing.warnings(ofNew: proof, in: context.context)
    for warning in warnings {
      remark(ProofWords.warning(warning, proof, standing, context), .warning, under: prefix)
    }
    let isReused = warnings.contains(.reused)
    let mayAccept = standing.mayAccept(proof, in: context.context)
    var accepts = false
    if mayAccept {
      let decision = pick(
        prefix + ".verdict", "  " + phrase("Decide"),
        [
          FormOption("accept", Phrase("accept now")), FormOption("wait", Phrase("leave waiting")),
        ],
        suggestion: "accept")
      accepts = decision == "accept"
    } else {
      remark(
        isReused
          ? phrase("It will wait: a manager alone may accept it.")
          : phrase("It will wait: its holder decides on it."), .info)
    }
    var reason: String?
    if accepts, !warnings.isEmpty {
      reason = text(
        prefix + ".reason", "  " + phrase("Why accept it?"),
        expected: phrase("the reason in spite of the warnings"))
      if reason == nil { return }
    }
    let parts = fields.map(\.name).filter { $0 == prefix || $0.hasPrefix(prefix + ".") }
    let names = [
      "amount": prefix + ".amount", "reference": prefix, "file": prefix,
      "payee": prefix + ".payee", "paidAt": prefix + ".paidAt", "reason": prefix + ".reason",
    ]
    if let path {
      add(.proofFile(path: path, proof), names: names, fields: parts)
    } else {
      record(.proof(proof), names: names, fields: parts)
    }
    if accepts { record(.accept(proof.id, reason: reason), names: names) }
    let words =
      accepts ? phrase("proof \(proof.id) accepted") : phrase("proof \(proof.id) recorded")
    summary = summary.isEmpty ? words : summary + ", " + words
  }

  // MARK: For the function keys

  /// The file that is named in the proof at a field or chosen for it, and what the names of that proof's fields begin with.
  func typedFile(near name: String) -> (path: String, prefix: String)? {
    let prefix = FormSheet.proofPrefix(of: name)
    for field in fields where field.name == prefix || field.name == prefix + ".file" {
      if let path = PaymentEvidence(field.text).path, !field.text.isEmpty { return (path, prefix) }
    }
    if let dropped = fields.first(where: { $0.name == "drop" && $0.text != "none" }) {
      return (dropped.text, "proof")
    }
    // With the keys elsewhere, the one that is named somewhere is meant.
    let named = fields.first { $0.kind == .evidence && PaymentEvidence($0.text).path != nil }
    return named.flatMap { $0.text.isEmpty ? nil : ($0.text, $0.name) }
  }

  /// What is typed into the proof whose fields' names begin so, as far as it can be read.
  func stated(_ prefix: String) -> ProofComparison.Stated {
    func text(_ part: String) -> String? {
      let text = fields.first { $0.name == prefix + part }?.text.trimmed
      return text?.isEmpty == false ? text : nil
    }
    let typed = text("").map(PaymentEvidence.init)
    let reference = text(".reference") ?? typed?.reference
    return ProofComparison.Stated(
      amount: text(".amount").flatMap { Money(typed: $0) },
      paidAt: text(".paidAt").flatMap {
        FormTime(now: context.context.now, offset: context.offset).read($0)
      },
      reference: reference,
      kind: text(".kind").flatMap(ProofKind.init) ?? reference.map(PaymentEvidence.kind)
        ?? .screenshot,
      payee: text(".payee").map { Personal($0) })
  }

  /// The field that decides on the proof at a field, or on the only one that is typed.
  func decisionField(near name: String) -> String? {
    let decisions = fields.map(\.name).filter { $0.hasSuffix(".verdict") }
    return decisions.first { $0 == FormSheet.proofPrefix(of: name) + ".verdict" } ?? decisions.last
  }

  /// `proof.0` of `proof.0.amount`.
  static func proofPrefix(of name: String) -> String {
    let parts = name.split(separator: ".")
    guard parts.first == "proof" else { return name }
    return parts.count > 1 && Int(parts[1]) != nil
      ? parts.prefix(2).joined(separator: ".") : String(parts[0])
  }
}

extension Form {
  /// What is typed into the proof at a field.
  func stated(near prefix: String, _ context: FormContext) -> ProofComparison.Stated {
    sheet(context).stated(prefix)
  }

  /// Puts a reference that was read from the picture where the proof's reference is typed; false where that is nowhere.
  mutating func takeReference(
    _ reference: String, near prefix: String, _ context: FormContext
  ) -> Bool {
    let sheet = sheet(context)
    let hasOwnField = sheet.fields.contains { $0.name == prefix + ".reference" }
    return take(reference, into: hasOwnField ? prefix + ".reference" : prefix, sheet)
  }

  /// The same of an amount.
  mutating func takeAmount(_ amount: Money, near prefix: String, _ context: FormContext) -> Bool {
    take(amount.plain, into: prefix + ".amount", sheet(context))
  }

  private mutating func take(_ text: String, into name: String, _ sheet: FormSheet) -> Bool {
    guard sheet.fields.contains(where: { $0.name == name }) else { return false }
    typed[name] = LineEditor(text: text, multiline: true)
    mistake = nil
    return true
  }
}
