/// What is read from statements: entries with what they came to, the keys by which they and disputes find each other, and the
/// moments at which disputes moved money.
extension Schema {
  static let statements = """

    CREATE TABLE statement_entry (
      id TEXT PRIMARY KEY,
      statement TEXT NOT NULL,
      at INTEGER NOT NULL,
      vendor TEXT NOT NULL,
      amount INTEGER NOT NULL,
      payee TEXT,
      base TEXT,
      listed_at INTEGER NOT NULL,
      standing TEXT NOT NULL,
      ticket TEXT
    ) WITHOUT ROWID;
    CREATE INDEX statement_entry_at ON statement_entry (at, id);
    CREATE INDEX statement_entry_open ON statement_entry (at, id) WHERE standing <> 'matched';
    CREATE INDEX statement_entry_payment ON statement_entry (vendor, amount, at);
    CREATE INDEX statement_entry_payee ON statement_entry (payee, amount) WHERE payee IS NOT NULL;
    CREATE INDEX statement_entry_base ON statement_entry (base) WHERE base IS NOT NULL;
    CREATE INDEX statement_entry_ticket ON statement_entry (ticket) WHERE ticket IS NOT NULL;
    CREATE TABLE statement_key (key TEXT NOT NULL, entry TEXT NOT NULL,
      PRIMARY KEY (key, entry)) WITHOUT ROWID;
    CREATE INDEX statement_key_entry ON statement_key (entry);
    CREATE TABLE statement_claim (key TEXT NOT NULL, place INTEGER NOT NULL,
      PRIMARY KEY (key, place)) WITHOUT ROWID;
    CREATE INDEX statement_claim_place ON statement_claim (place);
    CREATE TABLE statement_matter (at INTEGER NOT NULL, place INTEGER NOT NULL,
      PRIMARY KEY (at, place)) WITHOUT ROWID;
    CREATE INDEX statement_matter_place ON statement_matter (place);
    CREATE TABLE statement_span (
      number INTEGER PRIMARY KEY,
      statement TEXT NOT NULL,
      vendor TEXT,
      starts_at INTEGER NOT NULL,
      ends_at INTEGER NOT NULL,
      imported_at INTEGER NOT NULL
    );
    """

  static let statementTables = [
    "statement_entry", "statement_key", "statement_claim", "statement_matter", "statement_span",
  ]
}
