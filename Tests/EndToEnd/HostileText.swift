/// Text as nobody should have to read it: whatever a terminal, a spreadsheet or a shell would obey.
enum HostileText {
  /// Sequences that move, ask, write elsewhere or hide, each as it might stand in a name.
  static let attacks: [String] = [
    "\u{1B}[31;1337H", "\u{1B}]0;pwned\u{7}", "\u{1B}]2;pwned\u{7}", "\u{1B}]52;c;cHduZWQ=\u{7}",
    "\u{1B}]8;;http://evil.example\u{1B}\\link", "\u{1B}P$q\"p\u{1B}\\", "\u{1B}_Gpwned\u{1B}\\",
    "\u{1B}^private\u{1B}\\", "\u{1B}Xstring\u{1B}\\", "\u{1B}[6n", "\u{1B}[c", "\u{1B}[21t",
    "\u{1B}[?1000h", "\u{1B}[3J", "\u{1B}[200~", "\u{1B}c", "\u{1B}#8", "\u{1B}(0", "\u{1B}%G",
    "\u{1B}",
    "\u{9B}31;1337H", "\u{9D}0;pwned\u{9C}", "\u{90}q\u{9C}", "\u{85}", "\u{8D}",
    "\u{202E}desrever\u{202C}", "\u{2066}isolated\u{2069}", "\u{200F}", "\u{61C}",
    String(repeating: "\u{200B}", count: 60), String(repeating: "\u{200D}", count: 60),
    "\u{E0041}\u{E0042}\u{E007F}", "\u{FEFF}", "\u{AD}", "\u{3164}", "\u{FE0F}", "\u{180E}",
    "e" + String(repeating: "\u{301}", count: 100), "\u{2028}\u{2029}", "\u{E000}", "\u{10FFFF}",
    "\u{FFFE}", "\u{7}\u{8}\u{E}\u{F}", "\r\nforged: line", "\t",
    String((1..<0x20).compactMap(Unicode.Scalar.init).map(Character.init)) + "\u{7F}",
    String((0x80..<0xA0).compactMap(Unicode.Scalar.init).map(Character.init)),
    "$(touch pwned)", "`touch pwned`", "; touch pwned;", "'; DROP TABLE event; --",
    "../../../etc/passwd",
    "=HYPERLINK(\"http://evil.example\")", "%s%n%s%n", "&lt;",
  ]

  /// All of them behind a word by which the text is known again.
  static func text(_ word: String) -> String { word + " " + attacks.joined(separator: " ") }

  /// A shorter one, another with each number, for what is shown in few cells: the attack comes at once.
  static func short(_ word: String, _ number: Int) -> String {
    "\(word)\(attacks[number % attacks.count])\(word)"
  }

  /// All bytes that there are, and what UTF-8 forbids: halves of surrogates, too long forms, beginnings without an end.
  static let bytes: [UInt8] =
    Array(1...255) + [
      0xED, 0xA0, 0x80, 0xED, 0xBF, 0xBF, 0xC0, 0x80, 0xF5, 0x80, 0x80, 0x80, 0xE2, 0x82, 0x1B,
    ]
    + Array("[31;1337H".utf8)
}
