/// The page of keys, `docs/keys.md`: written from the action table, and compared with it by a test.
public enum KeyPage {
  /// The page.
  public static var markdown: String {
    var lines = [
      "# Keys", "",
      "Written from the table of actions; `PAYDESK_RECORD=1 swift test --filter KeyPage` writes it anew.",
      "",
      "In a form every letter types, and Ctrl-A, Ctrl-E, Ctrl-B, Ctrl-F, Ctrl-D, Ctrl-H, Ctrl-K, Ctrl-U, Ctrl-W, Ctrl-Y, Alt-B,",
      "Alt-F and Alt-D edit as they do in a shell. Each function key has a twin for keyboards that lack it: Alt-2 is F2.",
    ]
    for mode in Mode.allCases {
      lines += ["", "## \(mode.shown)", "", "| key | name | what it does |", "| --- | --- | --- |"]
      for action in Action.all(in: mode) where !action.keyNames.isEmpty {
        let keys = action.keyNames.map { "`\($0)`" }.joined(separator: " ")
          .replacing("|", with: "\\|")
        lines.append("| \(keys) | \(action.name) | \(action.summary) |")
      }
    }
    let unbound = Action.table.filter(\.keyNames.isEmpty)
    lines += ["", "## By name", "", "`:` and the name; these have no key.", ""]
    lines += unbound.map { "- **\($0.name)**: \($0.summary)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
