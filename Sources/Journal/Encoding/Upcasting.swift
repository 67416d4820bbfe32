/// How events of older schemas are read: the one place where the log's past is known.
///
/// A fact that gains an optional field needs nothing here. One whose fields change otherwise gets a new schema number and a
/// step from the one before; the log itself is never rewritten.
///
///     Upcasting(schemas: ["vendorAnswered": 2], steps: [
///       .init(name: "vendorAnswered", from: 1): { body in body["vendorAnswered"]?["paid"] = … }
///     ])
struct Upcasting: Sendable {
  /// What a step starts from.
  struct Origin: Hashable, Sendable {
    var name: String
    var from: Int
  }

  /// The schema that each fact is written in; those not named are at 1.
  var schemas: [String: Int] = [:]
  /// From each older schema to the next.
  var steps: [Origin: @Sendable (inout JSONValue) throws -> Void] = [:]

  /// What this program writes and reads: every fact is at its first schema still.
  static let current = Upcasting()

  /// The schema that a fact is written in.
  func schema(of name: String) -> Int { schemas[name] ?? 1 }

  /// Brings an older body to the schema that is written now.
  func upcast(_ body: inout JSONValue, name: String, from schema: Int) throws(Unknown) {
    for origin in schema..<self.schema(of: name) {
      guard let step = steps[Origin(name: name, from: origin)] else {
        throw Unknown(why: "nothing reads schema \(origin) of \(name)")
      }
      do { try step(&body) } catch { throw Unknown(why: "schema \(origin) of \(name): \(error)") }
    }
  }

  /// A body that cannot be brought up to date.
  struct Unknown: Error {
    var why: String
  }
}
