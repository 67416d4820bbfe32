import Exchange
import Journal
import Procedure
import Terminal

extension Check {
  /// Amounts, references, times, days, addresses and ends of a log: what is read is written as something that reads the same.
  static func values(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    try checkMoney(text)
    try checkTimes(text)
    try checkReferences(text)
    if let address = PaymentAddress(text) {
      switch address {
      case .vpa(let vpa): try hold(PaymentAddress(vpa) == address, "\(vpa) is another address")
      case .account(let number, let ifsc):
        try hold(PaymentAddress("\(number) \(ifsc)") == address, "another account than \(number)")
      }
    }
    if FileCell.fault(in: text) == nil {
      try hold(!startsFormula(text), "a bank's cell could be run: \(text)")
      try hold(!text.unicodeScalars.contains(where: isUnsafe), "a bank's cell holds a control")
    }
    if let head = Head(text) { try hold(Head(head.description) == head, "\(head) is another end") }
    if let head = Backup.head(in: bytes) {
      try hold(Backup.head(in: Array(Backup.manifest(head, []).utf8)) == head, "another manifest")
    }
    if let key = Key(named: text) {
      try hold(Key(named: key.asciiName) == key, "the key \(key) is called \(key.asciiName)")
    }
    if let colour = RGB(hex: text) { try hold(RGB(hex: colour.hex) == colour, "another colour") }
  }

  private static func checkMoney(_ text: String) throws {
    for money in [Money(rupees: text), Money(typed: text)].compactMap(\.self) {
      try hold(money >= .zero && money < Money.limit, "\(money) is out of bounds")
      try hold(Money(rupees: money.plain) == money, "\(money.plain) is another amount")
      try hold(Money(typed: money.shown) == money, "\(money.shown) is another amount")
      try hold(Money(typed: money.short) == money, "\(money.short) is another amount")
    }
  }

  private static func checkTimes(_ text: String) throws {
    let times = [
      Instant(rfc3339: text), Instant(written: text, offset: india),
      looseTime(text, offset: india),
    ]
    for time in times.compactMap(\.self) {
      for offset in [0, india, -18 * 3_600] {
        let written = time.rfc3339(offset: offset)
        try hold(Instant(rfc3339: written) == time, "\(written) is another time")
      }
    }
    if let day = CivilDay(iso: text) {
      try hold(CivilDay(iso: day.description) == day, "\(day) is another day")
    }
  }

  private static func checkReferences(_ text: String) throws {
    let compared = PaymentReference.compared(text)
    try hold(PaymentReference.compared(compared) == compared, "\(compared) compares as another")
    let now = Instant(seconds: 1_795_424_520)
    for kind in ProofKind.allCases {
      let reference = PaymentReference.decoded(text, kind: kind, asOf: now)
      if let hour = reference?.hour { try hold((0..<24).contains(hour), "hour \(hour)") }
      try hold(
        reference == PaymentReference.decoded(compared, kind: kind, asOf: now),
        "\(compared) says something else")
    }
  }

  /// Addresses of stores: no password is ever shown.
  static func addresses(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    _ = StoreAddress.withoutUser(StoreAddress.withoutPassword(text))
    if let address = StoreAddress(text), case .server = address {
      let shown = address.description
      try hold(StoreAddress.withoutPassword(shown) == shown, "more goes the second time: \(shown)")
    }
    // The input as a password, as libpq wants it escaped, in each form that an address has.
    let secret = "s3cret" + bytes.map { String($0, radix: 16) }.joined()
    let hosts = String(text.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(40))
    for address in [
      "postgres://asha:\(secret)@\(hosts)/paydesk?application_name=a",
      "postgresql://\(hosts)/paydesk?user=asha&password=\(secret)",
      "host=\(hosts) password=\(secret) dbname=paydesk",
      "host=\(hosts) password='\(secret) \(hosts)' dbname=paydesk",
    ] {
      let shown = StoreAddress(address)?.description ?? StoreAddress.withoutPassword(address)
      try hold(!shown.contains(secret), "\(shown) shows a password")
    }
  }
}
