/// Writes the ticket comment to a file.
enum SaveCommentForm {
  static func fill(_ sheet: inout FormSheet) {
    guard let dispute = sheet.context.dispute else { return }
    sheet.verb = phrase("write")
    guard let status = dispute.status else {
      sheet.emptiness = phrase("There is no comment before the status is marked.")
      sheet.say(sheet.emptiness)
      return
    }
    let comment = dispute.ticketComment(status: status, in: sheet.context.context)
    let path = sheet.text(
      "path", phrase("File"), suggestion: "~/\(dispute.id)-comment.txt",
      expected: phrase("the path of a file"), kind: .path)
    sheet.heading(phrase("The comment"))
    sheet.say(comment, .quote)
    guard let path else { return }
    sheet.add(.saveFile(path: path, text: comment + "\n"))
    sheet.summary = phrase("comment written to \(path)")
  }
}
