import Journal
import Testing

@Suite("Where a store is, as a person writes it")
struct StoreAddressTests {
  @Test(
    "files and servers are told apart",
    arguments: [
      ("paydesk.db", false), ("/srv/a=b/paydesk.db", false), ("./service=x", false),
      ("folder/postgres://x", false), ("a=b.db", false),
      ("postgres://desk.example/paydesk", true), ("postgresql:///paydesk?host=/run", true),
      ("service=paydesk", true), ("host=/run/postgresql dbname=paydesk", true),
      ("  user = asha host=desk", true),
    ])
  func kind(text: String, isServer: Bool) {
    #expect(StoreAddress(text) == (isServer ? .server(text) : .file(text)))
  }

  @Test(
    "an address of something else is none", arguments: ["mysql://desk/paydesk", "http://x", ""])
  func wrong(text: String) { #expect(StoreAddress(text) == nil) }

  @Test(
    "no password is ever shown",
    arguments: [
      ("postgres://asha:s3cret@desk/paydesk", "postgres://asha@desk/paydesk"),
      ("postgres://asha:s3@cr/et@desk/paydesk", "postgres://asha@desk/paydesk"),
      ("postgres://asha@desk/paydesk?application_name=a@b:c", nil),
      (
        "postgres:///paydesk?host=/run&password=s3cret&port=5433",
        "postgres:///paydesk?host=/run&port=5433"
      ),
      ("postgres:///paydesk?sslpassword=s3cret", "postgres:///paydesk"),
      ("host=desk password='s3 cr\\'et' user=asha", "host=desk user=asha"),
      ("password = s3cret host=desk", "host=desk"),
      ("host=desk password='s3://cret' user=asha", "host=desk user=asha"),
      ("host= password=s3cret dbname=paydesk", "dbname=paydesk"),
      ("service=paydesk", nil),
      ("postgre://asha:s3cret@desk", "postgre://asha@desk"),
    ] as [(String, String?)])
  func password(text: String, shown: String?) {
    #expect(StoreAddress.withoutPassword(text) == shown ?? text)
    if let address = StoreAddress(text) { #expect("\(address)" == shown ?? text) }
  }
}
