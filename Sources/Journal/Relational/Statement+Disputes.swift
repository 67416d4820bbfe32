import Procedure

/// What is read to decide on a dispute, each statement written once: to be asked, and to be expected.
extension Statement {
  // MARK: The desk and the log

  /// The version of the desk.
  static let deskVersion = Statement("SELECT version FROM desk")

  /// The end of the log.
  static let end = Statement("SELECT number, hash, at FROM event ORDER BY number DESC LIMIT 1")

  /// The events of a stream, oldest first.
  static func events(of stream: Stream, _ columns: String = Log.columns) -> Statement {
    Statement(
      "SELECT \(columns) FROM event WHERE stream = ? ORDER BY version", [.text(stream.name)])
  }

  /// The latest event of a stream.
  static func latest(of stream: Stream, _ columns: String = Log.columns) -> Statement {
    Statement(
      "SELECT \(columns) FROM event WHERE stream = ? ORDER BY version DESC LIMIT 1",
      [.text(stream.name)])
  }

  /// The personal texts of a stream that are not erased.
  static func personal(of stream: Stream) -> Statement {
    Statement(
      "SELECT token, text FROM personal WHERE stream = ? AND text IS NOT NULL",
      [.text(stream.name)])
  }

  // MARK: A dispute

  /// A dispute's place and snapshot.
  static func dispute(_ id: TicketID) -> Statement {
    Statement(
      """
      SELECT dispute.place, body FROM dispute LEFT JOIN snapshot USING (place) WHERE ticket = ?
      """, [.text(id.text)])
  }

  /// A dispute's row.
  static func row(at place: Int64) -> Statement {
    Statement("SELECT \(DisputeRow.columns) FROM dispute WHERE place = ?", [.integer(place)])
  }

  /// A dispute's milestones.
  static func milestones(at place: Int64) -> Statement {
    Statement(
      "SELECT \(Reading.milestoneColumns) FROM milestone WHERE place = ? ORDER BY ordinal",
      [.integer(place)])
  }

  // MARK: Around it

  /// The places of an order's disputes.
  static func places(of order: OrderID) -> Statement {
    Statement(
      "SELECT place FROM dispute WHERE order_id = ? ORDER BY place", [.text(order.text)])
  }

  /// A vendor's record.
  static func record(of vendor: VendorName) -> Statement {
    Statement("SELECT record FROM vendor WHERE name = ?", [.text(vendor.text)])
  }

  /// A vendor's disputes that E3 counts or may come to count.
  static func counted(of vendor: VendorName, from earliest: Instant) -> Statement {
    Statement(
      """
      SELECT ticket, logged_at, counts_from FROM dispute
      WHERE recorded_vendor = ? AND logged_at >= ? AND counts_from IS NOT NULL
      """, [.text(vendor.text), .integer(earliest.microseconds)])
  }

  /// Where a proof's reference and its file stand on other disputes, in proofs that are not rejected.
  static func sightings(of proof: Proof, except place: Int64) -> [Statement] {
    [("reference", proof.comparedReference), ("sha256", proof.sha256?.lowercased())]
      .compactMap { column, text in
        text.map {
          Statement(
            """
            SELECT ticket, order_id, proof.kind, reference, sha256, verdict
            FROM proof JOIN dispute USING (place)
            WHERE \(column) = ? AND place <> ? AND verdict <> 'rejected'
            """, [.text($0), .integer(place)])
        }
      }
  }

  /// Whether any statement is imported.
  static let hasStatements = Statement(
    "SELECT EXISTS (SELECT 1 FROM statement_entry) OR EXISTS (SELECT 1 FROM statement_span)")

  // MARK: For who approves

  /// A vendor's last settled payouts on other disputes.
  static func settled(for vendor: VendorName, except place: Int64) -> Statement {
    Statement(
      """
      SELECT amount FROM past_payout INDEXED BY past_payout_settled
      WHERE ended = 'settled' AND vendor = ? AND place <> ?
      ORDER BY at DESC, place DESC, position DESC LIMIT ?
      """, [.text(vendor.text), .integer(place), .integer(Background.usualCount)])
  }

  /// Another dispute of a vendor that is neither closed nor merged.
  static func open(of vendor: VendorName, except place: Int64) -> Statement {
    Statement(
      """
      SELECT ticket FROM dispute INDEXED BY dispute_vendor
      WHERE recorded_vendor = ? AND kind <= 7 AND place <> ? ORDER BY place LIMIT 1
      """, [.text(vendor.text), .integer(place)])
  }

  /// Payouts that somebody asked for and a manager declined.
  static func declined(askedBy maker: Person, from earliest: Instant) -> Statement {
    Statement(
      """
      SELECT ticket, past_payout.at
      FROM past_payout INDEXED BY past_payout_declined JOIN dispute USING (place)
      WHERE ended = 'declined' AND asker = ? AND past_payout.at >= ?
      ORDER BY past_payout.at DESC, place DESC, position DESC
      """, [.text(maker.text), .integer(earliest.microseconds)])
  }

  /// Other orders on which a payment address stands.
  static func uses(of payTo: Personal, except order: OrderID) -> Statement {
    Statement(
      """
      SELECT DISTINCT order_id, customer FROM pay_to INDEXED BY pay_to_folded
      WHERE folded = ? AND order_id <> ? ORDER BY order_id, customer LIMIT 20
      """, [.text(payTo.comparedAddress), .text(order.text)])
  }
}

extension Reading {
  /// Says what will be read of a dispute by its id.
  static func expected(of id: TicketID) -> [Statement] {
    [.dispute(id), .personal(of: .dispute(id))]
  }

  /// What `surroundings` will read.
  func expected(for needs: Needs, at place: Int64, countedFrom earliest: Instant) -> [Statement] {
    var statements: [Statement] = needs.orders.map { .places(of: $0) }
    for vendor in needs.vendors {
      statements += [.record(of: vendor), .counted(of: vendor, from: earliest)]
    }
    for proof in needs.proofs { statements += Statement.sightings(of: proof, except: place) }
    if !needs.ledger.isEmpty { statements.append(.hasStatements) }
    guard let needs = needs.background else { return statements }
    let order = Stream.order(needs.order)
    statements += [.events(of: order), .latest(of: order), .personal(of: order)]
    if let vendor = needs.vendor {
      statements += [.latest(of: .vendor(vendor)), .settled(for: vendor, except: place)]
    }
    statements += needs.vendors.map { .open(of: $0, except: place) }
    if let maker = needs.maker { statements.append(.declined(askedBy: maker, from: earliest)) }
    if let payTo = needs.payTo { statements.append(.uses(of: payTo, except: needs.order)) }
    return statements
  }
}
