/// A stretch of time of which an imported statement shows everything.
public struct StatementSpan: Hashable, Sendable, Codable {
  /// Whose book.
  public var statement: StatementKind
  /// Whose wallet; nil of the company's own account.
  public var vendor: VendorName?
  /// Its first moment.
  public var from: Instant
  /// Its last moment.
  public var to: Instant

  /// A stretch of time.
  public init(statement: StatementKind, vendor: VendorName?, from: Instant, to: Instant) {
    self.statement = statement
    self.vendor = vendor
    self.from = from
    self.to = to
  }

  /// The whole days, in India, from one to another, as far as a file that was read now can show them.
  ///
  /// Nil where that is no time at all.
  public init?(
    statement: StatementKind, vendor: VendorName?, days: ClosedRange<CivilDay>, importedAt: Instant
  ) {
    let offset = PaymentReference.india
    let next = CivilDay(sinceEpoch: days.upperBound.sinceEpoch + 1)
    from = Instant(day: days.lowerBound, second: 0, offset: offset)
    to = min(
      Instant(microseconds: Instant(day: next, second: 0, offset: offset).microseconds - 1),
      importedAt)
    self.statement = statement
    self.vendor = vendor
    guard from <= to else { return nil }
  }

  /// Whether it is of the same book as another.
  func isOfSameBook(as statement: StatementKind, _ vendor: VendorName?) -> Bool {
    self.statement == statement
      && self.vendor.map { Personal($0.text).folded } == vendor.map { Personal($0.text).folded }
  }
}

/// A span, with when its statement was imported.
public struct ImportedSpan: Hashable, Sendable {
  /// The span.
  public var span: StatementSpan
  /// When.
  public var importedAt: Instant

  /// A span of an import.
  public init(span: StatementSpan, importedAt: Instant) {
    self.span = span
    self.importedAt = importedAt
  }
}

extension [ImportedSpan] {
  /// The latest import of a book whose spans, put together, show everything between two moments; nil where some is not shown.
  public func covering(
    _ statement: StatementKind, of vendor: VendorName?, from: Instant, to: Instant
  ) -> Instant? {
    let spans = filter { $0.span.isOfSameBook(as: statement, vendor) }
      .sorted { $0.span.from < $1.span.from }
    var reached = from
    var latest: Instant?
    for imported in spans where imported.span.from <= reached && imported.span.to >= reached {
      latest = Swift.max(latest ?? imported.importedAt, imported.importedAt)
      guard imported.span.to < to else { return latest }
      // The next one may begin with the very next microsecond.
      reached = Instant(microseconds: imported.span.to.microseconds + 1)
    }
    return nil
  }
}
