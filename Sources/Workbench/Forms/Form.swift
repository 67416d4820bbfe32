import Journal
import Procedure
import Terminal

/// A form while it is filled in: what was typed, where the focus is, and what is wrong.
///
///     var form = Form.make(.vendor, context)
///     form.handle(.character("y"), context)   // “yes, in full”
///     form.submission(context)                // the commands that follow from it
///
/// Only what a person typed is kept; suggestions are made anew from the facts each time it is looked at. What is drawn, what
/// is checked and what is recorded come from one description of each form (`FormSheet`).
public struct Form: Equatable, Sendable {
  /// Which form it is.
  public let kind: FormKind
  /// What it is called at its top.
  public var title: String { kind.title }
  /// The dispute that it is about.
  public let dispute: TicketID?
  /// The version of the dispute that it stands on: the one it was opened on, or the one that `recorded` was told of.
  public internal(set) var version: Int?
  /// The keys of the moment for the footer, the most useful first.
  public func footer(_ keys: KeyMap) -> [(key: Key, label: String)] {
    hints.compactMap { hint in
      guard let action = hint.action else { return (.character(" "), hint.label) }
      return keys.keys(of: action, in: .form).first.map { ($0, hint.label) }
    }
  }

  /// What was typed, by the field's name; a field that is not in it shows its suggestion.
  var typed: [String: LineEditor] = [:]
  /// The field that has the keys.
  var focus: String?
  /// What is wrong, where the person has been told.
  var mistake: FormMistake?
  /// What a path or a name can go on with.
  var candidates: [String] = []
  /// What was completed last, so that a second Tab moves on.
  var completedText: String?
  /// What recording is to do.
  var intent = FormIntent.save
  /// The keys of the moment.
  var hints: [FormHint] = []

  init(kind: FormKind, dispute: TicketID?, version: Int?) {
    self.kind = kind
    self.dispute = dispute
    self.version = version
  }

  /// A form with the focus on the first field that is missing.
  public static func make(_ kind: FormKind, _ context: FormContext) -> Form {
    var form = Form(
      kind: kind, dispute: context.dispute?.id, version: context.dispute?.version)
    form.focusFirstMissing(context)
    return form
  }

  /// What the form asks to be done, or what is wrong with it. What the core would refuse is found here, before anything is
  /// recorded.
  public func submission(_ context: FormContext) -> Result<Submission, FormMistake> {
    sheet(context).submission()
  }

  /// The dispute as it would be if the form were recorded now, for what follows from it; nil while it is not complete.
  public func outcome(_ context: FormContext) -> Dispute? {
    let sheet = sheet(context)
    guard sheet.mistakes.isEmpty, !sheet.steps.isEmpty else { return nil }
    let rehearsal = sheet.rehearsed()
    return rehearsal.mistake == nil ? rehearsal.dispute : nil
  }

  /// The proofs that are being typed. The runtime looks up where they were seen before (`Needs`) and adds that to the
  /// context's surroundings, so that a reused one warns while it is typed.
  public func typedProofs(_ context: FormContext) -> [Proof] {
    sheet(context).proofs
  }

  /// Shows what the core or the journal refused, at the field that it names or at the foot; the focus moves there.
  public mutating func show(_ refusal: Refusal) {
    show(FormMistake(field: refusal.field, message: phrase(refusal.said)))
  }

  /// Shows a mistake at its field or at the foot; the focus moves there.
  public mutating func show(_ mistake: FormMistake) {
    self.mistake = mistake
    if let field = mistake.field { focus = field }
  }

  /// Tells a form of which so many steps were recorded that it stands on the dispute as it is now; what those steps were
  /// made of is empty again.
  public mutating func recorded(
    _ submission: Submission, steps: Int, _ context: FormContext
  ) {
    for name in submission.fields.prefix(steps).joined() { typed[name] = nil }
    version = context.dispute?.version
    intent = .save
    mistake = nil
    focusFirstMissing(context)
  }

  /// Lets the form stand on the dispute as it is now, once the person has seen what changed; what was typed stays.
  public mutating func rebase(_ context: FormContext) {
    version = context.dispute?.version
    mistake = nil
    refreshHints(context)
  }

  /// Offers what a path or a name can go on with: one is taken, of several the common beginning.
  public mutating func completed(_ candidates: [String]) {
    guard let focus, let text = typed[focus]?.text else { return }
    self.candidates = candidates.count > 1 ? candidates : []
    guard let first = candidates.first else {
      mistake = FormMistake(field: focus, message: phrase("Nothing begins with “\(text)”."))
      return
    }
    mistake = nil
    let common = candidates.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    if common.count > text.count || candidates.count == 1 {
      typed[focus] = LineEditor(text: common, multiline: true)
    }
    completedText = typed[focus]?.text
  }

  /// Puts the text that came back from the editor into the field that has the keys; where that holds one line, as one.
  public mutating func replaceText(_ text: String, _ context: FormContext) {
    guard let focus, let field = sheet(context).focused, field.kind.options == nil else { return }
    var text = text[...]
    while text.last?.isNewline == true { text = text.dropLast() }
    let line = LineEditor(text: String(text), multiline: field.kind.isMultiline)
    typed[focus] = LineEditor(text: line.text, multiline: true)
    mistake = nil
    refreshHints(context)
  }

  /// What the form looks like and asks for now.
  func sheet(_ context: FormContext) -> FormSheet {
    var sheet = FormSheet(form: self, context: context)
    kind.fill(&sheet)
    return sheet
  }

  mutating func focusFirstMissing(_ context: FormContext) {
    let fields = sheet(context).fields
    focus = (fields.first(where: \.isMissing) ?? fields.first)?.name
    refreshHints(context)
  }
}

/// What recording a form is to do.
enum FormIntent: Equatable, Sendable {
  /// Everything that was typed.
  case save
  /// The call alone; the form stays open.
  case logCall
}

/// Something that a key of the moment does.
struct FormHint: Equatable, Sendable {
  /// The action; nil for the space that changes a choice, which is typed.
  var action: ActionID?
  var label: String

  init(_ action: ActionID?, _ label: String) {
    self.action = action
    self.label = label
  }
}

extension String {
  func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
