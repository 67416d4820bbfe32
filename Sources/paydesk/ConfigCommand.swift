import ArgumentParser
import Exchange
import Workbench

/// What is set, and where.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show what is set and who says so, keys among it.",
    discussion: """
      Settings stand in config.yaml, in $XDG_CONFIG_HOME/paydesk or ~/.config/paydesk, and for everybody on this machine \
      in $XDG_CONFIG_DIRS or /etc/xdg. `keys:` in it says which keys do what: docs/keys.md tells how.
      """,
    subcommands: [Show.self, Schema.self], defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print each setting in effect, and the keys.",
      discussion: """
        With --origin each has where it comes from: built in, a file and its line, a variable of the environment, or an option. \
        A name shows what begins with it alone, as `keys`, `keys.queue` or `store`.
        """)

    @Argument(help: "Only settings whose names begin with this.")
    var name: String?

    @Flag(help: "Where each comes from, too.")
    var origin = false

    @OptionGroup var desk: DeskOptions
    @OptionGroup var json: JSONOption

    func run() throws {
      let settings = try SettingsInEffect(desk).all.filter(isMeant)
      if let name, settings.isEmpty {
        throw CommandFailure(
          .usage, "no setting is called “\(name)”: `paydesk config show` lists them.")
      }
      guard !json.isJSON else { return Output.json(.array(settings.map(\.json))) }
      let rows = settings.map { setting in
        ["\(setting.name):", setting.value ?? "(none)"] + (origin ? [setting.origin.shown] : [])
      }
      for line in Output.table(rows, rightAligned: []) { Output.line(line) }
    }

    /// Whether its name begins with the one that was given, at the end of a word of it: `keys.queue` also means the keys that
    /// stand there with those of other contexts.
    private func isMeant(_ setting: SettingsInEffect.Setting) -> Bool {
      guard let name else { return true }
      let wanted = name.split(separator: ".").map(String.init)
      guard let place = setting.keys else {
        return setting.name.split(separator: ".").map(String.init).starts(with: wanted)
      }
      guard wanted.first == "keys", wanted.count <= 3 else { return false }
      if wanted.count > 1, !place.isIn(wanted[1]) { return false }
      return wanted.count < 3 || place.word == wanted[2]
    }
  }

  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a JSON schema of config.yaml.",
      discussion: """
        For editors that complete and check YAML. It is installed too, as share/paydesk/config.schema.json; the first line of \
        config.yaml names it: # yaml-language-server: $schema=/usr/share/paydesk/config.schema.json
        """)

    func run() { Output.line(ConfigurationSchema.json.lines) }
  }
}

extension KeyMap.Place {
  /// Whether it counts in a context or in a part of it.
  fileprivate func isIn(_ name: String) -> Bool {
    guard let context = KeyContext(named: name) else { return false }
    return contexts.contains {
      KeyContext(named: $0)?.modes.isDisjoint(with: context.modes) == false
    }
  }
}

extension SettingsInEffect.Setting {
  fileprivate var json: JSONValue {
    var fields: [JSONValue.Field] = [
      .init("name", .string(name)), .init("value", value.map { .string($0) } ?? .null),
    ]
    if let keys {
      fields += [
        .init("contexts", .array(keys.contexts.map { .string($0) })),
        .init("action", .string(keys.word)), .init("id", .string(keys.id.rawValue)),
        .init("keys", .array(keys.keys.map { .string($0) })),
      ]
    }
    return .object(fields + [.init("origin", origin.json)])
  }
}
