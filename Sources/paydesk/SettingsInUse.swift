import Exchange
import Foundation
import Journal
import Pictures
import Procedure
import Terminal
import Workbench

/// What this process runs with, and where each piece was said.
struct SettingsInUse {
  /// A path, a version or a setting.
  struct Setting {
    var name: String
    var value: String
    var from: String
  }

  private let desk: DeskOptions
  private let environment = ProcessInfo.processInfo.environment

  init(_ desk: DeskOptions) { self.desk = desk }

  /// All of them, with nothing that is somebody's own.
  var all: [Setting] {
    (program + libraries + store + files + screen + programs).map {
      Setting(name: $0.name, value: impersonal($0.value), from: impersonal($0.from))
    }
  }

  // MARK: The program

  private var program: [Setting] {
    let system = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8))?
      .split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
      .map { $0.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" } }
    let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return [
      Setting(name: "version", value: "\(Paydesk.version)", from: "the program"),
      Setting(name: "program", value: path ?? "not known", from: "the system"),
      Setting(
        name: "system", value: [system ?? "not known", machine].joined(separator: ", "),
        from: "/etc/os-release"),
      Setting(
        name: "sqlite", value: (try? SQLiteLibrary.version) ?? "not known", from: "the library"),
      Setting(name: "ncurses", value: TerminalReport.libraryVersion, from: "the library"),
      Setting(
        name: "libpq", value: PostgresLibrary.version ?? "not found", from: "the library"),
    ]
  }

  private var libraries: [Setting] {
    let names = [
      ("chafa", PictureLibraries.chafa), ("png", PictureLibraries.png),
      ("jpeg", PictureLibraries.jpeg), ("qrencode", QRCode.library),
    ]
    return names.map { name, library in
      Setting(
        name: name, value: LoadedLibrary.file(library) ?? "\(library): not found",
        from: "the library")
    }
  }

  private var machine: String {
    var name = utsname()
    guard uname(&name) == 0 else { return "not known" }
    return withUnsafeBytes(of: name.machine) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  // MARK: The store

  private var store: [Setting] {
    let choice: StoreChoice
    do {
      choice = try desk.choice
    } catch {
      return [Setting(name: "store", value: sentence(of: error), from: "the configuration")]
    }
    var settings = [
      Setting(name: "store", value: choice.address.description, from: choice.origin.name)
    ]
    var known = SQLiteLibrary.knownSchema
    if case .server = choice.address { known = PostgresLibrary.knownSchema }
    do {
      // As a copy is read, so that looking changes nothing.
      let store = try openStore(at: choice.address, isRead: true)
      settings += try content(of: store, at: choice.address, known)
    } catch {
      settings.append(Setting(name: "opened", value: sentence(of: error), from: "the store"))
      settings.append(
        Setting(name: "schema", value: "this program knows \(known)", from: "the program"))
    }
    if let replica = try? StoreChoice.configured(\.replica) {
      settings.append(
        Setting(name: "replica", value: replica.address.description, from: replica.origin.name))
    }
    return settings
  }

  private func content(
    of store: any Store, at address: StoreAddress, _ known: Int
  ) throws -> [Setting] {
    let desk = try store.desk()
    let policy = desk.policy
    let zone = PolicyFile.offset(policy.offset)
    let role = desk.actor(try store.login(), at: store.now()).map { actor in
      actor.role.shown.english + (actor.standsFor == nil ? "" : ", as deputy")
    }
    return [
      Setting(name: "opened", value: store.isSample ? "yes, a sample" : "yes", from: "the store"),
      Setting(
        name: "schema", value: "\(try store.schema()), this program knows \(known)",
        from: "the store"),
      Setting(name: "role", value: role ?? "none", from: "the store"),
      Setting(
        name: "policy",
        value: desk.policyNumber == 0
          ? "the built-in one, times at \(zone)"
          : "the \(desk.policyNumber). that was adopted, times at \(zone)",
        from: desk.policyNumber == 0 ? "the program" : "the store"),
      Setting(
        name: "proofs", value: store.proofsFolder ?? "in the store", from: "the store"),
      Setting(
        name: "drafts", value: OpenCommand.draftsOfAll(at: address), from: "the store"),
      Setting(
        name: "exposure", value: store.exposure(wholly: false) ?? "none", from: "the file system"),
    ]
  }

  // MARK: Files and folders

  private var files: [Setting] {
    var settings = Folders.configurations.enumerated().map { index, file in
      Setting(
        name: index == 0 ? "config" : index == 1 ? "config-machine" : "config-machine-\(index)",
        value: "\(file): \(state(ofConfiguration: file))",
        from: index == 0 ? origin("XDG_CONFIG_HOME") : origin("XDG_CONFIG_DIRS"))
    }
    let hooks = Folders.config + "/hooks.yaml"
    let views = ViewsStore.own.path
    settings += [
      Setting(
        name: "hooks",
        value: "\(hooks): \(state(of: hooks) { HooksFile.parse($0, file: hooks).mistakes })",
        from: origin("XDG_CONFIG_HOME")),
      Setting(
        name: "views",
        value: "\(views): \(state(of: views) { ViewsFile.parse($0, file: views).mistakes })",
        from: origin("XDG_CONFIG_HOME")),
    ]
    settings += Folders.macros.enumerated().map { index, file in
      Setting(
        name: index == 0 ? "macros" : index == 1 ? "macros-machine" : "macros-machine-\(index)",
        value: "\(file): \(state(of: file) { MacrosFile.parse($0, file: file).mistakes })",
        from: index == 0 ? origin("XDG_CONFIG_HOME") : origin("XDG_CONFIG_DIRS"))
    }
    settings += [
      Setting(name: "data", value: Folders.data, from: origin("XDG_DATA_HOME")),
      Setting(name: "state", value: Folders.state, from: origin("XDG_STATE_HOME")),
      Setting(
        name: "drop", value: (try? desk.dropFolder) ?? "not known", from: origin("PAYDESK_DROP")),
      Setting(name: "tour", value: OpenCommand.tourFile, from: origin("XDG_STATE_HOME")),
      Setting(
        name: "log", value: desk.log ?? "none",
        from: desk.log == nil ? "the usual" : "--log"),
    ]
    return settings
  }

  private func state(ofConfiguration file: String) -> String {
    state(of: file) { bytes in
      switch ConfigurationFile.parse(bytes, file: file, home: Login.current.home) {
      case .success(let configuration): configuration.keys?.mistakes
      case .failure(let mistakes): mistakes
      }
    }
  }

  /// Whether a file is read, and if not, why not; what it says is the person's own.
  private func state(of file: String, mistakes: ([UInt8]) -> SourceMistakes?) -> String {
    let given = GivenFile(name: file)
    guard given.exists else { return "not there" }
    do {
      let found = mistakes(try given.bytes(limit: 1 << 19))?.list ?? []
      let lines = found.compactMap(\.line).map { "line \($0)" }
      return found.isEmpty
        ? "read"
        : (found.count == 1 ? "1 mistake" : "\(found.count) mistakes")
          + (lines.isEmpty ? "" : ": \(lines.joined(separator: ", "))")
    } catch {
      return error.message
    }
  }

  // MARK: The screen

  private var screen: [Setting] {
    let remembered = OpenCommand.rememberedTheme
    let theme = Theme.bundled(named: remembered ?? "terminal") ?? .terminal
    let terminal = TerminalReport.current(theme: theme)
    func named(_ name: String, _ value: String) -> Setting {
      Setting(name: name, value: value.isEmpty ? "not set" : value, from: "$" + name)
    }
    return [
      named("TERM", terminal.name), named("COLORTERM", terminal.colours),
      named("NO_COLOR", terminal.isColourless ? "set" : ""),
      named("TMUX", terminal.isTmux ? "set" : ""),
      Setting(
        name: "described-as", value: terminal.described ?? "no description is found",
        from: "terminfo"),
      Setting(
        name: "colours",
        value: terminal.depth.map { $0 == .mono ? "none" : "\($0.rawValue)" } ?? "not known",
        from: terminal.isColourless ? "$NO_COLOR" : "terminfo"),
      Setting(
        name: "size",
        value: terminal.size.map { "\($0.columns) columns, \($0.rows) rows" }
          ?? "standard output is no terminal",
        from: "the terminal"),
      Setting(
        name: "locale", value: terminal.locale.isEmpty ? "not set" : terminal.locale,
        from: first(of: ["LC_ALL", "LC_CTYPE", "LANG"]).map { "$" + $0 } ?? "the usual"),
      Setting(
        name: "signs", value: terminal.isUTF8 ? "UTF-8" : "ASCII", from: "the locale"),
      Setting(
        name: "clipboard", value: terminal.hasClipboard ? "OSC 52" : "none", from: "the terminal"),
      Setting(
        name: "theme", value: remembered ?? "terminal",
        from: remembered == nil ? "the usual" : OpenCommand.themeFile),
      Setting(name: "themes", value: Folders.themes, from: origin("XDG_CONFIG_HOME")),
      configured(ScreenSetting.reader),
      configured(ScreenSetting.language),
      configured(ScreenSetting.notice),
      configured(ScreenSetting.title),
      configured(ScreenSetting.mouse),
      keys,
    ]
  }

  private var keys: Setting {
    do {
      let keys = try KeyMap.inEffect()
      let preset = keys.preset.map { "the preset \($0.rawValue)" } ?? "the usual"
      let own = keys.places.filter { if case .file = $0.origin { true } else { false } }.count
      let files = Set(
        keys.places.compactMap(\.origin.file) + [keys.presetOrigin.file].compactMap(\.self))
      return Setting(
        name: "keys", value: own == 0 ? preset : "\(preset), \(own) changed",
        from: files.isEmpty ? "the usual" : files.sorted().joined(separator: ", "))
    } catch {
      return Setting(name: "keys", value: sentence(of: error), from: "the configuration")
    }
  }

  // MARK: Programs

  private var programs: [Setting] {
    let editor = first(of: ["VISUAL", "EDITOR"])
    let pager = first(of: ["PAGER"])
    let opener = try? OpenCommand.opener()
    return [
      Setting(
        name: "editor", value: editor.flatMap { environment[$0] } ?? "vi",
        from: editor.map { "$" + $0 } ?? "the usual"),
      Setting(
        name: "pager", value: pager.flatMap { environment[$0] } ?? "less",
        from: pager.map { "$" + $0 } ?? "the usual"),
      Setting(
        name: "tesseract", value: PictureLibraries.reader ?? "not found", from: origin("PATH")),
      Setting(
        name: "open", value: opener?.words.joined(separator: " ") ?? "xdg-open",
        from: opener?.origin.name ?? "the usual"),
    ]
  }

  // MARK: Words

  /// A setting of the configuration; a broken file is told of where it is named.
  private func configured<Value>(_ setting: ScreenSetting<Value>) -> Setting {
    let told = try? setting.told
    return Setting(
      name: setting.name.rawValue, value: told?.value ?? setting.usualText,
      from: told?.file ?? "the usual")
  }

  private func first(of names: [String]) -> String? {
    names.first { !(environment[$0] ?? "").isEmpty }
  }

  private func origin(_ variable: String) -> String {
    first(of: [variable]).map { "$" + $0 } ?? "the usual"
  }

  private func sentence(of error: any Error) -> String {
    CommandFailure(error)?.message ?? "\(error)"
  }

  /// A text without the home folder, the login's name, and whoever logs in to a server.
  private func impersonal(_ text: String) -> String {
    let login = Login.current
    var text = StoreAddress.withoutUser(StoreAddress.withoutPassword(text))
    if login.home.count > 1 { text = text.replacing(login.home, with: "~") }
    text = text.replacing("“\(login.name)”", with: "LOGIN")
      .split(separator: " ", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("user=") }.joined(separator: " ")
    return text.split(separator: "/", omittingEmptySubsequences: false)
      .map { $0 == login.name ? "LOGIN" : String($0) }.joined(separator: "/")
  }
}

extension Result where Failure == SourceMistakes {
  /// What is wrong with a file that was read; nil where nothing is.
  fileprivate var mistakes: SourceMistakes? {
    if case .failure(let mistakes) = self { mistakes } else { nil }
  }
}
