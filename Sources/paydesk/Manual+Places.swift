/// What the program reads of its surroundings.
extension Manual {
  /// Variables of the environment, and what each is for.
  static let variables: [(names: [String], meaning: String)] = [
    (
      ["PAYDESK_STORE", "PAYDESK_DB"],
      "The store: a file or a server, where neither `--store` nor `--db` names one."
    ),
    (["PAYDESK_AS"], "In the sample alone: one of its people to be, where `--as` names nobody."),
    (
      ["PAYDESK_BACKUPS", "PAYDESK_KEEP"],
      "Of the timer for copies: the folder, and how many copies are kept."
    ),
    (
      ["PAYDESK_DROP"],
      "The folder in which screenshots wait for the proof form; else `drop` beside the database."
    ),
    (
      ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"],
      "Where the folders below are, instead of ~/.local/share, ~/.config and ~/.local/state."
    ),
    (["XDG_CONFIG_DIRS"], "Where the machine's own configuration is, instead of /etc/xdg."),
    (["XDG_RUNTIME_DIR", "TMPDIR"], "Where a text lies while it is edited; else /tmp."),
    (["HOME"], "The home folder, where it is another than the login's."),
    (
      ["PAYDESK_OPEN"],
      "The program that opens a copy of a proof, or a link, outside of the terminal, by its words; else `open` of config.yaml, else xdg-open."
    ),
    (["VISUAL", "EDITOR"], "The editor for long texts; else vi."),
    (["PAGER"], "The pager for what is longer than a screen; else less."),
    (
      ["TERM", "COLORTERM", "NO_COLOR", "TMUX"],
      "What the terminal can show. With NO_COLOR there are no colours."
    ),
    (
      ["LC_ALL", "LC_CTYPE", "LANG"],
      "The first that is set says whether the terminal shows UTF-8; else ASCII is drawn."
    ),
  ]

  /// Files and folders, and what is in each.
  static let files: [(names: [String], meaning: String)] = [
    (["~/.local/share/paydesk/paydesk.db"], "The database, where nobody says otherwise."),
    (["~/.local/share/paydesk/proofs"], "Files of proofs, under their SHA-256."),
    (["~/.local/share/paydesk/drop"], "Screenshots that wait for the proof form."),
    (
      ["~/.local/share/paydesk/paydesk.db.drafts-*"],
      "What each login typed and has not recorded yet."
    ),
    (["~/.local/share/paydesk/sample"], "The database of the sample, and its proofs."),
    (
      ["~/.config/paydesk/config.yaml", "/etc/xdg/paydesk/config.yaml"],
      "The store, its replica, what opens files and links, `notice:`, `title:`, `mouse:`, `reader:`, `language:` and `keys:`, of a person and of the machine; `paydesk config show --origin` shows what counts."
    ),
    (["~/.config/paydesk/views.yaml"], "Views that a person keeps: queries under a name."),
    (["~/.config/paydesk/hooks.yaml"], "The programs that `paydesk due --run-hooks` tells."),
    (
      ["/etc/default/paydesk", "/etc/default/paydesk-LOGIN"],
      "Variables of the environment for the timers of a package, for all logins and for one."
    ),
    (
      ["~/.config/paydesk/macros.yaml", "/etc/xdg/paydesk/macros.yaml"],
      "Sequences of commands by name, of a person and of the machine; `paydesk macros` lists them."
    ),
    (["~/.config/paydesk/themes"], "Themes of one's own, base16 or base24."),
    (
      ["~/.local/state/paydesk"],
      "The chosen theme, what hooks have been told, and of a server what was typed and not recorded yet."
    ),
  ]
}
