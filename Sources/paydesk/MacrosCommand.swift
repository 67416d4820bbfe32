import ArgumentParser
import Exchange
import Foundation

/// Lists the macros, for whoever wants to read what they do.
struct MacrosCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "macros", abstract: "List the macros, with the commands that each is made of.",
    discussion: """
      They are kept in macros.yaml, beside config.yaml: the person's own first, then those of everybody on this machine. In the \
      workbench `:run NAME` runs one, after a rehearsal, and `:keep NAME` keeps what was just recorded.
      """)

  @OptionGroup var json: JSONOption

  func run() throws {
    var seen: Set<String> = []
    var macros: [(file: String, macro: Macro)] = []
    var mistakes: [SourceMistake] = []
    for file in Folders.macros where FileManager.default.fileExists(atPath: file) {
      switch MacrosFile.parse(try GivenFile(name: file).bytes(limit: (1 << 16) + 1), file: file) {
      case .success(let found):
        macros += found.filter { seen.insert($0.name).inserted }.map { (file, $0) }
      case .failure(let wrong): mistakes += wrong.list
      }
    }
    json.isJSON ? print(macros) : say(macros, areAll: mistakes.isEmpty)
    guard mistakes.isEmpty else {
      throw CommandFailure(.data, mistakes.map(\.description).joined(separator: "\n"))
    }
  }

  private func say(_ macros: [(file: String, macro: Macro)], areAll: Bool) {
    if macros.isEmpty, areAll {
      Output.line("There are no macros: `:keep NAME` keeps one in the workbench.")
    }
    for (file, macro) in macros {
      Output.line("\(macro.name)  \(macro.about ?? "")  (\(file))")
      for step in macro.steps { Output.line("  \(step.words)") }
    }
  }

  private func print(_ macros: [(file: String, macro: Macro)]) {
    Output.json(
      .array(
        macros.map { file, macro in
          .object([
            .init("name", .string(macro.name)),
            .init("about", macro.about.map { .string($0) } ?? .null),
            .init("file", .string(file)),
            .init("steps", .array(macro.steps.map { .string($0.words) })),
          ])
        }))
  }
}
