import Workbench

/// The manual page as roff: every subcommand with its arguments as declared, exit statuses, variables and files.
struct Manual {
  private let root: DeclaredCommand
  private let version: String
  private let leaves: [(words: [String], command: DeclaredCommand)]
  /// What most subcommands take, told of once.
  private let common: [DeclaredArgument]

  init(of root: DeclaredCommand, version: String) {
    self.root = root
    self.version = version
    leaves = root.leaves()
    var uses: [DeclaredArgument: Int] = [:]
    var order: [DeclaredArgument] = []
    for argument in leaves.flatMap(\.command.shown) {
      if uses[argument] == nil { order.append(argument) }
      uses[argument, default: 0] += 1
    }
    let many = leaves.count / 2
    common = order.filter { uses[$0] ?? 0 > many }
  }

  /// The whole page.
  var text: String {
    var roff = Roff()
    roff.title("PAYDESK", section: 1, source: "paydesk \(version)", manual: "User Commands")
    roff.section("NAME")
    roff.text("paydesk - " + (root.abstract ?? "").uncapitalized)
    roff.section("SYNOPSIS")
    roff.words([.strong("paydesk"), .plain(" ["), .emphasis("subcommand"), .plain("] ...")])
    roff.section("DESCRIPTION")
    roff.text(root.discussion)
    roff.section("COMMON OPTIONS")
    roff.text("They are told of here, and only named below where a subcommand takes them.")
    for argument in common { roff.item(heading(of: argument), explanation(of: argument)) }
    roff.item([.strong("-h"), .plain(", "), .strong("--help")], "Show what a subcommand takes.")
    roff.item([.strong("--version")], "Show the version.")
    roff.section("SUBCOMMANDS")
    for leaf in leaves { describe(leaf.command, called: leaf.words, in: &roff) }
    roff.section("ACTIONS")
    roff.text(
      "What `paydesk do` takes: each action with the fields of its form. A number in a field's name is written `N`, from 0 on; fields that nothing is said in hold what the form suggests."
    )
    for action in Action.said { describe(action, in: &roff) }
    roff.section("EXIT STATUS")
    roff.item([.strong("0")], "It did what was asked.")
    for status in ExitStatus.allCases {
      roff.item([.strong("\(status.rawValue)")], status.meaning)
    }
    roff.item(
      [.strong("128 + "), .emphasis("number")],
      "The signal of that number ended the workbench; the terminal was given back first.")
    roff.section("ENVIRONMENT")
    for (names, meaning) in Manual.variables { roff.item(names.listed, meaning) }
    roff.section("FILES")
    for (names, meaning) in Manual.files { roff.item(names.listed, meaning) }
    return roff.text
  }

  private func describe(_ command: DeclaredCommand, called words: [String], in roff: inout Roff) {
    let own = command.shown.filter { !common.contains($0) }
    roff.subsection(words.joined(separator: " "))
    roff.words(
      [.strong((["paydesk"] + words).joined(separator: " "))]
        + own.flatMap { [.plain(" ")] + usage(of: $0) })
    roff.paragraph()
    roff.text(command.abstract)
    if let discussion = command.discussion {
      for part in discussion.split(separator: "\n\n") {
        roff.paragraph()
        roff.text(String(part))
      }
    }
    for argument in own { roff.item(heading(of: argument), explanation(of: argument)) }
    let shared = common.filter(command.shown.contains).compactMap { $0.names?.first?.typed }
    if !shared.isEmpty {
      roff.paragraph()
      roff.text("Also: " + shared.joined(separator: ", ") + ".")
    }
  }

  private func describe(_ action: Action, in roff: inout Roff) {
    let fields = action.saidFields.map { field in
      field.options.isEmpty
        ? "`\(field.name)` (\(field.takes))"
        : "`\(field.name)` (\(field.options.joined(separator: ", ")))"
    }
    roff.item(
      [.strong(action.word)],
      action.summary + (fields.isEmpty ? "" : " Fields: \(fields.joined(separator: ", ")).")
    )
  }

  private func usage(of argument: DeclaredArgument) -> [Roff.Word] {
    var words: [Roff.Word] = argument.names?.first.map { [.strong($0.typed)] } ?? []
    if argument.kind != "flag" {
      if !words.isEmpty { words.append(.plain(" ")) }
      words.append(.emphasis(argument.valueName ?? ""))
    }
    if argument.isRepeating { words.append(.plain("...")) }
    return argument.isOptional ? [.plain("[")] + words + [.plain("]")] : words
  }

  private func heading(of argument: DeclaredArgument) -> [Roff.Word] {
    var words = (argument.names ?? []).map(\.typed).listed
    if argument.kind != "flag" {
      if !words.isEmpty { words.append(.plain(" ")) }
      words.append(.emphasis(argument.valueName ?? ""))
    }
    return words
  }

  private func explanation(of argument: DeclaredArgument) -> String {
    let text = [argument.abstract, argument.discussion].compactMap(\.self).joined(separator: " ")
    return argument.defaultValue.map { "\(text) (default: \($0))" } ?? text
  }
}

extension [String] {
  /// Names in bold, with commas between them.
  fileprivate var listed: [Roff.Word] {
    Array<Roff.Word>(map { [Roff.Word.strong($0)] }.joined(separator: [.plain(", ")]))
  }
}

extension String {
  fileprivate var uncapitalized: String {
    prefix(1).lowercased() + (hasSuffix(".") ? dropFirst().dropLast() : dropFirst())
  }
}
