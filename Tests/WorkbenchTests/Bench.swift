import Exchange
import Foundation
import Journal
import Procedure
import Synchronization
import Terminal
import Testing

@testable import Workbench

/// A workbench without a terminal: a real journal in memory, a clock that stands still, and effects that are done at once.
///
///     let bench = try Bench()
///     bench.press("n", "Enter")
///     bench.screen(120, 31)
final class Bench {
  /// A clock that is set by hand.
  final class Clock: Sendable {
    private let moment: Mutex<Instant>
    init(_ now: Instant) { moment = Mutex(now) }
    var now: Instant { moment.withLock { $0 } }
    func advance(minutes: Int64) { moment.withLock { $0 = $0.adding(seconds: minutes * 60) } }
    func set(_ now: Instant) { moment.withLock { $0 = now } }
  }

  let journal: RelationalJournal
  let clock: Clock
  let answers: Answers
  var model: Model
  /// Effects that are the screen's, in order.
  var shown: [Effect] = []
  /// Effects that are held back, if `isHolding`.
  var held: [Effect] = []
  var isHolding = false
  /// Keys that were pressed, beside what was typed.
  var keys = 0

  static let asha = Actor(Person("asha"), .executive)
  static let dev = Actor(Person("dev"), .executive)
  static let omkar = Actor(Person("omkar"), .opsManager)
  static let farah = Actor(Person("farah"), .financeManager)
  static let vera = Actor(Person("vera"), .viewer)

  /// Sun 22 Nov 2026, 14:32 in India.
  static let noon = at("2026-11-22T14:32:00+05:30")

  static func at(_ text: String) -> Instant {
    Instant(rfc3339: text) ?? Instant(microseconds: 0)
  }

  /// A desk with its people; `actor` sits at the keyboard of a screen of some size.
  init(
    _ actor: Actor = Bench.asha, columns: Int = 120, rows: Int = 31, drafts: Drafts? = nil,
    on journal: RelationalJournal? = nil, changes: (any ChangeSource)? = nil,
    replica: (any Store)? = nil, views: ViewsStore? = nil, macros: [String] = [],
    fill: (Bench) throws -> Void = { try $0.fillDesk() }
  ) throws {
    // Widths are those of UTF-8, whatever the tests run in.
    setlocale(LC_CTYPE, "C.UTF-8")
    let clock = Clock(Bench.noon)
    self.clock = clock
    let isFresh = journal == nil
    let journal = try journal ?? RelationalJournal.inMemory(sample: true)
    self.journal = journal
    var options = WorkbenchOptions(
      store: journal, changes: changes, replica: replica, drafts: drafts, views: views,
      actor: actor, clock: { clock.now })
    options.macroFiles = macros
    answers = Answers(options)
    model = Model(
      session: Session(
        actor: actor, isSample: true, desk: Desk(), now: Bench.noon, glyphs: .unicode,
        themeName: "terminal", themeNames: Theme.bundledNames),
      size: Size(columns: columns, rows: rows))
    if let changes {
      model.live = Live(link: changes.link, tellsPresence: changes.tellsPresence)
    }
    if isFresh { try fill(self) }
    clock.set(Bench.noon)
    tell(.started)
  }

  // MARK: The keyboard

  /// Presses keys by their names.
  func press(_ names: String...) {
    for name in names {
      guard let key = Key(named: name) else {
        Issue.record("no key is called \(name)")
        continue
      }
      keys += 1
      tell(.key(key))
    }
  }

  /// Types a text.
  func type(_ text: String) {
    for character in text { tell(.key(.character(character))) }
  }

  /// Has something happen, and does what is asked for at once, unless it is held back.
  func tell(_ message: Message) {
    model.session.now = clock.now
    for effect in model.update(message) { run(effect) }
  }

  /// Does what was held back.
  func release() {
    isHolding = false
    while !held.isEmpty { run(held.removeFirst()) }
  }

  private func run(_ effect: Effect) {
    switch effect {
    case .copy(_, let what):
      shown.append(effect)
      tell(.copied(what, wasSent: true))
    case .plain(_, let copying, let what):
      shown.append(effect)
      if copying != nil { tell(.copied(what, wasSent: true)) }
    case .wait, .edit, .pager, .notify, .redraw, .suspend, .quit: shown.append(effect)
    case .theme: shown.append(effect)
    default:
      if isHolding {
        held.append(effect)
      } else if let message = answers.answer(to: effect) {
        tell(message)
      }
    }
  }

  // MARK: The screen

  func screen(_ columns: Int, _ rows: Int) -> Frame {
    tell(.resized(Size(columns: columns, rows: rows)))
    expectHeard(columns, rows)
    return view(model)
  }

  /// Whatever is shown can be heard: nothing is drawn in it, it is on a line with the cursor, and something is said.
  private func expectHeard(_ columns: Int, _ rows: Int) {
    guard !model.session.glyphs.isRead else { return }
    // A terminal with ASCII alone has the screens in English.
    for isASCII in Language.ofScreens == .english ? [false, true] : [false] {
      var heard = model
      heard.hear(isASCII: isASCII)
      let frame = view(heard)
      #expect(frame.size == Size(columns: columns, rows: rows))
      #expect(frame.cursor != nil && frame.announcement != nil)
      let drawn = frame.written.unicodeScalars.filter {
        (0x2500...0x259F).contains($0.value) || (0x2800...0x28FF).contains($0.value)
          || isASCII && $0.value > 0x7E
      }
      #expect(drawn.isEmpty, "\(drawn)")
      guard columns >= 60, rows >= 20, let rows = frame.announcement?.rows else { continue }
      let lines = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines[rows].contains { !$0.isEmpty })
    }
  }

  var text: String { view(model).text }

  // MARK: The desk

  /// Has somebody record something.
  @discardableResult
  func `do`(_ command: Command, on ticket: String, by actor: Actor = asha) throws -> Dispute {
    try journal.perform(
      command, on: TicketID(ticket), by: actor, at: clock.now, expecting: nil
    ).dispute
  }

  func at(_ text: String) { clock.set(Bench.at("2026-11-" + text + ":00+05:30")) }
}
