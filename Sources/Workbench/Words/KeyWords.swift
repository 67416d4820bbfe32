import Terminal

/// How hints and sentences name keys: as those that an action has where the person is now.
extension Model {
  /// The keys of an action: those of what has the keys now, else of the panes below, else the first that there are.
  func keys(of id: ActionID, in modes: [Mode]? = nil) -> [Key] {
    session.keys.keys(of: id, from: modes ?? [mode, paneMode])
  }

  /// The first of them as hints show it; empty where there is none.
  func key(of id: ActionID) -> String {
    keys(of: id).first?.name(session.glyphs) ?? ""
  }

  /// The same for sentences, which have the action's name where it has no key.
  func named(_ id: ActionID) -> String {
    session.keys.named(id, from: [mode, paneMode], session.glyphs)
  }

  /// `F2 (save)`, for sentences.
  func hint(_ id: ActionID) -> String {
    let key = key(of: id)
    let action = Action.of(id)
    return key.isEmpty ? ":\(action.name)" : "\(key) (\(action.label))"
  }

  /// `[F2] save`, beside what it mends.
  func bracketed(_ id: ActionID) -> String {
    let key = key(of: id)
    let action = Action.of(id)
    return key.isEmpty ? ":\(action.name)" : "[\(key)] \(action.label)"
  }
}
