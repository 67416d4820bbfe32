import Exchange
import Journal
import Procedure
import Terminal

/// What the journal and the files answer to an effect. It blocks on them.
struct Answers: Sendable {
  private let options: WorkbenchOptions

  init(_ options: WorkbenchOptions) { self.options = options }

  /// Does an effect; nil where there is nothing to tell of it.
  ///
  /// - Parameters:
  ///   - tell: told on the way how far something long is.
  ///   - isWanted: whether the answer is still waited for; asked on the way of what is long and records nothing.
  func answer(
    to effect: Effect, tell: (Message) -> Void = { _ in }, while isWanted: () -> Bool = { true }
  ) -> Message? {
    do {
      if let message = try longMessage(for: effect, tell, isWanted) { return message }
      return try message(for: effect)
    } catch is CancellationError {
      return nil
    } catch {
      options.log?.note(DiagnosticNote("failed").saying("name", effect.name).saying(error))
      if case .page(let fetch) = effect { return .pageFailed(fetch.number, sentence(of: error)) }
      if case .report(let number, _) = effect {
        return .reportFailed(number, sentence(of: error))
      }
      switch effect {
      case .rehearse(let number, _, _, _), .rehearseDeed(let number, _, _, _):
        return .rehearsing(.init(number: number, stage: .failed(sentence(of: error))))
      default: break
      }
      return .trouble(sentence(of: error))
    }
  }

  /// Hands on what others did.
  func drainChanges(_ tell: (StoreNews) -> Void) { options.changes?.drain(tell) }

  private func message(for effect: Effect) throws -> Message? {
    let journal = options.store
    let now = options.clock()
    switch effect {
    case .desk: return .desk(try journal.desk())
    case .counts(let actor):
      return .counts(
        try journal.counts(for: actor.person, at: now),
        try journal.upcoming(for: actor.person, at: now))
    case .listen(let since, let actor): return heard(since: since, by: actor, at: now)
    case .page(let fetch): return .page(try journal.page(fetch, at: now))
    case .look(let ticket): return .looked(ticket, try journal.look(at: ticket))
    case .looks(let epoch, let tickets, let session):
      // What cannot be read is told of when the cursor comes to it.
      let looks = tickets.compactMap { ticket in
        (try? journal.look(at: ticket)).map { (ticket, Foreseen($0, in: session)) }
      }
      return .lookedAhead(epoch: epoch, Dictionary(looks) { $1 })
    case .evidence(let number, let tickets):
      return .evidence(try evidence(of: tickets, asked: number))
    case .undoing(let number, let ticket):
      // The history first: what is recorded between the two readings is a conflict, and is told.
      let history = try journal.history(of: ticket)
      return .undoing(number: number, ticket, try journal.look(at: ticket), history)
    case .history(let ticket): return .history(ticket, try journal.history(of: ticket))
    case .report(let number, let period):
      return .report(number, try readFromReplica { try $0.report(of: period, at: now) })
    case .presence: return try options.changes.map { .presence(try $0.presence()) }
    case .attend(let ticket):
      // Whoever is not told of misses a remark; the link says by itself that it is lost.
      try? options.changes?.attend(ticket)
      return nil
    case .why(let look, let context):
      return .known(look.dispute.id, try journal.known(of: look, in: context))
    case .sightings(let typed, let ticket):
      return .sighted(try journal.whereSeen(typed, except: ticket))
    case .perform(let performance): return .performed(Recorder(options).perform(performance))
    case .performEach(let performances):
      return .performedEach(Recorder(options).perform(each: performances))
    case .takeNext(let view, let actor, let except, let claims):
      return .tookNext(Recorder(options).takeNext(view, actor, except: except, claims))
    case .vendor(let name, let limit):
      return .vendor(name, limit: limit, try journal.page(of: name, limit: limit))
    case .vendorNames(let number, let text):
      return .vendorNames(
        number: number, try journal.vendors(beginningWith: text, limit: 50))
    case .asked(let vendor):
      return .asked(vendor, try journal.asked(of: vendor, limit: CallSheet.limit))
    case .queryVendors(let number, let text):
      return .queryVendors(
        number: number, try journal.vendors(beginningWith: text, limit: 20))
    case .tickets(let number, let view, let actor):
      let rows = try journal.queue(
        view, for: actor.person, at: now, after: nil, limit: Model.mostMarks)
      return .tickets(number: number, of: view, rows.map(\.ticket))
    case .named(let number, let lines):
      return .named(number: number, try journal.named(lines: lines))
    case .completeVendor(let text):
      return .completed(try journal.vendors(beginningWith: text, limit: 50).map(\.text))
    default: return try fileMessage(for: effect)
    }
  }

  private func longMessage(
    for effect: Effect, _ tell: (Message) -> Void, _ isWanted: () -> Bool
  ) throws -> Message? {
    func say(_ number: Int, _ stage: Message.Rehearsing.Stage) -> Message {
      .rehearsing(Message.Rehearsing(number: number, stage: stage))
    }
    // A screen need not hear of each: a hundred times is often enough.
    func isTold(_ count: Int, of total: Int) -> Bool { count % max(total / 100, 1) == 0 }
    func rehearse(
      _ deed: Deed, _ disputes: [TicketID], _ actor: Actor, _ number: Int
    ) throws -> Rehearsal {
      try Rehearsal(of: deed, on: disputes, by: actor, at: options.clock(), in: options.store) {
        guard isWanted() else { throw CancellationError() }
        if isTold($0, of: disputes.count) { tell(say(number, .tried($0))) }
      }
    }
    switch effect {
    case .search(let number, let query, let actor):
      let now = options.clock()
      return .found(
        number: number,
        try readFromReplica {
          try $0.find(
            query, for: actor.person, at: now, limit: FoundList.limit,
            within: TypedQuery.patience, while: isWanted)
        })
    case .page(let fetch):
      guard let meaning = fetch.found else { return nil }
      return .page(
        try options.store.page(fetch, of: meaning, at: options.clock(), while: isWanted))
    case .rehearse(let number, let many, let command, let actor):
      let disputes: [TicketID]
      switch many {
      case .named(let named): disputes = named
      case .heldBy(let person):
        disputes = try options.store.held(by: person)
        guard !disputes.isEmpty else {
          return say(number, .failed(phrase("\(person) holds nothing that is open.")))
        }
      }
      return say(number, .rehearsed(try rehearse(.commands([command]), disputes, actor, number)))
    case .rehearseDeed(let number, let disputes, let deed, let actor):
      return say(number, .rehearsed(try rehearse(deed, disputes, actor, number)))
    case .performAll(let number, let rehearsal):
      let outcome = rehearsal.perform(at: options.clock, in: options.store) {
        if isTold($0, of: rehearsal.able.count) { tell(say(number, .decided($0))) }
      }
      return say(number, .done(outcome))
    default: return nil
    }
  }

  private func fileMessage(for effect: Effect) throws -> Message? {
    switch effect {
    case .loadDrafts(let person): return .drafts(try drafts(of: person))
    case .saveDraft(let key, let draft):
      try options.drafts?.save(key: key, version: draft.version, fields: draft.fields)
    case .removeDraft(let key): try options.drafts?.remove(key)
    case .loadViews: return try options.views.map { .views(try $0.read(), said: nil) }
    case .keepView(let view):
      let views = try own { $0.keep(view) }
      let name = view.name
      let said =
        view.key.map { phrase("\(name) is kept, on the key \($0): :view \(name) lists it.") }
        ?? phrase("\(name) is kept: :view \(name) lists it.")
      return .views(views, said: said)
    case .forgetView(let name):
      let views = try own { $0.removeAll { $0.name == name } }
      return .views(views, said: phrase("The view \(name) is forgotten."))
    case .loadMacros:
      let found = options.macros.read()
      return .macros(found.macros, trouble: found.trouble)
    case .keepMacro(let macro):
      try options.macros.add(macro)
      return .keptMacro(macro)
    case .codes(let number, let links):
      return .codes(
        number,
        links.map { content, link in
          MessageScreen.Code(
            content: content,
            made: Result { () throws(QRCode.Mistake) in try QRCode(of: link) })
        })
    case .listDrop: return .drop(options.dropFolder.map(Folder.droppedFiles) ?? [])
    case .completePath(let text): return .completed(Folder.completions(of: text))
    case .theme(let name, isChosen: true):
      if let file = options.themeFile { try TextFile.replace(file, with: name + "\n") }
    case .rememberTour:
      if let file = options.tourFile { try TextFile.replace(file, with: "offered\n") }
    default: break
    }
    return nil
  }

  /// Changes the views that the person keeps.
  private func own(_ change: (inout [SavedView]) -> Void) throws -> [SavedView] {
    guard let views = options.views else {
      throw TextFile.Mistake(description: phrase("There is no file here in which views are kept."))
    }
    return try views.change(change)
  }

  /// Reads what takes long from the replica; where there is none, or it fails, from the store itself.
  private func readFromReplica<Result>(_ read: (any Store) throws -> Result) throws -> Result {
    if let replica = options.replica, let result = try? read(replica) { return result }
    return try read(options.store)
  }

  private func evidence(of tickets: [TicketID], asked number: Int) throws -> [TicketID: Evident] {
    var found: [TicketID: Evident] = [:]
    for ticket in tickets {
      guard let look = try options.store.look(at: ticket) else { continue }
      found[ticket] = Evident(
        look: look, history: try options.store.history(of: ticket), request: number)
    }
    return found
  }

  /// What a person is to be told of. What cannot be read is told later.
  private func heard(since told: Told?, by actor: Actor, at now: Instant) -> Message {
    let store = options.store
    guard let told else { return .listened([], try? store.told(at: now)) }
    guard let heard = try? store.occurrences(since: told, at: now) else {
      return .listened([], try? store.told(at: now))
    }
    let news = heard.0.filter { occurrence in
      let look = try? store.look(at: occurrence.ticket)
      return occurrence.concerns(actor, holder: look?.dispute.holder)
    }
    return .listened(news, heard.1)
  }

  private func drafts(of person: Person) throws -> [String: Draft] {
    var found: [String: Draft] = [:]
    for draft in try options.drafts?.all() ?? [] where draft.key.hasSuffix("/\(person)") {
      found[draft.key] = Draft(version: draft.version, fields: draft.fields)
    }
    return found
  }
}

/// What went wrong, as a plain sentence.
func sentence(of error: any Error) -> String {
  switch error {
  case let error as Refusal: phrase(error.said)
  case let error as JournalError: phrase(error.said)
  case let error as TextFile.Mistake: error.description
  case let error as SourceMistakes: error.description
  default: phrase("It could not be done: \(String(describing: error)). Nothing typed is lost.")
  }
}
