import Terminal

/// What keys do inside a field.
extension Form {
  /// Lets a field take a key; false where it means nothing there.
  ///
  /// A suggestion stands in its field as if it were selected: a letter or a paste takes its place, an editing key edits it.
  mutating func edit(_ field: FormField, _ key: Key) -> Bool {
    if let options = field.kind.options { return choose(field, options, key) }
    var editor = editor(of: field)
    var key = key
    if case .paste(let text) = key, !field.kind.isMultiline { key = .paste(text.trimmed) }
    if field.kind == .lines || field.kind == .area {
      let isVertical = key == .up || key == .down
      if isVertical, editor.isAtEdge(key) { return false }
    }
    if !field.isTyped, !field.text.isEmpty, !field.kind.isMultiline {
      switch key {
      case .character, .paste: editor.replace(with: "")
      default: break
      }
      if field.isMasked {
        switch key {
        case .character, .paste: break
        case .backspace, .delete, .control("u"), .control("k"), .control("w"), .altBackspace:
          typed[field.name] = LineEditor(multiline: true)
          return true
        default: return LineEditor.takes(key, multiline: false)
        }
      }
    }
    guard editor.handle(key) else { return false }
    typed[field.name] = editor
    return true
  }

  /// The editor of a field: what was typed, or the suggestion with the cursor at its end.
  func editor(of field: FormField) -> LineEditor {
    guard let editor = typed[field.name] else {
      return LineEditor(text: field.text, multiline: field.kind.isMultiline)
    }
    guard editor.multiline != field.kind.isMultiline else { return editor }
    var other = LineEditor(text: editor.text, multiline: field.kind.isMultiline)
    other.moveCursor(to: editor.cursor)
    return other
  }

  private mutating func choose(_ field: FormField, _ options: [FormOption], _ key: Key) -> Bool {
    guard !options.isEmpty else { return false }
    let current = options.firstIndex { $0.key == field.text }
    let next: Int
    switch key {
    case .right, .character(" "), .control("f"):
      next = current.map { ($0 + 1) % options.count } ?? 0
    case .left, .control("b"):
      next = current.map { ($0 + options.count - 1) % options.count } ?? options.count - 1
    case .home, .control("a"): next = 0
    case .end, .control("e"): next = options.count - 1
    case .character(let letter):
      let order = options.indices.map { ((current ?? -1) + 1 + $0) % options.count }
      guard let found = order.first(where: { options[$0].begins(with: String(letter)) })
      else { return false }
      next = found
    default: return false
    }
    typed[field.name] = LineEditor(text: options[next].key, multiline: true)
    return true
  }
}

extension LineEditor {
  /// Whether there is no line in the direction of an arrow.
  fileprivate func isAtEdge(_ key: Key) -> Bool {
    key == .up
      ? !text.prefix(cursor).contains("\n") : !text.dropFirst(cursor).contains("\n")
  }
}
