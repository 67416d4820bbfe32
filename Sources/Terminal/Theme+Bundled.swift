extension Theme {
  /// The names of the themes that are always there: `terminal`, and the schemes of the `themes`
  /// folder without their ending.
  public static var bundledNames: [String] {
    ["terminal"] + BundledThemes.sources.map { String($0.file.dropLast(".yaml".count)) }
  }

  /// The theme of that name; nil when there is none.
  public static func bundled(named name: String) -> Theme? {
    if name == "terminal" { return .terminal }
    guard let source = BundledThemes.sources.first(where: { $0.file == name + ".yaml" }) else {
      return nil
    }
    return try? parse(yaml: source.yaml, file: source.file)
  }
}
