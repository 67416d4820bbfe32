extension KeyMap {
  /// An action's keys where they are the same.
  public struct Place: Hashable, Sendable {
    /// The action.
    public let id: ActionID
    /// The contexts, in as few names as there are for them.
    public let contexts: [String]
    /// What the configuration calls the action there.
    public let word: String
    /// The names of the keys, the one that hints show first; none where it has none.
    public let keys: [String]
    /// Who says so.
    public let origin: Origin
  }

  /// Every key in effect, in the table's order. An action that has other keys elsewhere stands once for each.
  public var places: [Place] {
    Action.table.flatMap { action -> [Place] in
      var order: [Binding] = []
      var modes: [Binding: Set<Mode>] = [:]
      for mode in Mode.allCases
      where action.modes.contains(mode) || changed[mode]?[action.id] != nil {
        let binding = binding(of: action.id, in: mode)
        if modes[binding] == nil { order.append(binding) }
        modes[binding, default: []].insert(mode)
      }
      return order.map { binding in
        let modes = modes[binding] ?? []
        return Place(
          id: action.id, contexts: KeyContext.names(of: modes), word: action.keyWord(in: modes),
          keys: binding.keys.map(\.asciiName), origin: binding.origin)
      }
    }
  }
}

extension KeyMap.Origin {
  /// The file that says so; nil for what is built in.
  public var file: String? {
    if case .file(let file, _) = self { file } else { nil }
  }
}
