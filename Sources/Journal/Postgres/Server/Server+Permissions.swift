import Procedure

/// The core's table of permissions, as the server reads it.
extension Server {
  /// Which fact whom; a fact that follows by itself has no roles and the holding `consequence`, what the panel and statements
  /// list has the holding `listing`, and the desk's own facts are decided on by `check_desk`.
  static func permissions(_ upcasting: Upcasting = .current) -> String {
    var rows = Permission.table.flatMap { row in
      row.facts.map { fact in
        permission(
          fact, row.roles, row.holding.rawValue, maker: row.maker?.rawValue,
          isLimited: row.isLimited, whenClosed: Permission.whenClosed.contains(row.command),
          whenMerged: Permission.whenMerged.contains(row.command), upcasting)
      }
    }
    rows += Permission.consequences.map {
      permission($0, [], "consequence", whenClosed: true, upcasting)
    }
    rows += ListingFact.names.map {
      permission($0, Permission.everyone, "listing", whenClosed: true, upcasting)
    }
    rows += DeskFact.names.map {
      permission($0, Permission.everyone, "desk", whenClosed: true, upcasting)
    }
    return """
      CREATE TABLE IF NOT EXISTS paydesk_store.permission (
        fact text COLLATE "C" PRIMARY KEY,
        roles text[] NOT NULL,
        holding text NOT NULL,
        maker text,
        limited boolean NOT NULL,
        when_closed boolean NOT NULL,
        when_merged boolean NOT NULL,
        schema bigint NOT NULL
      );
      DELETE FROM paydesk_store.permission;
      INSERT INTO paydesk_store.permission
        (fact, roles, holding, maker, limited, when_closed, when_merged, schema) VALUES
        \(rows.joined(separator: ",\n  "));
      """
  }

  private static func permission(
    _ fact: String, _ roles: Set<Role>, _ holding: String, maker: String? = nil,
    isLimited: Bool = false, whenClosed: Bool, whenMerged: Bool = false, _ upcasting: Upcasting
  ) -> String {
    let roles = array(roles.map(\.rawValue).sorted())
    let maker = maker.map { quoted($0) } ?? "NULL"
    return
      "(\(quoted(fact)), \(roles), \(quoted(holding)), \(maker), \(isLimited), \(whenClosed), \(whenMerged), \(upcasting.schema(of: fact)))"
  }
}
