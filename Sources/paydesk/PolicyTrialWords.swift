import Exchange
import Procedure

/// What a trial of a policy found, in words and as JSON.
struct PolicyTrialWords {
  /// Seconds east of UTC at which times are shown.
  let offset: Int

  // MARK: Words

  /// A dispute, and what would have differed on it.
  func lines(of dispute: PolicyTrialRun.Dispute) -> [String] {
    ["\(dispute.id) (\(dispute.state.rawValue))"]
      + dispute.differences.map { "  " + sentence(of: $0) }
  }

  /// A vendor, and what E3 would have done to it.
  func lines(of vendor: PolicyTrialRun.Vendor) -> [String] {
    [vendor.name.text]
      + VendorMeasure.Kind.allCases.compactMap { kind in
        let (inForce, other) = (of(kind, vendor.inForce), of(kind, vendor.other))
        return inForce == other ? nil : "  \(kind.shown): \(inForce) → \(other)"
      }
  }

  private func of(_ kind: VendorMeasure.Kind, _ measures: [VendorMeasure]) -> String {
    let found = measures.filter { $0.kind == kind }.map {
      "\(day($0.at)) (\($0.counted.map(\.text).joined(separator: ", ")))"
    }
    return found.isEmpty ? "never" : found.joined(separator: " and ")
  }

  private func sentence(of difference: PolicyDifference) -> String {
    switch difference {
    case .scenario(let closed, let inForce, let other):
      let when = closed.map { "at its closure \(day($0))" } ?? "now"
      return "scenario \(when): \(named(inForce)) → \(named(other))"
    case .lapse(let scenario, let inForce, let other):
      return "window (\(scenario.rawValue)): \(lapsed(inForce)) → \(lapsed(other))"
    case .approver(let payout, let amount, let inForce, let other):
      return "payout \(payout) of \(amount.short): \(inForce.shown) → \(other.shown)"
    case .signOff(let disputed, let isAskedFor):
      return "sign-off, \(disputed.short) in dispute: "
        + (isAskedFor ? "not asked for → asked for" : "asked for → not asked for")
    case .warnings(let proof, let inForce, let other):
      return
        "proof \(proof): \(listed(inForce.map(\.shown.english))) → \(listed(other.map(\.shown.english)))"
    case .gate(let at, let inForce, let other):
      return "gate at its closure \(day(at)): \(failing(inForce)) → \(failing(other))"
    }
  }

  /// The sum, under the name of the file.
  func lines(of sum: PolicyTrialSum, under name: String) -> [String] {
    if sum.isSame {
      return ["Under \(name) nothing would have differed on \(count(sum.disputes, "dispute"))."]
    }
    var lines = [
      "Under \(name) \(sum.differing) of \(count(sum.disputes, "dispute")) would have differed:"
    ]
    let scenarios = sum.scenarios.sorted {
      ($0.key.inForce?.rawValue ?? "", $0.key.other?.rawValue ?? "")
        < ($1.key.inForce?.rawValue ?? "", $1.key.other?.rawValue ?? "")
    }
    for (pair, number) in scenarios {
      lines.append("  scenario \(named(pair.inForce)) → \(named(pair.other)): \(number)")
    }
    for (pair, move) in sum.approvers.sorted(by: { $0.key.inForce < $1.key.inForce }) {
      lines.append(
        "  payouts from the \(pair.inForce.shown) to the \(pair.other.shown): \(move.payouts), \(move.amount.short)"
      )
    }
    func add(_ what: String, _ change: PolicyTrialSum.Change, _ amounts: Bool = false) {
      var parts: [String] = []
      func part(_ number: Int, _ word: String, _ amount: Money) {
        guard number > 0 else { return }
        parts.append("\(number) \(word)" + (amounts ? " (\(amount.short) in dispute)" : ""))
      }
      part(change.more, "more", change.amountMore)
      part(change.less, "fewer", change.amountLess)
      part(change.moved, "otherwise", .zero)
      if !parts.isEmpty { lines.append("  \(what): " + parts.joined(separator: ", ")) }
    }
    add("sign-offs asked for", sum.signOffs, true)
    add("windows lapsed", sum.lapses)
    add("closures that the gate refuses", sum.closures)
    if sum.proofs > 0 { lines.append("  proofs with other warnings: \(sum.proofs)") }
    add("vendors flagged", sum.flagged)
    add("vendors with a block proposed", sum.proposed)
    return lines
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
  private func named(_ scenario: Scenario?) -> String {
    scenario.map { "\($0.rawValue) \($0.shown)" } ?? "none"
  }
  private func lapsed(_ at: Instant?) -> String {
    at.map { "lapsed \(day($0))" } ?? "did not lapse"
  }
  private func failing(_ rows: [GateRow]) -> String {
    rows.isEmpty ? "passed" : "refused by " + rows.map(\.rawValue).joined(separator: ", ")
  }
  private func listed(_ words: [String]) -> String {
    words.isEmpty ? "no warning" : words.joined(separator: "; ")
  }
  private func day(_ at: Instant) -> String {
    let time = at.civil(offset: offset)
    return "\(time.day) \(time.clock)"
  }

  // MARK: JSON

  /// A dispute, and what would have differed on it.
  func json(_ dispute: PolicyTrialRun.Dispute) -> JSONValue {
    .object([
      .init("dispute", .string(dispute.id.text)), .init("state", .string(dispute.state.rawValue)),
      .init("differences", .array(dispute.differences.map(json))),
    ])
  }

  /// A vendor, and what E3 would have done to it.
  func json(_ vendor: PolicyTrialRun.Vendor) -> JSONValue {
    .object([
      .init("vendor", .string(vendor.name.text)),
      .init("inForce", .array(vendor.inForce.map(json))),
      .init("other", .array(vendor.other.map(json))),
    ])
  }

  private func json(_ measure: VendorMeasure) -> JSONValue {
    .object([
      .init("measure", .string(measure.kind.rawValue)), .init("at", time(measure.at)),
      .init("dispute", .string(measure.dispute.text)),
      .init("counted", .array(measure.counted.map { .string($0.text) })),
    ])
  }

  private func json(_ difference: PolicyDifference) -> JSONValue {
    func object(_ kind: String, _ inForce: JSONValue, _ other: JSONValue, _ more: [JSONValue.Field])
      -> JSONValue
    {
      .object(
        [.init("kind", .string(kind))] + more
          + [.init("inForce", inForce), .init("other", other)])
    }
    switch difference {
    case .scenario(let closed, let inForce, let other):
      return object(
        "scenario", word(inForce?.rawValue), word(other?.rawValue),
        [.init("closedAt", closed.map(time) ?? .null)])
    case .lapse(let scenario, let inForce, let other):
      return object(
        "lapse", inForce.map(time) ?? .null, other.map(time) ?? .null,
        [.init("scenario", .string(scenario.rawValue))])
    case .approver(let payout, let amount, let inForce, let other):
      return object(
        "approver", word(inForce.rawValue), word(other.rawValue),
        [.init("payout", .string(payout)), .init("amount", .string(amount.plain))])
    case .signOff(let disputed, let isAskedFor):
      return object(
        "signOff", .bool(!isAskedFor), .bool(isAskedFor),
        [.init("disputed", .string(disputed.plain))])
    case .warnings(let proof, let inForce, let other):
      return object(
        "warnings", words(inForce.map(\.rawValue)), words(other.map(\.rawValue)),
        [.init("proof", .string(proof.text))])
    case .gate(let at, let inForce, let other):
      return object(
        "gate", words(inForce.map(\.rawValue)), words(other.map(\.rawValue)),
        [.init("closedAt", time(at))])
    }
  }

  /// The sum.
  func json(_ sum: PolicyTrialSum) -> JSONValue {
    func change(_ change: PolicyTrialSum.Change) -> JSONValue {
      .object([
        .init("more", .integer(change.more)), .init("less", .integer(change.less)),
        .init("otherwise", .integer(change.moved)),
      ])
    }
    let scenarios = sum.scenarios.map { pair, number in
      JSONValue.object([
        .init("inForce", word(pair.inForce?.rawValue)), .init("other", word(pair.other?.rawValue)),
        .init("disputes", .integer(number)),
      ])
    }
    let approvers = sum.approvers.sorted { $0.key.inForce < $1.key.inForce }.map { pair, move in
      JSONValue.object([
        .init("inForce", word(pair.inForce.rawValue)), .init("other", word(pair.other.rawValue)),
        .init("payouts", .integer(move.payouts)), .init("amount", .string(move.amount.plain)),
      ])
    }
    return .object([
      .init("disputes", .integer(sum.disputes)), .init("differing", .integer(sum.differing)),
      .init("scenarios", .array(scenarios.sorted { $0.line < $1.line })),
      .init("approvers", .array(approvers)), .init("signOffs", change(sum.signOffs)),
      .init("signOffsMoreAmount", .string(sum.signOffs.amountMore.plain)),
      .init("signOffsLessAmount", .string(sum.signOffs.amountLess.plain)),
      .init("lapses", change(sum.lapses)), .init("closures", change(sum.closures)),
      .init("proofs", .integer(sum.proofs)), .init("flagged", change(sum.flagged)),
      .init("proposed", change(sum.proposed)),
    ])
  }

  private func word(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
  private func words(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
  private func time(_ at: Instant) -> JSONValue { .string(at.rfc3339(offset: offset)) }
}

extension VendorMeasure.Kind {
  /// In plain words.
  fileprivate var shown: String { self == .flagged ? "flagged" : "block proposed" }
}
