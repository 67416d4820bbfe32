/// The page of keys, `docs/keys.md`: written from the action table, and compared with it by a test.
public enum KeyPage {
  /// The page.
  public static var markdown: String {
    var lines = [
      "# Keys", "",
      "Written from the table of actions; `PAYDESK_RECORD=1 swift test --filter KeyPage` writes it anew.",
      "These are the usual keys; [keys of your own](#keys-of-your-own) says how to have others. `?` and `paydesk config show keys`",
      "always show those in effect.",
      "",
      "In a form every letter types, and Ctrl-A, Ctrl-E, Ctrl-B, Ctrl-F, Ctrl-D, Ctrl-H, Ctrl-K, Ctrl-U, Ctrl-W, Ctrl-Y, Alt-B,",
      "Alt-F and Alt-D edit as they do in a shell. Each function key has a twin for keyboards that lack it: Alt-2 is F2.",
    ]
    for mode in Mode.allCases {
      lines += [
        "", "## \(mode.heading.english)", "", "| key | name | what it does |",
        "| --- | --- | --- |",
      ]
      for action in Action.all(in: mode) where !action.keyNames.isEmpty {
        let keys = shown(action.keyNames)
        let word = action.keyWord(in: [mode])
        let name = word == action.word ? action.name : "\(action.name) (`\(word)`)"
        lines.append("| \(keys) | \(name) | \(action.summary) |")
      }
    }
    let unbound = Action.table.filter(\.keyNames.isEmpty)
    lines += ["", "## By name", "", "`:` and the name; these have no key.", ""]
    lines += unbound.map { "- **\($0.name)**: \($0.summary)" }
    return (lines + ownKeys).joined(separator: "\n") + "\n"
  }

  private static func shown(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: " ").replacing("|", with: "\\|")
  }

  // MARK: Keys of one's own

  private static var ownKeys: [String] {
    let needed = Action.table.filter { Action.needsKey.contains($0.id) }.map { "`\($0.word)`" }
    return [
      "", "## Keys of your own", "",
      "In `config.yaml` in `$XDG_CONFIG_HOME/paydesk` or `~/.config/paydesk`; the machine’s own, in `/etc/xdg/paydesk`, counts below it:",
      "", "    keys:", "      preset: vi", "      everywhere:", "        search: [\"/\", Ctrl-g]",
      "      queue:", "        claim: x", "        unmask: []", "      form:", "        save: F12",
      "",
      "An action is called by its name, with `-` for a space, or as it stands in brackets behind it. It has a key, a list of keys of which",
      "hints show the first, or `[]` for none; what has no key is run by its name behind `:`. Keys are called `x`, `X`, `\"?\"`, `F12`,",
      "`Ctrl-x`, `Alt-x`, `Enter`, `Space`, `Tab`, `Shift-Tab`, `Backspace`, `Del`, `Ins`, `PgUp`, `PgDn`, `Home`, `End`, `Up`, `Shift-Up`,",
      "`Ctrl-Up`, `Alt-Up`, and so on. Signs stand in quotes, for YAML means something by many of them.",
      "",
      "What is wrong is told at once, with file, line and what to do, and the workbench does not open: an unknown name, and two actions on one key,",
      "with both places. A narrower context counts over a wider one, what you say over what the machine says, and that over the preset.",
      "`paydesk config show keys --origin` shows each key in effect and who says so; `paydesk config schema` prints a JSON schema for editors.",
      "",
      "- `Esc` and `Ctrl-c` give up wherever one is: no action takes them, and none that has them loses them.",
      "- \(needed.joined(separator: ", ")) keep a key at least: nothing else does what they do there.",
      "- In a form and in lists to choose from, letters and the keys above that edit belong to the text.",
      "- A view that you keep on a number key has it, whatever else is on it.",
      "", "| context | where |", "| --- | --- |",
    ]
      + KeyContext.all.map { "| `\($0.name)` | \($0.shown) |" }
      + KeyPreset.allCases.flatMap(preset)
  }

  private static func preset(_ preset: KeyPreset) -> [String] {
    [
      "", "### The preset `\(preset.rawValue)`", "", "It \(preset.summary).", "",
      "| context | name | keys |", "| --- | --- | --- |",
    ]
      + preset.changes.map { change in
        let contexts = KeyContext.names(of: change.modes).map { "`\($0)`" }.joined(separator: " ")
        return "| \(contexts) | \(Action.of(change.id).name) | \(shown(change.keyNames)) |"
      }
  }
}
