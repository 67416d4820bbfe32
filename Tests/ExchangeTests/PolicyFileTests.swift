import Procedure
import Testing

@testable import Exchange

@Suite("A policy file")
struct PolicyFileTests {
  /// A policy in which no field has its default.
  private var other: Policy {
    var policy = Policy()
    policy.windowSeconds = 4 * 3_600 + 30 * 60 + 5
    policy.attempts = 3
    policy.financeAbove = Money(paise: 750_050)
    policy.flagFrom = 3
    policy.blockFrom = 5
    policy.countedDays = 60
    policy.upiLimit = .rupees(200_000)
    policy.summaryLength = 40
    policy.creditRate = Money(paise: 50)
    policy.offset = -(3 * 3_600 + 30 * 60)
    policy.workingHours = WorkingHours(
      opens: 9 * 3_600 + 30, closes: 86_400, weekdays: [1, 3, 7],
      holidays: Set([CivilDay(iso: "2026-01-26"), CivilDay(iso: "2026-08-15")].compactMap(\.self)))
    for status in FinalStatus.allCases {
      policy.statuses[status] = StatusWording(
        name: "स्थिति \(status.rawValue)", platformStatus: "Done: yes", platformTag: "#tag \"x\"")
    }
    policy.unreachableNote = "nobody there \\ at all"
    policy.withheldNote = "- no proof"
    policy.shortPaidNote = "{shortfall} short"
    policy.messageEnglish = "Order {order}\nticket {ticket}, {vendor}, {quoted}, {pickup}\t."
    policy.messageHindi = "टिकट {ticket}: ~"
    policy.ticketURL = "http://localhost/t/{ticket}#x"
    policy.orderURL = "https://panel/o?id={order}"
    policy.severalMessage.english = "{vendor}:\n{orders}"
    policy.severalMessage.hindi = "{orders}, {vendor}"
    policy.severalMessage.line = "* {order}, {ticket}, {quoted}, {pickup}"
    return policy
  }

  private func mistakes(_ yaml: String) -> [String] {
    switch PolicyFile.parse(yaml, file: "p.yaml") {
    case .success: []
    case .failure(let mistakes): mistakes.list.map(\.description)
    }
  }

  @Test("is read back as the policy that was printed")
  func roundTrip() throws {
    for policy in [Policy(), other] {
      #expect(try PolicyFile.parse(PolicyFile.printed(policy), file: "p.yaml").get() == policy)
    }
  }

  @Test("names every field of a policy, so that none is lost on the way")
  func complete() {
    let fields = Mirror(reflecting: Policy()).children.compactMap(\.label)
    let changed = zip(
      Mirror(reflecting: Policy()).children, Mirror(reflecting: other).children
    ).filter { "\($0.value)" != "\($1.value)" }.compactMap(\.0.label)
    #expect(changed == fields, "a new field of Policy needs a place in PolicyFile and here")
  }

  @Test("leaves what it does not name at the default")
  func partial() throws {
    let policy = try PolicyFile.parse(
      "window: 90m\nstatuses: {resolvedPaid: {platformTag: done}}\n", file: "p.yaml"
    ).get()
    var expected = Policy()
    expected.windowSeconds = 5_400
    expected.statuses[.resolvedPaid]?.platformTag = "done"
    #expect(policy == expected)
  }

  @Test("takes amounts with and without quotes, and never through floating point")
  func amounts() throws {
    let policy = try PolicyFile.parse(
      "financeAbove: 5000.10\nupiLimit: \"1,00,000\"", file: "p.yaml"
    ).get()
    #expect(policy.financeAbove == Money(paise: 500_010))
    #expect(policy.upiLimit == .rupees(100_000))
  }

  @Test(
    "is refused with line, field, found and expected",
    arguments: [
      ("a: 1", "p.yaml:1: a: no such field: one of window, attempts"),
      ("window: 6h\nnotes: {x: y}", "p.yaml:2: notes.x: no such field: one of unreachable"),
      (
        "notes: &n {withheld: a}\nmessages: *n",
        "p.yaml:2: YAML: *n stands for another part: write that part out here"
      ),
      ("window: 6", "p.yaml:1: window: found “6”, expected a time such as 6h"),
      ("window: 30m 6h", "window: found “30m 6h”"), ("window: 0h", "window: found “0h”"),
      ("window: 9000h", "window: found “9000h”"), ("window: [6h]", "window: found “a list”"),
      ("attempts: 0", "expected a whole number from 1 to 100"), ("attempts: 1.5", "found “1.5”"),
      ("attempts: \"-1\"", "found “-1”"), ("financeAbove: -5", "an amount in rupees"),
      ("financeAbove: 1.234", "found “1.234”"), ("creditRate: 0", "not zero"),
      (
        "flagFrom: 4\nblockFrom: 3", "p.yaml:2: blockFrom: found “3”, expected at least flagFrom, 4"
      ),
      ("offset: \"05:30\"", "an offset from UTC"), ("offset: \"+19:00\"", "found “+19:00”"),
      ("workingHours: {opens: \"10:00\"}", "both opens and closes"),
      ("workingHours: {opens: \"19:00\", closes: \"10:00\"}", "open before they close"),
      ("workingHours: {opens: \"10:00\", closes: \"19:00\", days: []}", "at least one day"),
      (
        "workingHours:\n  opens: \"10:00\"\n  closes: \"19:00\"\n  days: [mon, noday]",
        "p.yaml:4: workingHours.days: found “noday”"
      ),
      (
        "workingHours: {opens: \"10:00\", closes: \"19:00\", holidays: [2026-02-30]}",
        "workingHours.holidays: found “2026-02-30”, expected a day such as 2026-01-26"
      ),
      ("workingHours: 9 to 5", "workingHours: found “9 to 5”, expected fields"),
      ("statuses: {resolvedPaid: {name: \"\"}}", "statuses.resolvedPaid.name"),
      ("statuses: {resolvedPaid: {name: \"a\\eb\"}}", "without control characters"),
      ("statuses: {resolved: {}}", "statuses.resolved: no such field: one of resolvedPaid"),
      ("notes: {shortPaid: \"{amount}\"}", "found “{amount}”, expected {shortfall}"),
      (
        "messages: {severalHindi: \"{vendor}\"}",
        "p.yaml:1: messages.severalHindi: found “{vendor}”"
      ),
      ("messages: {severalEnglish: \"{order}\"}", "expected {vendor}, {orders}"),
      (
        "messages: {orderLine: \"{vendor}\"}",
        "expected {ticket}, {order}, {quoted}, {pickup}, {device}, {invoice}, {received}"
      ),
      ("urls: {ticket: \"cxgenie.ai/{ticket}\"}", "an address that begins with https://"),
      ("- a\n- b", "p.yaml:1: fields, each on a line of its own"),
      ("", "p.yaml: fields of a policy"),
      ("window: [6h", "p.yaml:2: YAML:"),
      ("window: 6h\nattempts: 1\nattempts: 2", "attempts: found “the field twice”"),
    ])
  func refused(yaml: String, expected: String) {
    let found = mistakes(yaml)
    #expect(found.contains { $0.contains(expected) }, "\(found)")
  }

  @Test("tells all its mistakes at once, in the order of their lines")
  func together() {
    #expect(mistakes("attempts: 0\nx: 1\nwindow: x").count == 3)
    #expect(
      mistakes("attempts: 0\nx: 1\nwindow: x").map { $0.prefix(8) } == [
        "p.yaml:1", "p.yaml:2", "p.yaml:3",
      ])
  }

  @Test("that is not text, or too long, is refused in a sentence")
  func notText() {
    for bytes in [[0xFF, 0x00, 0x31], Array(repeating: UInt8(ascii: "a"), count: 300_000)] {
      guard case .failure(let mistakes) = PolicyFile.parse(bytes as [UInt8], file: "p.yaml") else {
        Issue.record("it was taken")
        continue
      }
      #expect(mistakes.list.count == 1)
    }
  }
}
