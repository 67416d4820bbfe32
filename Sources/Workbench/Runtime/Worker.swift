import Dispatch
import Journal
import struct Journal.Look
import Procedure
import Synchronization
import Terminal

/// Does off the loop what `update` asks for, and posts what came of it.
///
/// What is read and what is recorded have a queue each, so that no reading waits for a disk that is written. Of readings of
/// one kind that wait, only the last is done.
final class Worker: Sendable {
  private let options: WorkbenchOptions
  private let inbox: Inbox<Message>
  private let reading = DispatchQueue(label: "paydesk.reading", qos: .userInitiated)
  private let searching = DispatchQueue(label: "paydesk.searching", qos: .userInitiated)
  private let recording = DispatchQueue(label: "paydesk.recording", qos: .userInitiated)
  private let latest = Mutex<[Kind: Int]>([:])

  /// Kinds of readings.
  private enum Kind: Hashable {
    case desk, counts, page, look, evidence, history, search, drop, completion
  }

  init(_ options: WorkbenchOptions, inbox: Inbox<Message>) {
    self.options = options
    self.inbox = inbox
  }

  /// Does an effect; one that is the screen's is none of the worker's.
  func run(_ effect: Effect) {
    let journal = options.journal
    let clock = options.clock
    switch effect {
    case .desk: read(.desk) { .desk(try journal.desk()) }
    case .counts(let actor):
      read(.counts) { .counts(try journal.counts(for: actor.person, at: clock())) }
    case .page(let fetch): read(.page) { .page(try journal.page(fetch, at: clock())) }
    case .look(let ticket): read(.look) { .looked(ticket, try journal.look(at: ticket)) }
    case .evidence(let tickets):
      read(.evidence) {
        var found: [TicketID: Evident] = [:]
        for ticket in tickets {
          guard let look = try journal.look(at: ticket) else { continue }
          found[ticket] = Evident(look: look, history: try journal.history(of: ticket))
        }
        return .evidence(found)
      }
    case .history(let ticket):
      read(.history) { .history(ticket, try journal.history(of: ticket)) }
    case .search(let number, let text):
      read(.search, on: searching) {
        .found(number: number, try journal.search(text, limit: 50))
      }
    case .perform(let performance):
      record { .performed(Recorder(self.options).perform(performance)) }
    case .takeNext(let view, let actor, let except, let claims):
      record { .tookNext(Recorder(self.options).takeNext(view, actor, except: except, claims)) }
    default: runFiles(effect)
    }
  }

  private func runFiles(_ effect: Effect) {
    let options = options
    switch effect {
    case .loadDrafts(let person):
      record { .drafts(try options.loadDrafts(of: person)) }
    case .saveDraft(let key, let draft):
      recordQuietly {
        try options.drafts?.save(key: key, version: draft.version, fields: draft.fields)
      }
    case .removeDraft(let key): recordQuietly { try options.drafts?.remove(key) }
    case .listDrop:
      read(.drop) { .drop(options.dropFolder.map(Folder.droppedFiles) ?? []) }
    case .completePath(let text): read(.completion) { .completed(Folder.completions(of: text)) }
    case .completeVendor(let text):
      read(.completion) {
        .completed(try options.journal.vendors(beginningWith: text, limit: 50).map(\.text))
      }
    case .theme(let name, isChosen: true):
      recordQuietly {
        if let file = options.themeFile { try TextFile.replace(file, with: name + "\n") }
      }
    default: break
    }
  }

  /// Looks whether another copy of the program changed something.
  func drainChanges(then: @escaping @Sendable (Bool) -> Void) {
    reading.async { then(self.options.drainChanges()) }
  }

  /// Waits until everything that was to be recorded is.
  func finish() { recording.sync {} }

  private func read(
    _ kind: Kind, on queue: DispatchQueue? = nil, _ body: @escaping @Sendable () throws -> Message
  ) {
    let number = latest.withLock { latest in
      latest[kind, default: 0] += 1
      return latest[kind] ?? 0
    }
    (queue ?? reading).async {
      guard self.latest.withLock({ $0[kind] }) == number else { return }
      self.post(body)
    }
  }

  private func record(_ body: @escaping @Sendable () throws -> Message) {
    recording.async { self.post(body) }
  }

  private func recordQuietly(_ body: @escaping @Sendable () throws -> Void) {
    recording.async {
      do { try body() } catch { self.inbox.post(.trouble(sentence(of: error))) }
    }
  }

  private func post(_ body: () throws -> Message) {
    do { inbox.post(try body()) } catch { inbox.post(.trouble(sentence(of: error))) }
  }
}

/// What went wrong, as a plain sentence.
func sentence(of error: any Error) -> String {
  switch error {
  case let error as Refusal: error.message
  case let error as JournalError: error.description
  case let error as TextFile.Mistake: error.description
  default: "It could not be done: \(error). Nothing typed is lost."
  }
}

extension WorkbenchOptions {
  /// The drafts that a person left, by key.
  fileprivate func loadDrafts(of person: Person) throws -> [String: Draft] {
    var found: [String: Draft] = [:]
    for draft in try drafts?.all() ?? [] where draft.key.hasSuffix("/\(person)") {
      found[draft.key] = Draft(version: draft.version, fields: draft.fields)
    }
    return found
  }
}
