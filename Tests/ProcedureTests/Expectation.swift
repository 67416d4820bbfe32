@testable import Procedure

/// What is looked at after an act.
struct Report {
  var events: [Fact]
  var refusal: Refusal?
  var dispute: Dispute?
  var context: Context

  var matters: [Matter] { dispute?.matters(in: context) ?? [] }
  var evidence: Evidence? { dispute.map { Evidence(on: $0, in: context) } }
  var assessment: Assessment? { dispute.map { Assessment(of: $0, in: context) } }
}

/// Something that has to hold after an act, and how it differs where it does not.
struct Expectation {
  var difference: (Report) -> String?

  static func equal<Value: Equatable>(
    _ name: String, _ expected: Value, _ got: @escaping (Report) -> Value
  ) -> Expectation {
    Expectation { report in
      let got = got(report)
      return got == expected ? nil : "\(name): expected \(expected), got \(got)"
    }
  }

  static var accepted: Expectation {
    Expectation { $0.refusal.map { "expected acceptance, got \($0.reason): \($0)" } }
  }
  static func refused(_ reason: Refusal.Reason, _ field: String? = nil) -> Expectation {
    Expectation { report in
      guard let refusal = report.refusal else { return "expected \(reason), got acceptance" }
      return refusal.reason == reason && refusal.field == field
        ? nil : "expected \(reason) \(field ?? ""), got \(refusal.reason) \(refusal.field ?? "")"
    }
  }
  /// The gate refuses, and names exactly these rows.
  static func gated(_ rows: GateRow...) -> Expectation {
    equal("refused rows", rows) { $0.refusal?.reason == .gate ? $0.refusal?.missing ?? [] : [] }
  }
  static func recorded(_ names: String...) -> Expectation {
    equal("events", names) { $0.events.map(\.name) }
  }
  static func scenario(_ scenario: Scenario?) -> Expectation {
    equal("scenario", scenario) { $0.assessment?.scenario }
  }
  static func step(_ step: Step) -> Expectation { equal("step", step) { $0.assessment?.step } }
  static func missing(_ rows: GateRow...) -> Expectation {
    equal("missing", rows) { $0.assessment?.failures.map(\.row) }
  }
  static func lacks(_ row: GateRow) -> Expectation {
    equal("lacks \(row.rawValue)", true) {
      $0.assessment?.failures.contains { $0.row == row }
    }
  }
  static func holds(_ row: GateRow) -> Expectation {
    equal("holds \(row.rawValue)", false) {
      $0.assessment?.failures.contains { $0.row == row }
    }
  }
  static func state(_ state: DisputeState) -> Expectation {
    equal("state", state) { $0.dispute?.state }
  }
  static func status(_ status: FinalStatus?) -> Expectation {
    equal("status", status) { $0.dispute?.status }
  }
  static func holder(_ player: Player?) -> Expectation {
    equal("holder", player?.actor.person) { $0.dispute?.holder }
  }
  static func pending(_ addressees: Addressee...) -> Expectation {
    equal("pending", addressees) { $0.assessment?.pending }
  }
  static func warnings(_ warnings: Warning...) -> Expectation {
    equal("warnings", warnings) { $0.assessment?.warnings }
  }
  static func outstanding(_ items: OutsideItem...) -> Expectation {
    equal("outstanding", Set(items)) { $0.dispute?.outstanding }
  }
  static func due(_ amount: Money) -> Expectation { equal("due", amount) { $0.dispute?.due } }
  static func paid(_ amount: Money) -> Expectation { equal("paid", amount) { $0.dispute?.paid } }
  static func proven(_ amount: Money) -> Expectation {
    equal("proven", amount) { $0.dispute?.proven }
  }
  static func received(_ amount: Money) -> Expectation {
    equal("received", amount) { $0.dispute?.received }
  }
  static func shortfall(_ amount: Money) -> Expectation {
    equal("shortfall", amount) { $0.dispute?.shortfall }
  }
  static func disputed(_ amount: Money) -> Expectation {
    equal("disputed", amount) { $0.dispute?.disputed }
  }
  static func standing(_ standing: Standing) -> Expectation {
    equal("standing", standing) { $0.assessment?.vendor?.standing }
  }
  static func credits(_ amount: Money) -> Expectation {
    equal("credits", amount) { $0.assessment?.vendor?.credits }
  }
  /// The number of the vendor's disputes that E3 counts.
  static func counted(_ number: Int) -> Expectation {
    equal("counted", number) { $0.assessment?.countedDisputes }
  }
  /// The number of undecided questions about the vendor.
  static func questions(_ number: Int) -> Expectation {
    equal("questions", number) { $0.assessment?.vendor?.questions.count }
  }
  static func version(_ version: Int) -> Expectation {
    equal("version", version) { $0.dispute?.version }
  }
  static func payouts(_ states: Payout.State...) -> Expectation {
    equal("payouts", states) { $0.dispute?.payouts.map(\.state) }
  }
  static func finding(_ kind: FindingKind?) -> Expectation {
    equal("finding", kind) { $0.dispute?.finding?.kind }
  }
  /// What waits for a manager, the most urgent first.
  static func matters(_ kinds: Matter.Kind...) -> Expectation {
    equal("matters", kinds) { report in report.matters.map(\.kind) }
  }
  /// Something of the first matter.
  static func matter<Value: Equatable>(_ path: KeyPath<Matter, Value>, _ expected: Value)
    -> Expectation
  {
    equal("\(path)", expected) { $0.matters.first?[keyPath: path] }
  }
  static func doubts(_ doubts: Evidence.Doubt...) -> Expectation {
    equal("doubts", doubts) { $0.evidence?.doubts ?? [] }
  }
  static func doubts(_ doubt: Evidence.Doubt, _ holds: Bool) -> Expectation {
    equal("doubt \(doubt)", holds) { $0.evidence?.doubts.contains(doubt) }
  }
  static func ground(_ ground: Evidence.Ground) -> Expectation {
    equal("ground \(ground)", true) { $0.evidence?.grounds.contains(ground) }
  }
  static func comment(_ line: String) -> Expectation {
    Expectation { report in
      for case .closed(_, _, let comment) in report.events {
        let lines = comment.split(separator: "\n").map(String.init)
        return lines.contains(line) ? nil : "expected the line “\(line)” in:\n\(comment)"
      }
      return "expected a comment, got none"
    }
  }
  static func that(_ name: String, _ holds: @escaping (Dispute) -> Bool) -> Expectation {
    Expectation { report in
      report.dispute.map(holds) == true ? nil : "expected that \(name)"
    }
  }
}
