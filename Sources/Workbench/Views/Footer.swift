import Journal
import struct Journal.Look
import Procedure
import Terminal

/// A key at the foot, and what it does.
struct KeyHint {
  /// The action; nil where a key is told of that is none's.
  var id: ActionID?
  /// The key's name; empty where it has none.
  var key: String
  /// What it does.
  var label: String
}

/// The line of keys at the foot, and above it what the program has to say.
extension Model {
  func drawFooter(in frame: inout Frame, _ layout: Layout) {
    let rect = layout.footer
    // To who hears the screen it is said, and the keys come last on it.
    if let notice, !session.glyphs.isRead { draw(notice, in: &frame, above: layout.tour) }
    frame.fill(rect, style: Style(.bar))
    var column = 1
    for hint in fitting(hints.filter { !$0.key.isEmpty }, room: rect.columns - 2) {
      column += frame.write(hint.key, row: rect.row, column: column, style: Style(.key))
      column += frame.write(" " + hint.label, row: rect.row, column: column, style: Style(.bar))
      column += 3
    }
  }

  /// The hints that there is room for, from the first on; the way to all keys is always among them.
  private func fitting(_ hints: [KeyHint], room: Int) -> [KeyHint] {
    func width(_ hint: KeyHint) -> Int {
      TextLayout.width(hint.key) + 4 + TextLayout.width(hint.label)
    }
    func isHelp(_ hint: KeyHint) -> Bool { hint.id == .help || hint.id == .formHelp }
    var room = room + 3 - (hints.first(where: isHelp).map(width) ?? 0)
    return hints.filter { hint in
      if isHelp(hint) { return true }
      room -= width(hint)
      return room >= 0
    }
  }

  private func draw(_ notice: Notice, in frame: inout Frame, above rect: Rect) {
    let glyphs = session.glyphs
    let (sign, role): (String, Terminal.Role) =
      switch notice.tone {
      case .info: (glyphs.bullet, .info)
      case .good: (glyphs.done, .good)
      case .refusal: (glyphs.failed, .bad)
      case .trouble: (glyphs.alarm, .warning)
      }
    let lines = TextLayout.wrap(words(of: notice), width: max(rect.columns - 4, 8)).prefix(5)
    let first = rect.row - lines.count
    frame.fill(
      Rect(row: first, column: 0, rows: lines.count, columns: rect.columns), style: Style(role))
    frame.write(sign, row: first, column: 1, style: Style(role, bold: true))
    for (index, line) in lines.enumerated() {
      frame.write(line, row: first + index, column: 3, style: Style(role))
    }
  }

  /// What a notice says, with the keys that mend and explain it.
  func words(of notice: Notice) -> String {
    var text = notice.text
    if let mend = notice.mend {
      text += key(of: mend).isEmpty ? "  (\(bracketed(mend)))" : "  \(bracketed(mend))"
    }
    let why = mode == .form ? ActionID.formWhy : .why
    if notice.refusal != nil, !key(of: why).isEmpty { text += "  \(bracketed(why))" }
    return text
  }

  /// The keys that are most useful now.
  var hints: [KeyHint] {
    let glyphs = session.glyphs
    func hint(_ id: ActionID, _ label: String? = nil) -> KeyHint {
      KeyHint(id: id, key: key(of: id), label: label ?? Action.of(id).label)
    }
    switch mode {
    case .form:
      let hints = (forms.last?.form.footer(session.keys) ?? []).map {
        KeyHint(key: $0.key.name(glyphs), label: $0.label)
      }
      return hints.prefix(2) + answerHints.map { hint($0) } + hints.dropFirst(2)
        + [hint(.formHelp)]
    case .choice, .conflict, .comment, .message, .reply, .rehearsal, .why, .proof:
      let wanted: [ActionID] =
        switch mode {
        case .choice where isTypingQuery:
          [.choose, .complete, .listFound, .markFound, .closeChoice, .saveFound]
        case .choice: [.choose, .complete, .closeChoice]
        case .conflict: [.goOn, .keepDraft]
        case .message:
          [
            .doneMessage, .copyMessage, .chatLink, .mailLink, .messageCode, .readReply, .openLink,
            .otherLanguage, .plainMessage,
          ]
        case .reply: [.takePiece, .leavePiece, .pieceDown, .doneReply]
        case .rehearsal: (canDoAll ? [.doAll] : []) + [.linesDown, .leaveRehearsal]
        case .proof:
          proofActions
        case .why: [.whyDown, .whyUp, .whyPageDown, .whyPageUp, .doneWhy]
        default: [.writeComment, .copyComment, .plainComment, .confirmComment, .doneComment]
        }
      return wanted.map { hint($0) }
    case .queue where queue.isOnHeader:
      return [
        hint(.open, phrase("call sheet")), hint(.vendorPage),
        hint(.groupByVendor, phrase("no groups")),
        hint(.help), hint(.quit),
      ]
    case .queue:
      if !marks.isEmpty { return markHints }
      let tour = offersTour ? [hint(.tour)] : []
      // Hints that go with the row would be read with each.
      return [hint(.open), hint(.next)] + tour + (glyphs.isRead ? [] : possible)
        + [hint(.search), hint(.help), hint(.quit)]
    case .escalated:
      if !marks.isEmpty { return markHints }
      return (glyphs.isRead ? [] : possible) + [
        hint(.evidenceDown), hint(.open), hint(.mark), hint(.help), hint(.quit),
      ]
    case .outstanding where !marks.isEmpty:
      return [.confirm, .unmark, .help].map { hint($0) }
    case .outstanding:
      return [hint(.confirm), hint(.lookAt), hint(.comment), hint(.help), hint(.quit)]
    case .vendor, .report, .callSheet:
      return screenActions.map { hint($0) } + [hint(.back), hint(.help), hint(.quit)]
    case .dispute where pane.past != nil:
      return [
        hint(.stepBack, phrase("earlier")), hint(.stepForward, phrase("later")),
        hint(.back, phrase("to now")),
        hint(.timeline), hint(.help),
      ]
    case .dispute where pane.showsTimeline:
      return [
        hint(.stepBack, phrase("as it was")), hint(.timeline, phrase("the step")),
      ] + (pane.look?.dispute.state == .open ? [hint(.undo)] : []) + [hint(.back), hint(.help)]
    case .dispute:
      var hints =
        possible + [hint(.stepBack, phrase("step")), hint(.timeline), hint(.back), hint(.help)]
      // Whose role will never allow it, and who does not hold it, is not led there.
      let refused = primary.flatMap { refusal(of: .of($0.action))?.reason }
      if let primary, refused != .forbidden, refused != .notHeld {
        hints.insert(hint(.proceed, primary.label), at: 0)
      }
      return hints
    }
  }

  /// What is most often done on several disputes at once, by who may.
  private var markHints: [KeyHint] {
    let wanted: [ActionID] =
      session.actor.role.isManager
      ? [.decline, .giveBack, .assign, .note]
      : [.claim, .release, .vendor, .park, .escalate, .note]
    return (wanted + [.markTo, .unmark, .help]).map { id in
      KeyHint(
        id: id, key: key(of: id),
        label: id == .vendor ? phrase("log an attempt") : Action.of(id).label)
    }
  }

  /// Whether what is shown waits for a word, and can be recorded.
  private var canDoAll: Bool {
    switch overlay {
    case .preview(let preview): preview.ready?.able.isEmpty == false
    case .rehearsal(let rehearsal): rehearsal.waits
    default: false
    }
  }

  private var isTypingQuery: Bool {
    if case .choice(let choice) = overlay { choice.queryPart != nil } else { false }
  }

  /// What decides all that waits on a dispute, the most urgent first, and what a manager can do besides.
  private func decisions(_ look: Look) -> [ActionID] {
    let commands = look.dispute.matters(in: session.context(look)).flatMap(\.commands)
    let wanted = commands.compactMap { Action.leading(to: $0)?.id } + [.giveBack, .block, .assign]
    return wanted.enumerated().filter { wanted.firstIndex(of: $1) == $0 }.map(\.element)
  }

  /// What can be done on the dispute now, of what its step is about.
  private var possible: [KeyHint] {
    guard let look = pane.look, let foresight = pane.foresight else { return [] }
    let primary = focus == .dispute ? primary?.action : nil
    let possible =
      mode == .escalated
      ? decisions(look).filter { refusal(of: .of($0)) == nil } : foresight.possible
    return possible.filter { $0 != primary }.prefix(6).map {
      KeyHint(id: $0, key: key(of: $0), label: Action.of($0).label)
    }
  }
}
