import Procedure
import Terminal

/// A form that is open.
struct OpenForm: Sendable {
  /// The form.
  var form: Form
  /// What the draft is kept under.
  var key: String
  /// Whether what was typed has changed since it was kept.
  var isDirty = false
  /// Whether it was found as a draft.
  var wasRestored = false
}

/// Forms: opening, typing, keeping, recording.
extension Model {
  /// What a form looks at. A form belongs to the dispute that was shown when it was opened, and stays with it.
  var formContext: FormContext {
    let isAboutPane = forms.last.map { $0.form.dispute == pane.ticket } ?? true
    let look = isAboutPane ? pane.look?.knowing(sighted) : nil
    return FormContext(
      look: look, context: session.context(look), glyphs: session.glyphs,
      isMasked: !pane.isUnmasked, drop: drop, desk: session.desk, marked: marks,
      keys: session.keys)
  }

  /// Opens a form, unless the core refuses what it leads to.
  mutating func openForm(_ kind: FormKind, _ action: Action?) {
    if let action, let refusal = refusal(of: action), !kind.mendsGate(refusal) {
      return say(refusal)
    }
    let isNew = !kind.isAboutDispute
    var context = formContext
    if isNew {
      context.look = nil
      context.context = session.context(nil)
    } else {
      context.look = pane.look
      context.context = session.context(pane.look)
    }
    var opened = OpenForm(
      form: Form.make(kind, context), key: draftKey(kind, isNew ? nil : pane.ticket))
    if kind.keepsDraft, let draft = drafts[opened.key] {
      opened.form.restore(draft.fields)
      opened.wasRestored = true
      let isOlder = draft.version != opened.form.version ?? 0
      say(
        isOlder
          ? phrase("Your draft is here again; the dispute has changed since it was begun.")
          : phrase("Your draft is here again."), .info)
    }
    forms.append(opened)
    sighted = SightedPayments()
    lookedUp = []
    lookForPayments(of: opened)
    pane.scroll = 0
    send(.listDrop)
  }

  private func draftKey(_ kind: FormKind, _ ticket: TicketID?) -> String {
    "\(ticket?.text ?? "new")/\(kind.rawValue)/\(session.actor.person)"
  }

  mutating func pressInForm(_ key: Key) {
    runInForm(session.keys.action(on: key, in: .form)?.id, key)
  }

  /// An action in the form, or a key that is none there: the program's own first, then the form's.
  mutating func runInForm(_ id: ActionID?, _ key: Key?) {
    switch id {
    case .redraw: return send(.redraw)
    case .suspendProgram: return send(.suspend)
    case .formHelp: return openHelp()
    case .formWhy: return openWhy()
    case .formUnmask: return unmaskInForm()
    case .nextAnswer: return goToNextAnswer(by: 1)
    case .answerBefore: return goToNextAnswer(by: -1)
    default: break
    }
    guard var open = forms.popLast() else { return }
    forms.append(open)
    let context = formContext
    let outcome = open.form.take(id, key, context)
    forms[forms.count - 1].form = open.form
    switch outcome {
    case .handled(let changed): if changed { touchForm() }
    case .ignored: break
    case .submit: submitForm()
    case .leave: leaveForm()
    case .request(let request): answer(request)
    }
  }

  /// Shows what the dispute of the form hides, once it is recorded that somebody looks; or hides it again.
  private mutating func unmaskInForm() {
    guard let form = forms.last?.form, form.dispute != nil, form.dispute == pane.ticket else {
      return say(phrase("Nothing is hidden here."), .info)
    }
    notice = nil
    if pane.isUnmasked { return pane.isUnmasked = false }
    perform(.show, .of(.unmask))
  }

  /// A look changes nothing of what was typed, so the forms that stood on the version before it stand on this one.
  mutating func unmask(seen version: Int?) {
    pane.isUnmasked = true
    let context = formContext
    for index in forms.indices where forms[index].form.version == version {
      forms[index].form.rebase(context)
    }
  }

  /// Has what was typed kept soon; what follows within that time is kept with it.
  private mutating func touchForm() {
    guard let last = forms.indices.last else { return }
    lookForPayments(of: forms[last])
    guard !forms[last].isDirty else { return }
    forms[last].isDirty = true
    send(.wait(.draft, milliseconds: 400))
  }

  /// Has looked up where a payment that is being typed was seen before, on other disputes and in the vendor's ledger, so that it
  /// warns at once.
  private mutating func lookForPayments(of open: OpenForm) {
    guard let ticket = open.form.dispute else { return }
    let typed = open.form.typedPayments(formContext)
    guard typed.marks != lookedUp else { return }
    lookedUp = typed.marks
    sighted = SightedPayments()
    if !lookedUp.isEmpty { send(.sightings(typed, except: ticket)) }
  }

  /// Keeps what was typed.
  mutating func saveDraft() {
    for index in forms.indices where forms[index].isDirty {
      forms[index].isDirty = false
      keep(forms[index])
    }
  }

  private mutating func keep(_ open: OpenForm) {
    let fields = open.form.draft
    guard !fields.isEmpty, open.form.kind.keepsDraft else { return forget(open.key) }
    let draft = Draft(version: open.form.version ?? 0, fields: fields)
    guard drafts[open.key] != draft else { return }
    drafts[open.key] = draft
    send(.saveDraft(open.key, draft))
  }

  private mutating func forget(_ key: String) {
    guard drafts.removeValue(forKey: key) != nil else { return }
    send(.removeDraft(key))
  }

  /// Leaves the form; what was typed stays as a draft.
  mutating func leaveForm() {
    guard var open = forms.popLast() else { return }
    open.isDirty = false
    keep(open)
    if !open.form.draft.isEmpty, open.form.kind.keepsDraft {
      say(phrase("Left; what was typed is kept."), .info)
    }
    if forms.isEmpty, focus == .dispute, pane.ticket == nil { focus = .list }
  }

  /// Changes the form that has the keys.
  mutating func editForm(_ change: (inout Form) -> Void) {
    guard let last = forms.indices.last else { return }
    change(&forms[last].form)
    touchForm()
  }

  /// Takes in the drafts that were left; one of a form that is open and untouched goes into it.
  mutating func receiveDrafts(_ found: [String: Draft]) {
    drafts.merge(found) { mine, _ in mine }
    guard let last = forms.indices.last, forms[last].form.draft.isEmpty,
      forms[last].form.kind.keepsDraft, let draft = found[forms[last].key]
    else { return }
    forms[last].form.restore(draft.fields)
    forms[last].wasRestored = true
    say(phrase("Your draft is here again."), .info)
  }

  private mutating func submitForm() {
    guard let open = forms.last else { return }
    switch open.form.submission(formContext) {
    case .failure(let mistake): editForm { $0.show(mistake) }
    case .success(let submission):
      if case .rehearse(let many, let command) = submission.steps.first {
        saveDraft()
        return rehearse(many, command, from: open.key)
      }
      guard let dispute = open.form.dispute ?? submission.newTicket else { return }
      saveDraft()
      if open.form.kind == .callAll { return recordOnAll(submission.steps, from: open, submission) }
      record(
        submission.steps, on: dispute, seen: open.form.version,
        from: .form(draft: open.key, submission))
    }
  }

  /// Takes a form away whose content was recorded.
  mutating func closeForm(_ key: String) {
    forms.removeAll { $0.key == key }
    forget(key)
  }

  /// What came of a form that was recorded.
  mutating func end(_ performed: Message.Performed, form key: String, _ submission: Submission) {
    guard let index = forms.lastIndex(where: { $0.key == key }) else { return }
    let kind = forms[index].form.kind
    let context = formContext
    let isWhole: Bool
    if case .recorded = performed.end { isWhole = true } else { isWhole = false }
    if isWhole, !submission.keepsOpen {
      forms.remove(at: index)
      forget(key)
    } else if performed.done > 0 {
      forms[index].form.recorded(submission, steps: performed.done, context)
      keep(forms[index])
    }
    if performed.done > 0 {
      // The forms below stand on the dispute as it is now.
      let nothing = Submission(steps: [], summary: "", keepsOpen: true)
      for below in forms.indices where below < index {
        forms[below].form.recorded(nothing, steps: 0, context)
      }
    }
    switch performed.end {
    case .recorded:
      if decidesInList(kind) {
        goOnInList()
      } else if focus != .screen, !forms.isEmpty || pane.ticket != nil {
        focus = .dispute
      }
      say(submission.summary.sentence, .good)
    case .refused(let refusal):
      forms[index].form.show(refusal)
      say(refusal)
    case .failed(let sentence): say(sentence, .trouble)
    case .conflict(let events):
      showConflict(performed, events, typed: typed(forms[index].form))
    }
  }

  /// Whether a form was a decision from the escalated list, which goes on to its next row.
  private func decidesInList(_ kind: FormKind) -> Bool {
    forms.isEmpty && focus == .list && queue.view == .escalated && kind.isDecision
  }

  /// What was typed, by the labels and in the order of the form; what it has no field for any more comes last, by its name.
  private func typed(_ form: Form) -> [(field: String, text: String)] {
    var rest = form.draft.filter { !$0.key.hasPrefix("@") }
    let known = form.sheet(formContext).fields.compactMap { field in
      rest.removeValue(forKey: field.name).map { text in
        (field.label, field.kind.options?.first { $0.key == text }?.label ?? text)
      }
    }
    return known + rest.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Has the form stand on the dispute as it is now, with what was typed.
  mutating func rebaseForms() {
    let nothing = Submission(steps: [], summary: "", keepsOpen: true)
    let context = formContext
    for index in forms.indices { forms[index].form.recorded(nothing, steps: 0, context) }
  }

  private mutating func answer(_ request: FormRequest) {
    switch request {
    case .completePath(let text): send(.completePath(text))
    case .completeVendor(let text): send(.completeVendor(text))
    case .editor(let text):
      // Whatever becomes of the editor, what was typed before is kept.
      saveDraft()
      send(.edit(text))
    case .message: openMessage()
    case .readReply(let text): readReply(text)
    case .lookAtProof(let id): lookAtProof(id.map { .recorded($0) })
    case .lookAtFile(let path, let field): lookAtProof(.typed(path: path, field: field))
    case .open(let kind): openForm(kind, Action.table.first { $0.form == kind })
    }
  }

  /// Shows where a proof's file is, for a viewer or the terminal to open.
  mutating func showProof(_ name: String, at path: String) {
    send(.plain([.text(name + "  "), .link(path, address: "file://" + path), .text("\n")]))
  }
}

extension FormKind {
  /// Whether a form is where a refusal is mended: closing shows what the gate still misses, and writes the rest.
  func mendsGate(_ refusal: Refusal) -> Bool {
    self == .close && refusal.reason == .gate
  }
}

extension Submission {
  /// The ticket that it logs.
  fileprivate var newTicket: TicketID? {
    for case .log(let id, _) in steps { return id }
    return nil
  }
}

extension String {
  /// The words with a capital and the full stop of the screens' language, unless they end with one already.
  var sentence: String {
    Language.ofScreens.ended(prefix(1).uppercased() + dropFirst())
  }
}
