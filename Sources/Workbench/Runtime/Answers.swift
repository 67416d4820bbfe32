import Journal
import Procedure
import Terminal

/// What the journal and the files answer to an effect. It blocks on them.
struct Answers: Sendable {
  private let options: WorkbenchOptions
  private let copies = ProofCopies()

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
      if case .rehearse(let number, _, _, _) = effect {
        return .rehearsing(.init(number: number, stage: .failed(sentence(of: error))))
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
    case .looks(let epoch, let tickets):
      // What cannot be read is told of when the cursor comes to it.
      let looks = tickets.compactMap { ticket in
        (try? journal.look(at: ticket)).map { (ticket, $0) }
      }
      return .lookedAhead(epoch: epoch, Dictionary(looks) { $1 })
    case .evidence(let number, let tickets):
      return .evidence(try evidence(of: tickets, asked: number))
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
    case .sightings(let proofs, let ticket):
      return .sighted(
        try sightings(of: proofs, except: ticket),
        try proofs.flatMap { try journal.ledger(around: $0, on: ticket) })
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
    switch effect {
    case .search(let number, let text):
      return .found(
        number: number,
        try readFromReplica { try $0.search(text, limit: 50, while: isWanted) })
    case .rehearse(let number, let many, let command, let actor):
      let disputes: [TicketID]
      switch many {
      case .named(let named): disputes = named
      case .heldBy(let person):
        disputes = try options.store.held(by: person)
        guard !disputes.isEmpty else {
          return say(number, .failed("\(person) holds nothing that is open."))
        }
      }
      let rehearsal = try Rehearsal(
        of: command, on: disputes, by: actor, at: options.clock(), in: options.store
      ) {
        guard isWanted() else { throw CancellationError() }
        if isTold($0, of: disputes.count) { tell(say(number, .tried($0))) }
      }
      return say(number, .rehearsed(rehearsal))
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
    case .copyProof(let name, let sha256):
      guard let bytes = try options.store.proofBytes(sha256: sha256) else {
        return .trouble("The file of this proof is not in the store: it was erased, or never kept.")
      }
      return .proofCopied(name, path: try copies.lay(bytes, sha256: sha256, named: name))
    case .codes(let number, let links):
      return .codes(
        number,
        links.map { content, link in
          MessageScreen.Code(
            content: content,
            made: Result { () throws(QRCode.Mistake) in try QRCode(of: link) })
        })
    case .openOutside(let address):
      try Desktop.open(address)
      return .openedOutside
    case .listDrop: return .drop(options.dropFolder.map(Folder.droppedFiles) ?? [])
    case .completePath(let text): return .completed(Folder.completions(of: text))
    case .theme(let name, isChosen: true):
      if let file = options.themeFile { try TextFile.replace(file, with: name + "\n") }
    default: break
    }
    return nil
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

  private func sightings(of proofs: [Proof], except ticket: TicketID) throws -> [Sighting] {
    var found: [Sighting] = []
    for reference in proofs.compactMap(\.reference) {
      for row in try options.store.search(reference, limit: 20) where row.ticket != ticket {
        guard let dispute = try options.store.look(at: row.ticket)?.dispute else { continue }
        found += dispute.proofs.filter { $0.verdict != .rejected }
          .map { Sighting(of: $0, on: dispute.id, order: dispute.ticket.order) }
          .filter { sighting in proofs.contains(where: sighting.matches) }
      }
    }
    return found
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
  case let error as Refusal: error.message
  case let error as JournalError: error.description
  case let error as TextFile.Mistake: error.description
  default: "It could not be done: \(error). Nothing typed is lost."
  }
}
