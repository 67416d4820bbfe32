import Terminal

extension Form {
  /// The field of a draft that names the field which had the keys.
  static let focusKey = "@focus"

  /// What a person typed, by the fields' stable names, half-typed values included; empty where nothing was typed.
  public var draft: [String: String] {
    guard !typed.isEmpty else { return [:] }
    var draft = typed.mapValues(\.text)
    draft[Form.focusKey] = focus
    return draft
  }

  /// Puts a draft back, exactly.
  public mutating func restore(_ draft: [String: String]) {
    typed = [:]
    for (name, text) in draft where name != Form.focusKey {
      typed[name] = LineEditor(text: text, multiline: true)
    }
    focus = draft[Form.focusKey] ?? focus
  }
}
