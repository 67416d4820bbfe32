import Terminal

/// Themes by name: those that are always there, and those in the person's folders.
enum Themes {
  /// The names of all themes, each once.
  static func names(folders: [String]) -> [String] {
    var names = Theme.bundledNames
    for name in folders.flatMap({ Folder.names(in: $0, ending: ".yaml") })
    where !names.contains(name) {
      names.append(name)
    }
    return names
  }

  /// A theme, or the terminal's own with what was wrong.
  static func load(_ name: String, folders: [String]) -> (theme: Theme, trouble: String?) {
    for folder in folders where Folder.names(in: folder, ending: ".yaml").contains(name) {
      let path = folder + "/" + name + ".yaml"
      do {
        let text = String(decoding: try TextFile.bytes(of: path), as: UTF8.self)
        return (try Theme.parse(yaml: text, file: path), nil)
      } catch let mistake as ThemeMistake {
        return (.terminal, mistake.description)
      } catch {
        return (.terminal, sentence(of: error))
      }
    }
    if let theme = Theme.bundled(named: name) { return (theme, nil) }
    return (.terminal, phrase("There is no theme “\(name)”: choose one with :theme."))
  }
}
