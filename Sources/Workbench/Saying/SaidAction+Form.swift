import Journal
import struct Journal.Look
import Procedure

extension SaidAction {
  /// The fields of a form; of a new ticket its id stands before them.
  static func fields(
    _ fields: [String: String], _ newTicket: TicketID?
  ) throws(SayingFailure) -> [String: String] {
    guard let newTicket else { return fields }
    guard fields["dispute"] == nil else {
      throw .unknown("the ticket is said once, before the action: leave “dispute” out.")
    }
    return fields.merging(["dispute": newTicket.text]) { $1 }
  }

  static func checkNothing(
    _ fields: [String: String], _ action: Action
  ) throws(SayingFailure) {
    guard let name = fields.keys.min() else { return }
    throw .unknown("“\(action.word)” takes no fields, so no “\(name)”.")
  }

  /// The fields that an action has on a dispute as it stands, with what each holds, once something is said in some of them.
  ///
  /// - Throws: `SayingFailure`, the core's `Refusal` where the action is refused whatever is said, or `JournalError`.
  public static func fields(
    of word: String, _ given: [String: String] = [:], on ticket: TicketID, in store: any Store,
    by actor: Actor, at now: Instant
  ) throws -> [SaidField] {
    let action = try Action.said(by: word)
    guard case .form(let kind) = action.saying else { return [] }
    let isNew = action.command == .log
    let look = isNew ? nil : try store.look(at: ticket)
    guard isNew || look != nil else { throw Refusal.noTicket(ticket) }
    let circumstances = Circumstance(
      actor: actor, now: max(now, look?.dispute.touchedAt ?? now), desk: try store.desk())
    try circumstances.admit(action, look, kind)
    let (form, context) = try filled(
      kind, try fields(given, isNew ? ticket : nil), look, circumstances, in: store)
    return form.sheet(context).fields.filter { !isNew || $0.name != "dispute" }.map { field in
      var said = SaidField(field)
      said.name = field.name
      said.options = field.kind.options?.map(\.key) ?? []
      said.holds = field.discreet
      said.isMissing = field.isMissing
      return said
    }
  }

  /// What a form that is filled in records, as its key for recording finds it.
  static func content(
    of kind: FormKind, filledBy fields: [String: String], _ look: Look?,
    _ circumstances: Circumstance, in store: any Store
  ) throws -> Content {
    let (form, context) = try filled(kind, fields, look, circumstances, in: store)
    return try content(of: form, fields, context)
  }

  /// A form filled in, and what it looks at: with where the proofs that are said were seen before, for that decides what is
  /// asked for.
  private static func filled(
    _ kind: FormKind, _ fields: [String: String], _ look: Look?, _ circumstances: Circumstance,
    in store: any Store
  ) throws -> (Form, FormContext) {
    let plain = circumstances.formContext(look)
    let empty = Form.make(kind, plain)
    var form = empty
    try form.fill(fields, plain)
    let typed = form.typedPayments(plain)
    guard let look, !typed.marks.isEmpty else { return (form, plain) }
    let sighted = try store.whereSeen(typed, except: look.dispute.id)
    let whole = circumstances.formContext(look.knowing(sighted))
    form = empty
    try form.fill(fields, whole)
    return (form, whole)
  }

  /// What the core refuses is its refusal, with the rule.
  private static func content(
    of form: Form, _ fields: [String: String], _ context: FormContext
  ) throws -> Content {
    try form.checkNames(fields, context)
    let sheet = form.sheet(context)
    let outlook = sheet.rehearsed()
    switch form.submission(context) {
    case .success(let submission):
      return Content(
        steps: submission.steps, facts: outlook.facts, summary: submission.summary)
    case .failure(let mistake):
      if let refusal = outlook.refusal, sheet.mistakes.isEmpty { throw refusal }
      throw SayingFailure.mistake(field: mistake.field, mistake.message)
    }
  }

  static func bytes(of path: String) throws -> [UInt8] {
    do {
      return try TextFile.bytes(of: path)
    } catch {
      throw SayingFailure.file(error.description)
    }
  }
}

/// Who says something, and when.
struct Circumstance {
  var actor: Actor
  var now: Instant
  var desk: Desk

  func context(_ look: Look?) -> Context {
    Context(
      actor: actor, now: now, policy: desk.policy,
      surroundings: look?.surroundings ?? Surroundings())
  }

  func formContext(_ look: Look?) -> FormContext {
    FormContext(look: look, context: context(look), desk: desk, keys: .none)
  }

  /// Refuses what the core refuses whatever is filled in, as the screen does before it opens a form.
  func admit(_ action: Action, _ look: Look?, _ kind: FormKind? = nil) throws(Refusal) {
    guard let refusal = action.refusal(on: look?.dispute, in: context(look)),
      kind?.mendsGate(refusal) != true
    else { return }
    throw refusal
  }
}
