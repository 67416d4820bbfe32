import Exchange
import Foundation
import Journal
import Workbench

/// Every setting of the configuration as it counts now, with where that is said.
struct SettingsInEffect {
  /// A setting.
  struct Setting {
    var name: String
    /// Its value in words; nil where there is none.
    var value: String?
    var origin: Origin
    /// The keys of an action, where it is about them.
    var keys: KeyMap.Place?
  }

  /// Where a setting is said.
  enum Origin {
    /// Nowhere.
    case builtIn
    /// In a file, of the person's or for everybody on this machine.
    case file(String, line: Int?, isOwn: Bool)
    case environment(String)
    case option(String)
    /// By a preset of keys.
    case preset(String)

    /// As the list names it.
    var shown: String {
      switch self {
      case .builtIn: "built in"
      case .file(let file, let line, let isOwn):
        file + (line.map { ":\($0)" } ?? "") + (isOwn ? "" : " (machine)")
      case .environment(let name): "$" + name
      case .option(let name): name
      case .preset(let name): "the preset \(name)"
      }
    }

    var json: JSONValue {
      switch self {
      case .builtIn: .object([.init("kind", .string("built-in"))])
      case .file(let file, let line, let isOwn):
        .object([
          .init("kind", .string(isOwn ? "person" : "machine")), .init("file", .string(file)),
          .init("line", line.map { .integer($0) } ?? .null),
        ])
      case .environment(let name):
        .object([.init("kind", .string("environment")), .init("variable", .string(name))])
      case .option(let name):
        .object([.init("kind", .string("option")), .init("option", .string(name))])
      case .preset(let name):
        .object([.init("kind", .string("preset")), .init("preset", .string(name))])
      }
    }
  }

  private let desk: DeskOptions

  init(_ desk: DeskOptions) { self.desk = desk }

  /// All of them. Throws what is wrong with a file.
  var all: [Setting] {
    get throws {
      let store = try desk.choice
      let replica = try StoreChoice.configuredReplica(of: store)
      let opener = try OpenCommand.opener()
      let theme = OpenCommand.rememberedTheme
      let keys = try KeyMap.inEffect()
      return [
        Setting(
          name: "store", value: store.address.description,
          origin: try origin(store.origin, .store)),
        Setting(
          name: "replica", value: replica?.address.description,
          origin: try replica.map { try origin($0.origin, .replica) } ?? .builtIn),
        Setting(
          name: "open", value: opener?.words.joined(separator: " ") ?? "xdg-open",
          origin: try opener.map { try origin($0.origin, .open) } ?? .builtIn),
        try configured(ScreenSetting.notice),
        try configured(ScreenSetting.title),
        try configured(ScreenSetting.mouse),
        try configured(ScreenSetting.reader),
        try configured(ScreenSetting.language),
        Setting(
          name: "theme", value: theme ?? "terminal",
          origin: theme == nil
            ? .builtIn : .file(OpenCommand.themeFile, line: 1, isOwn: true)),
        Setting(name: "drop", value: try desk.dropFolder, origin: variable(["PAYDESK_DROP"])),
        Setting(
          name: "editor", value: variableValue(["VISUAL", "EDITOR"]) ?? "vi",
          origin: variable(["VISUAL", "EDITOR"])),
        Setting(
          name: "pager", value: variableValue(["PAGER"]) ?? "less", origin: variable(["PAGER"])),
        Setting(
          name: "log", value: desk.log, origin: desk.log == nil ? .builtIn : .option("--log")),
        Setting(
          name: "keys.preset", value: keys.preset?.rawValue, origin: origin(keys.presetOrigin)),
      ] + keys.places.map(setting)
    }
  }

  private func setting(_ place: KeyMap.Place) -> Setting {
    Setting(
      name: "keys.\(place.contexts.joined(separator: ",")).\(place.word)",
      value: place.keys.isEmpty ? nil : place.keys.joined(separator: " "),
      origin: origin(place.origin), keys: place)
  }

  private func configured<Value>(_ setting: ScreenSetting<Value>) throws -> Setting {
    let (value, file) = try setting.told
    return Setting(
      name: setting.name.rawValue, value: value,
      origin: try file.map { try origin($0, setting.name) } ?? .builtIn)
  }

  // MARK: Where it is said

  private func origin(_ origin: StoreChoice.Origin, _ setting: ConfigurationSetting) throws
    -> Origin
  {
    switch origin {
    case .option(let name): .option(name)
    case .environment(let name): .environment(name)
    case .configuration(let file): try self.origin(file, setting)
    case .usual: .builtIn
    }
  }

  private func origin(_ file: String, _ setting: ConfigurationSetting) throws -> Origin {
    .file(file, line: try Configuration.file(file)?.lines[setting], isOwn: isOwn(file))
  }

  private func origin(_ origin: KeyMap.Origin) -> Origin {
    switch origin {
    case .usual: .builtIn
    case .preset(let preset): .preset(preset.rawValue)
    case .file(let file, let line): .file(file, line: line, isOwn: isOwn(file))
    }
  }

  private func isOwn(_ file: String) -> Bool { file == Folders.configurations.first }

  private func variable(_ names: [String]) -> Origin {
    names.first(where: isSet).map(Origin.environment) ?? .builtIn
  }

  private func variableValue(_ names: [String]) -> String? {
    names.first(where: isSet).flatMap { ProcessInfo.processInfo.environment[$0] }
  }

  private func isSet(_ name: String) -> Bool {
    !(ProcessInfo.processInfo.environment[name] ?? "").isEmpty
  }
}
