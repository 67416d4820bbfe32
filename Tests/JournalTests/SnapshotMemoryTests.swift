import Procedure
import Testing

@testable import Journal

@Suite("What is remembered of disputes that were read")
struct SnapshotMemoryTests {
  private func placed(_ number: Int) throws -> Placed {
    let staged = try Store.memory.journal()
    try staged.journal.does(.log(ticket(number)), number)
    return Placed(
      dispute: try #require(try staged.journal.look(at: id(number))).dispute,
      place: Int64(number))
  }

  @Test("the same bytes are the same dispute, and other bytes are not")
  func bytes() throws {
    let memory = SnapshotMemory()
    memory.keep(try placed(1), as: [1, 2], desk: 4)
    #expect(memory.dispute(at: 1, as: [1, 2]) { 4 }?.dispute.id == id(1))
    #expect(memory.dispute(at: 1, as: [1, 3]) { 4 } == nil)
    #expect(memory.dispute(at: 2, as: [1, 2]) { 4 } == nil)
  }

  @Test("an event of the desk, as an erasure is, has all forgotten")
  func desk() throws {
    let memory = SnapshotMemory()
    memory.keep(try placed(1), as: [1], desk: 4)
    memory.keep(try placed(2), as: [2], desk: 4)
    #expect(memory.dispute(at: 1, as: [1]) { 5 } == nil)
    #expect(memory.dispute(at: 2, as: [2]) { 4 } == nil, "nor is another one kept")
  }

  @Test("the desk is asked only where there is something to compare it with")
  func asked() throws {
    let memory = SnapshotMemory()
    memory.keep(try placed(1), as: [1], desk: 4)
    var times = 0
    func version() -> Int {
      times += 1
      return 4
    }
    _ = memory.dispute(at: 1, as: [9], desk: version)
    _ = memory.dispute(at: 7, as: [1], desk: version)
    #expect(times == 0)
    _ = memory.dispute(at: 1, as: [1], desk: version)
    #expect(times == 1)
  }

  @Test("a vendor's record is read where its bytes are others, and only there")
  func records() {
    let memory = SnapshotMemory()
    var read: [String] = []
    func record(_ name: String, _ bytes: [UInt8]) -> VendorRecord {
      memory.record(of: VendorName(name), as: bytes) {
        read.append("\(name) \(bytes)")
        return VendorRecord(name: VendorName(name))
      }
    }
    for bytes: [UInt8] in [[1], [1], [2], [2], [1]] {
      #expect(record("FoneBay", bytes).name == VendorName("FoneBay"))
    }
    #expect(record("MobiMart", [1]).name == VendorName("MobiMart"))
    #expect(read == ["FoneBay [1]", "FoneBay [2]", "FoneBay [1]", "MobiMart [1]"])
  }

  @Test("it does not grow")
  func bounded() throws {
    let memory = SnapshotMemory()
    let placed = try placed(1)
    for place in 1...100 {
      memory.keep(Placed(dispute: placed.dispute, place: Int64(place)), as: [1], desk: 0)
    }
    let kept = (1...100).filter { memory.dispute(at: Int64($0), as: [1]) { 0 } != nil }
    #expect(kept == Array(69...100))
  }

  @Test("what another program erases is not read any more")
  func erasedElsewhere() throws {
    let staged = try Store.disk.journal()
    let here = staged.journal
    try here.perform(.initialise(omar.person, uid: 1), by: nil, at: start)
    try here.walksToVendor(1)
    try here.walksToVendor(2)
    #expect(try here.look(at: id(1))?.dispute.ticket.customer.text == "Meera Iyer")
    let there = try RelationalJournal.open(at: staged.folder.path + "/paydesk.db")
    try there.perform(.erase([id(1)], reason: "she asked"), by: omar, at: start)
    #expect(try here.look(at: id(1))?.dispute.ticket.customer.text == Personal.erased)
    #expect(try here.look(at: id(2))?.dispute.ticket.customer.text == "Meera Iyer")
    let noted = try here.does(.note(text: "nobody to call"), 1)
    #expect(noted.dispute.ticket.customer.text == Personal.erased)
    #expect(try here.dump() == here.dumpAfterRebuild())
  }

  @Test("what was tried and undone is not remembered as if it had been recorded")
  func undone() throws {
    struct Undone: Error {}
    let staged = try Store.disk.journal()
    let journal = staged.journal
    try journal.walksToVendor(1)
    let before = try #require(try journal.look(at: id(1))).dispute
    #expect(throws: Undone.self) {
      try journal.write { recording in
        let placed = try recording.reading.dispute(id(1))
        _ = try recording.perform(
          .note(text: "never"), on: id(1), as: placed, by: asha, at: recording.moment(start))
        throw Undone()
      }
    }
    #expect(try journal.look(at: id(1))?.dispute == before)
    try journal.does(.note(text: "once"), 1)
    #expect(try journal.look(at: id(1))?.dispute.notes == ["once"])
    #expect(try journal.dump() == journal.dumpAfterRebuild())
  }
}
