import ArgumentParser
import Exchange
import Journal
import Procedure
import Terminal
import Workbench

/// How a command ends, as sysexits.h numbers it.
enum ExitStatus: Int32, CaseIterable {
  case differs = 1
  case usage = 64
  case data = 65
  case noInput = 66
  case unavailable = 69
  case cannotCreate = 73
  case inputOutput = 74
  case temporary = 75
  case noPermission = 77
  case configuration = 78
  case interrupted = 130

  /// What it says, as the manual page has it.
  var meaning: String {
    switch self {
    case .differs: "Something differs from what was expected of it."
    case .usage: "The command line cannot be understood."
    case .data: "What was given is not right."
    case .noInput: "What was to be read is not there or cannot be read."
    case .unavailable: "Something that is needed cannot be used."
    case .cannotCreate: "What was to be made cannot be, or is there already."
    case .inputOutput: "Reading or writing failed."
    case .temporary: "Not now: say it again."
    case .noPermission: "This person may not."
    case .configuration: "Something is set wrongly."
    case .interrupted: "The person interrupted it."
    }
  }
}

/// Why a command failed, as one sentence, and how it ends for it.
struct CommandFailure: Error {
  var status: ExitStatus
  /// What happened and what to do; empty where it has been said.
  var message: String

  init(_ status: ExitStatus, _ message: String = "") {
    self.status = status
    self.message = message
  }

  /// What an error of the program's rooms means here; nil for those of the argument parser.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let refusal as Refusal: self.init(ExitStatus(refusal), refusal.message)
    case let error as JournalError: self.init(ExitStatus(error), error.description)
    case let failure as SayingFailure: self.init(ExitStatus(failure), failure.description)
    case let error as ScreenError: self.init(.unavailable, error.description)
    case let failure as NewFile.Failure: self.init(.cannotCreate, failure.description)
    case let mistake as SourceMistake: self.init(.data, mistake.description)
    case let mistakes as SourceMistakes: self.init(.data, mistakes.description)
    default: return nil
    }
  }
}

extension ExitStatus {
  init(_ refusal: Refusal) {
    switch refusal.reason {
    case .forbidden, .notHeld: self = .noPermission
    case .unknown, .duplicate, .closed, .outOfOrder, .invalid, .inFlight, .overpayment, .gate:
      self = .data
    }
  }

  init(_ failure: SayingFailure) {
    switch failure {
    case .unknown: self = .usage
    case .mistake: self = .data
    case .file: self = .noInput
    }
  }

  init(_ error: JournalError) {
    switch error {
    case .conflict, .busy, .crowded, .notReady, .lost, .tooSlow: self = .temporary
    case .newer, .older, .noLibrary, .unreachable, .standby: self = .unavailable
    case .readOnly, .loginRefused, .noSuchRole, .noMember, .notAllowed, .ownerAlone:
      self = .noPermission
    case .wrongAddress: self = .usage
    case .noSuchDatabase, .noDesk: self = .noInput
    case .cannotCreate, .cannotMove: self = .cannotCreate
    case .broken: self = .data
    case .unreadable, .full, .diskFailed, .replaced, .serverFull: self = .inputOutput
    }
  }
}
