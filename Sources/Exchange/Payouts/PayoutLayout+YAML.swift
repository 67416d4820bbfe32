import Procedure
import Yams

extension PayoutLayout {
  /// The part of a mapping file that says how batches are written.
  static let part = "batch"

  /// A layout file to start from: the standard layout, with what each column holds.
  public static func printed() -> String {
    var text = """
      # The columns of a batch of payouts, in their order, and what they are called in the file.
      # Left: paydesk's name, not to be changed. Right: the heading that your bank wants.
      # The file has the columns that are listed here, in this order, and no others.
      \(part):
        columns:

      """
    for column in standard.columns {
      text += "    # \(column.field.meaning)\n"
      text += "    \(column.field.rawValue): \(ColumnMapping.quoted(column.heading))\n"
    }
    return text
  }

  /// Reads a layout file, which may hold the mappings of imports beside it; all mistakes are found at once.
  public static func parse(_ yaml: String, file: String) -> Result<PayoutLayout, SourceMistakes> {
    guard yaml.utf8.count <= 1 << 16 else {
      return .failure(SourceMistakes([SourceMistake(file: file, expected: "at most 64 KiB")]))
    }
    var reading = LayoutReading(file: file)
    let layout = reading.document(yaml) ?? PayoutLayout([])
    return reading.result(layout)
  }
}

extension PayoutLayout.Field {
  /// What the column holds, in words.
  fileprivate var meaning: String {
    switch self {
    case .batch: "the batch's id"
    case .line: "the line in the batch, from 1"
    case .intent: "the payout's id, by which the bank's result is read again; every layout needs it"
    case .payee: "the customer's name; every layout needs it"
    case .vpa: "the UPI address; empty where an account is paid"
    case .account: "the account's number; empty where a UPI address is paid"
    case .ifsc: "the account's IFSC"
    case .amount: "rupees with two decimals, 2000.00; every layout needs it"
    case .ticket: "the ticket's id"
    case .order: "the order's id"
    }
  }
}

/// A layout file being read.
private struct LayoutReading: YAMLReading {
  let file: String
  var mistakes: [SourceMistake] = []

  mutating func document(_ yaml: String) -> PayoutLayout? {
    let root = root(of: yaml)
    guard mistakes.isEmpty else { return nil }
    let expected = "a part for \(PayoutLayout.part), with its columns"
    guard let parts = root?.mapping else {
      miss(root, nil, root?.scalar?.string, expected)
      return nil
    }
    let known = [PayoutLayout.part] + FileKind.allCases.map(\.rawValue)
    for (key, _) in parts where !known.contains(key.string ?? "") {
      miss(key, nil, key.string, "one of \(known.joined(separator: ", "))")
    }
    guard let part = parts.first(where: { $0.key.string == PayoutLayout.part })?.value else {
      miss(nil, nil, nil, expected)
      return nil
    }
    guard let inner = part.mapping else {
      miss(part, PayoutLayout.part, part.scalar?.string, "columns")
      return nil
    }
    for (key, _) in inner where key.string != "columns" {
      miss(key, PayoutLayout.part, key.string, "columns")
    }
    guard let columns = inner.first(where: { $0.key.string == "columns" })?.value.mapping else {
      miss(part, "columns", nil, "a heading for each column")
      return nil
    }
    return layout(columns)
  }

  private mutating func layout(_ columns: Node.Mapping) -> PayoutLayout? {
    var layout = PayoutLayout([])
    var places: [PayoutLayout.Field: Node] = [:]
    for (key, value) in columns {
      guard let field = key.string.flatMap(PayoutLayout.Field.init) else {
        let names = PayoutLayout.Field.allCases.map(\.rawValue).joined(separator: ", ")
        miss(key, "columns", key.string, "one of \(names)")
        continue
      }
      guard value.null == nil else { continue }
      guard let heading = value.scalar?.string, !trimmed(heading).isEmpty else {
        miss(value, field.rawValue, value.scalar?.string, "the heading of a column, or ~")
        continue
      }
      places[field] = value
      layout.columns.append(.init(field, trimmed(heading)))
    }
    guard mistakes.isEmpty, let mistake = layout.mistake else { return layout }
    miss(
      places[mistake.field], mistake.field.rawValue, places[mistake.field]?.scalar?.string,
      mistake.why)
    return nil
  }
}
