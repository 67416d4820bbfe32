extension Table {
  /// Everything that is read from the log; `rebuild` drops it and makes it anew.
  static let all: [Table] =
    [desk, vendor, dispute, snapshot, proof, tally] + reports + vendors + statements
    + [pastPayout, payTo, payout, batch]

  // MARK: Disputes

  /// The folded desk; one row.
  static let desk = Table(
    "desk", key: ["id"], [.integer("id"), .integer("version"), .blob("body")])

  /// Every vendor that an event names, with its record where it has one.
  static let vendor = Table(
    "vendor", key: ["name"], [.text("name"), .text("folded").ofKey, .blob("record").optional],
    indexes: [Index("vendor_folded", "folded")])

  /// The queue's rows. `kind` and `at` are a dispute's attention: 6 is parked, 8 closed, 9 merged.
  static let dispute = Table(
    "dispute", key: ["place"],
    [
      .integer("place"), .text("ticket"), .integer("version"), .text("tag"),
      .text("customer").personal, .text("order_id"), .text("vendor").optional, .text("holder"),
      .text("state"), .integer("step"), .text("scenario").optional, .integer("disputed"),
      .integer("kind"), .integer("at"), .text("pending"), .text("outstanding"),
      .integer("logged_at"), .integer("touched_at"), .integer("matter").optional,
      .integer("matter_at").optional, .integer("matter_amount").optional, .text("stakes"),
      .integer("lapses_at").optional, .text("phone").personal, .text("recorded_vendor").optional,
      .text("refs"), .integer("counts_from").optional, .text("ending").optional,
      .integer("asked"), .integer("asked_until").optional, .integer("paid_late").optional,
    ],
    indexes: [
      Index("dispute_ticket", "ticket", isUnique: true),
      Index("dispute_order", "order_id"),
      Index("dispute_customer", "customer"),
      Index("dispute_open", "holder, kind, at, place", where: "state = 'open'"),
      Index("dispute_matter", "matter, matter_at, place", where: "matter IS NOT NULL"),
      Index("dispute_lapse", "lapses_at, place, matter", where: "lapses_at IS NOT NULL"),
      Index("dispute_held", "holder, place", where: "holder <> '' AND kind <= 7"),
      Index("dispute_closed", "at, place", where: "kind = 8"),
      Index("dispute_all", "logged_at, place", where: "kind <= 8"),
      Index("dispute_outstanding", "touched_at, place", where: "outstanding <> ''"),
      Index("dispute_counted", "recorded_vendor, logged_at", where: "counts_from IS NOT NULL"),
      Index(
        "dispute_vendor", "recorded_vendor", where: "recorded_vendor IS NOT NULL AND kind <= 7"),
      Index(
        "dispute_ending", "recorded_vendor, logged_at, ending", where: "ending IS NOT NULL"),
      Index("dispute_asked", "recorded_vendor, asked_until, place", where: "asked = 1"),
      Index(
        "dispute_grouped_asking", "holder, vendor, kind, at, place, disputed",
        where: "state = 'open' AND kind < 5"),
      Index(
        "dispute_grouped_waiting", "holder, vendor, kind, at, place, disputed",
        where: "state = 'open' AND kind >= 5"),
      Index("dispute_late", "recorded_vendor, paid_late", where: "paid_late IS NOT NULL"),
    ])

  /// Folded disputes.
  static let snapshot = Table(
    "snapshot", key: ["place"], [.integer("place"), .integer("version"), .blob("body")])

  /// Where references and files of proofs stand.
  static let proof = Table(
    "proof", key: ["place", "position"],
    [
      .integer("place"), .integer("position"), .text("kind"), .text("reference").optional,
      .text("sha256").optional, .text("verdict"),
    ],
    indexes: [
      Index("proof_reference", "reference", where: "reference IS NOT NULL"),
      Index("proof_file", "sha256", where: "sha256 IS NOT NULL"),
    ])

  /// How many disputes stand in which part of the queue, by holder.
  static let tally = Table(
    "tally", key: ["bucket", "holder"], [.text("bucket"), .text("holder"), .integer("n")])

  // MARK: Reports

  /// What reports are read from: each dispute's milestones, and what is open. A milestone's place among its dispute's is
  /// `ordinal`. Of a dispute whose window still runs, `lapses_at` says when it lapses unless something comes first, and
  /// `lapsed_step` at which step it will stand then.
  static let reports = [milestone, backlog]

  static let milestone = Table(
    "milestone", key: ["place", "ordinal"],
    [
      .integer("place"), .integer("ordinal"), .text("ticket"), .text("kind"), .integer("at"),
      .integer("round"), .integer("since").optional, .text("scenario").optional,
      .integer("amount"), .text("vendor").optional, .text("person").optional,
      .text("payout").optional,
    ], indexes: [Index("milestone_at", "at")])

  static let backlog = Table(
    "backlog", key: ["place"],
    [
      .integer("place"), .text("ticket"), .integer("logged_at"), .integer("escalated"),
      .integer("step"), .integer("lapses_at").optional, .integer("lapsed_step").optional,
    ])

  // MARK: Vendors

  /// Which events are lines of a vendor's account, and which speak of its standing. An event is one line at most; whose it is,
  /// how much and which way stand here, the rest in the log.
  static let vendors = [vendorAccount, vendorMeasure]

  static let vendorAccount = Table(
    "vendor_account", key: ["vendor", "number"],
    [.text("vendor"), .integer("number").ofEvent, .text("kind"), .integer("amount")])

  static let vendorMeasure = Table(
    "vendor_measure", key: ["vendor", "number"], [.text("vendor"), .integer("number").ofEvent])

  // MARK: Statements

  /// Entries with what they came to, the keys by which they and disputes find each other, the moments at which disputes moved
  /// money, and of what times statements show everything.
  static let statements = [
    statementEntry, statementKey, statementClaim, statementMatter, statementSpan,
  ]

  static let statementEntry = Table(
    "statement_entry", key: ["id"],
    [
      .text("id"), .text("statement"), .integer("at"), .text("vendor"), .integer("amount"),
      .text("payee").optional.personal, .text("base").optional, .integer("listed_at"),
      .text("standing"), .text("ticket").optional,
    ],
    indexes: [
      Index("statement_entry_at", "at, id"),
      Index("statement_entry_open", "at, id", where: "standing <> 'matched'"),
      Index("statement_entry_payment", "vendor, amount, at"),
      Index("statement_entry_payee", "payee, amount", where: "payee IS NOT NULL"),
      Index("statement_entry_base", "base", where: "base IS NOT NULL"),
      Index("statement_entry_ticket", "ticket", where: "ticket IS NOT NULL"),
    ])

  static let statementKey = Table(
    "statement_key", key: ["key", "entry"], [.text("key"), .text("entry")],
    indexes: [Index("statement_key_entry", "entry")], isForDecisions: true)

  static let statementClaim = Table(
    "statement_claim", key: ["key", "place"], [.text("key"), .integer("place")],
    indexes: [Index("statement_claim_place", "place")], isForDecisions: true)

  static let statementMatter = Table(
    "statement_matter", key: ["at", "place"], [.integer("at"), .integer("place")],
    indexes: [Index("statement_matter_place", "place")])

  static let statementSpan = Table(
    "statement_span", key: ["number"],
    [
      .integer("number").ofEvent, .text("statement"), .text("vendor").optional, .text("folded"),
      .integer("starts_at"), .integer("ends_at"), .integer("imported_at"),
    ], indexes: [Index("statement_span_book", "statement, folded")])

  // MARK: Payouts and evidence

  /// Payouts that ended, as others' evidence asks for them.
  static let pastPayout = Table(
    "past_payout", key: ["place", "position"],
    [
      .integer("place"), .integer("position"), .text("ended"), .text("vendor"), .text("asker"),
      .integer("amount"), .integer("at"),
    ],
    indexes: [
      Index("past_payout_settled", "vendor, at, place, position", where: "ended = 'settled'"),
      Index("past_payout_declined", "asker, at, place, position", where: "ended = 'declined'"),
    ])

  /// Where payment addresses stand, folded.
  static let payTo = Table(
    "pay_to", key: ["order_id", "source"],
    [.text("order_id"), .text("source"), .text("folded"), .text("customer")],
    indexes: [
      Index("pay_to_folded", "folded, order_id, customer"),
      Index("pay_to_source", "source", where: "source <> 'listed'"),
    ], isForDecisions: true)

  /// The payouts of all disputes, as they are looked for: by state, batch and reference. A payout's line in a batch is its own
  /// alone.
  static let payout = Table(
    "payout", key: ["intent"],
    [
      .text("intent"), .integer("place"), .integer("amount"), .text("asked_by"),
      .integer("asked_at"), .text("state"), .integer("since"), .text("batch").optional,
      .integer("line").optional, .text("reference").optional,
    ],
    indexes: [
      Index("payout_state", "state, since, intent"),
      Index("payout_line", "batch, line", where: "batch IS NOT NULL", isUnique: true),
      Index("payout_reference", "reference", where: "reference IS NOT NULL"),
    ])

  /// The batches that payouts went out in.
  static let batch = Table(
    "batch", key: ["id"], [.text("id"), .integer("at"), .text("by"), .blob("layout")])
}
