/// How the desk did in a period, in figures, each with the disputes behind it.
///
///     let report = DeskReport(of: period, at: now, policy: policy, milestones: milestones, backlog: backlog)
///     report[.closed].total                     // how many were closed
///     report[.closed].bars[0].entries           // and which on the first day
///
/// A figure that counts is the number of its entries, and one in money is their sum: what stands behind a bar is what it
/// counts, by construction. What each figure means stands with its case in `Figure`.
public struct DeskReport: Sendable, Hashable {
  /// The days that it is about.
  public let period: ReportPeriod
  /// The moment that it is of: nothing later is in it, and what is open is open then.
  public let at: Instant
  /// Seconds east of UTC at which its days are meant.
  public let offset: Int
  /// What one vendor credit is worth: recovered money is credits at this rate.
  public let creditRate: Money
  /// Every figure, in the order of `Figure`.
  public let sections: [Section]

  /// One figure.
  public subscript(figure: Figure) -> Section {
    sections.first { $0.figure == figure } ?? Section(figure, bars: [])
  }

  /// A figure with its bars.
  public struct Section: Sendable, Hashable {
    /// What is told.
    public let figure: Figure
    /// The parts that it is told by; those by vendor and by executive the largest first.
    public let bars: [Bar]

    init(_ figure: Figure, bars: [Bar]) {
      self.figure = figure
      self.bars = bars
    }

    /// The sum of the bars; of times, how many were measured.
    public var total: Int64 {
      switch figure.unit {
      case .disputes: bars.reduce(0) { $0 + $1.value }
      case .paise: bars.reduce(Money.zero) { $0 + Money(paise: $1.value) }.paise
      case .seconds: Int64(bars.first?.entries.count ?? 0)
      }
    }

    /// The value that is the longest bar.
    public var largest: Int64 { bars.map(\.value).max() ?? 0 }
  }

  /// One part of a figure, and what it counts.
  public struct Bar: Sendable, Hashable {
    /// What it is of, the same in every language: a day, a scenario, a name.
    public let key: String
    /// What it is of, in words.
    public let label: Phrase
    /// The figure, in the unit of its section; nil is a time that nothing was measured for.
    public let measured: Int64?
    /// What it counts, oldest first; of times the longest first.
    public let entries: [Entry]

    /// The figure, in the unit of its section.
    public var value: Int64 { measured ?? 0 }

    /// How many entries have which word, in the order of the words.
    public var breakdown: [(word: Phrase, count: Int)] {
      Dictionary(grouping: entries, by: \.word).map { ($0.key, $0.value.count) }
        .sorted { $0.0.english < $1.0.english }
    }
  }

  /// One thing that a bar counts.
  public struct Entry: Sendable, Hashable {
    /// The dispute.
    public let dispute: TicketID
    /// When it happened; of what is open, when its ticket was logged.
    public let at: Instant
    /// What it adds: 1, paise, or the seconds that it took.
    public let value: Int64
    /// What it was, in a word: a scenario, a step, `reversed`, else the vendor.
    public let word: Phrase
  }

  /// What figures are counted in.
  public enum Unit: String, Sendable, CaseIterable {
    case disputes, paise, seconds
  }
}

/// A dispute that is neither closed nor merged, as far as reports look at it.
public struct OpenDispute: Hashable, Sendable {
  /// Its id.
  public var id: TicketID
  /// When its ticket was logged.
  public var loggedAt: Instant
  /// Whether its executive's part has ended as Escalated – Pending Manager.
  public var isEscalated: Bool
  /// The step that it is at.
  public var step: Step

  /// An open dispute.
  public init(id: TicketID, loggedAt: Instant, isEscalated: Bool, step: Step) {
    self.id = id
    self.loggedAt = loggedAt
    self.isEscalated = isEscalated
    self.step = step
  }
}
