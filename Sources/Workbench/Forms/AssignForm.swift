import Procedure

/// Gives the dispute to somebody.
enum AssignForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = phrase("assign")
    sheet.fact(phrase("Held by"), dispute.holder?.text ?? phrase("nobody"))
    guard let person = person("to", phrase("To", sense: "to whom"), &sheet) else { return }
    sheet.record(.assign(to: person))
    sheet.summary = phrase("assigned to \(person)")
  }

  /// Somebody who can hold disputes; nil while nobody is named who can.
  static func person(_ name: String, _ label: String, _ sheet: inout FormSheet) -> Person? {
    let holders = sheet.context.holders
    let names = holders.map(\.text)
    let login = sheet.text(
      name, label, expected: phrase("the login of who is to have it"), kind: .name(names))
    guard let login else {
      if !names.isEmpty { sheet.remark(names.joined(separator: "  ")) }
      return nil
    }
    do throws(Refusal) {
      try sheet.context.desk.admitHolder(Person(login))
      return Person(login)
    } catch {
      sheet.refuse(phrase(error.said))
      return nil
    }
  }
}
