/// Telling whether what appends are checked with is what the log says.
extension PostgresStore {
  private static let guards = [
    "guard_desk", "guard_person", "guard_deputy", "guard_batch", "guard_dispute", "guard_proof",
    "guard_payout",
  ]

  /// Folds the whole log into the guards once more, compares, and takes that back; nobody records meanwhile.
  ///
  /// - Returns: nil where nothing differs, and to whoever may not act as the owner, who cannot look.
  func guardFault() throws -> String? {
    guard isOwner else { return nil }
    do {
      return try asOwner { connection in
        throw TakenBack(fault: try PostgresStore.guardFault(on: connection))
      }
    } catch let end as TakenBack {
      return end.fault
    }
  }

  private static func guardFault(on connection: PostgresConnection) throws -> String? {
    let end = try connection.query(
      """
      SELECT FROM paydesk_store.head AS h LEFT JOIN paydesk_store.event AS e
        ON e.number = (SELECT max(number) FROM paydesk_store.event)
      WHERE h.number <> coalesce(e.number, 0) OR h.hash <> e.hash OR h.at <> e.at
      """)
    guard end.count == 0 else {
      return "the end of the chain that the server goes on from is not the log's"
    }
    for table in guards {
      try connection.execute(
        "CREATE TABLE paydesk_store.was_\(table) AS TABLE paydesk_store.\(table)")
    }
    try connection.query("SELECT paydesk_store.refold()")
    for table in guards {
      let rows = try connection.query(
        """
        (TABLE paydesk_store.was_\(table) EXCEPT TABLE paydesk_store.\(table))
        UNION ALL (TABLE paydesk_store.\(table) EXCEPT TABLE paydesk_store.was_\(table))
        ORDER BY 1 LIMIT 1
        """)
      guard rows.count > 0 else { continue }
      let key = table == "guard_desk" ? "" : " (\(rows.text(0, 0)))"
      return "\(table)\(key), which appends are checked with, is not as the log has it"
    }
    return nil
  }

  /// Takes the transaction back with what was found in it.
  private struct TakenBack: Error {
    var fault: String?
  }
}
