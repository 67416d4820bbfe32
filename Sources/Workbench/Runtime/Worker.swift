import Journal
import Procedure
import Synchronization
import Terminal

/// Does off the loop what `update` asks for, and posts what came of it.
///
/// What is read, searched, recorded and kept as a draft has a lane each: no reading waits for a disk that is written, and no
/// draft for a store that is out of reach. Of readings of one kind that wait, only the last is done.
final class Worker: Sendable {
  private let answers: Answers
  private let pictures: PictureWorker
  private let inbox: Inbox<Message>
  private let log: DiagnosticLog?
  private let language: Language
  private let reading = Lane()
  private let searching = Lane()
  private let recording = Lane()
  private let keeping = Lane()
  private let watching = Lane()
  private let latest = Mutex<[Effect.Kind: Int]>([:])

  init(_ options: WorkbenchOptions, inbox: Inbox<Message>) {
    answers = Answers(options)
    pictures = PictureWorker(options) { inbox.post($0) }
    self.inbox = inbox
    log = options.log
    language = options.language
  }

  /// Does an effect; one that is the screen's is none of the worker's.
  func run(_ effect: Effect) {
    if pictures.run(effect) { return }
    guard let kind = effect.kind else {
      return (effect.isPersonal ? keeping : recording).async { self.post(effect) }
    }
    let number = latest.withLock { latest in
      latest[kind, default: 0] += 1
      return latest[kind] ?? 0
    }
    // What may take long lets no page wait for it.
    (effect.mayTakeLong ? searching : reading).async {
      let isLatest = { self.latest.withLock { $0[kind] } == number }
      if isLatest() { self.post(effect, while: isLatest) }
    }
  }

  /// Looks for what another copy of the program changed, on a lane of its own: it may wait for that copy's disk.
  func drainChanges() {
    watching.async {
      self.answers.drainChanges { self.inbox.post(Message($0)) }
      self.inbox.post(.changesSeen)
    }
  }

  /// Waits until everything that was to be kept and recorded is.
  func finish() {
    pictures.close()
    keeping.drain()
    recording.drain()
  }

  private func post(_ effect: Effect, while isWanted: () -> Bool = { true }) {
    let start = ContinuousClock.now
    let message = Language.$ofScreens.withValue(language) {
      answers.answer(to: effect, tell: { inbox.post($0) }, while: isWanted)
    }
    log?.note(
      DiagnosticNote("effect").saying("name", effect.name)
        .saying("took", ContinuousClock.now - start))
    if let message { inbox.post(message) }
  }
}

extension Message {
  /// What others did, as the model is told of it.
  init(_ news: StoreNews) {
    switch news {
    case .recorded: self = .changed
    case .presence: self = .presenceChanged
    case .link(let link): self = .link(link)
    }
  }
}

extension Effect {
  /// Whether it is about what a person has here, and not about the store.
  var isPersonal: Bool {
    switch self {
    case .loadDrafts, .saveDraft, .removeDraft, .theme, .loadViews, .keepView, .forgetView,
      .loadMacros, .keepMacro, .rememberTour:
      true
    default: false
    }
  }

  /// Whether it may take so long that no page is to wait for it.
  var mayTakeLong: Bool {
    if case .page(let fetch) = self { return fetch.found != nil }
    return kind.map([Kind.search, .report, .rehearsal, .tickets].contains) ?? false
  }

  /// Kinds of readings; what records has none, and is done in order.
  enum Kind: Hashable {
    case desk, counts, page, look, looks, evidence, history, undoing, why, vendor, asked, report,
      search,
      rehearsal,
      sightings, drop, completion, presence, attention, named, tickets, codes, listening
  }

  var kind: Kind? {
    switch self {
    case .desk: .desk
    case .counts: .counts
    case .page: .page
    case .look: .look
    case .looks: .looks
    case .evidence: .evidence
    case .history: .history
    case .undoing: .undoing
    case .why: .why
    case .vendor: .vendor
    case .asked: .asked
    case .report: .report
    case .search, .vendorNames: .search
    // Nothing is recorded by trying it; who leaves it takes the place of what is tried.
    case .rehearse, .rehearseDeed, .stopRehearsing: .rehearsal
    case .sightings: .sightings
    case .listDrop: .drop
    case .codes: .codes
    case .listen: .listening
    case .presence: .presence
    case .attend: .attention
    case .completePath, .completeVendor, .queryVendors: .completion
    case .named: .named
    case .tickets: .tickets
    default: nil
    }
  }
}
