import Journal
import Procedure
import Yams

/// The file of saved views (`views.yaml`), read strictly: all that is wrong with it is found at once.
///
///     old FoneBay:
///       query: 'vendor:fonebay age>2d'
///       key: 0
///     unclaimed: 'holder:nobody is:new'
///
/// The same is what `paydesk views export` writes and `paydesk views import` reads.
public enum ViewsFile {
  /// The views in a file's bytes in their order, or everything that is wrong with them.
  public static func parse(_ bytes: [UInt8], file: String) -> Result<[SavedView], SourceMistakes> {
    let text: String
    do throws(SourceMistake) {
      text = try yamlText(bytes, kibibytes: 256, file: file)
    } catch {
      return .failure(SourceMistakes([error]))
    }
    var reading = ViewsReading(file: file)
    reading.document(text)
    return reading.result(reading.views)
  }

  /// The views as a file that reads the same.
  public static func printed(_ views: [SavedView]) -> String {
    views.map { view in
      let key = view.key.map { "  key: \($0)\n" } ?? ""
      return "\(quoted(view.name)):\n  query: \(quoted(view.query))\n\(key)"
    }.joined()
  }

  /// A text in single quotes, in which only the quote itself is special.
  private static func quoted(_ text: String) -> String {
    "'" + text.writing("'", as: "''") + "'"
  }
}

/// A file of views being read.
private struct ViewsReading: YAMLReading {
  let file: String
  var views: [SavedView] = []
  var mistakes: [SourceMistake] = []

  init(file: String) { self.file = file }

  mutating func document(_ yaml: String) {
    for (key, value) in entries(of: yaml, expected: "views, each under its name") {
      guard let name = key.scalar?.string, SavedView.mistake(inName: name) == nil else {
        miss(
          key, nil, key.scalar?.string ?? "a name that is no text",
          SavedView.mistake(inName: key.scalar?.string ?? "")?.english ?? "a name")
        continue
      }
      guard views.named(name) == nil else {
        miss(key, name, name, "each name once, whatever its case")
        continue
      }
      if let view = view(value, name) { views.append(view) }
    }
    if views.count > SavedView.most {
      miss(nil, nil, "\(views.count) views", "at most \(SavedView.most)")
    }
  }

  private mutating func view(_ node: Node, _ name: String) -> SavedView? {
    if node.scalar != nil {
      return query(node, name).map { SavedView(name: name, query: $0) }
    }
    guard let mapping = node.mapping else {
      miss(node, name, nil, "a query, or query: and key:")
      return nil
    }
    var view = SavedView(name: name, query: "")
    var hasQuery = false
    for (key, value) in mapping {
      switch key.string {
      case "query":
        hasQuery = true
        view.query = query(value, "\(name): query") ?? ""
      case "key": view.key = number(value, name)
      default:
        miss(key, name, key.scalar?.string ?? "a key that is no name", "one of query, key")
      }
    }
    if !hasQuery { miss(node, name, nil, "a query: what the view lists") }
    return view.query.isEmpty ? nil : view
  }

  private mutating func query(_ node: Node, _ field: String) -> String? {
    guard let text = node.scalar?.string, node.null == nil else {
      miss(node, field, node.null == nil ? nil : "~", "a query; put it in quotes")
      return nil
    }
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      miss(node, field, text, "a query on one line")
      return nil
    }
    let query: DisputeQuery
    do throws(QueryMistake) {
      query = try DisputeQuery(text)
    } catch {
      miss(error, node, field)
      return nil
    }
    guard !query.terms.isEmpty else {
      miss(node, field, text, "a query that names something")
      return nil
    }
    return query.text
  }

  private mutating func miss(_ mistake: QueryMistake, _ node: Node, _ field: String) {
    miss(
      node, "\(field), character \(mistake.range.lowerBound + 1)", mistake.found,
      "a query: \(mistake.sentence)")
  }

  private mutating func number(_ node: Node, _ name: String) -> Int? {
    guard let text = node.scalar?.string, text.utf8.count == 1, let key = Int(text) else {
      miss(node, "\(name): key", node.scalar?.string, "a number key, 0 to 9")
      return nil
    }
    guard !views.contains(where: { $0.key == key }) else {
      miss(node, "\(name): key", text, "a key that no other view has")
      return nil
    }
    return key
  }
}
