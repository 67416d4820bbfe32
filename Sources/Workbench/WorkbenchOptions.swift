import Exchange
import Journal
import Pictures
import Procedure
import Terminal

/// What the workbench is started with.
public struct WorkbenchOptions: Sendable {
  /// Where everything is recorded.
  public var store: any Store
  /// What others do to it; nil sees nothing of that.
  public var changes: (any ChangeSource)?
  /// A copy of the store that reports and searches are read from; nil where there is none.
  public var replica: (any Store)?
  /// A sentence about what is not as it was asked for, said at first; nil where all is.
  public var remark: String?
  /// Where it is noted what the program does, with nothing about any person; nil notes nothing.
  public var log: DiagnosticLog?
  /// Where what was typed and not recorded is kept; nil keeps it only while the program runs.
  public var drafts: Drafts?
  /// Where the person's own views are kept; nil keeps none.
  public var views: ViewsStore?
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
  /// The files of macros, the person's own first; a new one is kept there.
  public var macroFiles: [String] = []
  /// The folder into which screenshots arrive; nil where there is none.
  public var dropFolder: String?
  /// The folder that comments are written to unless another is typed.
  public var exportFolder: String
  /// Which signs the terminal can show.
  public var signs: ScreenOptions.Signs
  /// How many colours are used at most; nil for all that there are.
  public var depth: ColorDepth?
  /// The program that opens a file or a link outside of the terminal, by its words; the file's path or the link is one more.
  public var opener = ["xdg-open"]
  /// The `paydesk` that is started to decode pictures.
  public var pictureProgram = Picture.thisProgram
  /// How the person is told of a window that lapsed or a decision that came while they look elsewhere.
  public var notice = ScreenOptions.Notice.off
  /// Whether the screen is for who hears it or feels it, line by line.
  public var isRead = false
  /// The language of the screens.
  public var language = Language.english
  /// Whether the window's title says what waits.
  public var setsTitle = true
  /// Which keys do what.
  public var keys = KeyMap.usual
  /// Whether the mouse does anything: its wheel scrolls what is under it, a click takes a row or a pane.
  public var takesMouse = false
  /// Whether the tour is offered to who sits here, which is done once and in the sample alone.
  public var offersTour = false
  /// Where it is remembered that it was; nil forgets it.
  public var tourFile: String?

  /// What the workbench is started with; only the store and the person have to be given.
  public init(
    store: any Store, changes: (any ChangeSource)? = nil, replica: (any Store)? = nil,
    remark: String? = nil, drafts: Drafts? = nil, views: ViewsStore? = nil, actor: Actor,
    clock: @escaping @Sendable () -> Instant, themeName: String = "terminal",
    themeFile: String? = nil, themesFolders: [String] = [], dropFolder: String? = nil,
    exportFolder: String = ".", signs: ScreenOptions.Signs = .automatic, depth: ColorDepth? = nil
  ) {
    self.store = store
    self.changes = changes
    self.replica = replica
    self.remark = remark
    self.drafts = drafts
    self.views = views
    self.actor = actor
    self.clock = clock
    self.themeName = themeName
    self.themeFile = themeFile
    self.themesFolders = themesFolders
    self.dropFolder = dropFolder
    self.exportFolder = exportFolder
    self.signs = signs
    self.depth = depth
  }
}

extension WorkbenchOptions {
  /// Where macros are.
  var macros: MacroFiles { MacroFiles(paths: macroFiles) }
}
