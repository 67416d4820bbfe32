/// Where a key is meant, as the configuration names it: one mode, or several that belong together.
///
///     KeyContext(named: "panes")?.modes   // the lists and the dispute
public struct KeyContext: Hashable, Sendable {
  /// What the configuration calls it.
  public let name: String
  /// The modes that it means.
  public let modes: Set<Mode>
  /// Where that is, in words.
  public let shown: String

  /// Every context: those of several modes first, the widest before what is in it.
  public static let all: [KeyContext] =
    [
      KeyContext(
        name: "everywhere", modes: Mode.everywhere, shown: "Wherever letters are actions"),
      KeyContext(name: "panes", modes: Mode.panes, shown: "In the lists and in a dispute"),
      KeyContext(name: "lists", modes: Mode.lists, shown: "In the lists"),
      KeyContext(
        name: "screens", modes: Mode.screens,
        shown: "On a vendor’s page, in the reports, on a call sheet"),
    ] + Mode.allCases.map { KeyContext(name: $0.word, modes: [$0], shown: $0.heading.english) }

  private init(name: String, modes: Set<Mode>, shown: String) {
    self.name = name
    self.modes = modes
    self.shown = shown
  }

  /// The context of a name; hyphens and case say nothing.
  public init?(named text: String) {
    guard let found = Self.all.first(where: { $0.name.foldedName == text.foldedName }) else {
      return nil
    }
    self = found
  }

  /// Some modes in as few names as there are for them.
  static func names(of modes: Set<Mode>) -> [String] {
    var rest = modes
    return all.compactMap { context in
      guard !rest.isEmpty, context.modes.isSubset(of: modes), !context.modes.isDisjoint(with: rest)
      else { return nil }
      rest.subtract(context.modes)
      return context.name
    }
  }
}

extension String {
  /// A name without what people write differently: case, spaces, hyphens and underscores.
  var foldedName: String { lowercased().filter { $0 != " " && $0 != "-" && $0 != "_" } }
}
