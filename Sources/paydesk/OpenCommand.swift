import ArgumentParser
import Foundation
import Journal
import Terminal
import Workbench

/// Opens the workbench; what `paydesk` alone does.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the workbench.")

  @OptionGroup var desk: DeskOptions

  func run() throws { try OpenCommand.open(desk) }

  /// The one place where the command line hands over to the workbench.
  static func open(_ desk: DeskOptions) throws {
    guard Output.isTerminal(0), Output.isTerminal(1) else {
      throw CommandFailure(
        .usage, "the workbench needs a terminal; `paydesk --help` lists what works without one.")
    }
    let access = try desk.open()
    let code = try runWorkbench(try options(access, desk))
    if code != 0 { throw ExitCode(code) }
  }

  private static func options(_ access: Access, _ desk: DeskOptions) throws -> WorkbenchOptions {
    let journal = access.journal
    let signal = try ChangeSignal(of: journal.path)
    // The first answer is always yes, and the first screen reads everything anyway.
    _ = try journal.changedElsewhere()
    let themeFile = Folders.state + "/theme"
    return WorkbenchOptions(
      journal: journal,
      drafts: try Drafts.open(at: drafts(of: journal.path) + "-\(Login.current.uid)"),
      actor: access.actor, clock: { .current }, themeName: rememberedTheme(in: themeFile),
      themeFile: themeFile, themesFolders: [Folders.themes],
      proofsFolder: Folders.folder(of: journal.path) + "/proofs", dropFolder: desk.dropFolder,
      changeDescriptor: signal.descriptor,
      drainChanges: { lookForChanges(signal, journal, $0) })
  }

  /// Calls for each change of another copy. Its log is written before its disk confirms that and the change counts: so what
  /// woke us may become visible a little later, and nothing wakes us again then.
  private static func lookForChanges(
    _ signal: ChangeSignal, _ journal: SQLiteJournal, _ found: () -> Void
  ) {
    guard signal.drain() else { return }
    for milliseconds: UInt32 in [0, 5, 20, 60, 150, 300] {
      usleep(milliseconds * 1_000)
      if (try? journal.changedElsewhere()) != false { found() }
    }
  }

  /// How the names of a database's drafts begin: each login has a file of its own beside it.
  static func drafts(of path: String) -> String { path + ".drafts" }

  private static func rememberedTheme(in file: String) -> String {
    let name = try? String(contentsOfFile: file, encoding: .utf8)
    return name?.split(separator: "\n").first.map(String.init) ?? "terminal"
  }
}
