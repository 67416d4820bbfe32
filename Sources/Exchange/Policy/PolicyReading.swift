import PlainYAML
import Procedure
import Yams

/// A policy file being read.
struct PolicyReading: YAMLReading {
  let file: String
  var policy = Policy()
  var mistakes: [SourceMistake] = []

  init(file: String) { self.file = file }

  mutating func document(_ yaml: String) {
    let root: Node?
    do {
      root = try PlainYAML.compose(yaml)
    } catch {
      mistakes.append(unreadable(error))
      return
    }
    guard let root, root.null == nil else {
      miss(nil, nil, nil, "fields of a policy; `paydesk policy show` prints all of them")
      return
    }
    for (name, value) in members(of: root, nil, Field.allCases.map(\.rawValue)) {
      guard let field = Field(rawValue: name) else { continue }
      read(field, value)
    }
    if policy.blockFrom < policy.flagFrom {
      miss(
        root.mapping?[Field.blockFrom.rawValue] ?? root, Field.blockFrom.rawValue,
        "\(policy.blockFrom)", "at least flagFrom, \(policy.flagFrom)")
    }
  }

  /// What the YAML parser says; of a doubled field its name.
  private func unreadable(_ error: PlainYAML.Mistake) -> SourceMistake {
    guard !error.doubled.isEmpty else { return SourceMistake(unreadable: error, file: file) }
    return SourceMistake(
      file: file, line: error.line, field: shortened(error.doubled.joined(separator: ", ")),
      found: "the field twice", expected: "each field once")
  }

  private enum Field: String, CaseIterable {
    case window, attempts, financeAbove, flagFrom, blockFrom, countedDays, upiLimit, summaryLength
    case creditRate, offset, workingHours, statuses, notes, messages, urls
  }

  private mutating func read(_ field: Field, _ node: Node) {
    let name = field.rawValue
    switch field {
    case .window: set(\.windowSeconds, span(node, name))
    case .attempts: set(\.attempts, count(node, name, 1...100))
    case .financeAbove: set(\.financeAbove, money(node, name, least: .zero))
    case .flagFrom: set(\.flagFrom, count(node, name, 1...10_000))
    case .blockFrom: set(\.blockFrom, count(node, name, 1...10_000))
    case .countedDays: set(\.countedDays, count(node, name, 1...3_660))
    case .upiLimit: set(\.upiLimit, money(node, name, least: Money(paise: 1)))
    case .summaryLength: set(\.summaryLength, count(node, name, 1...1_000))
    case .creditRate: set(\.creditRate, money(node, name, least: Money(paise: 1)))
    case .offset: set(\.offset, offset(node, name))
    case .workingHours:
      if node.null != nil {
        policy.workingHours = nil
      } else {
        set(\.workingHours, hours(node, name))
      }
    case .statuses: statuses(node, name)
    case .notes:
      texts(
        node, name,
        [
          ("unreachable", \.unreachableNote, []), ("withheld", \.withheldNote, []),
          ("shortPaid", \.shortPaidNote, PolicyFile.Placeholders.shortPaid),
        ])
    case .messages:
      texts(
        node, name,
        [
          ("english", \.messageEnglish, PolicyFile.Placeholders.message),
          ("hindi", \.messageHindi, PolicyFile.Placeholders.message),
          ("severalEnglish", \.severalMessage.english, PolicyFile.Placeholders.several),
          ("severalHindi", \.severalMessage.hindi, PolicyFile.Placeholders.several),
          ("orderLine", \.severalMessage.line, PolicyFile.Placeholders.orderLine),
        ])
      // A message that lists no order asks for nothing.
      for field in ["severalEnglish", "severalHindi"] {
        guard let text = node.mapping?[field], let words = text.scalar?.string,
          !words.contains("{orders}")
        else { continue }
        miss(text, "\(name).\(field)", words, "a text with {orders} in it")
      }
    case .urls:
      texts(
        node, name,
        [
          ("ticket", \.ticketURL, PolicyFile.Placeholders.ticketURL),
          ("order", \.orderURL, PolicyFile.Placeholders.orderURL),
        ], isURL: true)
    }
  }

  private mutating func set<Value>(_ path: WritableKeyPath<Policy, Value>, _ value: Value?) {
    if let value { policy[keyPath: path] = value }
  }

  private mutating func statuses(_ node: Node, _ name: String) {
    let known = FinalStatus.allCases.map(\.rawValue)
    for (key, value) in members(of: node, name, known) {
      guard let status = FinalStatus(rawValue: key) else { continue }
      var wording = policy.wording(of: status)
      let parts: [(String, WritableKeyPath<StatusWording, String>)] = [
        ("name", \.name), ("platformStatus", \.platformStatus), ("platformTag", \.platformTag),
      ]
      for (part, value) in members(of: value, "\(name).\(key)", parts.map(\.0)) {
        guard let path = parts.first(where: { $0.0 == part })?.1 else { continue }
        let field = "\(name).\(key).\(part)"
        if let text = text(value, field, []) { wording[keyPath: path] = text }
      }
      policy.statuses[status] = wording
    }
  }

  private mutating func texts(
    _ node: Node, _ name: String,
    _ parts: [(name: String, path: WritableKeyPath<Policy, String>, placeholders: [String])],
    isURL: Bool = false
  ) {
    for (key, value) in members(of: node, name, parts.map(\.name)) {
      guard let part = parts.first(where: { $0.name == key }),
        let text = text(value, "\(name).\(key)", part.placeholders)
      else { continue }
      if isURL, !isAddress(text) {
        miss(
          value, "\(name).\(key)", text,
          "an address that begins with https:// or http:// and has no spaces")
        continue
      }
      policy[keyPath: part.path] = text
    }
  }

  private mutating func hours(_ node: Node, _ name: String) -> WorkingHours? {
    var opens: Int?
    var closes: Int?
    var days = Set(1...7)
    var holidays: Set<CivilDay> = []
    let before = mistakes.count
    let parts = members(of: node, name, ["opens", "closes", "days", "holidays"])
    for (key, value) in parts {
      let field = "\(name).\(key)"
      switch key {
      case "opens": opens = clock(value, field)
      case "closes": closes = clock(value, field)
      case "days":
        days = Set(
          list(value, field, "a day: " + PolicyFile.weekdays.joined(separator: ", ")) { text in
            PolicyFile.weekdays.firstIndex(of: text.lowercased()).map { $0 + 1 }
          })
        if days.isEmpty, mistakes.count == before {
          miss(value, field, "", "at least one day")
        }
      default:
        holidays = Set(list(value, field, "a day such as 2026-01-26") { CivilDay(iso: $0) })
      }
    }
    guard mistakes.count == before else { return nil }
    guard let opens, let closes else {
      miss(node, name, nil, "both opens and closes, such as \"10:00\" and \"19:00\"")
      return nil
    }
    guard let hours = WorkingHours(opens: opens, closes: closes, weekdays: days, holidays: holidays)
    else {
      miss(
        node, name, "\(PolicyFile.clock(opens)) to \(PolicyFile.clock(closes))",
        "hours that open before they close")
      return nil
    }
    return hours
  }

  private mutating func list<Value>(
    _ node: Node, _ field: String, _ expected: String, _ read: (String) -> Value?
  ) -> [Value] {
    guard let sequence = node.sequence else {
      miss(node, field, node.scalar?.string, "a list: [\(expected)]")
      return []
    }
    var values: [Value] = []
    for item in sequence {
      if let value = item.scalar.flatMap({ read($0.string) }) {
        values.append(value)
      } else {
        miss(item, field, item.scalar?.string, expected)
      }
    }
    return values
  }

  /// The members of a mapping under the names that it may have; any other is a mistake.
  private mutating func members(
    of node: Node, _ field: String?, _ known: [String]
  ) -> [(String, Node)] {
    guard let mapping = node.mapping else {
      miss(
        node, field, node.scalar?.string,
        "fields, each on a line of its own: \(known.joined(separator: ", "))")
      return []
    }
    return mapping.compactMap { key, value in
      guard let name = key.scalar?.string, known.contains(name) else {
        let unknown = key.scalar.map { shortened($0.string) } ?? "a key that is no name"
        miss(
          key, field.map { "\($0).\(unknown)" } ?? unknown, nil,
          "no such field: one of \(known.joined(separator: ", "))")
        return nil
      }
      return (name, value)
    }
  }
}
