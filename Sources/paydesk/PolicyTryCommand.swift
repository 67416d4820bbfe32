import ArgumentParser
import Exchange
import Journal
import Procedure

extension PolicyCommand {
  struct Try: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what another policy would have changed on past disputes.",
      discussion: """
        The recorded facts stay as they are; scenario, approver, sign-off, windows, warnings, the gate and E3's flags are \
        derived anew under the file's policy and under the one in force, and compared. Nothing is written. Days are those on \
        which tickets were logged.
        """)

    @Argument(help: "The policy, YAML; - is standard input.")
    var file: String

    @OptionGroup var period: PeriodOptions
    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    func run() throws {
      let policy = try GivenPolicy.read(file)
      let access = try desk.open()
      let inForce = try access.policy
      var trial = PolicyTrialRun(of: policy, on: access.journal)
      trial.selection = period.selection(offset: inForce.offset)
      let interruption = Interruption()
      trial.shouldStop = { interruption.hasCome }
      let line = ProgressLine(json: json.isJSON)
      defer { line.clear() }
      trial.progress = { line.show("\($0) disputes") }
      let words = PolicyTrialWords(offset: inForce.offset)
      var disputes: [PolicyTrialRun.Dispute] = []
      var vendors: [PolicyTrialRun.Vendor] = []
      let sum = try trial.run(
        at: access.now, dispute: { disputes.append($0) }, vendor: { vendors.append($0) })
      line.clear()
      guard let sum else { throw CommandFailure(.interrupted, "interrupted: nothing was written.") }
      if json.isJSON {
        Output.json(
          .object([
            .init("same", .bool(policy == inForce)),
            .init("disputes", .array(disputes.map(words.json))),
            .init("vendors", .array(vendors.map(words.json))), .init("sum", words.json(sum)),
          ]))
        return
      }
      for dispute in disputes { Output.line(words.lines(of: dispute).joined(separator: "\n")) }
      for vendor in vendors { Output.line(words.lines(of: vendor).joined(separator: "\n")) }
      if policy == inForce {
        Output.line("It is the policy in force: nothing differs.")
      } else {
        let name = GivenFile(name: file).shown
        Output.line(words.lines(of: sum, under: name).joined(separator: "\n"))
      }
    }
  }
}
