import Foundation
import Procedure
import Testing

@testable import Journal

@Suite("What of a database others may get at")
struct ExposureTests {
  private let folder = NSTemporaryDirectory() + "paydesk-open-\(UUID().uuidString)"
  private var path: String { folder + "/desk/paydesk.db" }

  @Test(
    "is told for each file and folder that is more open than its owner's, and nothing where none is"
  )
  func told() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let journal = try RelationalJournal.create(at: path)
    let hash = try journal.keepProof([1, 2, 3])
    #expect(journal.exposure(wholly: true) == nil)
    let proof = "\(folder)/desk/proofs/\(hash.prefix(2))/\(hash)"
    for (opened, mode, isWhole) in [
      (path, 0o640, false), (path + "-wal", 0o604, false), (folder + "/desk", 0o750, false),
      (folder + "/desk/proofs", 0o701, false), (proof, 0o644, true),
    ] as [(String, mode_t, Bool)] {
      var status = stat()
      #expect(stat(opened, &status) == 0)
      let former = status.st_mode & 0o777
      chmod(opened, mode)
      let told = try #require(journal.exposure(wholly: true))
      #expect(told.contains("\(opened) (\(String(mode, radix: 8)))"), "\(told)")
      #expect((journal.exposure(wholly: false) == nil) == isWhole)
      chmod(opened, former)
      #expect(journal.exposure(wholly: true) == nil)
    }
    #expect(try RelationalJournal.inMemory().exposure(wholly: true) == nil)
  }
}
