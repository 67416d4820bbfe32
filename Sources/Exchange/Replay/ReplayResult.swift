import Procedure

/// What one line of a script came to (`spec/replay.md`, "A result").
struct ReplayResult {
  var fields: [JSONValue.Field]

  /// Every field that a result can have, in its order.
  static let fieldNames = [
    "line", "dispute", "accepted", "refusal", "field", "message", "events", "version", "step",
    "scenario", "due", "proven", "received", "paid", "shortfall", "disputed", "missing", "state",
    "status", "holder", "pending", "warnings", "outstanding", "vendor", "comment",
  ]

  /// The result of a line, with the facts as of the line's time, after the command.
  init(
    of line: ScriptLine, facts: [Fact], refusal: Refusal?, dispute: Dispute?, context: Context
  ) {
    fields = [
      .init("line", .integer(line.number)), .init("dispute", .string(line.dispute.text)),
      .init("accepted", .bool(refusal == nil)),
    ]
    if let refusal {
      fields.append(.init("refusal", .string(refusal.reason.rawValue)))
      if let field = refusal.field { fields.append(.init("field", .string(field))) }
      fields.append(.init("message", .string(refusal.message)))
    }
    fields.append(.init("events", .array(facts.map { .string($0.name) })))
    guard let dispute else {
      for name in ReplayResult.fieldNames[7..<24] { fields.append(.init(name, .null)) }
      return
    }
    let gate = refusal?.reason == .gate ? refusal?.missing : nil
    fields += ReplayResult.facts(of: dispute, in: context, missing: gate)
    for case .closed(_, _, let comment) in facts {
      fields.append(.init("comment", .string(comment)))
    }
  }

  /// What holds of a dispute in a context, as a result names it, from `version` to `vendor`.
  ///
  /// - Parameter missing: the rows that a refusal named; nil looks which do not hold.
  static func facts(
    of dispute: Dispute, in context: Context, missing: [GateRow]? = nil
  ) -> [JSONValue.Field] {
    let assessment = Assessment(of: dispute, in: context)
    return [
      .init("version", .integer(dispute.version)),
      .init("step", .integer(assessment.step.rawValue)),
      .init("scenario", .word(assessment.scenario)),
      .init("due", .money(dispute.due)), .init("proven", .money(dispute.proven)),
      .init("received", .money(dispute.received)), .init("paid", .money(dispute.paid)),
      .init("shortfall", .money(dispute.shortfall)), .init("disputed", .money(dispute.disputed)),
      .init("missing", .words(missing ?? assessment.failures.map(\.row))),
      .init("state", .word(dispute.state)), .init("status", .word(dispute.status)),
      .init("holder", dispute.holder.map { .string($0.text) } ?? .null),
      .init("pending", .words(assessment.pending)), .init("warnings", .words(assessment.warnings)),
      .init("outstanding", .words(OutsideItem.allCases.filter(dispute.outstanding.contains))),
      .init("vendor", ReplayResult.vendor(assessment)),
    ]
  }

  private static func vendor(_ assessment: Assessment) -> JSONValue {
    guard let vendor = assessment.vendor else { return .null }
    return .object([
      .init("name", .string(vendor.name.text)), .init("standing", .word(vendor.standing)),
      .init("credits", .money(vendor.credits)),
      .init("disputes", .integer(assessment.countedDisputes)),
    ])
  }

  /// The fields that a line expected otherwise, with what was expected and what came; a field that is not there is null.
  func differences(from expected: [JSONValue.Field]) -> [(
    expected: JSONValue.Field, got: JSONValue
  )] {
    expected.compactMap { field in
      let got = fields.first { $0.name == field.name }?.value ?? .null
      return got.equals(field.value) ? nil : (field, got)
    }
  }
}

extension JSONValue {
  static func money(_ amount: Money) -> JSONValue { .string(amount.plain) }

  static func word<Word: RawRepresentable>(_ word: Word?) -> JSONValue
  where Word.RawValue == String {
    word.map { .string($0.rawValue) } ?? .null
  }

  static func words<Word: RawRepresentable>(_ words: [Word]) -> JSONValue
  where Word.RawValue == String {
    .array(words.map { .string($0.rawValue) })
  }
}

extension Dispute {
  /// What holds of it in a context, as a replay's result names it, from `version` to `vendor` (`spec/replay.md`).
  public func facts(in context: Context) -> [JSONValue.Field] {
    ReplayResult.facts(of: self, in: context)
  }
}
