extension DeskReport.Unit {
  /// A figure in words: `12`, `₹2,000`, `2 h 14 min`; of a time that nothing was measured for `–`.
  public func shown(_ value: Int64?) -> String {
    guard let value else { return "–" }
    switch self {
    case .disputes: return "\(value)"
    case .paise: return Money(paise: value).short
    case .seconds: return DeskReport.Unit.stretch(value)
    }
  }

  /// The two largest parts of a stretch of time: `3 d 4 h`, `2 h 14 min`, `14 min`, `45 s`.
  private static func stretch(_ seconds: Int64) -> String {
    let parts = [
      (seconds / 86_400, "d"), (seconds / 3_600 % 24, "h"), (seconds / 60 % 60, "min"),
      (seconds % 60, "s"),
    ]
    guard let first = parts.firstIndex(where: { $0.0 > 0 }) else { return "0 s" }
    // Under an hour the second part is more than anybody asks for.
    let taken = parts[first...].prefix(first < 2 ? 2 : 1).filter { $0.0 > 0 }
    return taken.map { "\($0.0) \($0.1)" }.joined(separator: " ")
  }
}

extension DeskReport.Section {
  /// The bars of days, put together so that there are 32 at most: by days, weeks, four weeks, quarters, years. The last may be
  /// of fewer days; bars of anything else stay as they are.
  public var gathered: [DeskReport.Bar] {
    guard figure.isDaily else { return bars }
    let size = [1, 7, 28, 91].first { bars.count <= 32 * $0 } ?? 364
    guard size > 1 else { return bars }
    return stride(from: 0, to: bars.count, by: size).map { start in
      let days = bars[start..<min(start + size, bars.count)]
      guard let first = days.first, let last = days.last else { return bars[start] }
      // Weeks are of one year or the next; what is longer may be of many.
      let year = CivilDay(iso: first.key)?.parts.year ?? 0
      return DeskReport.Bar(
        key: "\(first.key)/\(last.key)",
        label: size > 7
          ? Phrase("from \(first.label) \(year)") : Phrase("\(first.label) – \(last.label)"),
        measured: days.reduce(0) { $0 + $1.value }, entries: days.flatMap(\.entries))
    }
  }
}

extension ReportPeriod {
  /// `27 Oct – 25 Nov 2026`, with both years where they are two.
  public var shown: String {
    let (first, last) = (from.parts.year, to.parts.year)
    let beginning = first == last ? from.short : "\(from.short) \(first)"
    return "\(beginning) – \(to.short) \(last)"
  }
}
