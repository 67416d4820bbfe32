import Foundation
import PostgresServer
import Procedure

@testable import Journal

/// A store on the tests' server that holds its first person, and files to move to it.
struct MigrationStage {
  let server: ServerStage
  let folder = Scratch()

  init() throws { server = try ServerStage() }

  /// Where the store is, for its administrator.
  var address: String { server.server.address(database: server.database) }

  func address(as person: Person) -> String {
    server.server.address(database: server.database, user: person.text)
  }

  /// The sample as the first release made it, with its proofs.
  func sample() throws -> String {
    let made = URL(filePath: Examples.folder + "/Golden/schema-1")
    for name in ["paydesk.db", "proofs"] {
      try FileManager.default.copyItem(
        at: made.appending(path: name), to: URL(filePath: folder.path + "/" + name))
    }
    return folder.path + "/paydesk.db"
  }

  /// Random work by those whom the log names, with proofs, and with the personal data of two disputes erased.
  func walk(seed: UInt64, steps: Int) throws -> SQLiteJournal {
    let journal = try SQLiteJournal.create(at: folder.path + "/paydesk.db")
    try journal.perform(.initialise(omar.person, uid: 1), by: nil, at: start)
    for (uid, actor) in [asha, dev, fina, vera].enumerated() {
      try journal.perform(
        .add(actor.person, uid: 2 + UInt32(uid), role: actor.role), by: omar, at: start)
    }
    var walk = RandomWalk(seed: seed)
    for _ in 0..<steps {
      let (number, actor, command) = try walk.step { try journal.look(at: $0)?.dispute }
      _ = try outcome {
        try journal.perform(command, on: id(number), by: actor, at: walk.now, expecting: nil).facts
      }
    }
    for number in 50...52 {
      try journal.walksToVendor(number, by: asha, at: walk.now)
      let hash = try journal.keepProof(Array("receipt \(number)".utf8))
      try journal.does(
        .proof(
          Proof(
            id: ProofID("P1"), kind: .wallet, amount: .rupees(5), paidAt: start,
            reference: "W\(number)", file: "a\tb\\.png", sha256: hash)), number, by: asha,
        at: walk.now)
    }
    try journal.perform(.erase([id(50), id(51)], reason: "asked"), by: omar, at: walk.now)
    return journal
  }
}

extension RelationalJournal {
  /// Everything that it holds, as text, row by row: log, personal texts, proofs, and what is read from them.
  func content() throws -> [String] {
    var lines: [String] = []
    try read { reading in
      for table in [.event, .personal] + Table.all {
        try table.eachRow(in: reading.db) { row in
          let values = row.map { value in
            switch value {
            case .null: "NULL"
            case .integer(let number): "\(number)"
            case .text(let text): text
            case .blob(let bytes): bytes.hexadecimal
            }
          }
          lines.append("\(table.name): " + values.joined(separator: "|"))
        }
      }
    }
    for hash in try store.proofs.hashes() {
      lines.append("proof \(hash): \(try store.proofs.bytes(hash)?.hexadecimal ?? "gone")")
    }
    return lines
  }

  /// The paths of the files of proofs in a backup.
  func proofFiles(in copy: String) throws -> [String] {
    let files = ProofFiles(folder: copy + "/proofs")
    return files.hashes().map { files.place(of: $0) }
  }
}

/// The sentence with which something is refused; nil where it is not.
func sentence(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch { return "\(error)" }
}
