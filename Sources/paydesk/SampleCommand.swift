import ArgumentParser
import Exchange
import Foundation
import Journal
import Procedure

/// A desk to try things on.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Make a desk to try things on, in a database of its own.",
    discussion: """
      60 disputes in every step and scenario. A second run finds the same desk again; --fresh makes it anew, its times \
      relative to now. In it, --as NAME or `:as NAME` lets you be any of its people: asha and dev are executives, \
      ravi is the ops manager, nisha the finance manager, viv a viewer.
      """)

  @Flag(help: "Make it anew, whatever was done in it.")
  var fresh = false

  @Flag(help: "Print where its database is, and nothing else.")
  var path = false

  @Flag(help: "Open the workbench on it.")
  var open = false

  @OptionGroup var desk: DeskOptions
  @OptionGroup var json: JSONOption
  @OptionGroup var reader: ReaderOption

  func run() throws {
    let place =
      desk.store == nil && desk.db == nil
      ? SampleCommand.defaultPath
      : try desk.file(instead: "a sample is a file of its own, --db names another")
    if path, !fresh {
      Output.line(place)
      return
    }
    let isNew = try make(at: place)
    if open {
      var desk = desk
      (desk.store, desk.db) = (nil, place)
      try OpenCommand.open(desk, nil, reader)
    } else if json.isJSON {
      Output.json(.object([.init("db", .string(place)), .init("new", .bool(isNew))]))
    } else if path {
      Output.line(place)
    } else {
      Output.line(
        """
        \(isNew ? "Made" : "Found") \(place)
        Open it with `paydesk sample --open`, as somebody else with `paydesk sample --open --as ravi`.
        """)
    }
  }

  /// In a folder of its own beside the usual database, so that its proofs stay apart.
  static var defaultPath: String {
    Folders.folder(of: DeskOptions.usualPath) + "/sample/paydesk.db"
  }

  /// Makes the desk if it is not there, or anew; tells whether it did.
  private func make(at place: String) throws -> Bool {
    if GivenFile(name: place).exists {
      guard try RelationalJournal.open(at: place).isSample else {
        throw CommandFailure(
          .cannotCreate, "\(place) is a real database, no sample: nothing was changed.")
      }
      if !fresh { return false }
    }
    // Played in memory, which takes no time of the disk, and put in its place whole.
    let journal = try RelationalJournal.inMemory(sample: true)
    let login = Login.current
    try SampleDesk(login: Person(login.name), uid: login.uid, now: journal.now()).fill(journal)
    let copy = place + ".making-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: copy) }
    try journal.backup(to: copy)
    remove(place)
    _ = try RelationalJournal.restore(from: copy, to: place)
    return true
  }

  /// Removes a sample with what was typed in it, the log first: beside another database it would be read into that one.
  private func remove(_ place: String) {
    let folder = Folders.folder(of: place)
    let drafts = URL(filePath: OpenCommand.drafts(of: place)).lastPathComponent
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let files =
      [place + "-wal", place + "-shm", place]
      + names.filter { $0.hasPrefix(drafts) }.map { folder + "/" + $0 }
    for file in files { try? FileManager.default.removeItem(atPath: file) }
  }
}
