import Procedure

/// Gives the dispute to somebody.
enum AssignForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = "assign"
    sheet.fact("Held by", dispute.holder?.text ?? "nobody")
    let names = sheet.context.people.map(\.text).sorted()
    let name = sheet.text(
      "to", "To", expected: "the login of who is to have it", kind: .name(names))
    guard let name else {
      if !names.isEmpty { sheet.remark(names.joined(separator: "  ")) }
      return
    }
    guard names.isEmpty || names.contains(name) else {
      sheet.refuse(
        "“\(name)” does not work here; it is one of: " + names.joined(separator: ", ") + ".")
      return
    }
    sheet.record(.assign(to: Person(name)))
    sheet.summary = "assigned to \(name)"
  }
}
