/// Proofs' files at the server.
struct PostgresProofs: ProofStore {
  let store: PostgresStore

  func keep(_ bytes: [UInt8]) throws -> String {
    try ProofFiles.admit(bytes)
    return try store.recording { connection in
      try connection.query("SELECT keep_proof(?)", [.blob(bytes)]).text(0, 0)
    }
  }

  func bytes(_ hash: String) throws -> [UInt8]? {
    guard ProofFiles.isHash(hash) else { return nil }
    return try store.asking { connection in
      try connection.query("SELECT proof_bytes(?)", [.text(hash)]).optionalBytes(0, 0)
    }
  }

  func hashes() throws -> [String] {
    try store.asking { connection in
      let rows = try connection.query("SELECT proof_hashes()")
      return (0..<rows.count).map { rows.text($0, 0) }
    }
  }

  func place(of hash: String) -> String { "proof \(hash) in \(store.place)" }
}
