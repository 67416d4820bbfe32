import Procedure
import Terminal

/// How the desk did: figures as bars, each of which leads to the disputes behind it.
struct ReportScreen: Sendable {
  /// How many days are looked at.
  enum Length: Int, CaseIterable, Sendable {
    case week = 7
    case month = 30
    case quarter = 91
  }

  /// The disputes behind a bar, to choose one from.
  struct Behind: Sendable {
    /// The figure that the bar is of.
    var figure: DeskReport.Figure
    /// The bar.
    var bar: DeskReport.Bar
    /// The row under the bar.
    var cursor = 0
  }

  /// How many days are looked at.
  var length = Length.month
  /// How many periods before the one that ends today.
  var ago = 0
  /// The figures that came last; of another period until those of this one have come.
  var report: DeskReport?
  /// Why they have not come, as a plain sentence.
  var trouble: String?
  /// The number of the request that counts.
  var number = 0
  /// The bar under the cursor, among all bars of the page.
  var cursor = 0
  /// The first row that is visible.
  var scroll = 0
  /// The disputes that are chosen from.
  var behind: Behind?

  /// The days that it is about.
  func period(_ session: Session) -> ReportPeriod {
    ReportPeriod(days: length.rawValue, upTo: session.now.day(offset: session.offset))
      .moved(by: -ago)
  }
}

extension Model {
  /// Opens the reports, or goes back to them where a dispute was opened from them.
  mutating func openReports() {
    guard case .report = screen else { return open(.report(ReportScreen())) }
    focus = .screen
    fetchScreen()
  }

  /// Asks for the figures of the period.
  mutating func fetch(_ report: ReportScreen) {
    var report = report
    report.number = number()
    report.trouble = nil
    screen = .report(report)
    send(.report(number: report.number, report.period(session)))
  }

  /// Takes in figures; the cursor stays on its bar wherever that stands now.
  mutating func receiveReport(_ number: Int, _ report: DeskReport) {
    changeReport(numbered: number) { page in
      let before = page.bars
      let chosen = before.indices.contains(page.cursor) ? before[page.cursor] : nil
      let isOfPeriod = page.report?.period == report.period
      page.report = report
      guard isOfPeriod, let chosen,
        let place = page.bars.firstIndex(where: {
          $0.figure == chosen.figure && $0.bar.key == chosen.bar.key
        })
      else { return }
      page.cursor = place
    }
    settleScreen()
  }

  /// Takes in why there are no figures.
  mutating func receiveReport(_ number: Int, trouble: String) {
    changeReport(numbered: number) { $0.trouble = trouble }
  }

  private mutating func changeReport(numbered number: Int, _ change: (inout ReportScreen) -> Void) {
    for index in screens.indices {
      guard case .report(var page) = screens[index].screen, page.number == number else { continue }
      change(&page)
      screens[index].screen = .report(page)
    }
  }

  mutating func moveInReport(by step: Int) {
    guard case .report(var page) = screen else { return }
    if var behind = page.behind {
      behind.cursor = min(max(behind.cursor + step, 0), max(behind.bar.entries.count - 1, 0))
      page.behind = behind
    } else {
      page.cursor = min(max(page.cursor + step, 0), max(page.bars.count - 1, 0))
      page.scroll(to: reportFlow(of: page), rows: screenInside.rows)
    }
    screen = .report(page)
  }

  /// Does what the page alone knows of; false where it is none of it.
  mutating func runInReport(_ id: ActionID, _ page: ReportScreen) -> Bool {
    var page = page
    switch id {
    case .openBar: openBar(page)
    case .back where page.behind != nil:
      page.behind = nil
      screen = .report(page)
    case .periodBefore: look(at: page, length: page.length, ago: page.ago + 1)
    case .periodAfter where page.ago == 0:
      say(phrase("This period ends today: there is none after it."))
    case .periodAfter: look(at: page, length: page.length, ago: page.ago - 1)
    case .periodLength:
      let lengths = ReportScreen.Length.allCases
      let place = lengths.firstIndex(of: page.length) ?? 0
      look(at: page, length: lengths[(place + 1) % lengths.count], ago: 0)
    default: return false
    }
    return true
  }

  private mutating func look(at page: ReportScreen, length: ReportScreen.Length, ago: Int) {
    var page = page
    page.length = length
    page.ago = ago
    page.behind = nil
    fetch(page)
  }

  /// The disputes behind the bar, and from them into one.
  private mutating func openBar(_ page: ReportScreen) {
    var page = page
    if let behind = page.behind {
      guard behind.bar.entries.indices.contains(behind.cursor) else { return }
      return openFromScreen(behind.bar.entries[behind.cursor].dispute)
    }
    guard page.isShown(session), page.bars.indices.contains(page.cursor) else { return }
    let (figure, bar) = page.bars[page.cursor]
    guard !bar.entries.isEmpty else { return say(phrase("No dispute is behind this bar.")) }
    page.behind = ReportScreen.Behind(figure: figure, bar: bar)
    screen = .report(page)
  }
}

extension ReportScreen {
  /// The sections in the order of the page: what is told by days, which is long, comes last.
  var sections: [DeskReport.Section] {
    let sections = report?.sections ?? []
    return sections.filter { !$0.figure.isDaily } + sections.filter(\.figure.isDaily)
  }

  /// Every bar, in the order of the page.
  var bars: [(figure: DeskReport.Figure, bar: DeskReport.Bar)] {
    sections.flatMap { section in
      section.gathered.map { (section.figure, $0) }
    }
  }

  /// Whether the figures at hand are of the period that is asked for.
  func isShown(_ session: Session) -> Bool { report?.period == period(session) }

  /// Lets the row of the cursor be visible, with what stands above it.
  fileprivate mutating func scroll(to flow: ReportFlow, rows: Int) {
    guard let place = flow.place(of: cursor) else {
      scroll = 0
      return
    }
    scroll = max(min(scroll, place.top), place.row - max(rows, 1) + 1)
    scroll = min(scroll, max(flow.rows - max(rows, 1), 0))
  }
}
