import ArgumentParser
import Exchange
import Journal

/// The views that a person keeps.
struct ViewsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "views", abstract: "List, keep, share saved views.",
    discussion: """
      A view is a query under a name. In the workbench `:view NAME` lists it, or the number key that it is on. Views are \
      kept in views.yaml, in $XDG_CONFIG_HOME/paydesk or ~/.config/paydesk; what `export` writes is such a file, and \
      `import` takes it elsewhere.
      """,
    subcommands: [List.self, Add.self, Remove.self, Export.self, Import.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the views that you keep.")

    @OptionGroup var json: JSONOption

    func run() throws {
      let views = try ViewsStore.own.read()
      guard !json.isJSON else {
        return Output.json(.array(views.map(\.json)))
      }
      let rows = views.map { [$0.key.map(String.init) ?? "", $0.name, $0.query] }
      for line in Output.table(rows, rightAligned: []) { Output.line(line) }
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Keep a query under a name.",
      discussion:
        "In the place of a view that had the name; a key is taken from the view that had it.")

    @Argument(help: "What it is called.")
    var name: String

    @Argument(help: "What it lists; `paydesk list --help` tells the words.")
    var query: [String]

    @Option(
      help: "The number key that shows it, 0 to 9; it takes the place of what the key shows else.")
    var key: Int?

    @OptionGroup var json: JSONOption

    func validate() throws {
      if let key, !(0...9).contains(key) { throw ValidationError("--key takes a digit, 0 to 9") }
      if let mistake = SavedView.mistake(inName: name) {
        throw ValidationError("\(name) is no name of a view: it is \(mistake)")
      }
    }

    func run() throws {
      let query = try DisputeQuery.typed(query.joined(separator: " "))
      let view = SavedView(name: name, query: query.text, key: key)
      try ViewsStore.own.change { $0.keep(view) }
      if json.isJSON {
        Output.json(view.json)
      } else {
        Output.line("\(name) lists \(query.text)\(key.map { ", on the key \($0)" } ?? "").")
      }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Forget a view.")

    @Argument(help: "What it is called.", completion: .savedViews)
    var name: String

    func run() throws {
      try ViewsStore.own.change { views in
        guard let view = views.named(name) else {
          throw CommandFailure(.usage, "no view is called \(name): `paydesk views` lists them.")
        }
        views.removeAll { $0 == view }
      }
      Output.line("\(name) is forgotten.")
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the views as a file, or write them to one.",
      discussion: "What is printed is what `import` reads.")

    @Argument(help: "The views, by name; all without any.", completion: .savedViews)
    var names: [String] = []

    @Option(help: "The file to write, which must not be there yet.")
    var out: String?

    func run() throws {
      let views = try ViewsStore.own.read()
      let chosen = try names.map { name in
        guard let view = views.named(name) else {
          throw CommandFailure(.usage, "no view is called \(name): `paydesk views` lists them.")
        }
        return view
      }
      let text = ViewsFile.printed(names.isEmpty ? views : chosen)
      guard let out else { return Output.page(text) }
      try NewFile(in: Folders.folder(of: out)).place(Array(text.utf8), at: out)
      Output.line("\((names.isEmpty ? views : chosen).count) views are in \(out).")
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take in the views of a file.",
      discussion: """
        A view whose name you keep already is left as it is unless you say --replace; a key that another of your views \
        has stays with that one.
        """)

    @Argument(help: "The file; - is standard input.")
    var file: String

    @Flag(help: "Put the file's views in the place of yours of the same name.")
    var replace = false

    @OptionGroup var json: JSONOption

    func run() throws {
      let given = GivenFile(name: file)
      let views = try ViewsFile.parse(try given.bytes(limit: 1 << 18 + 1), file: given.shown).get()
      var kept: [String] = []
      var left: [String] = []
      try ViewsStore.own.change { own in
        for var view in views {
          let mine = own.named(view.name)
          if let mine, !replace {
            if mine != view { left.append(view.name) }
            continue
          }
          if let other = own.first(where: { $0.key == view.key && view.key != nil }), other != mine
          {
            view.key = mine?.key
          }
          own.keep(view)
          kept.append(view.name)
        }
      }
      if json.isJSON {
        return Output.json(
          .object([
            .init("taken", .array(kept.map { .string($0) })),
            .init("left", .array(left.map { .string($0) })),
          ]))
      }
      Output.line("\(kept.count) taken in.")
      if !left.isEmpty {
        Output.line(
          "Yours are other ones, and stay without --replace: \(left.joined(separator: ", "))")
      }
    }
  }
}

extension ViewsStore {
  /// The views of whoever is at the keyboard.
  static var own: ViewsStore { ViewsStore(path: Folders.config + "/views.yaml") }
}

extension SavedView {
  /// A view for other programs.
  fileprivate var json: JSONValue {
    .object([
      .init("name", .string(name)), .init("query", .string(query)),
      .init("key", key.map { .integer($0) } ?? .null),
    ])
  }
}

extension CompletionKind {
  /// The names of the person's views; none where their file cannot be read.
  static var savedViews: CompletionKind {
    .custom { _, _, _ in ((try? ViewsStore.own.read()) ?? []).map(\.name) }
  }
}
