import Glibc
import Journal
import Procedure
import Terminal

/// Owns the loop: hands what happens to the model, does what it asks for, and draws it.
final class Runtime {
  private let options: WorkbenchOptions
  private let screen: Screen
  private let inbox: Inbox<Message>
  private let loop: EventLoop<Message>
  private let worker: Worker
  private let clock = ContinuousClock()
  private var model: Model
  private var waits: [Wait: ContinuousClock.Instant] = [:]
  private var minute: ContinuousClock.Instant

  /// What is said in: English where the terminal has no other signs.
  var language: Language { options.language }

  init(_ asked: WorkbenchOptions) throws {
    var options = asked
    let (theme, trouble) = Themes.load(options.themeName, folders: options.themesFolders)
    screen = try Screen.open(
      ScreenOptions(
        theme: theme, signs: options.signs, depth: options.depth, notice: options.notice,
        setsTitle: options.setsTitle, takesMouse: options.takesMouse))
    if screen.glyphs.isASCII { options.language = .english }
    self.options = options
    inbox = try Inbox()
    loop = EventLoop(inbox: inbox)
    worker = Worker(options, inbox: inbox)
    let session = Session(
      actor: options.actor, isSample: options.store.isSample, desk: Desk(), now: options.clock(),
      glyphs: screen.glyphs, themeName: options.themeName,
      themeNames: Themes.names(folders: options.themesFolders),
      hasPictureColours: screen.depth >= .indexed, keys: options.keys)
    model = Model(session: session, size: screen.size)
    if options.isRead { model.hear(isASCII: screen.glyphs.isASCII) }
    minute = clock.now
    model.listening.isOn = options.notice != .off
    model.takesMouse = options.takesMouse
    model.offersTour = options.offersTour
    model.live.tellsPresence = options.changes?.tellsPresence ?? false
    let unreadable =
      options.language == asked.language
      ? nil : "The screens are in English, for this terminal is not in UTF-8."
    if let remark = trouble ?? options.remark ?? unreadable { model.say(remark, .trouble) }
    watchChanges()
  }

  /// Runs until the person leaves, and gives the exit code.
  func run() -> Int32 {
    var code: Int32 = 0
    setMinute()
    noteTerminal("workbench")
    tell(.started)
    if let changes = options.changes { tell(.link(changes.link)) }
    loop.run(screen: screen) { event in
      if case .terminate(let signal) = event {
        options.log?.note(DiagnosticNote("signal").saying("number", Int(signal)))
        tell(.ending)
        code = 128 + signal
        return .stop
      }
      take(event)
      return model.isDone ? .stop : .next
    } settled: {
      setDeadline()
      screen.present(view(model))
    }
    worker.finish()
    screen.close()
    return code
  }

  private func take(_ event: LoopEvent<Message>) {
    switch event {
    case .key(let key): tell(.key(key))
    case .pasteCut(let bytes): tell(.pasteCut(bytes: bytes))
    case .message(let message): tell(message)
    case .resized(let size):
      noteTerminal("resized")
      tell(.resized(size))
    case .timer: passTime()
    case .fileChanged: lookForChanges()
    case .terminate: break
    }
  }

  private func tell(_ message: Message) {
    if case .changesSeen = message { watchChanges() }
    if case .link(let link) = message { options.log?.note(DiagnosticNote("link").saying(link)) }
    model.session.now = options.clock()
    for effect in model.update(message) { run(effect) }
  }

  private func noteTerminal(_ what: StaticString) {
    options.log?.note(
      DiagnosticNote(what).saying(terminal: screen.terminalName)
        .saying("columns", screen.size.columns).saying("rows", screen.size.rows)
        .saying("ascii", screen.glyphs.isASCII).saying("depth", screen.depth.rawValue))
  }

  // MARK: Time

  private func setMinute() {
    let microseconds = options.clock().microseconds
    let past = microseconds % 60_000_000
    minute = clock.now.advanced(by: .microseconds(60_000_000 - past))
  }

  /// The next moment at which anything is due: a wait, the minute, or what the time brings before it.
  private func setDeadline() {
    var deadline = waits.values.reduce(minute, min)
    if let next = model.upcoming.next {
      let left = max(next.microseconds &- options.clock().microseconds, 0)
      deadline = min(deadline, clock.now.advanced(by: .microseconds(min(left, 60_000_000))))
    }
    loop.deadline = deadline
  }

  private func passTime() {
    let now = clock.now
    for (wait, moment) in waits where moment <= now {
      waits[wait] = nil
      tell(.elapsed(wait))
    }
    if minute <= now {
      setMinute()
      tell(.minute)
    } else if let next = model.upcoming.next, next <= options.clock() {
      tell(.due)
    }
  }

  private func watchChanges() { loop.watched = options.changes.map { [$0.descriptor] } ?? [] }

  /// The descriptor is not waited on while the worker empties it.
  private func lookForChanges() {
    loop.watched = []
    worker.drainChanges()
  }

  // MARK: What the screen does

  private func run(_ effect: Effect) {
    switch effect {
    case .wait(let wait, let milliseconds):
      if waits[wait] == nil { waits[wait] = clock.now.advanced(by: .milliseconds(milliseconds)) }
    case .copy(let text, let what): tell(.copied(what, wasSent: screen.copy(text)))
    case .plain(let parts, let copying, let what): show(parts, copying, what)
    case .edit(let text): edit(text)
    case .pager(let text): page(text)
    case .theme(let name, _):
      showTheme(name)
      worker.run(effect)
    case .notify(let text): screen.notify(text)
    case .redraw: screen.redraw()
    case .suspend:
      screen.suspend()
      comeBack()
    case .quit: break
    default: worker.run(effect)
    }
  }

  private func show(_ parts: [PlainPart], _ copying: String?, _ what: String) {
    defer { comeBack() }
    guard let copying else { return screen.showPlain(parts) }
    let wasSent = screen.copy(copying)
    let sent =
      wasSent
      ? phrase("\(what) was sent to the clipboard; the terminal does not confirm it.") + " " : ""
    screen.showPlain(parts, prompt: sent + phrase("Press a key to go back."))
    tell(.copied(what, wasSent: wasSent))
  }

  /// The terminal may have another size by now.
  private func comeBack() {
    if screen.size != model.window { tell(.resized(screen.size)) }
  }

  private func edit(_ text: String) {
    defer { comeBack() }
    do {
      let edited = try screen.aside { try Editor.edit(text) }
      tell(.edited(edited))
    } catch {
      tell(.trouble(sentence(of: error)))
    }
  }

  private func page(_ text: String) {
    defer { comeBack() }
    do {
      try screen.aside {
        guard try Pager.show(text) else { return }
        screen.waitForKey(prompt: phrase("Press a key to go back."))
      }
    } catch {
      tell(.trouble(sentence(of: error)))
    }
  }

  private func showTheme(_ name: String) {
    let (theme, trouble) = Themes.load(name, folders: options.themesFolders)
    screen.theme = theme
    if let trouble { tell(.trouble(trouble)) }
  }
}
