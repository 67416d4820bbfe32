extension Schema {
  /// The payouts of all disputes and the batches that they went out in, as they are looked for: by state, batch and reference.
  /// A payout's line in a batch is its own alone.
  static let payouts = """
    CREATE TABLE payout (
      intent TEXT PRIMARY KEY,
      place INTEGER NOT NULL,
      amount INTEGER NOT NULL,
      asked_by TEXT NOT NULL,
      asked_at INTEGER NOT NULL,
      state TEXT NOT NULL,
      since INTEGER NOT NULL,
      batch TEXT,
      line INTEGER,
      reference TEXT
    ) WITHOUT ROWID;
    CREATE INDEX payout_state ON payout (state, since, intent);
    CREATE UNIQUE INDEX payout_line ON payout (batch, line) WHERE batch IS NOT NULL;
    CREATE INDEX payout_reference ON payout (reference) WHERE reference IS NOT NULL;
    CREATE TABLE batch (id TEXT PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL,
      layout BLOB NOT NULL) WITHOUT ROWID;
    """
}
