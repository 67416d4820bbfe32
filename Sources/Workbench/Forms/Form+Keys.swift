import Procedure
import Terminal

/// What keys do in a form: every letter types, the readline keys edit, actions are on keys that no text needs.
extension Form {
  /// Does what a key means.
  public mutating func handle(_ key: Key, _ context: FormContext) -> FormOutcome {
    take(context.keys.action(on: key, in: .form)?.id, key, context)
  }

  /// Does an action, or lets the field have a key that is none.
  mutating func take(_ id: ActionID?, _ key: Key?, _ context: FormContext) -> FormOutcome {
    let outcome = outcome(of: id, key, context)
    refreshHints(context)
    return outcome
  }

  private mutating func outcome(
    of id: ActionID?, _ key: Key?, _ context: FormContext
  ) -> FormOutcome {
    intent = .save
    let sheet = sheet(context)
    guard let field = sheet.focused else {
      switch id {
      case .save: return record(context)
      case .leave: return .leave
      default: return .ignored
      }
    }
    focus = field.name
    switch id {
    case .leave: return .leave
    case .completeField: return tab(field, sheet)
    case .previousField: return move(by: -1, sheet)
    case .fieldsUp: return move(by: -5, sheet)
    case .fieldsDown: return move(by: 5, sheet)
    case .nextField where field.kind == .area: return type(.enter, into: field)
    case .nextField: return enter(field, sheet, context)
    case .fieldAbove: return edit(field, .up) ? .handled(changed: false) : move(by: -1, sheet)
    case .fieldBelow: return edit(field, .down) ? .handled(changed: false) : move(by: 1, sheet)
    case .newLine: return type(.altEnter, into: field)
    case let id?: return act(id, field, sheet)
    case nil: return key.map { type($0, into: field) } ?? .ignored
    }
  }

  private mutating func type(_ key: Key, into field: FormField) -> FormOutcome {
    let before = typed
    guard edit(field, key) else { return .ignored }
    let isChanged = typed != before
    if let editor = typed[field.name], editor.excess > 0 {
      mistake = FormMistake(
        field: field.name,
        message: phrase(
          "Nothing was taken: it would be \(editor.excess) characters too long for the field, which holds \(editor.limit)."
        ))
    } else if isChanged {
      // It may be mended by what is typed elsewhere; saving says what is still wrong.
      mistake = nil
      candidates = []
    }
    return .handled(changed: isChanged)
  }

  // MARK: Moving

  private mutating func move(by step: Int, _ sheet: FormSheet, wraps: Bool = false) -> FormOutcome {
    let names = sheet.fields.map(\.name)
    guard let index = names.firstIndex(of: focus ?? "") else { return .handled(changed: false) }
    let next = index + step
    focus =
      wraps && next >= names.count ? names.first : names[min(max(next, 0), names.count - 1)]
    candidates = []
    completedText = nil
    return .handled(changed: !typed.isEmpty)
  }

  private mutating func tab(_ field: FormField, _ sheet: FormSheet) -> FormOutcome {
    if field.isTyped, !field.text.isEmpty, completedText != field.text {
      switch field.kind {
      case .path: return .request(.completePath(field.text))
      case .evidence where PaymentEvidence(field.text).path != nil:
        return .request(.completePath(field.text))
      case .vendor: return .request(.completeVendor(field.text))
      case .name(let names):
        let text = field.text.lowercased()
        completed(names.filter { $0.lowercased().hasPrefix(text) })
        return .handled(changed: true)
      default: break
      }
    }
    return move(by: 1, sheet, wraps: true)
  }

  private mutating func enter(_ field: FormField, _ sheet: FormSheet, _ context: FormContext)
    -> FormOutcome
  {
    if sheet.entersAmount { return field.text.isEmpty ? .handled(changed: false) : record(context) }
    guard field.name == sheet.fields.last?.name else { return move(by: 1, sheet) }
    // Enter records what was typed; what was only suggested takes F2, so that a key held down records nothing.
    return typed.isEmpty ? .handled(changed: false) : record(context)
  }

  // MARK: Recording

  /// Asks to be recorded, or shows what is wrong and moves there.
  private mutating func record(_ context: FormContext, _ intent: FormIntent = .save) -> FormOutcome
  {
    self.intent = intent
    mistake = nil
    switch submission(context) {
    case .success: return .submit
    case .failure(let found):
      self.intent = .save
      show(found)
      return .handled(changed: false)
    }
  }

  // MARK: What forms offer

  private mutating func act(_ id: ActionID, _ field: FormField, _ sheet: FormSheet) -> FormOutcome {
    let context = sheet.context
    if id == .save {
      if kind == .pasteTicket, PasteTicketForm.read(&self, context) {
        return .handled(changed: true)
      }
      if kind == .reply, !field.text.trimmed.isEmpty { return .request(.readReply(field.text)) }
      return record(context)
    }
    if id == .editor, field.kind.options == nil {
      return .request(.editor(field.isMasked ? "" : field.text))
    }
    guard sheet.hints.contains(where: { $0.action == id }) else { return .ignored }
    switch (kind, id) {
    case (.pasteTicket, .logCall):
      PasteTicketForm.back(&self)
      focusFirstMissing(context)
      return .handled(changed: true)
    case (.vendor, .logCall): return logCall(sheet)
    case (_, .addProof): return addProof(sheet)
    case (_, .message): return .request(.message)
    case (_, .lookAtProof): return lookAtProof(sheet)
    case (_, .acceptHere): return decideProof("accept", opening: .acceptProof, sheet)
    case (_, .leaveWaiting): return decideProof("wait", opening: .rejectProof, sheet)
    default: return .ignored
    }
  }

  private mutating func logCall(_ sheet: FormSheet) -> FormOutcome {
    guard sheet.fields.contains(where: { $0.name == "outcome" && $0.isTyped && !$0.text.isEmpty })
    else {
      focus = "outcome"
      let key = sheet.context.named(.logCall, else: phrase("“log a call”"))
      mistake = FormMistake(
        field: "outcome",
        message: phrase("Choose what came of the call, then \(key) logs it."))
      return .handled(changed: false)
    }
    return record(sheet.context, .logCall)
  }

  /// Moves to the next free field for a proof; there it takes the files of the drop folder in turn, the newest first.
  private mutating func addProof(_ sheet: FormSheet) -> FormOutcome {
    let proofs = sheet.fields.filter { $0.kind == .evidence }
    let paths = sheet.context.drop.map(\.path)
    if let current = proofs.first(where: { $0.name == focus }), !paths.isEmpty,
      current.text.isEmpty || paths.contains(current.text)
    {
      let next = paths.firstIndex(of: current.text).map { ($0 + 1) % paths.count } ?? 0
      typed[current.name] = LineEditor(text: paths[next], multiline: true)
      mistake = nil
      return .handled(changed: true)
    }
    guard let free = proofs.last else { return .ignored }
    focus = free.name
    return .handled(changed: false)
  }

  private func lookAtProof(_ sheet: FormSheet) -> FormOutcome {
    if let focus, let named = sheet.typedFile(near: focus) {
      return .request(.lookAtFile(path: named.path, field: named.prefix))
    }
    let chosen = sheet.fields.first { $0.name == "proof" && $0.kind.options != nil }?.text
    let proofs = sheet.context.dispute?.proofs ?? []
    return .request(.lookAtProof(proofs.first { $0.proof.id.text == chosen }?.proof.id))
  }

  private mutating func decideProof(
    _ word: String, opening other: FormKind, _ sheet: FormSheet
  ) -> FormOutcome {
    if let decision = sheet.decisionField(near: focus ?? "") {
      typed[decision] = LineEditor(text: word, multiline: true)
      return .handled(changed: true)
    }
    return .request(.open(other))
  }

  // MARK: Footer

  mutating func refreshHints(_ context: FormContext) {
    let sheet = sheet(context)
    guard let field = sheet.focused else {
      hints = [FormHint(.leave, phrase("leave"))]
      return
    }
    var hints: [FormHint] = []
    let isLast = field.name == sheet.fields.last?.name
    if field.kind == .area {
      hints.append(FormHint(.save, phrase("read it")))
    } else {
      if sheet.entersAmount || (isLast && !typed.isEmpty) {
        hints.append(FormHint(.nextField, sheet.verb))
      } else {
        if !isLast { hints.append(FormHint(.nextField, phrase("next field"))) }
        hints.append(FormHint(.save, sheet.verb))
      }
    }
    if field.kind.options != nil {
      hints.append(FormHint(nil, phrase("change", sense: "what one does")))
    }
    hints += sheet.hints
    switch field.kind {
    case .path, .vendor, .name:
      hints.append(FormHint(.completeField, phrase("complete", sense: "what one does")))
    case .lines: hints.append(FormHint(.newLine, phrase("new line")))
    default: break
    }
    if field.kind == .lines || field.kind == .area {
      hints.append(FormHint(.editor, phrase("editor")))
    }
    hints.append(FormHint(.leave, kind.keepsDraft ? phrase("leave, draft kept") : phrase("leave")))
    self.hints = hints
  }
}
