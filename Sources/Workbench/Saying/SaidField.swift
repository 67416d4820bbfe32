/// A field that is said with an action, as lists of them describe it.
public struct SaidField: Equatable, Sendable {
  /// Its name; a number in it is written `N`.
  public var name: String
  /// What stands before it on the screen.
  public var label: String
  /// What it takes, in a word or two: `amount`, `time`, or what can be chosen.
  public var takes: String
  /// What can be chosen; empty where it is no choice, or another one on each dispute.
  public var options: [String] = []
  /// What it holds until something is said, on a dispute that is looked at; phone numbers and payment addresses are hidden.
  public var holds = ""
  /// Whether nothing is recorded, or little, before something is said in it.
  public var isMissing = false

  init(_ field: FormField) {
    name = field.name.split(separator: ".", omittingEmptySubsequences: false)
      .map { Int($0) == nil ? String($0) : "N" }.joined(separator: ".")
    label = field.label.trimmed
    switch field.kind {
    case .line: takes = "text"
    case .lines, .area: takes = "text of several lines"
    case .money: takes = "amount"
    case .time: takes = "time"
    case .path: takes = "path of a file"
    case .evidence: takes = "reference, or path of a file"
    case .vendor: takes = "name of a vendor"
    case .name: takes = "login"
    case .choice(let options):
      takes = "choice"
      self.options = options.map(\.key)
    }
  }
}

extension FormField {
  /// What it holds, with what may tell of a person hidden as on the screen.
  var discreet: String {
    if isMasked { return text.hidden }
    return kind == .line || kind.isMultiline ? text.discreet : text
  }
}

extension Action {
  /// The fields that can be said with it, in the form's order; empty where it takes none.
  ///
  /// They are found, not listed: its form is laid out on disputes that have all that forms ask for, and something is typed
  /// into each field for those that come after it.
  public var saidFields: [SaidField] {
    guard case .form(let kind) = saying else { return [] }
    var search = FieldSearch(kind: kind)
    for context in ExampleDesk.contexts { search.walk(context) }
    return search.found.filter { command != .log || $0.name != "dispute" }
  }
}

/// A search for every field that a form can have.
private struct FieldSearch {
  let kind: FormKind
  var found: [SaidField] = []
  /// The fields into which something was typed already.
  private var tried: Set<String> = []

  init(kind: FormKind) { self.kind = kind }

  mutating func walk(_ context: FormContext) {
    tried = []
    look([:], context)
  }

  private mutating func look(_ typed: [String: String], _ context: FormContext) {
    var form = Form(kind: kind, dispute: context.dispute?.id, version: context.dispute?.version)
    form.restore(typed)
    var fields = form.sheet(context).fields
    if kind == .pasteTicket {
      form.restore(typed.merging([PasteTicketForm.area: "Ticket ID: CX-1"]) { $1 })
      _ = PasteTicketForm.read(&form, context)
      fields += form.sheet(context).fields
    }
    var place = 0
    for said in fields.map(SaidField.init) {
      if let index = found.firstIndex(where: { $0.name == said.name }) {
        // What differs is the dispute's own.
        if found[index].options != said.options {
          found[index].options = []
          found[index].takes = "one of the dispute’s own"
        }
        place = index + 1
      } else {
        found.insert(said, at: place)
        place += 1
      }
    }
    for field in fields where tried.insert(SaidField(field).name).inserted {
      for sample in FieldSearch.samples(of: field) {
        look(typed.merging([field.name: sample]) { $1 }, context)
      }
    }
  }

  /// What is typed to see which fields come of it.
  private static func samples(of field: FormField) -> [String] {
    switch field.kind {
    case .line, .lines, .area, .vendor: ["text"]
    case .money: ["1"]
    // Long before any pickup, which a proof has to be explained for.
    case .time: ["2001-01-01 10:00"]
    case .path: ["a.png"]
    case .evidence: ["632614345678", "a.png"]
    case .name(let names): Array(names.prefix(1))
    case .choice(let options): options.map(\.key)
    }
  }
}
