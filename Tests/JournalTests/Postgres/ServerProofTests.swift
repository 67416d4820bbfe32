import Crypto
import PostgresServer
import Procedure
import Testing

@testable import Journal

@Suite("Proofs, presence and state of a server", .enabled(if: PostgresServer.isThere))
struct ServerProofTests {
  private static let common = Result { () throws -> ServerStage in
    let stage = try ServerStage()
    try stage.grant("asha", .executive)
    try stage.grant("vera", .viewer)
    return stage
  }

  private let picture: [UInt8] = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

  @Test("a file is kept once, under its hash, and given to who decides")
  func kept() throws {
    let stage = try Self.common.get()
    let asha = try stage.connection(as: "asha")
    let hash = SHA256.hash(data: picture).hexadecimal
    for _ in 0..<2 {
      #expect(try asha.texts("SELECT keep_proof(?)", [.blob(picture)]) == [hash])
    }
    #expect(try asha.query("SELECT proof_bytes(?)", [.text(hash)]).bytes(0, 0) == picture)
    #expect(try asha.query("SELECT proof_bytes('ab')").isNull(0, 0))
    #expect(try asha.texts("SELECT proof_hashes()") == [hash])
    let vera = try stage.connection(as: "vera")
    #expect(try vera.query("SELECT proof_bytes(?)", [.text(hash)]).isNull(0, 0))
    #expect(try vera.refusal(of: "SELECT keep_proof('x')") == "PD002")
  }

  @Test("nothing and too much are no proof")
  func refused() throws {
    let asha = try Self.common.get().connection(as: "asha")
    #expect(try asha.refusal(of: "SELECT keep_proof('')") == "PD002")
    let large = [UInt8](repeating: 1, count: ProofFiles.limit + 1)
    #expect(try asha.refusal(of: "SELECT keep_proof(?)", [.blob(large)]) == "PD002")
  }

  @Test("the files of an erased dispute go, unless another dispute has them")
  func forgotten() throws {
    let stage = try ServerStage()
    try stage.grant("asha", .executive)
    let omar = try stage.connection(as: ServerStage.first.text)
    let own = try omar.texts("SELECT keep_proof('own')")[0]
    let shared = try omar.texts("SELECT keep_proof('shared')")[0]
    let loose = try omar.texts("SELECT keep_proof('loose')")[0]
    try stage.fill(1...2)
    let event = """
      INSERT INTO event (number, stream, version, name, schema, by, role, at, body, hash) SELECT 100 + row_number() OVER (),
        'dispute:CX-' || place, row_number() OVER (), 'proofRecorded', 1, 'asha', 'executive', 1,
        convert_to('{"proofRecorded":{"proof":{"sha256":"' || sha256 || '"}}}', 'UTF8'), '\\x00'
      FROM proof
      """
    try stage.asOwner(
      """
      INSERT INTO proof (place, position, kind, sha256, verdict) VALUES
        (1, 0, 'upi', '\(own)', 'waiting'), (1, 1, 'upi', '\(shared)', 'waiting'), (2, 0, 'upi', '\(shared)', 'waiting');
      \(event);
      INSERT INTO personal VALUES ('dispute:CX-1', 'h:1', 'salt', 'Meera'), ('dispute:CX-2', 'h:1', 'salt', 'Meera');
      """)
    func forget() throws -> Int64 {
      try omar.query("SELECT forget_proofs('{CX-1}')").integer(0, 0)
    }
    #expect(try forget() == 0)
    try stage.asOwner(
      """
      ALTER TABLE personal DISABLE TRIGGER personal_is_only_erased;
      UPDATE personal SET salt = NULL, text = NULL WHERE stream = 'dispute:CX-1';
      ALTER TABLE personal ENABLE ALWAYS TRIGGER personal_is_only_erased;
      """)
    #expect(try forget() == 1)
    #expect(try omar.texts("SELECT proof_hashes()") == [shared, loose].sorted())
    let asha = try stage.connection(as: "asha")
    #expect(try asha.refusal(of: "SELECT forget_proofs('{CX-2}')") == "PD002")
  }

  @Test("a session says what it looks at, and everybody sees who does")
  func presence() throws {
    let stage = try ServerStage()
    try stage.grant("asha", .executive)
    try stage.grant("vera", .viewer)
    let asha = try stage.connection(as: "asha", name: "paydesk CX-7")
    let vera = try stage.connection(as: "vera")
    let rows = try vera.query("SELECT person, ticket, since FROM presence()")
    #expect(rows.count == 1)
    #expect(rows.text(0, 0) == "asha" && rows.text(0, 1) == "CX-7")
    #expect(rows.integer(0, 2) > 1_700_000_000_000_000)
    try asha.query("SET application_name = 'paydesk'")
    #expect(try vera.query("SELECT * FROM presence()").count == 0)
  }

  @Test("a store says what it is, and who asks")
  func state() throws {
    let stage = try Self.common.get()
    let state = try ServerState(of: stage.connection(as: "vera"))
    #expect(!state.isSample && state.person == Person("vera"))
    #expect(state.role == .viewer && state.groups == [.viewer])
    #expect(state.release >= Server.oldest)
    #expect(try ServerState(of: stage.connection()).role == nil)
  }

  @Test("a store of another schema, and a database without one, are told apart")
  func otherSchemas() throws {
    let stage = try Self.common.get()
    func refusal(_ known: Int, _ connection: PostgresConnection) -> String {
      do { return "\(try ServerState(of: connection, known: known))" } catch { return "\(error)" }
    }
    let vera = try stage.connection(as: "vera")
    #expect(refusal(Server.known + 1, vera).contains("was made by an older paydesk"))
    #expect(refusal(Server.known - 1, vera).contains("was made by a newer paydesk"))
    #expect(refusal(Server.known, try wire()).contains("make one with `paydesk store create`"))
  }
}
