import Procedure

/// What a walk along the chain found.
public struct Verification: Sendable {
  /// The end of the log, or of the part before the first event that does not fit.
  public var head: Head
  /// The first thing that does not hold; nil where all does.
  public var fault: JournalError?

  /// Whether everything holds.
  public var isSound: Bool { fault == nil }
}

/// Telling whether the log is what was written.
extension RelationalJournal {
  /// Walks the chain from the first event, and looks at the file itself, the personal texts and the proofs beside it, and
  /// the desk that is read from it, which grants rights.
  ///
  /// A log that was cut at its end is a whole chain still: only a head that was kept elsewhere tells.
  ///
  /// - Parameter kept: a head that was printed earlier; the event of its number must have its hash.
  public func verify(against kept: Head? = nil) throws -> Verification {
    try read { reading in
      var verification = try reading.verification(against: kept, of: store)
      if verification.isSound { verification.fault = try reading.readModelFault(of: store) }
      return verification
    }
  }
}

extension Reading {
  /// Verifies all that cannot be made anew: the chain, the file, the personal texts and the proofs.
  ///
  /// - Parameters:
  ///   - kept: a head that the log must hold.
  ///   - store: what faults are said of, and where the proofs' files are.
  func verification(against kept: Head?, of store: any RelationalStore) throws -> Verification {
    var end = Log.End()
    do {
      let keptHash = try walk(to: &end, noting: kept?.number)
      let fault =
        try kept?.fault(found: keptHash, end: end) ?? integrityFault(of: store)
        ?? personalFault(in: store) ?? proofFault(store.proofs)
      return Verification(head: end.head, fault: fault)
    } catch {
      guard let fault = error as? JournalError ?? store.damage(error) else { throw error }
      return Verification(head: end.head, fault: fault)
    }
  }

  /// Walks the chain from an end as far as it holds, throws where it does not, and gives the hash of one event.
  @discardableResult
  func walk(to end: inout Log.End, noting number: Int64? = nil) throws -> [UInt8]? {
    var noted = number == 0 ? Chain.start : nil
    var last = end
    defer { end = last }
    try log.each(after: end.number) { event in
      if let why = event.fault(after: last) {
        throw JournalError.broken(number: last.number + 1, why: why)
      }
      last = Log.End(number: event.number, hash: event.hash, at: event.at)
      if event.number == number { noted = event.hash }
    }
    return noted
  }
}

extension LoggedEvent {
  /// Why it does not follow the end of the log so far.
  fileprivate func fault(after end: Log.End) -> String? {
    guard number == end.number + 1 else {
      return "it is missing; the next one is event \(number)"
    }
    guard hash == Chain.hash(of: self, after: end.hash) else {
      return "it was changed, or an event before it was (\(stream), \(name))"
    }
    return nil
  }
}

extension Head {
  fileprivate func fault(found: [UInt8]?, end: Log.End) -> JournalError? {
    guard let found else {
      return .broken(
        number: end.number + 1,
        why: "the log was cut: it ends at \(end.number), and event \(number) was there")
    }
    guard found.hexadecimal == hash else {
      return .broken(number: number, why: "the log was changed: another event stood there")
    }
    return nil
  }
}

extension Reading {
  /// The first personal text that is not the one its token was made for; of masked ones nobody can tell.
  fileprivate func personalFault(in store: any RelationalStore) throws -> JournalError? {
    guard !store.masksPersonalTexts else { return nil }
    var last = (stream: "", token: "")
    while true {
      let texts = try db.all(
        """
        SELECT stream, token, salt, text FROM personal
        WHERE text IS NOT NULL AND (stream, token) > (?, ?) ORDER BY stream, token LIMIT 1000
        """, [.text(last.stream), .text(last.token)]
      ) { (stream: $0.text(0), token: $0.text(1), salt: $0.bytes(2), text: $0.text(3)) }
      for text in texts where text.token != StreamVault.token(salt: text.salt, text: text.text) {
        return .unreadable(
          path: store.place,
          why: "a personal text of \(text.stream) is not the one that was recorded")
      }
      guard let end = texts.last else { return nil }
      last = (end.stream, end.token)
    }
  }
}

extension Reading {
  /// What the database finds wrong with itself.
  fileprivate func integrityFault(of store: any RelationalStore) throws -> JournalError? {
    guard let what = try store.fault(in: db) else { return nil }
    return .unreadable(
      path: store.place,
      why: "it is damaged (\(what)); `paydesk rebuild` mends what is read from the log, and"
        + " `paydesk restore` brings a backup back")
  }

  /// The first proof's file that is not what its name says, or that an event names and nobody erased, and that is gone.
  fileprivate func proofFault(_ proofs: any ProofStore) throws -> JournalError? {
    let kept = Set(try proofs.hashes())
    for hash in kept.sorted() {
      if let bytes = try proofs.bytes(hash) { try proofs.check(bytes, of: hash) }
    }
    let erasures = try erasures()
    var missing: (hash: String, ticket: TicketID)?
    for (logged, id, hash) in try namedProofs() {
      guard missing == nil, ProofFiles.isHash(hash), !kept.contains(hash),
        logged > erasures[id] ?? 0, try holdsPersonalTexts(.dispute(id))
      else { continue }
      missing = (hash, id)
    }
    guard let missing else { return nil }
    // It may have come while the others were read.
    guard try proofs.bytes(missing.hash) == nil else { return nil }
    return .unreadable(
      path: proofs.place(of: missing.hash),
      why: "it is the file of a proof on \(missing.ticket) and it is missing; bring it back from a"
        + " backup")
  }

  /// The files that the log names, with the numbers and disputes of their events.
  private func namedProofs() throws -> [(number: Int64, dispute: TicketID, hash: String)] {
    let events = try log.events(named: "proofRecorded")
    return try events.compactMap { logged in
      guard case .dispute(let id) = Stream(name: logged.stream),
        case .proofRecorded(let proof) = try coding.fact(Fact.self, of: logged),
        let hash = proof.sha256?.lowercased()
      else { return nil }
      return (logged.number, id, hash)
    }
  }

  /// The disputes whose personal data was erased, with the number of the latest event that says so.
  private func erasures() throws -> [TicketID: Int64] {
    var erasures: [TicketID: Int64] = [:]
    for logged in try log.events(of: .desk) {
      guard case .personalDataErased(let disputes, _) = try coding.fact(DeskFact.self, of: logged)
      else { continue }
      for dispute in disputes { erasures[dispute] = logged.number }
    }
    return erasures
  }

  private func holdsPersonalTexts(_ stream: Stream) throws -> Bool {
    try db.first(
      "SELECT 1 FROM personal WHERE stream = ? AND text IS NOT NULL LIMIT 1",
      [.text(stream.name)]
    ) { _ in true } ?? false
  }

  /// What is read from the log and is not there, or grants rights that the log does not.
  fileprivate func readModelFault(of store: any RelationalStore) throws -> JournalError? {
    func fault(_ what: String) -> JournalError {
      .unreadable(path: store.place, why: "\(what); `paydesk rebuild` makes it anew from the log")
    }
    for table in Table.all.map(\.name) where try !db.hasTable(table) {
      return fault("its table \(table) is missing")
    }
    let folded = try foldedDesk()
    let stored = try db.first("SELECT version, body FROM desk") {
      (version: Int($0.integer(0)), body: $0.bytes(1))
    }
    let changed = fault("its people and policy are not those of the log")
    guard let stored else { return folded.version == 0 ? nil : changed }
    // A desk that another release wrote and this one cannot read grants nothing: the log is read in its place.
    let desk = try? coding.value(Desk.self, from: stored.body)
    return stored.version == folded.version && desk ?? folded == folded ? nil : changed
  }
}
