import Glibc
import Journal
import Procedure

/// Somebody who works on a file as fast as they can, for the tests of many at once: takes, gives back, notes, sends and settles at
/// random, and prints a line for each event that was recorded, once it is.
///
///     AtWork PATH NAME ACTIONS DISPUTES
@main
enum AtWork {
  static func main() throws {
    let words = CommandLine.arguments
    guard words.count == 5, let actions = Int(words[3]), let disputes = Int(words[4]) else {
      exit(64)
    }
    var work = Work(
      journal: try RelationalJournal.open(at: words[1]), name: words[2], disputes: disputes)
    while work.done < actions { try work.step() }
  }
}

/// What they have done so far.
struct Work {
  let journal: RelationalJournal
  let name: String
  let disputes: Int
  var done = 0
  private var tries = 0

  init(journal: RelationalJournal, name: String, disputes: Int) {
    self.journal = journal
    self.name = name
    self.disputes = disputes
  }

  /// Tries one action; what is refused, or another was faster at, is not done.
  mutating func step() throws {
    tries += 1
    let id = TicketID("CX-\(Int.random(in: 1...disputes))")
    let seen = Bool.random() ? try journal.look(at: id)?.dispute.version : nil
    let (command, role): (Command, Role) =
      switch Int.random(in: 0..<10) {
      case 0...3: (.claim, .executive)
      case 4, 5: (.release, .executive)
      case 6: (.send, .opsManager)
      case 7: (.settle(reference: "S\(id)-\(name)-\(tries)"), .opsManager)
      default: (.note(text: "\(name) \(tries)"), .executive)
      }
    do {
      let performed = try journal.perform(
        command, on: id, by: Actor(Person(name), role), at: .onThisMachine, expecting: seen)
      guard !performed.facts.isEmpty else { return }
      let first = performed.dispute.version - performed.facts.count + 1
      for (place, fact) in performed.facts.enumerated() {
        print("\(id) \(first + place) \(name) \(fact)")
      }
      fflush(nil)
      done += 1
    } catch is Refusal {
      return
    } catch JournalError.conflict, JournalError.busy {
      return
    }
  }
}
