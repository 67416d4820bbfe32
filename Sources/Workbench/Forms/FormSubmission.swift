import Procedure

/// One thing that the runtime does when a form is recorded, in order; the first that fails ends the rest.
///
/// The first command is performed expecting the form's version, each later one the version that the one before it made.
/// `.close(seen: nil)` is completed by the runtime: `seen` becomes the version that the step before it made, or the form's
/// own version where it is the first. The first step's expected version has matched by then, so this is what was seen.
public enum FormStep: Hashable, Sendable {
  /// A command on the form's dispute.
  case command(Command)
  /// A proof with a file: the runtime keeps the file's bytes, fills in `sha256`, and performs `Command.proof`. The proof's
  /// `file` is the last part of the path. A path may begin with `~`.
  case proofFile(path: String, Proof)
  /// A ticket that arrives.
  case log(TicketID, Ticket)
  /// A text that is written to a file.
  case saveFile(path: String, text: String)
  /// A command on several disputes, which is rehearsed first. It is a form's only step.
  case rehearse(Many, Command)
}

/// What a form that is complete asks to be done.
public struct Submission: Equatable, Sendable {
  /// The steps, in order; never empty.
  public var steps: [FormStep]
  /// What was done, for the line of messages: `call logged: phone, no answer`.
  public var summary: String
  /// Whether the form stays open afterwards.
  public var keepsOpen: Bool
  /// The fields that each step was made of; `Form.recorded` empties them.
  public var fields: [[String]]

  /// What a form asks to be done.
  public init(steps: [FormStep], summary: String, keepsOpen: Bool, fields: [[String]] = []) {
    self.steps = steps
    self.summary = summary
    self.keepsOpen = keepsOpen
    self.fields = fields
  }
}

/// Why a form cannot be recorded as it stands.
public struct FormMistake: Error, Hashable, Sendable {
  /// The field to mend; nil is the form as a whole.
  public var field: String?
  /// What was found and what was expected, in plain words.
  public var message: String

  /// A mistake.
  public init(field: String?, message: String) {
    self.field = field
    self.message = message
  }
}
