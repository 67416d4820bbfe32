import CNcurses
import CSignals
import Glibc

/// The terminal, while the program has it: the one place that speaks to curses.
///
///     let screen = try Screen.open(ScreenOptions())
///     defer { screen.close() }
///     var frame = screen.newFrame()
///     frame.write("Hello", row: 0, column: 0)
///     screen.present(frame)
///
/// It belongs to the thread that opened it, which should be the main one, and there is one at a
/// time. However the process dies, short of SIGKILL, the terminal is given back as it was.
public final class Screen {
  /// Where keys come from.
  public let keyboard: Keyboard
  /// How many colours are used.
  public let depth: ColorDepth
  /// The signs that the terminal can show.
  public let glyphs: Glyphs
  /// The name under which the terminal is described.
  public let terminalName: String
  /// The size of the terminal as last asked; see ``resize()``.
  public private(set) var size: Size
  /// The look. A new one shows with the next frame.
  public var theme: Theme {
    didSet {
      guard theme != oldValue else { return }
      looks = Screen.noLooks
      tintPairs = [:]
      shown = nil
      if has_colors() { reset_color_pairs() }
      setGround()
    }
  }
  /// Readable when a signal came.
  let signalDescriptor: Int32

  private let handle: OpaquePointer
  let terminal: TerminalTraits
  /// What moves the cursor to a place from wherever it is, without the pauses that old terminals were given.
  let placing: String
  private let notice: ScreenOptions.Notice
  private var isAway = false
  private var isClosed = false

  // What drawing keeps, in `Screen+Drawing.swift`.

  /// What the terminal shows; nil where nothing is known of it.
  var shown: Frame?
  var shownTitle = ""
  /// How a style looks, once it was asked for, by its number.
  var looks = Screen.noLooks
  /// The pairs of the pictures' colours that are on the screen.
  var tintPairs: [Tint: Int32] = [:]
  /// The cells of a row on their way to curses.
  var row: [cchar_t] = []

  // MARK: Opening and closing

  /// Takes the terminal on standard input and output, or says in one line why it cannot be had.
  public static func open(
    _ options: ScreenOptions = ScreenOptions()
  ) throws(ScreenError) -> Screen {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .noTerminal }
    let environment = TerminalEnvironment.current
    let names = try environment.names(for: options)
    let glyphs = Screen.glyphs(for: options.signs, environment)
    let signals = pd_signals_open()
    guard signals >= 0 else { throw signals == -2 ? .alreadyOpen : .noDescriptors }
    pd_signals_remember(STDIN_FILENO)
    // Deaths before the terminal is known leave it in its modes, without text to reset.
    pd_signals_arm("", 0)
    guard let (handle, name) = names.firstMap({ name in pd_newterm(name).map { ($0, name) } })
    else {
      pd_signals_close()
      throw .unknown(environment.name)
    }
    guard described("cup") != nil else {
      endwin()
      delscreen(handle)
      pd_signals_close()
      throw .tooSimple(name)
    }
    return Screen(handle, name, signals, options, glyphs, environment)
  }

  private init(
    _ handle: OpaquePointer, _ name: String, _ signals: Int32, _ options: ScreenOptions,
    _ glyphs: Glyphs, _ environment: TerminalEnvironment
  ) {
    self.handle = handle
    self.glyphs = glyphs
    terminalName = name
    signalDescriptor = signals
    theme = options.theme
    notice = options.notice
    terminal = TerminalTraits(
      name: name, environment: environment,
      describesTitle: Screen.described("tsl") != nil || pd_flag("XT") != 0,
      setsTitle: options.setsTitle, takesMouse: options.takesMouse)
    placing = Screen.withoutPauses(Screen.described("cup") ?? "")
    depth = min(options.depth ?? environment.depth ?? .direct, Screen.terminalDepth())
    keyboard = Keyboard(descriptor: STDIN_FILENO, sequences: Screen.sequences())
    size = Size(columns: Int(getmaxx(pd_screen())), rows: Int(getmaxy(pd_screen())))
    raw()
    noecho()
    nonl()
    keypad(pd_screen(), true)
    // What is behind a place is not pushed about either: it may not be where curses takes it to be.
    idcok(pd_screen(), false)
    // Keys are read here and not by curses, so it must not hold back a frame because some wait.
    typeahead(-1)
    if depth > .mono {
      start_color()
      use_default_colors()
    }
    setGround()
    let reset = terminal.reset(
      ["sgr0", "op", "cnorm", "rmkx", "rmcup"].compactMap(Screen.described))
    reset.withCString { pd_signals_arm($0, reset.utf8.count) }
    enter()
    resize()
  }

  deinit { close() }

  /// Gives the terminal back. A closed screen does nothing any more.
  public func close() {
    guard !isClosed else { return }
    isClosed = true
    if !isAway { depart() }
    pd_signals_disarm()
    delscreen(handle)
    pd_signals_close()
  }

  static func glyphs(
    for signs: ScreenOptions.Signs, _ environment: TerminalEnvironment
  ) -> Glyphs {
    let locale = CharacterLocale.process
    switch signs {
    case .ascii: return .ascii
    case .unicode: return .unicode
    case .automatic:
      let fits = locale.isOwnUTF8 || (locale.saysNothing && !environment.wantsOtherCharacters)
      return locale.hasUTF8 && fits ? .unicode : .ascii
    }
  }

  private static func terminalDepth() -> ColorDepth {
    has_colors() ? describedDepth() : .mono
  }

  /// How many colours the description promises.
  static func describedDepth() -> ColorDepth {
    if pd_is_direct() != 0 { return .direct }
    return switch pd_colors() {
    case 256...: .indexed
    case 16...: .sixteen
    case 8...: .eight
    default: .mono
    }
  }

  /// What the terminal's description calls its keys.
  private static func sequences() -> [[UInt8]: Key] {
    var found: [[UInt8]: Key] = [:]
    let names: [(String, Key)] = [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home),
      ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete),
      ("kich1", .insert), ("kcbt", .backTab), ("kent", .enter),
    ]
    let functions = (1...24).map { ("kf\($0)", Key.function($0)) }
    for (name, key) in names + functions {
      if let text = described(name) { found[Array(text.utf8)] = key }
    }
    return found
  }

  /// A string of the description without what asks curses to wait: `$<5>`.
  private static func withoutPauses(_ text: String) -> String {
    let parts = text.split(separator: "$<", omittingEmptySubsequences: false)
    let rest = parts.dropFirst().map { $0.drop { $0 != ">" }.dropFirst() }
    return ([parts[0]] + rest).joined()
  }

  static func described(_ name: String) -> String? {
    pd_string(name).map { String(cString: $0) }
  }

  // MARK: Coming and going

  private func enter() {
    isAway = false
    pd_signals_aside(0)
    send(terminal.start)
    redraw()
  }

  private func depart() {
    shownTitle = ""
    send(terminal.end)
    curs_set(1)
    endwin()
  }

  /// Gives the terminal back for a while; ``resume()`` takes it again.
  public func leave() {
    guard !isAway, !isClosed else { return }
    depart()
    isAway = true
    pd_signals_aside(1)
  }

  /// Whether frames are shown now.
  var isOpen: Bool { !isAway && !isClosed }

  /// Takes the terminal again after ``leave()``.
  public func resume() {
    guard isAway, !isClosed else { return }
    enter()
    resize()
  }

  /// Runs something that has the terminal to itself, for example an editor or a pager.
  public func aside<Result>(_ body: () throws -> Result) rethrows -> Result {
    leave()
    defer { resume() }
    return try body()
  }

  /// Stops the process as Ctrl-z does in other programs, and comes back when it goes on.
  public func suspend() {
    guard !isClosed else { return }
    let wasAway = isAway
    leave()
    pd_signals_stop()
    if !wasAway { resume() }
  }

  /// Puts the terminal's modes right after the process was stopped and went on without a word.
  func takeBack() {
    guard !isAway, !isClosed else { return }
    reset_prog_mode()
    redraw()
  }

  /// Has the next frame drawn from nothing, for when the screen was spoilt.
  public func redraw() {
    shown = nil
    if !isAway { clearok(pd_screen(), true) }
  }

  /// Asks the terminal for its size, and redraws with the next frame when it is another.
  @discardableResult
  public func resize() -> Size {
    var columns: Int32 = 0
    var rows: Int32 = 0
    if pd_size(STDOUT_FILENO, &columns, &rows) != 0 {
      let found = Size(columns: Int(columns), rows: Int(rows))
      if found != size {
        resizeterm(rows, columns)
        size = found
        redraw()
      }
    }
    return size
  }

  /// Signals that came since this was asked last, by number.
  func takeSignals() -> [Int32] {
    var buffer = [UInt8](repeating: 0, count: 64)
    var found: [Int32] = []
    while true {
      let count = Glibc.read(signalDescriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      found += buffer[..<count].map { Int32($0) }
    }
    if !found.isEmpty { pd_signals_heard() }
    return found
  }

  // MARK: Past the frame

  /// Copies text into the clipboard of the machine in front of the person, through the terminal
  /// (OSC 52). False when the terminal is known not to, or the text is longer than 55 kB; true only
  /// says that it was sent.
  @discardableResult
  public func copy(_ text: String) -> Bool {
    guard !isClosed, let sequence = terminal.copy(text) else { return false }
    send(sequence)
    return true
  }

  /// Tells of something while the person may look elsewhere, as the options say.
  public func notify(_ text: String) {
    guard !isClosed, !isAway else { return }
    send(terminal.notice(text, by: notice, glyphs))
  }

  /// Shows text outside the screen, without borders, so that it can be marked with the terminal's own
  /// means, and comes back when a key is pressed.
  public func showPlain(_ parts: [PlainPart], prompt: String = "Press a key to go back.") {
    guard !isClosed else { return }
    leave()
    defer { resume() }
    let text = parts.map { terminal.plain($0, glyphs) }.joined()
    // A page of its own, before and after: what was shown earlier is not selected with it, nor left behind.
    send(TerminalTraits.clear + text)
    waitForKey(prompt: prompt)
    send(TerminalTraits.clear)
  }

  /// Asks for a key below what stands there, and waits for it; for what was printed while the screen is left: ``aside(_:)``.
  public func waitForKey(prompt: String) {
    send("\r\n\r\n" + terminal.plain(.text(prompt), glyphs))
    waitForKey()
  }

  private func waitForKey() {
    var modes = termios()
    guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return }
    var single = modes
    single.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &single)
    defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &modes) }
    var waits = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signalDescriptor, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&waits, 2, -1) < 0, errno == EINTR {}
  }

  func send(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        var wait = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        poll(&wait, 1, 1_000)
      } else if errno != EINTR {
        return
      }
    }
  }
}

extension Array {
  /// The first result that is not nil.
  fileprivate func firstMap<Result>(_ transform: (Element) -> Result?) -> Result? {
    for element in self {
      if let found = transform(element) { return found }
    }
    return nil
  }
}
