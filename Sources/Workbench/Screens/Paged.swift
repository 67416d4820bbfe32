import Terminal

/// What is looked at, whole, in the person's pager.
extension Model {
  /// Hands the dispute that is shown over, with everything that happened to it.
  mutating func showInPager() {
    guard let look = pane.look, let history = pane.history else {
      return say(phrase("There is no dispute here."), .refusal)
    }
    let page = DisputePage(
      look, history, desk: session.desk, actor: session.actor, now: session.now,
      isUnmasked: pane.isUnmasked)
    let text = page.text(columns: min(size.columns, 100))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    send(
      .pager(
        session.glyphs.printed(
          session.glyphs.isRead ? lines.map(spoken).joined(separator: "\n") : text)))
  }
}
