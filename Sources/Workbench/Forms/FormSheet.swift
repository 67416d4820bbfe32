import Procedure
import Terminal

/// A form laid out once: its lines, the steps that follow from what was typed, and what is wrong.
///
/// Each form is one function that fills a sheet from the top down. It reads a value in the moment in which it puts the
/// field there, so what is drawn and what is recorded cannot differ.
struct FormSheet {
  /// A step, with the fields that it was made of.
  struct Planned {
    var step: FormStep
    /// Names that the core gives a field, to the form's field.
    var names: [String: String]
    /// The fields that are empty again once it is recorded.
    var fields: [String]
  }

  let form: Form
  let context: FormContext
  var lines: [FormLine] = []
  var steps: [Planned] = []
  var mistakes: [FormMistake] = []
  /// The proofs that are being typed, recorded by a step or not yet.
  var proofs: [Proof] = []
  var summary = ""
  var keepsOpen = false
  /// What is said where nothing follows from the form.
  var emptiness = phrase("Nothing was typed that could be recorded.")
  /// Keys that the form offers beside those of every form.
  var hints: [FormHint] = []
  /// What recording it does, for the footer.
  var verb = phrase("save")
  /// Whether the form is an approval: Enter records from any field, and does nothing in an empty one.
  var entersAmount = false

  init(form: Form, context: FormContext) {
    self.form = form
    self.context = context
  }

  // MARK: Lines

  var fields: [FormField] {
    lines.compactMap { if case .field(let field) = $0 { field } else { nil } }
  }

  /// The field that has the keys.
  var focused: FormField? {
    let fields = fields
    return form.focus.flatMap { FormSheet.find($0, in: fields) } ?? fields.first
  }

  /// The field of a name; the core's `amount` is also the first `proof.0.amount`.
  static func find(_ name: String, in fields: [FormField]) -> FormField? {
    fields.first { $0.name == name } ?? fields.first { $0.name.hasSuffix("." + name) }
      ?? fields.first { $0.name.hasPrefix(name + ".") }
  }

  mutating func fact(_ label: String, _ value: String, _ role: Terminal.Role = .value) {
    lines.append(.fact(label: label, value: value, role: role))
  }

  mutating func heading(_ title: String, trailing: String = "") {
    lines.append(.heading(title, trailing: trailing))
  }

  mutating func say(_ text: String, _ role: Terminal.Role = .dim) {
    lines.append(.text(text, role: role))
  }

  mutating func gap() { lines.append(.gap) }

  /// Says beside the last field how it was understood.
  mutating func understood(_ text: String) {
    edit { $0.understood = text }
  }

  /// Says something below a field, the last one unless it is named.
  mutating func remark(_ text: String, _ role: Terminal.Role = .dim, under name: String? = nil) {
    edit(name) { $0.remarks.append(FormField.Remark(text: text, role: role)) }
  }

  /// Marks what the last field holds as wrong.
  mutating func refuse(_ message: String) {
    edit { $0.mistake = message }
    if let name = fields.last?.name { mistakes.append(FormMistake(field: name, message: message)) }
  }

  /// Changes a field that stands on the sheet: the last one, or the one of a name.
  mutating func edit(_ name: String? = nil, _ change: (inout FormField) -> Void) {
    let found = lines.lastIndex {
      if case .field(let field) = $0 { name == nil || field.name == name } else { false }
    }
    guard let index = found, case .field(var field) = lines[index] else { return }
    change(&field)
    lines[index] = .field(field)
  }

  // MARK: Steps

  /// Adds a command that follows from the form.
  mutating func record(
    _ command: Command, names: [String: String] = [:], fields: [String] = []
  ) {
    steps.append(Planned(step: .command(command), names: names, fields: fields))
  }

  /// Adds a step that follows from the form.
  mutating func add(_ step: FormStep, names: [String: String] = [:], fields: [String] = []) {
    steps.append(Planned(step: step, names: names, fields: fields))
  }

  /// What the form asks to be done, or the first thing that is wrong with it.
  func submission() -> Result<Submission, FormMistake> {
    if let mistake = mistakes.first { return .failure(mistake) }
    if steps.isEmpty { return .failure(FormMistake(field: nil, message: emptiness)) }
    if let mistake = rehearsed().mistake { return .failure(mistake) }
    return .success(
      Submission(
        steps: steps.map(\.step), summary: summary, keepsOpen: keepsOpen,
        fields: steps.map(\.fields)))
  }

  /// What the steps would come to, decided by the core in memory.
  struct Outlook {
    /// The dispute after them, as far as they can be done.
    var dispute: Dispute?
    /// What would be recorded.
    var facts: [Fact] = []
    /// The first refusal on the way, with the form's own name of its field.
    var refusal: Refusal?

    /// The refusal as the form shows it.
    var mistake: FormMistake? {
      refusal.map { FormMistake(field: $0.field, message: phrase($0.said)) }
    }
  }

  /// What the steps would come to: the dispute after them, and the first refusal on the way.
  func rehearsed() -> Outlook {
    var outlook = Outlook(dispute: context.dispute)
    var context = context.context
    for planned in steps {
      var id = outlook.dispute?.id ?? TicketID("")
      let command: Command
      switch planned.step {
      case .command(let given): command = given
      case .proofFile(_, let proof): command = .proof(proof)
      case .saveFile, .rehearse: continue
      case .log(let ticket, let fields):
        (id, outlook.dispute) = (ticket, nil)
        command = .log(fields)
      }
      do throws(Refusal) {
        let facts = try decide(command, on: outlook.dispute, id: id, in: context)
        for fact in facts {
          let event = Event(fact, by: context.actor, at: context.now)
          outlook.dispute = evolve(outlook.dispute, event, id: id)
          if let vendor = fact.vendor, let record = context.surroundings.vendors[vendor]?.record {
            context.surroundings.vendors[vendor]?.record = record.evolved(by: event, of: id)
          }
        }
        outlook.facts += facts
      } catch {
        // What a merge needs to know of its target is looked up when it is recorded.
        if case .merge = command, error.reason == .unknown { continue }
        outlook.refusal = error
        outlook.refusal?.field = error.field.map { planned.names[$0] ?? $0 }
        return outlook
      }
    }
    return outlook
  }
}
