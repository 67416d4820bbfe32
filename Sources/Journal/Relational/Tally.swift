import Procedure

/// How many disputes stand in which part of the queue, by holder, kept as rows change so that no view is ever counted.
struct Tally {
  /// A part of the queue: the kinds of attention, and those that lie across them.
  enum Bucket: Hashable {
    case kind(Attention.Kind)
    case escalated
    case outstanding
    /// What waits for a manager by the time alone: a window runs or has lapsed, and nothing else waits.
    case running

    var name: String {
      switch self {
      case .kind(let kind): String(kind.rawValue)
      case .escalated: "escalated"
      case .outstanding: "outstanding"
      case .running: "running"
      }
    }
  }

  /// Counts anew what runs, for a database of before it was counted.
  static func countingWindows(in tally: String, of dispute: String) -> String {
    """
    DELETE FROM \(tally) WHERE bucket = '\(Bucket.running.name)';
    INSERT INTO \(tally) (bucket, holder, n)
    SELECT '\(Bucket.running.name)', '', count(*) FROM \(dispute)
    WHERE lapses_at IS NOT NULL AND matter IS NULL HAVING count(*) > 0;
    """
  }

  private struct Key: Hashable {
    var bucket: Bucket
    var holder: String
  }

  private var changes: [Key: Int64] = [:]

  /// Takes a row out of its parts, or puts it in.
  mutating func count(_ row: DisputeRow, _ change: Int64) {
    let holder = row.line.holder?.text ?? ""
    changes[Key(bucket: .kind(row.line.attention.kind), holder: holder), default: 0] += change
    if row.line.matter != nil { changes[Key(bucket: .escalated, holder: ""), default: 0] += change }
    if !row.line.outstanding.isEmpty {
      changes[Key(bucket: .outstanding, holder: ""), default: 0] += change
    }
    if row.line.lapsesAt != nil, row.line.matter == nil {
      changes[Key(bucket: .running, holder: ""), default: 0] += change
    }
  }

  /// Writes what has changed.
  mutating func write(in db: any SQLConnection) throws {
    for (key, change) in changes where change != 0 {
      try db.write(.count(bucket: key.bucket.name, holder: key.holder, change))
    }
    changes = [:]
  }
}
