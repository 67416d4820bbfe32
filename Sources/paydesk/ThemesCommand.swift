import ArgumentParser
import Exchange
import Foundation
import Terminal

/// The themes that the workbench can wear.
struct ThemesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes", abstract: "List the themes; `:theme` in the workbench changes it.",
    discussion:
      "base16 and base24 schemes in paydesk/themes of $XDG_CONFIG_HOME or ~/.config are themes too."
  )

  @OptionGroup var json: JSONOption

  func run() throws {
    let names = Theme.bundledNames + own.filter { !Theme.bundledNames.contains($0) }
    if json.isJSON {
      Output.json(.array(names.map { .string($0) }))
    } else {
      for name in names { Output.line(name) }
    }
  }

  private var own: [String] {
    let files = try? FileManager.default.contentsOfDirectory(atPath: Folders.themes)
    return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }
}
