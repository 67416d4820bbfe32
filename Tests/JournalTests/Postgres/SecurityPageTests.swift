import FoundationEssentials
import Procedure
import Testing

@testable import Journal

@Suite("The page on security")
struct SecurityPageTests {
  private static let everyone = "everybody but viewers"

  private static func row(_ permission: Permission, _ fact: String) -> String {
    let roles = Role.allCases.filter(permission.roles.contains).map(\.shown.english)
    let who = permission.roles == Permission.everyone ? everyone : roles.joined(separator: ", ")
    let holding =
      switch permission.holding {
      case .anyone, .manager: "no"
      case .holder: "yes"
      case .holderOrManager: "yes, or a manager"
      case .holderInScenarioOrManager:
        "yes, in \(permission.scenarios.map(\.rawValue).sorted().joined(separator: " and ")), or a manager"
      }
    var more: [String] = []
    switch permission.maker {
    case .asker: more.append("not of one side with who asked")
    case .holder: more.append("not of one side with who holds it")
    case nil: break
    }
    if permission.isLimited { more.append("an ops manager up to the limit") }
    if Permission.whenClosed.contains(permission.command) { more.append("closed too") }
    if Permission.whenMerged.contains(permission.command) { more.append("merged too") }
    return "| `\(fact)` | \(who) | \(holding) | \(more.joined(separator: "; ")) |"
  }

  private static var table: String {
    let lines = Permission.table.flatMap { row in row.facts.map { Self.row(row, $0) } }
    let listed = ListingFact.names.map { "| `\($0)` | \(everyone) | no | |" }
    let following = Permission.consequences.map { "`\($0)`" }.joined(separator: ", ")
    return (["| fact | who | holding it | and |", "| --- | --- | --- | --- |"] + lines + listed)
      .joined(separator: "\n")
      + "\n\nThese follow by themselves, and are appended by nobody alone: \(following).\n"
  }

  @Test("docs/security.md says of each fact what the core's table says")
  func isFresh() throws {
    let path = Files.folder(of: #filePath) + "/../../../docs/security.md"
    let page = String(decoding: try #require(try Files.read(path)), as: UTF8.self)
    let begin = try #require(page.range(of: "<!-- table -->\n")).upperBound
    let end = try #require(page.range(of: "<!-- end -->")).lowerBound
    if ProcessInfo.processInfo.environment["PAYDESK_RECORD"] != nil {
      try Data((page[..<begin] + Self.table + page[end...]).utf8).write(to: URL(filePath: path))
    }
    let written = String(decoding: try #require(try Files.read(path)), as: UTF8.self)
    #expect(written.contains("<!-- table -->\n" + Self.table + "<!-- end -->"))
  }

  @Test("every fact of the log stands in the server's table")
  func complete() {
    let known =
      Permission.table.flatMap(\.facts) + Permission.consequences + ListingFact.names
      + DeskFact.names
    #expect(known.sorted() == Set(Examples.all.map(\.name)).sorted())
    let table = Server.permissions()
    #expect(known.allSatisfy { table.contains("('\($0)', ") })
  }
}
