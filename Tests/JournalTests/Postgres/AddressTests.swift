import PostgresServer
import Testing

@testable import Journal

@Suite("The address of a server")
struct AddressTests {
  @Test(
    "is told from a file",
    arguments: [
      ("postgres://desk.example.org/desk", true), ("postgresql:///desk", true),
      ("service=desk", true), ("host=/run/postgresql dbname=desk", true),
      ("dbname = desk", true), ("paydesk.db", false), ("/srv/host=1/paydesk.db", false),
      ("./a=b.db", false), ("name=1.db", false),
    ])
  func isServer(text: String, isOne: Bool) {
    #expect(StoreAddress(text) == (isOne ? .server(text) : .file(text)))
  }

  @Test(
    "is shown without its password, however it was given", .enabled(if: PostgresServer.isThere),
    arguments: [
      (
        "postgres://asha:geheim@db.example.org:5433/desk?sslmode=require",
        "postgres://asha@db.example.org:5433/desk"
      ),
      (
        "postgres://db.example.org/desk?user=asha&password=geheim",
        "postgres://asha@db.example.org/desk"
      ),
      ("host=/run/postgresql dbname=desk password=geheim", "postgres:///desk?host=/run/postgresql"),
      (
        "host=/run/postgresql port=5433 dbname=desk",
        "postgres:///desk?host=/run/postgresql&port=5433"
      ),
      ("service=desk password=geheim", "service=desk"),
      ("postgres:///desk", "postgres:///desk"),
    ])
  func shown(text: String, shown: String) throws {
    let address = try PostgresAddress(text, Libpq.used.get())
    #expect(address.shown == shown)
    if text.contains("geheim") {
      #expect(address.cleaned("geheim was\nsaid: “geheim”.\n") == "… was; said: “…”")
    }
  }

  @Test(
    "that cannot be understood is said to be so, with no part of a password",
    .enabled(if: PostgresServer.isThere),
    arguments: [
      "postgres://asha:ge@heim@db/desk", "postgres://asha:ge/heim@db/desk",
      "postgres://asha:geheim%zz@db/desk",
      "postgres://asha:geheim@[::1/desk", "host=db password=ge heim",
      "host= password=geheim dbname=desk",
      "postgres://db/desk?password=geheim&nothing=1", "host=db password='geheim",
    ])
  func wrong(text: String) throws {
    let library = try Libpq.used.get()
    guard case .wrongAddress(let why) = failure({ _ = try PostgresAddress(text, library) }) else {
      Issue.record("it was understood")
      return
    }
    #expect(!why.isEmpty)
    for part in ["geheim", "heim", "zz"] { #expect(!why.contains(part), "\(why)") }
    #expect(
      JournalError(.wrongAddress(why: why), address: "").description
        .hasSuffix("write it as postgres://USER@HOST/DATABASE or service=NAME."))
  }

  @Test("names the option that libpq does not know", .enabled(if: PostgresServer.isThere))
  func unknownOption() throws {
    let library = try Libpq.used.get()
    #expect(
      failure { _ = try PostgresAddress("host=db databse=desk", library) }
        == .wrongAddress(why: "invalid connection option \"databse\""))
  }

  @Test(
    "with an option that cannot be so is wrong too, though libpq notices late",
    .enabled(if: PostgresServer.isThere),
    arguments: [
      (
        "postgres://asha:geheim@db:1[/desk",
        "invalid integer value \"1[\" for connection option \"port\""
      ),
      ("postgres://asha:geheim@db/desk?sslmode=perhaps", "invalid sslmode value: \"perhaps\""),
    ])
  func wrongOption(text: String, why: String) {
    let failed = failure { _ = try PostgresConnection(text, applicationName: "paydesk") }
    #expect(failed == .wrongAddress(why: why))
  }

  @Test("leads nowhere where libpq is not installed or is too old, which is one sentence each")
  func noLibrary() {
    #expect(failure { _ = try Libpq(named: "libpq-is-not-here.so.5") } == .noLibrary(isOld: false))
    #expect(failure { _ = try Libpq(named: "libc.so.6") } == .noLibrary(isOld: true))
    #expect(
      JournalError(.noLibrary(isOld: false), address: "").description
        == "libpq is not installed, which paydesk needs to speak to a PostgreSQL server: `apt install libpq5`."
    )
  }

  @Test(
    "SQL for both databases is told to this one in its own words",
    arguments: [
      ("SELECT ? + ?", "SELECT $1 + $2"),
      (
        "SELECT name FROM vendor INDEXED BY vendor_folded WHERE a = ?",
        "SELECT name FROM vendor WHERE a = $1"
      ),
      ("SELECT '?''?', \"?\", ? -- ?\n, ? /* ? */", "SELECT '?''?', \"?\", $1 -- ?\n, $2 /* ? */"),
      ("DO $x$ ? $ ' $x$; SELECT ?, $1", "DO $x$ ? $ ' $x$; SELECT $1, $1"),
      ("SELECT $$ ? ' $$, ?", "SELECT $$ ? ' $$, $1"),
      ("SELECT '?", "SELECT '?"),
    ])
  func placeholders(sql: String, told: String) { #expect(Placeholders.numbered(sql) == told) }
}
