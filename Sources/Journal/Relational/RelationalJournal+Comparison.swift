import Procedure

/// Comparing a store with a file, and with its own log.
extension RelationalJournal {
  /// Compares all that it holds with a file or a backup, event for event and row for row, each as it is at one moment.
  ///
  /// - Throws: `JournalError`, also where the file itself does not hold.
  public func compared(with path: String, telling: (Headway) -> Void = { _ in }) throws
    -> Comparison
  {
    try SourceFile.reading(path, telling: telling) { source in
      var comparison = Comparison(head: source.head)
      if store.isSample != source.journal.isSample {
        comparison.difference = "one of \(source.path) and \(store.place) is a sample"
        return comparison
      }
      try source.journal.read { file in
        try read { own in
          comparison.head = try own.log.end().head
          let compared = Compared(
            first: (file.db, source.path), second: (own.db, store.place))
          try compared.compare(
            [.event, .personal] + Table.all, into: &comparison, telling: telling)
        }
      }
      try comparison.compare(
        (source.journal.store.proofs, source.path), (store.proofs, store.place), telling: telling)
      return comparison
    }
  }

  /// Verifies the log, compares what is read from it with the same read anew in a file beside, and has a server's owner compare
  /// what it checks appends with.
  public func checked(telling: (Headway) -> Void = { _ in }) throws -> Comparison {
    telling(Headway(what: "verifying", rows: 0))
    let verification = try verify()
    var comparison = Comparison(head: verification.head)
    comparison.difference = verification.fault.map(\.description)
    guard comparison.isSame else { return comparison }
    comparison.proofs = try store.proofs.hashes().count
    try Files.inTemporaryFolder { folder in
      let path = folder + "/" + Backup.database
      try read { own in
        try SQLiteStore.copyLog(of: own.db, isSample: isSample, to: path, telling: telling)
        telling(Headway(what: "reading the log anew", rows: 0))
        let anew = try RelationalJournal.open(at: path)
        try anew.rebuild()
        comparison.head = try own.log.end().head
        comparison.rows = Int(comparison.head.number)
        try anew.read { reading in
          let compared = Compared(
            first: (reading.db, "the log"), second: (own.db, store.place))
          try compared.compare(Table.all, into: &comparison, telling: telling)
        }
      }
    }
    guard comparison.isSame, store.isOwner else { return comparison }
    telling(Headway(what: "what appends are checked with", rows: 0))
    comparison.difference = try store.guardFault()
    comparison.hasSeenGuards = true
    return comparison
  }
}
