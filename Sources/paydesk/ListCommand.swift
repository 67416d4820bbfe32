import ArgumentParser
import Exchange
import Journal
import Procedure
import Terminal
import Workbench

/// The disputes that a query means, in the words of the workbench's search.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the disputes that a query means.",
    discussion: """
      The words are those of the workbench's search: fields such as vendor:fonebay, age>2d, disputed>5000, step:3, \
      tag:less, holder:me, is:new; ! excludes, as in !escalated; anything else is looked for as text in ticket, order, \
      customer, phone, vendor and payment references. All of them have to hold. A shell wants < > and ! in quotes:

      paydesk list vendor:fonebay 'age>2d' '!escalated'

      The most urgent come first, and of those that have ended the latest.

      \(QueryField.allCases.map(\.meaning.english).joined(separator: "\n\n"))
      """)

  @Argument(help: "What is meant; without it a view is named.")
  var query: [String] = []

  @Option(help: "List what a saved view lists, by its name.", completion: .savedViews)
  var view: String?

  @Option(help: "How many are listed at most: 1 to 100000.")
  var limit = 1_000

  @Flag(help: "Print ASCII alone; else as the locale says.")
  var ascii = false

  @OptionGroup var desk: DeskOptions
  @OptionGroup var replica: ReplicaOption
  @OptionGroup var json: JSONOption

  func validate() throws {
    guard (1...100_000).contains(limit) else {
      throw ValidationError("--limit takes a number from 1 to 100000")
    }
    guard query.isEmpty != (view == nil) else {
      throw ValidationError("say a query, as in `paydesk list is:new`, or --view and a view's name")
    }
  }

  func run() throws {
    let text = try view.map(saved) ?? query.joined(separator: " ")
    let access = try desk.open(replica)
    let desk = try access.journal.desk()
    let query = try DisputeQuery.typed(text, people: Array(desk.people.keys))
    let found = try access.journal.find(
      query, for: access.actor.person, at: access.now, limit: limit)
    if json.isJSON {
      Output.json(.array(found.rows.map { $0.json(offset: desk.policy.offset) }))
    } else {
      let glyphs: Glyphs = ascii ? .ascii : .printed
      let lines = found.rows.map { cells(of: $0, at: access.now) }
      for line in Output.table(lines, rightAligned: [2, 3]) { Output.line(glyphs.printed(line)) }
    }
    switch found.reach {
    case .whole: break
    case .more:
      Output.warn("paydesk: there are more than these \(found.rows.count): --limit lists more.")
    case .cutShort:
      Output.warn(
        "paydesk: more disputes hold the text than are looked through; these are of the latest: say more of it."
      )
    }
  }

  private func saved(_ name: String) throws -> String {
    let views = try ViewsStore.own.read()
    guard let view = views.named(name) else {
      let names = views.map(\.name).joined(separator: ", ")
      throw CommandFailure(
        .usage,
        "no view is called \(name): "
          + (names.isEmpty ? "`paydesk views add` keeps one." : "there are \(names)."))
    }
    return view.query
  }

  private func cells(of row: QueueRow, at now: Instant) -> [String] {
    let stands =
      row.state == .open ? "\(row.step.rawValue) \(row.step.shown)" : row.state.rawValue
    return [
      row.ticket.text, stands, Moments.ago(row.loggedAt, at: now), row.disputed.shown,
      TextLayout.truncate(row.customer, to: 24),
      TextLayout.truncate(row.vendor?.text ?? "", to: 28),
      row.holder?.text ?? "",
    ].map(Output.inert)
  }
}

extension DisputeQuery {
  /// A query from a command line; one that cannot be understood is shown with the word marked.
  static func typed(_ text: String, people: [Person]? = nil) throws(CommandFailure) -> DisputeQuery
  {
    let query: DisputeQuery
    do throws(QueryMistake) {
      query = try DisputeQuery(text, people: people)
    } catch {
      throw pointing(at: error, in: text)
    }
    guard !query.terms.isEmpty else {
      throw CommandFailure(.usage, "a query names something, as in `paydesk list is:new`.")
    }
    return query
  }

  /// The mistake, and below it the query with the word marked.
  private static func pointing(at mistake: QueryMistake, in text: String) -> CommandFailure {
    let before = TextLayout.width(Sanitiser.clean(String(text.prefix(mistake.range.lowerBound))))
    let marks =
      String(repeating: " ", count: before)
      + String(repeating: "^", count: max(TextLayout.width(mistake.found), 1))
    return CommandFailure(.usage, "\(mistake)\n  \(text)\n  \(marks)")
  }
}

extension QueueRow {
  /// A line of the queue for other programs; amounts are in rupees, moments as RFC 3339.
  func json(offset: Int) -> JSONValue {
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    return .object([
      .init("ticket", .string(ticket.text)), .init("tag", .string(tag.rawValue)),
      .init("customer", .string(customer)), .init("order", .string(order.text)),
      .init("vendor", text(vendor?.text)), .init("holder", text(holder?.text)),
      .init("state", .string(state.rawValue)), .init("step", .integer(step.rawValue)),
      .init("scenario", text(scenario?.rawValue)), .init("disputed", .string(disputed.plain)),
      .init("asksFor", .string("\(attention.kind)")),
      .init("asksAt", .string(attention.at.rfc3339(offset: offset))),
      .init("awaits", .array(pending.map { .string($0.rawValue) })),
      .init("outstanding", .array(outstanding.map(\.rawValue).sorted().map { .string($0) })),
      .init("loggedAt", .string(loggedAt.rfc3339(offset: offset))),
      .init("touchedAt", .string(touchedAt.rfc3339(offset: offset))),
      .init("version", .integer(version)),
    ])
  }
}
