import Testing

@testable import Exchange

@Suite("Links to a message")
struct MessageLinkTests {
  @Test(
    "a number is digits alone, with the prefix of its country",
    arguments: [
      ("+91 98765 44321", "919876544321"), ("98765 44321", "919876544321"),
      ("098765-44321", "919876544321"), ("0091 98765 44321", "919876544321"),
      ("91 9876544321", "919876544321"), ("+971 50 123 4567", "971501234567"),
    ])
  func digits(phone: String, expected: String) {
    #expect(MessageLink.digits(of: phone) == expected)
    #expect(MessageLink.chat(phone: phone, text: "") == "https://wa.me/" + expected)
  }

  @Test(
    "what is no number, or two, chooses no chat",
    arguments: ["98765 44321 / 98220 11111", "ask Ravi", "", "12345"])
  func noNumber(phone: String) {
    #expect(MessageLink.chat(phone: phone, text: "Paid?") == "https://wa.me/?text=Paid%3F")
  }

  @Test("a text is percent-encoded, whatever is in it")
  func text() {
    #expect(
      MessageLink.chat(phone: nil, text: "A&B #1\n₹2,000 100% नि")
        == "https://wa.me/?text=A%26B%20%231%0A%E2%82%B92%2C000%20100%25%20%E0%A4%A8%E0%A4%BF")
    #expect("\r\n\0=?+".percentEncoded == "%0D%0A%00%3D%3F%2B")
    #expect("aZ09-._~".percentEncoded == "aZ09-._~")
  }

  @Test("a letter has its subject, and line ends as letters have them")
  func mail() {
    #expect(
      MessageLink.mail(subject: "ORD 1 & more", text: "a\nb")
        == "mailto:?subject=ORD%201%20%26%20more&body=a%0D%0Ab")
    #expect(MessageLink.mail(subject: "x", text: "") == "mailto:?subject=x")
  }
}
