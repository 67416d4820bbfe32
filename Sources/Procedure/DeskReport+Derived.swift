extension DeskReport {
  /// The report that follows from what happened.
  ///
  /// - Parameters:
  ///   - at: the moment that it is of.
  ///   - policy: whose offset says when a day begins, and whose rate what a credit is worth.
  ///   - milestones: every one in the period; others are left out here.
  ///   - backlog: every dispute that is open at the moment.
  public init(
    of period: ReportPeriod, at: Instant, policy: Policy,
    milestones: [(dispute: TicketID, milestone: Milestone)], backlog: [OpenDispute]
  ) {
    self.period = period
    self.at = at
    offset = policy.offset
    creditRate = policy.creditRate
    let start = period.start(offset: policy.offset)
    let end = period.end(offset: policy.offset)
    let happened = milestones.filter {
      $0.milestone.at >= start && $0.milestone.at < end && $0.milestone.at <= at
    }.sorted { ($0.milestone.at, $0.dispute.text) < ($1.milestone.at, $1.dispute.text) }
    let figures = ReportFigures(
      period: period, at: at, offset: policy.offset,
      byKind: Dictionary(grouping: happened, by: \.milestone.kind),
      backlog: backlog.sorted { ($0.loggedAt, $0.id.text) < ($1.loggedAt, $1.id.text) })
    sections = Figure.allCases.map { Section($0, bars: figures.bars(of: $0)) }
  }
}

/// What a report's bars are made of.
private struct ReportFigures {
  typealias Happened = (dispute: TicketID, milestone: Milestone)
  typealias Entry = DeskReport.Entry
  typealias Bar = DeskReport.Bar

  let period: ReportPeriod
  let at: Instant
  let offset: Int
  let byKind: [Milestone.Kind: [Happened]]
  let backlog: [OpenDispute]

  func of(_ kinds: Milestone.Kind...) -> [Happened] { kinds.flatMap { byKind[$0] ?? [] } }

  func bars(of figure: DeskReport.Figure) -> [Bar] {
    switch figure {
    case .opened: daily(of(.opened))
    case .closed: daily(of(.closed))
    case .age: byAge
    case .step: byStep
    case .firstContact: times(of(.contacted))
    case .closure: times(of(.closed))
    case .lapsed: lapses
    case .outcomes: byOutcome
    case .coveredByVendor: parties(moved(.settled, .reversed, \.vendor?.text))
    case .recoveredByVendor: parties(moved(.debited, .credited, \.vendor?.text))
    case .endedByVendor: parties(ends(by: \.vendor?.text))
    case .coveredByExecutive: parties(moved(.settled, .reversed, \.person?.text))
    case .recoveredByExecutive: parties(moved(.debited, .credited, \.person?.text))
    case .endedByExecutive: parties(ends(by: \.person?.text))
    case .cameBack:
      [
        bar("reopened", "reopened by a manager", of(.reopened).map { entry($0) }),
        bar("reversed", "payout reversed", of(.reversed).map { entry($0) }),
      ]
    }
  }

  private func entry(_ happened: Happened, value: Int64 = 1, word: Phrase? = nil) -> Entry {
    Entry(
      dispute: happened.dispute, at: happened.milestone.at, value: value,
      word: word
        ?? (happened.milestone.scenario?.rawValue ?? happened.milestone.vendor?.text ?? "").phrase)
  }

  /// A bar as long as its entries add up to.
  private func bar(_ key: String, _ label: some Sayable, _ entries: [Entry]) -> Bar {
    let sum = entries.reduce(Money.zero) { $0 + Money(paise: $1.value) }
    return Bar(key: key, label: label.phrase, measured: sum.paise, entries: entries)
  }

  // MARK: Days

  private func daily(_ happened: [Happened]) -> [Bar] {
    let byDay = Dictionary(grouping: happened) { $0.milestone.at.day(offset: offset) }
    return period.days.map { day in
      bar(day.description, day.short, (byDay[day] ?? []).map { entry($0) })
    }
  }

  // MARK: Backlog

  /// The first day of each age, and its words.
  private static let ages: [(from: Int64, label: Phrase)] = [
    (0, Phrase("under 1 day")), (1, Phrase("1 or 2 days")), (3, Phrase("3 to 6 days")),
    (7, Phrase("7 to 13 days")), (14, Phrase("14 to 29 days")),
    (30, Phrase("30 days and more")),
  ]

  private func open(_ dispute: OpenDispute) -> Entry {
    Entry(
      dispute: dispute.id, at: dispute.loggedAt, value: 1,
      word: dispute.isEscalated ? Phrase("Escalated") : dispute.step.shown)
  }

  private var byAge: [Bar] {
    let grouped = Dictionary(grouping: backlog) { dispute in
      let days = max(at.microseconds &- dispute.loggedAt.microseconds, 0) / (86_400 * 1_000_000)
      return ReportFigures.ages.last { $0.from <= days }?.from ?? 0
    }
    return ReportFigures.ages.map { age in
      bar("\(age.from)", age.label, (grouped[age.from] ?? []).map(open))
    }
  }

  private var byStep: [Bar] {
    let grouped = Dictionary(grouping: backlog) { $0.isEscalated ? nil : $0.step }
    return Step.allCases.map { step in
      bar(
        "\(step.rawValue)", Phrase("\(step.rawValue) \(step.shown)"),
        (grouped[step] ?? []).map(open))
    } + [bar("escalated", Phrase("Escalated"), (grouped[nil] ?? []).map(open))]
  }

  // MARK: Times

  private func times(_ happened: [Happened]) -> [Bar] {
    let entries = happened.map { entry($0, value: $0.milestone.duration) }
      .sorted { $0.value != $1.value ? $0.value > $1.value : $0.at < $1.at }
    let sorted = entries.map(\.value).sorted()
    return [("median", 50, Phrase("median")), ("p90", 90, Phrase("90th percentile"))].map {
      key, percent, label in
      Bar(
        key: key, label: label, measured: sorted.nearestRank(percent: percent), entries: entries)
    }
  }

  // MARK: Ends

  private var lapses: [Bar] {
    let grouped = Dictionary(grouping: of(.lapsed)) { $0.milestone.scenario }
    return [(Scenario.d1, Phrase("first, no answer")), (.d2, Phrase("second, no proof"))].map {
      scenario, label in
      bar(
        scenario.rawValue, Phrase("\(scenario.rawValue) \(label)"),
        (grouped[scenario] ?? []).map { entry($0, word: $0.milestone.vendor?.text.phrase) })
    }
  }

  /// The latest end of each dispute, oldest first.
  private var ends: [Happened] {
    var latest: [TicketID: Happened] = [:]
    for end in of(.closed, .handedOver).sorted(by: { $0.milestone.at < $1.milestone.at }) {
      latest[end.dispute] = end
    }
    return latest.values.sorted {
      ($0.milestone.at, $0.dispute.text) < ($1.milestone.at, $1.dispute.text)
    }
  }

  private static let handedOver = Phrase("handed over")

  /// What the facts led to; nil is handed over without one of the scenarios that demand it.
  private func outcome(of end: Milestone) -> Scenario? {
    guard let scenario = end.scenario else { return nil }
    let leadsThere = scenario.status == .escalatedPendingManager
    return end.kind == .closed || leadsThere ? scenario : nil
  }

  private func ended(_ end: Happened) -> Entry {
    entry(end, word: outcome(of: end.milestone)?.rawValue.phrase ?? ReportFigures.handedOver)
  }

  private var byOutcome: [Bar] {
    let grouped = Dictionary(grouping: ends) { outcome(of: $0.milestone) }
    return Scenario.allCases.map { scenario in
      bar(
        scenario.rawValue, Phrase("\(scenario.rawValue) \(scenario.shown)"),
        (grouped[scenario] ?? []).map(ended))
    } + [bar("handedOver", Phrase("handed over, undecided"), (grouped[nil] ?? []).map(ended))]
  }

  // MARK: By vendor and by executive

  private func ends(by party: (Milestone) -> String?) -> [String: [Entry]] {
    Dictionary(grouping: ends) { party($0.milestone) ?? "" }.mapValues { $0.map(ended) }
  }

  private func moved(
    _ plus: Milestone.Kind, _ minus: Milestone.Kind, _ party: (Milestone) -> String?
  ) -> [String: [Entry]] {
    let sorted = of(plus, minus).sorted { $0.milestone.at < $1.milestone.at }
    return Dictionary(grouping: sorted) { party($0.milestone) ?? "" }.mapValues { moves in
      moves.map { move in
        let paise = move.milestone.amount.paise
        return entry(
          move, value: move.milestone.kind == plus ? paise : -paise,
          word: move.milestone.kind.rawValue.phrase)
      }
    }
  }

  /// The largest first; of equal ones by name.
  private func parties(_ entries: [String: [Entry]]) -> [Bar] {
    entries.map { bar($0.key, $0.key.isEmpty ? Phrase("none known") : $0.key.phrase, $0.value) }
      .sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
  }
}

extension [Int64] {
  /// Of numbers in order, the smallest that so many of a hundred do not exceed (nearest rank); nil of none.
  func nearestRank(percent: Int) -> Int64? {
    guard !isEmpty else { return nil }
    return self[Swift.max((count * percent + 99) / 100, 1) - 1]
  }
}
