import Journal
import Procedure

/// A link in the words of the bar, the longest first; nothing where all is well.
extension Link {
  /// What is said of a lost one at a moment, with a sign between the parts.
  func lostWords(at now: Instant, dot: String) -> [String] {
    guard case .lost(let since, let retryAt) = self else { return [] }
    let lost = phrase("connection lost \(Link.span(from: since, to: now))")
    let next =
      retryAt.flatMap { $0 > now ? phrase("next try in \(Link.span(from: now, to: $0))") : nil }
      ?? phrase("trying now")
    return [[lost, phrase("drafts are kept"), next], [lost, next], [lost]]
      .map { $0.joined(separator: " \(dot) ") }
  }

  /// What is said of one without notices.
  var pollingWords: [String] {
    guard case .polling(let seconds, let why) = self else { return [] }
    let short = phrase("polling every \(seconds) s")
    return ["\(short): \(why)", short]
  }

  /// `12 s`, from a hundred seconds on `2 min`, from a hundred minutes on `2 h`; seconds that have begun count.
  private static func span(from start: Instant, to end: Instant) -> String {
    let seconds = max((end.microseconds &- start.microseconds &+ 999_999) / 1_000_000, 0)
    if seconds < 100 { return phrase("\(seconds) s") }
    return seconds < 6_000 ? phrase("\(seconds / 60) min") : phrase("\(seconds / 3_600) h")
  }
}
