import Journal
import Procedure

/// Records the steps of a performance, one after the other, and tells what came of it.
struct Recorder {
  private let journal: any Journal
  private let clock: @Sendable () -> Instant
  private let exportFolder: String

  init(_ options: WorkbenchOptions) {
    journal = options.store
    clock = options.clock
    exportFolder = options.exportFolder
  }

  /// Records the steps; the first that fails ends the rest.
  func perform(_ performance: Performance) -> Message.Performed {
    var result = Message.Performed(
      performance: performance, done: 0, facts: [], end: .recorded, look: nil)
    do {
      try record(&result)
    } catch let refusal as Refusal {
      result.end = .refused(refusal)
    } catch JournalError.conflict(let dispute, let expected, _) {
      let history = try? journal.history(of: dispute)
      result.end = .conflict((history ?? []).filter { $0.version > expected })
    } catch {
      result.end = .failed(sentence(of: error))
    }
    result.look = try? journal.look(at: performance.dispute)
    return result
  }

  /// Records the steps of a performance; what was recorded before one failed stands in it.
  func record(_ result: inout Message.Performed) throws {
    var seen = result.performance.expected
    for step in result.performance.steps {
      try perform(step, result.performance, &seen, &result)
      result.done += 1
    }
  }

  /// Records on several disputes, one after the other, each by itself; a store that fails ends the rest, and each that was not
  /// tried says so.
  func perform(each performances: [Performance]) -> [Message.Performed] {
    var done: [Message.Performed] = []
    var hasFailed = false
    for performance in performances {
      guard !hasFailed else {
        done.append(
          Message.Performed(
            performance: performance, done: 0, facts: [],
            end: .failed(phrase("It was not tried any more.")), look: nil))
        continue
      }
      let performed = perform(performance)
      if case .failed = performed.end { hasFailed = true }
      done.append(performed)
    }
    return done
  }

  private func perform(
    _ step: FormStep, _ performance: Performance, _ seen: inout Int?,
    _ result: inout Message.Performed
  ) throws {
    let command: Command
    switch step {
    case .command(.close(seen: nil)): command = .close(seen: seen)
    case .command(let given): command = given
    case .log(_, let ticket): command = .log(ticket)
    case .proofFile(let path, var proof):
      let bytes = try TextFile.bytes(of: path)
      guard !bytes.isEmpty else {
        throw TextFile.Mistake(description: phrase("\(path) is empty: it proves nothing."))
      }
      proof.sha256 = try journal.keepProof(bytes)
      command = .proof(proof)
    case .saveFile(let path, let text):
      return try TextFile.create(path, in: exportFolder, text)
    case .rehearse: return  // It is rehearsed before anything is recorded, and not by this.
    }
    let performed = try journal.perform(
      command, on: performance.dispute, by: performance.actor, at: clock(), expecting: seen)
    seen = performed.dispute.version
    result.facts += performed.facts
    if performed.clockWasBack { result.clockWasBack = true }
  }

  /// Takes the first row of a view that is not the dispute in hand, unless it is the only one; claims it if nobody holds it.
  func takeNext(
    _ view: QueueView, _ actor: Actor, except: TicketID?, _ claims: Bool
  ) -> Message.NextTaken {
    do {
      let rows = try journal.queue(view, for: actor.person, at: clock(), after: nil, limit: 20)
      let others = rows.filter { $0.ticket != except }
      for row in others + rows.filter({ $0.ticket == except }) {
        let wasClaimed: Bool
        do {
          wasClaimed = try claims && claim(row, actor)
        } catch let refusal as Refusal where refusal.reason == .forbidden {
          return Message.NextTaken(row: row, look: try journal.look(at: row.ticket))
        } catch is Refusal {
          continue
        } catch JournalError.conflict {
          // Somebody else has just taken it.
          continue
        }
        return Message.NextTaken(
          row: row, look: try journal.look(at: row.ticket), wasClaimed: wasClaimed)
      }
      return Message.NextTaken()
    } catch {
      return Message.NextTaken(trouble: sentence(of: error))
    }
  }

  private func claim(_ row: QueueRow, _ actor: Actor) throws -> Bool {
    guard row.holder == nil else { return false }
    _ = try journal.perform(
      .claim, on: row.ticket, by: actor, at: clock(), expecting: row.version)
    return true
  }
}
