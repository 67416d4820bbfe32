import Procedure
import Terminal

/// Filling a form in by its fields' names, in the place of keys.
extension Form {
  /// Puts texts into fields, as if they had been typed there; a choice is said by its key or as it is shown.
  ///
  ///     try form.fill(["didPay": "yes, in part", "paid": "8,000"], context)
  mutating func fill(
    _ given: [String: String], _ context: FormContext
  ) throws(SayingFailure) {
    if kind == .pasteTicket, let text = given[PasteTicketForm.area] {
      typed[PasteTicketForm.area] = LineEditor(text: text, multiline: true)
      _ = PasteTicketForm.read(&self, context)
    }
    // What was listed hidden and comes back as it was listed is what it stood for.
    let hidden = sheet(context).fields.filter { $0.discreet != $0.text }
    for (name, text) in given
    where !hidden.contains(where: { $0.name == name && $0.discreet == text }) {
      guard text.count <= LineEditor().limit else {
        throw .mistake(
          field: name, "found \(text.count) characters, expected at most \(LineEditor().limit).")
      }
      typed[name] = LineEditor(text: text, multiline: true)
    }
    // What is chosen in one field decides which others there are.
    while let (name, key) = try unsettledChoice(sheet(context)) {
      typed[name] = LineEditor(text: key, multiline: true)
    }
  }

  /// Refuses a name that is no field of the form as it stands.
  func checkNames(_ given: [String: String], _ context: FormContext) throws(SayingFailure) {
    let names = sheet(context).fields.map(\.name)
    // Of a paste the text is a field before it is read, and the ticket's id after that.
    let others = kind == .pasteTicket ? [PasteTicketForm.area, "dispute"] : []
    guard
      let other = given.keys.sorted().first(where: { !names.contains($0) && !others.contains($0) })
    else { return }
    throw .unknown(
      names.isEmpty
        ? "“\(title)” has no fields as it stands, so no “\(other)”."
        : "“\(title)” has no field “\(other)” as it stands: it has \(names.joined(separator: ", "))."
    )
  }

  /// The first choice that is said as it is shown, with its key; nil where each is a key by now.
  private func unsettledChoice(
    _ sheet: FormSheet
  ) throws(SayingFailure) -> (name: String, key: String)? {
    for field in sheet.fields {
      guard let options = field.kind.options, let said = typed[field.name]?.text,
        !options.contains(where: { $0.key == said })
      else { continue }
      let wanted = said.trimmed.lowercased()
      guard
        let option = options.first(where: {
          $0.key.lowercased() == wanted || $0.label.lowercased() == wanted
        })
      else {
        let keys = options.map(\.key).joined(separator: ", ")
        throw .mistake(field: field.name, "found “\(said)”, expected one of \(keys).")
      }
      return (field.name, option.key)
    }
    return nil
  }
}
