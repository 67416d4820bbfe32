import Procedure

/// The desk itself: people, policy, and the erasing of personal data.
extension RelationalJournal {
  /// The desk: people and policy.
  public func desk() throws -> Desk { try read { try self.desk(in: $0) } }

  /// Decides a command on the desk; another policy or an erasure reaches every row that it changes.
  @discardableResult
  public func perform(_ command: DeskCommand, by actor: Actor?, at now: Instant) throws
    -> [DeskFact]
  {
    let (facts, files) = try write { recording in try recording.perform(command, by: actor, at: now)
    }
    if case .erase(let disputes, _) = command {
      try store.forget(files, of: disputes)
    }
    return facts
  }
}

extension Recording {
  /// Decides a command on the desk and records what follows; gives the facts, and the proofs that nobody has any more.
  func perform(_ command: DeskCommand, by actor: Actor?, at now: Instant) throws -> (
    [DeskFact], [String]
  ) {
    let moment = moment(now)
    if let actor { try desk.admit(actor, at: moment) }
    let facts = try desk.decide(command, by: actor, at: moment)
    var files: [String] = []
    for fact in facts {
      var doer = actor
      if case .personAdded(let person, _, let role) = fact, doer == nil {
        doer = Actor(person, role)
      }
      guard let doer else { continue }
      desk = desk.evolved(by: fact, by: doer, at: moment)
      try append(
        fact, name: fact.name, to: .desk, version: desk.version, by: doer, at: moment, vendor: nil)
      if case .personalDataErased(let disputes, _) = fact { files += try erase(disputes) }
      if case .policyAdopted = fact { try refreshAllUnsettled(at: moment) }
    }
    if !facts.isEmpty { try keepDesk() }
    return (facts, files)
  }

  /// Keeps the folded desk.
  func keepDesk() throws {
    try db.put(
      .desk, [1, .integer(desk.version), .blob(try CanonicalJSON.bytes(of: desk))])
  }

  /// Another policy moves windows, limits and counts of all that are not closed.
  private func refreshAllUnsettled(at moment: Instant) throws {
    let places = try db.all("SELECT place FROM dispute WHERE kind <> 8 ORDER BY place") {
      $0.integer(0)
    }
    // A block that was set for a lapsed window outlives its dispute's closure.
    let blocked = try db.all("SELECT record FROM vendor WHERE record IS NOT NULL") {
      try reading.coding.value(VendorRecord.self, from: $0.bytes(0))
    }.compactMap { $0.isBlocked ? $0.blockedOn : nil }
    let closed = try blocked.compactMap { try reading.dispute($0)?.place }
    for place in Set(places + closed).sorted() {
      guard let placed = try reading.dispute(at: place) else { continue }
      try refresh(placed)
      // One that is closed has no window left to move.
      if placed.dispute.state != .closed { try adopt(desk.policy, on: placed, at: moment) }
    }
  }

  /// Erases the texts of disputes, of their orders' listings and of all that is read from them, and gives the hashes of the
  /// proofs that stand on no other dispute.
  private func erase(_ disputes: [TicketID]) throws -> [String] {
    var places: [Int64] = []
    var entries: Set<EntryID> = []
    for id in disputes {
      guard let placed = try reading.dispute(id) else {
        throw Refusal(
          .unknown, Phrase("There is no ticket \(id): nothing was erased."), rule: "Personal data")
      }
      places.append(placed.place)
      entries.formUnion(try reading.entries(ofCustomerOf: placed))
      let orders = Set([placed.dispute.ticket.order, placed.dispute.listed.order])
      for order in orders { try forgetPayTo(listedOf: order) }
      for stream in [.dispute(id)] + orders.map(Stream.order) {
        try db.write(.erase(stream: stream.name))
      }
    }
    try erase(entries)
    reading.forget()
    for (id, place) in zip(disputes, places) {
      guard let dispute = try reading.folded(id) else { continue }
      let placed = Placed(dispute: dispute, place: place)
      try keepSnapshot(of: placed)
      try keepClaims(of: placed)
      try keepBackground(of: placed)
      try refresh(placed)
    }
    try keepErased(entries)
    try db.purge()
    return try orphans(of: places)
  }

  /// The files on disputes, without those that another dispute has whose data is not erased.
  private func orphans(of places: [Int64]) throws -> [String] {
    var files: Set<String> = []
    for place in places {
      files.formUnion(
        try db.all(
          "SELECT sha256 FROM proof WHERE place = ? AND sha256 IS NOT NULL", [.integer(place)]
        ) { $0.text(0) })
    }
    return try files.sorted().filter { file in
      try db.first(
        """
        SELECT 1 FROM proof JOIN dispute USING (place) WHERE sha256 = ? AND EXISTS
        (SELECT 1 FROM personal WHERE stream = 'dispute:' || ticket AND text IS NOT NULL)
        """, [.text(file)]
      ) { _ in true } == nil
    }
  }
}
