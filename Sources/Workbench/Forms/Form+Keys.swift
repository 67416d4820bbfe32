import Procedure
import Terminal

/// What keys do in a form: every letter types, the readline keys edit, actions are on function keys and their Alt twins.
extension Form {
  /// Does what a key means.
  public mutating func handle(_ key: Key, _ context: FormContext) -> FormOutcome {
    let outcome = outcome(of: key, context)
    refreshHints(context)
    return outcome
  }

  private mutating func outcome(of key: Key, _ context: FormContext) -> FormOutcome {
    intent = .save
    let sheet = sheet(context)
    guard let field = sheet.focused else {
      switch Form.function(of: key) {
      case 2: return record(context)
      default: return key == .escape ? .leave : .ignored
      }
    }
    focus = field.name
    if let number = Form.function(of: key) { return act(number, field, sheet) }
    switch key {
    case .escape: return .leave
    case .tab: return tab(field, sheet)
    case .backTab: return move(by: -1, sheet)
    case .pageUp: return move(by: -5, sheet)
    case .pageDown: return move(by: 5, sheet)
    case .enter where field.kind != .area: return enter(field, sheet, context)
    case .up, .down:
      return edit(field, key) ? .handled(changed: false) : move(by: key == .up ? -1 : 1, sheet)
    default: break
    }
    let before = typed
    guard edit(field, key) else { return .ignored }
    let isChanged = typed != before
    if isChanged, mistake?.field == nil || mistake?.field == field.name { mistake = nil }
    if isChanged { candidates = [] }
    return .handled(changed: isChanged)
  }

  /// The function key that a key stands for: `F2`, or its twin Alt-2.
  static func function(of key: Key) -> Int? {
    switch key {
    case .function(let number): number
    case .alt(let character): character.isASCII ? character.wholeNumberValue : nil
    default: nil
    }
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

  // MARK: Function keys

  private mutating func act(_ number: Int, _ field: FormField, _ sheet: FormSheet) -> FormOutcome {
    let context = sheet.context
    if number == 2 {
      if kind == .pasteTicket, PasteTicketForm.read(&self, context) {
        return .handled(changed: true)
      }
      if kind == .reply, !field.text.trimmed.isEmpty { return .request(.readReply(field.text)) }
      return record(context)
    }
    if number == 9, field.kind.options == nil {
      return .request(.editor(field.isMasked ? "" : field.text))
    }
    guard sheet.hints.contains(where: { $0.key == .function(number) }) else { return .ignored }
    switch (kind, number) {
    case (.pasteTicket, 3):
      PasteTicketForm.back(&self)
      focusFirstMissing(context)
      return .handled(changed: true)
    case (.vendor, 3): return logCall(sheet)
    case (_, 4): return addProof(sheet)
    case (_, 5): return .request(.message)
    case (_, 6): return lookAtProof(sheet)
    case (_, 7): return decideProof("accept", opening: .acceptProof, sheet)
    case (_, 8): return decideProof("wait", opening: .rejectProof, sheet)
    default: return .ignored
    }
  }

  private mutating func logCall(_ sheet: FormSheet) -> FormOutcome {
    guard sheet.fields.contains(where: { $0.name == "outcome" && $0.isTyped && !$0.text.isEmpty })
    else {
      focus = "outcome"
      mistake = FormMistake(
        field: "outcome", message: "Choose what came of the call, then F3 logs it.")
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
      hints = [FormHint(key: .escape, label: "leave")]
      return
    }
    var hints: [FormHint] = []
    let isLast = field.name == sheet.fields.last?.name
    if field.kind == .area {
      hints.append(FormHint(key: .function(2), label: "read it"))
    } else {
      if sheet.entersAmount || (isLast && !typed.isEmpty) {
        hints.append(FormHint(key: .enter, label: sheet.verb))
      } else {
        if !isLast { hints.append(FormHint(key: .enter, label: "next field")) }
        hints.append(FormHint(key: .function(2), label: sheet.verb))
      }
    }
    if field.kind.options != nil {
      hints.append(FormHint(key: .character(" "), label: "change"))
    }
    hints += sheet.hints
    switch field.kind {
    case .path, .vendor, .name: hints.append(FormHint(key: .tab, label: "complete"))
    case .lines: hints.append(FormHint(key: .altEnter, label: "new line"))
    default: break
    }
    if field.kind == .lines || field.kind == .area {
      hints.append(FormHint(key: .function(9), label: "editor"))
    }
    hints.append(FormHint(key: .escape, label: kind.keepsDraft ? "leave, draft kept" : "leave"))
    self.hints = hints
  }
}
