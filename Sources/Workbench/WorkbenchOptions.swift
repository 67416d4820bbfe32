import Journal
import Procedure
import Terminal

/// What the workbench is started with.
public struct WorkbenchOptions: Sendable {
  /// Where everything is recorded.
  public var journal: any Journal
  /// Where what was typed and not recorded is kept; nil keeps it only while the program runs.
  public var drafts: Drafts?
  /// Who sits at the keyboard.
  public var actor: Actor
  /// What time it is.
  public var clock: @Sendable () -> Instant
  /// The theme at first: a bundled one, or one in `themesFolders`, by name.
  public var themeName: String
  /// Where a theme that was chosen is remembered; nil forgets it.
  public var themeFile: String?
  /// Folders with more themes, the first one first.
  public var themesFolders: [String]
  /// The folder in which proof files are kept.
  public var proofsFolder: String
  /// The folder into which screenshots arrive; nil where there is none.
  public var dropFolder: String?
  /// The folder that comments are written to unless another is typed.
  public var exportFolder: String
  /// Becomes readable when another copy of the program changed something; nil sees no changes.
  public var changeDescriptor: Int32?
  /// Empties the descriptor and calls for each change that it finds; it may wait for another copy's disk.
  public var drainChanges: @Sendable (_ found: () -> Void) -> Void
  /// Which signs the terminal can show.
  public var signs: ScreenOptions.Signs
  /// How many colours are used at most; nil for all that there are.
  public var depth: ColorDepth?

  /// What the workbench is started with; only the journal and the person have to be given.
  public init(
    journal: any Journal, drafts: Drafts? = nil, actor: Actor,
    clock: @escaping @Sendable () -> Instant, themeName: String = "terminal",
    themeFile: String? = nil, themesFolders: [String] = [], proofsFolder: String,
    dropFolder: String? = nil, exportFolder: String = ".", changeDescriptor: Int32? = nil,
    drainChanges: @escaping @Sendable (_ found: () -> Void) -> Void = { _ in },
    signs: ScreenOptions.Signs = .automatic, depth: ColorDepth? = nil
  ) {
    self.journal = journal
    self.drafts = drafts
    self.actor = actor
    self.clock = clock
    self.themeName = themeName
    self.themeFile = themeFile
    self.themesFolders = themesFolders
    self.proofsFolder = proofsFolder
    self.dropFolder = dropFolder
    self.exportFolder = exportFolder
    self.changeDescriptor = changeDescriptor
    self.drainChanges = drainChanges
    self.signs = signs
    self.depth = depth
  }
}
