import ArgumentParser
import Exchange
import Foundation
import Journal
import Terminal
import Workbench

/// Opens the workbench; what `paydesk` alone does.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the workbench.")

  @OptionGroup var desk: DeskOptions
  @OptionGroup var replica: ReplicaOption
  @OptionGroup var reader: ReaderOption

  func run() throws { try OpenCommand.open(desk, replica, reader) }

  /// The one place where the command line hands over to the workbench.
  static func open(
    _ desk: DeskOptions, _ replica: ReplicaOption?, _ reader: ReaderOption
  ) throws {
    guard Output.isTerminal(0), Output.isTerminal(1) else {
      throw CommandFailure(
        .usage, "the workbench needs a terminal; `paydesk --help` lists what works without one.")
    }
    let keys = try KeyMap.inEffect()
    let access = try desk.open()
    var options = try options(access, desk)
    options.keys = keys
    options.remark = access.journal.exposure(wholly: false)?.sentence
    do {
      options.replica = try replica?.choice(for: try desk.choice).map {
        try openStore(at: $0.address, isRead: true)
      }
    } catch {
      // What is only read elsewhere holds up nobody's work.
      options.remark = CommandFailure(error).map {
        "Reports and searches are read from the store itself: \($0.message)"
      }
    }
    options.log = Diagnostics.log
    options.macroFiles = Folders.macros
    options.notice = ScreenOptions.Notice(try ScreenSetting.notice.inEffect.value)
    options.setsTitle = try ScreenSetting.title.inEffect.value
    options.takesMouse = try ScreenSetting.mouse.inEffect.value
    options.isRead = try reader.reader ?? ScreenSetting.reader.inEffect.value
    options.language = try ScreenSetting.language.inEffect.value
    let code = try runWorkbench(options)
    if code != 0 { throw ExitCode(code) }
  }

  private static func options(_ access: Access, _ desk: DeskOptions) throws -> WorkbenchOptions {
    let store = access.journal
    var options = WorkbenchOptions(
      store: store, changes: try store.changes(),
      drafts: try Drafts.open(at: drafts(of: store, at: try desk.choice.address)),
      views: .own, actor: access.actor, clock: { store.now() },
      themeName: rememberedTheme ?? "terminal",
      themeFile: themeFile, themesFolders: [Folders.themes], dropFolder: try desk.dropFolder)
    if let opener = try opener() { options.opener = opener.words }
    options.tourFile = tourFile
    options.offersTour = store.isSample && !GivenFile(name: tourFile).exists
    return options
  }

  /// The program that opens files and links outside of the terminal: `$PAYDESK_OPEN`, else the configuration's; nil where nobody says.
  static func opener() throws -> (words: [String], origin: StoreChoice.Origin)? {
    let said = ProcessInfo.processInfo.environment["PAYDESK_OPEN"] ?? ""
    let words = said.split(separator: " ").map(String.init)
    guard words.isEmpty else { return (words, .environment("PAYDESK_OPEN")) }
    return try Configuration.says(\.opener).map { ($0.value, .configuration($0.file)) }
  }

  /// Where a login's drafts are: beside a file, each in a file of its own; of a server in what the program remembers, by the
  /// server's name.
  private static func drafts(of store: any Store, at address: StoreAddress) -> String {
    switch address {
    case .file(let path): return drafts(of: path) + "-\(Login.current.uid)"
    case .server:
      let name = store.place.utf8.map { byte in
        let scalar = Unicode.Scalar(byte)
        return scalar.properties.isAlphabetic || (48...57).contains(byte)
          ? String(scalar) : "%" + String(byte, radix: 16)
      }.joined()
      return "\(Folders.state)/drafts-\(name).db"
    }
  }

  /// What all logins' drafts are called: which is whose their names say.
  static func draftsOfAll(at address: StoreAddress) -> String {
    switch address {
    case .file(let path): drafts(of: path) + "-*"
    case .server: "\(Folders.state)/drafts-*.db"
    }
  }

  /// How the names of a database's drafts begin: each login has a file of its own beside it.
  static func drafts(of path: String) -> String { path + ".drafts" }

  /// Where it is remembered that the tour was offered.
  static var tourFile: String { Folders.state + "/tour" }

  /// Where the theme that was chosen is remembered.
  static var themeFile: String { Folders.state + "/theme" }

  /// The theme that was chosen; nil where none was.
  static var rememberedTheme: String? {
    let name = try? String(contentsOfFile: themeFile, encoding: .utf8)
    return name?.split(separator: "\n").first.map(String.init)
  }
}

extension ScreenOptions.Notice {
  /// What the configuration says, as the terminal takes it.
  fileprivate init(_ notice: Configuration.Notice) {
    switch notice {
    case .off: self = .off
    case .bell: self = .bell
    case .osc9: self = .osc9
    case .osc777: self = .osc777
    }
  }
}
