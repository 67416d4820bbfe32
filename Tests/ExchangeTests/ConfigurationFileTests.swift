import Exchange
import Journal
import Testing

@Suite("The configuration file")
struct ConfigurationFileTests {
  private func read(_ yaml: String) -> Result<Configuration, SourceMistakes> {
    ConfigurationFile.parse(Array(yaml.utf8), file: "config.yaml", home: "/home/asha")
  }

  private func mistakes(_ yaml: String) -> String {
    switch read(yaml) {
    case .success(let configuration): "\(configuration)"
    case .failure(let mistakes): mistakes.description
    }
  }

  @Test("sets a store and a replica")
  func settings() throws {
    let configuration = try read(
      "store: postgres://desk.example/paydesk\nreplica: service=paydesk-reports\n"
    ).get()
    #expect(configuration.store == .server("postgres://desk.example/paydesk"))
    #expect(configuration.replica == .server("service=paydesk-reports"))
    #expect(try read("store: ~/desk/paydesk.db").get().store == .file("/home/asha/desk/paydesk.db"))
    #expect(try read("store: /srv/paydesk.db").get().store == .file("/srv/paydesk.db"))
  }

  @Test("sets what opens a file, by its words")
  func opener() throws {
    #expect(try read("open: feh --fullscreen\n").get().opener == ["feh", "--fullscreen"])
    for yaml in ["open: [feh]\n", "open: \"\"\n", "open: \"a\\tb\"\n"] {
      #expect(mistakes(yaml).contains("config.yaml:1: open:"), "\(yaml)")
    }
  }

  @Test("sets nothing where nothing stands", arguments: ["", "# all is usual\n", "store:\n", "~"])
  func nothing(yaml: String) throws { #expect(try read(yaml).get() == Configuration()) }

  @Test("names file, line, what was found and what was expected, of everything that is wrong")
  func all() {
    let text = mistakes("sotre: /a.db\nstore: paydesk.db\nreplica: [a, b]\n")
    #expect(
      text == """
        config.yaml:1: found “sotre”, expected one of store, replica, open, notice, title, mouse, reader, language, keys
        config.yaml:2: store: found “paydesk.db”, expected a file’s whole path, postgres://HOST/NAME or service=NAME
        config.yaml:3: replica: a file’s whole path, postgres://HOST/NAME or service=NAME
        """, "\(text)")
  }

  @Test("sets the language of the screens")
  func language() throws {
    #expect(try read("language: hi").get().language == .hindi)
    #expect(try read("language: en").get().language == .english)
    #expect(
      mistakes("language: Hindi\n")
        == "config.yaml:1: language: found “Hindi”, expected one of en, hi")
  }

  @Test("sets how one is told, and whether the window has a title of ours")
  func notices() throws {
    for notice in Configuration.Notice.allCases {
      #expect(try read("notice: \(notice.rawValue)\n").get().notice == notice)
    }
    #expect(try read("title: off").get().title == false)
    #expect(try read("title: on").get().title == true)
    #expect(try read("mouse: on").get().mouse == true)
    #expect(try read("mouse: off").get().mouse == false)
    #expect(mistakes("mouse: yes\n").contains("mouse: found “yes”, expected one of on, off"))
    #expect(
      mistakes("notice: loud\ntitle: [x]\n") == """
        config.yaml:1: notice: found “loud”, expected one of off, bell, osc9, osc777
        config.yaml:2: title: found “fields or a list”, expected one of on, off
        """)
  }

  @Test("reads what is said of keys as it is written, with each line")
  func keys() throws {
    let keys = try #require(
      try read(
        """
        title: off
        keys:
          preset: vi
          queue:
            claim: c
            mark: [Space, "~"]
            note: []
          form:
        """
      ).get().keys)
    #expect(keys.file == "config.yaml")
    #expect(keys.preset == .init("vi", line: 3))
    #expect(
      keys.entries == [
        .init(
          context: .init("queue", line: 4), action: .init("claim", line: 5),
          keys: [.init("c", line: 5)]),
        .init(
          context: .init("queue", line: 4), action: .init("mark", line: 6),
          keys: [.init("Space", line: 6), .init("~", line: 6)]),
        .init(context: .init("queue", line: 4), action: .init("note", line: 7), keys: []),
      ])
    #expect(try read("title: off\nkeys:\n  preset: vi\n").get().lines == [.title: 1, .keys: 2])
  }

  @Test("keys that are no keys are told with the quotes that signs need")
  func brokenKeys() {
    #expect(
      mistakes("keys:\n  queue:\n    claim: ~\n    note: #\n    mark: {a: b}\n  form: [x]\n")
        == """
        config.yaml:3: keys.queue.claim: found “nothing”, expected a key, a list of keys, or [] for none; signs stand in quotes, as in "?" and "#"
        config.yaml:4: keys.queue.note: found “nothing”, expected a key, a list of keys, or [] for none; signs stand in quotes, as in "?" and "#"
        config.yaml:5: keys.queue.mark: found “fields or a list”, expected a key, a list of keys, or [] for none; signs stand in quotes, as in "?" and "#"
        config.yaml:6: keys.form: found “a list”, expected actions, each with its key or keys
        """)
    #expect(mistakes("keys: vi\n").contains("keys: found “vi”, expected preset: and contexts"))
    #expect(mistakes("keys:\n  preset: [vi]\n").contains("expected a preset’s name"))
  }

  @Test("says a doubled key, a broken file and one that is no text")
  func broken() {
    #expect(mistakes("store: /a.db\nstore: /b.db\n").contains("store"))
    #expect(mistakes("store: [").hasPrefix("config.yaml"))
    #expect(mistakes("just words").contains("settings, each on a line of its own"))
    let bytes = ConfigurationFile.parse([0xFF, 0xFE], file: "config.yaml", home: "/")
    guard case .failure(let mistakes) = bytes else {
      Issue.record("bytes that are no text were taken")
      return
    }
    #expect(
      mistakes.description.hasPrefix(
        "config.yaml:1: found “bytes that are no text”, expected UTF-8"))
  }

  @Test("repeats no password")
  func password() {
    let text = mistakes("store: postgre://asha:s3cret@desk/paydesk\n")
    #expect(text.contains("postgre://asha@desk/paydesk"), "\(text)")
    #expect(!text.contains("s3cret"))
  }
}
