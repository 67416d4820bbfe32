import Procedure

/// A desk that was moved from a file to a server.
public struct Migration: Sendable {
  /// Where it is now, without any password.
  public var place: String
  /// The end of its log.
  public var head: Head
  /// How many proofs came with it.
  public var proofs: Int
  /// Those who work at the desk and cannot be logins of the server, each with why, as a sentence.
  public var shutOut: [(person: Person, why: String)]
}

extension RelationalJournal {
  /// Moves the desk in a file, or in a backup, to a server whose store has nothing but its first person: log, personal texts,
  /// proofs, and all that is read from them, in one transaction. The file is verified first, and not changed.
  ///
  ///     try Server.create(at: address, first: Person("ravi"), uid: 1000)
  ///     try RelationalJournal.migrate(from: "/home/ravi/.local/share/paydesk/paydesk.db", to: address)
  ///
  /// - Throws: `JournalError.cannotMove` where the server's log holds more, or the file's nothing; `.ownerAlone`.
  @discardableResult
  public static func migrate(
    from path: String, to address: String, telling: @escaping (Headway) -> Void = { _ in }
  ) throws -> Migration {
    let store = try PostgresStore(address)
    guard store.isOwner else { throw JournalError.ownerAlone(address: store.place) }
    return try SourceFile.reading(path, telling: telling) { source in
      guard source.head.number > 0 else {
        throw JournalError.cannotMove(place: store.place, why: "nothing is recorded in \(path)")
      }
      return try store.asOwner { connection in
        try Moving(source: source, store: store, connection: connection, telling: telling).move()
      }
    }
  }
}

/// The transaction in which a desk is moved.
private struct Moving {
  let source: SourceFile
  let store: PostgresStore
  let connection: PostgresConnection
  let telling: (Headway) -> Void

  func move() throws -> Migration {
    try makeRoom()
    let people = try source.journal.read { reading in
      try Table.event.copyIn(from: reading.db, on: connection, telling: telling)
      try Table.personal.copyIn(from: reading.db, on: connection, telling: telling)
      try connection.execute(
        """
        ALTER TABLE paydesk_store.event ENABLE ALWAYS TRIGGER event_is_never_changed;
        ANALYZE paydesk_store.event, paydesk_store.personal;
        """)
      try store.load(Table.all, from: reading.db, on: connection, telling: telling)
      return try reading.desk().people
    }
    let proofs = try takeProofs()
    telling(Headway(what: "what appends are checked with", rows: 0))
    let end = try connection.query("SELECT paydesk_store.refold()").integer(0, 0)
    try connection.query(
      "UPDATE paydesk_store.meta SET value = ? WHERE key = 'sample'",
      [.text(source.journal.isSample ? "yes" : "no")])
    let shutOut = try admit(people)
    guard try end == source.head.number && !source.hasMoved() else {
      throw cannot("somebody recorded in \(source.path) meanwhile: have everybody leave it first")
    }
    // Whoever is connected already looks at another desk from here on.
    try connection.query("SELECT pg_notify('paydesk', ?)", [.text("\(end)")])
    return Migration(place: store.place, head: source.head, proofs: proofs, shutOut: shutOut)
  }

  /// Takes the server's own first person away, so that the log that comes has its numbers.
  ///
  /// This is the one place where a log is emptied: by the owner, who alone may switch off the trigger that refuses it, where
  /// nothing but that first person stands in it, and in a transaction that puts the whole log of the same desk in its place or
  /// leaves everything as it was.
  private func makeRoom() throws {
    let there = try connection.query(
      """
      SELECT (SELECT count(*) FROM (SELECT FROM paydesk_store.event LIMIT 2) AS e),
        EXISTS (SELECT FROM paydesk_store.event WHERE name <> 'personAdded'),
        EXISTS (SELECT FROM paydesk_store.personal)
      """)
    guard there.integer(0, 0) < 2, there.integer(0, 1) == 0, there.integer(0, 2) == 0 else {
      throw cannot(
        "work is recorded there already: make a new database with `paydesk store create`, and move to that"
      )
    }
    try connection.execute(
      """
      ALTER TABLE paydesk_store.event DISABLE TRIGGER event_is_never_changed;
      TRUNCATE paydesk_store.event, paydesk_store.appended, paydesk_store.kept_proof;
      """)
  }

  private func takeProofs() throws -> Int {
    let proofs = source.journal.store.proofs
    var count = 0
    for hash in try proofs.hashes() {
      guard let bytes = try proofs.bytes(hash) else { continue }
      try proofs.check(bytes, of: hash)
      try connection.query(
        """
        INSERT INTO paydesk_store.kept_proof (sha256, bytes, kept_at, kept_by)
        VALUES (?, ?, floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint, session_user)
        """, [.text(hash), .blob(bytes)])
      count += 1
      telling(Headway(what: "proofs", rows: count))
    }
    return count
  }

  /// Lets those in whom the log names, each into the group of their role, and nobody else; gives those who cannot come in.
  private func admit(_ people: [Person: Desk.Member]) throws -> [(Person, String)] {
    try connection.execute(ServerGroups.emptying)
    var shutOut: [(Person, String)] = []
    for (person, member) in people.sorted(by: { $0.key.text < $1.key.text }) {
      if let why = try refusal(of: person, as: member.role) { shutOut.append((person, why)) }
    }
    let managers = people.filter { $0.value.role.isManager }.keys
    guard managers.contains(where: { manager in !shutOut.contains { $0.0 == manager } }) else {
      let why = shutOut.first.map { $0.1 } ?? "There is none."
      throw cannot("no manager of the desk could work there. \(String(why.dropLast()))")
    }
    return shutOut
  }

  /// Lets somebody in; gives why they cannot be.
  private func refusal(of person: Person, as role: Role) throws -> String? {
    try connection.execute("SAVEPOINT person")
    do {
      try connection.query(
        "SELECT paydesk_store.grant_person(?, ?)", [.text(person.text), .text(role.rawValue)])
      return nil
    } catch {
      guard case .server(let refusal) = error, refusal.sqlState == "PD002" else { throw error }
      try connection.execute("ROLLBACK TO SAVEPOINT person")
      return refusal.message
    }
  }

  private func cannot(_ why: String) -> JournalError {
    .cannotMove(place: store.place, why: why)
  }
}
