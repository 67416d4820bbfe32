import Exchange

extension Check {
  /// Fields of an action: what is read is written as JSON and reads the same.
  static func fields(_ bytes: [UInt8]) throws {
    switch FieldsFile.parse(bytes, file: "a") {
    case .failure(let mistakes):
      try hold(!mistakes.list.isEmpty, "refused for nothing")
      for mistake in mistakes.list { try checkMistake(mistake) }
    case .success(let fields):
      let written = JSONValue.object(fields.map { .init($0.key, .string($0.value)) }).line
      guard case .success(fields) = FieldsFile.parse(Array(written.utf8), file: "b") else {
        throw Broken(description: "it is written as other fields: \(written)")
      }
    }
  }
}
