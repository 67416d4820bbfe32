import Foundation

/// The figures as a person reads them, a column for each size of desk.
struct Table {
  let results: [Run.Result]

  init(_ results: [Run.Result]) { self.results = results }

  func show() {
    line("tickets", results.map { "\($0.tickets)" })
    let phases = [
      ("a day", \Run.Result.day), ("flat out", \Run.Result.flat),
      ("recording alone", \Run.Result.alone),
    ]
    for (name, phase) in phases {
      for kind in Timed.allCases
      where results.contains(where: { $0[keyPath: phase].times[kind.rawValue]?.count ?? 0 > 0 }) {
        line(
          "\(name): \(kind.rawValue), ms median / p99",
          results.map {
            let times = $0[keyPath: phase].times[kind.rawValue]
            return "\(number(times?.median)) / \(number(times?.p99))"
          })
      }
      line("\(name): actions recorded a second", results.map { number($0[keyPath: phase].rate) })
      line(
        "\(name): conflicts / refusals / failures",
        results.map {
          let phase = $0[keyPath: phase]
          return "\(phase.conflicts) / \(phase.refusals) / \(phase.failures.count)"
        })
    }
    line(
      "an action writes: rows / bytes of WAL",
      results.map {
        "\(number($0.action.inserted + $0.action.updated + $0.action.deleted)) / \(number($0.action.bytes))"
      })
    line(
      "pgbench writes: rows / bytes of WAL",
      results.map {
        let wrote = $0.floor.wrote
        return "\(number(wrote.inserted + wrote.updated + wrote.deleted)) / \(number(wrote.bytes))"
      })
    line("pgbench: transactions a second", results.map { number($0.floor.rate) })
    line("recorded for each of pgbench's", results.map { number($0.ratio) })
    line("database, MB", results.map { number(Double($0.databaseBytes) / 1e6) })
    for result in results {
      for check in result.checks {
        print(
          "\(result.tickets): \(check.what): \(check.count), "
            + (check.faults.isEmpty ? "all well" : "\(check.faults.count) FAULTS"))
        for fault in check.faults.prefix(5) { print("  \(fault)") }
      }
      for failure in (result.day.failures + result.flat.failures + result.alone.failures).prefix(5)
      {
        print("\(result.tickets): failed: \(failure)")
      }
    }
  }

  private func line(_ title: String, _ cells: [String]) {
    func padded(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(1, width - text.count)) + text
    }
    print(
      title + String(repeating: " ", count: max(1, 48 - title.count))
        + cells.map { padded($0, 20) }.joined())
  }

  private func number(_ value: Double?) -> String {
    guard let value else { return "–" }
    return value >= 100 ? "\(Int(value.rounded()))" : "\((value * 100).rounded() / 100)"
  }
}
