import Journal
import Procedure

extension Check {
  /// Bodies of events, a line each, as a changed file may hold them: what is read is written in one form only, and whatever a
  /// log says can be folded and looked at.
  static func facts(_ bytes: [UInt8]) throws {
    let coding = FactCoding()
    var dispute: Dispute?
    var desk = Desk()
    var moment = Instant(seconds: 1_795_424_520)
    let asha = Actor(Person("asha"), .executive)
    for line in bytes.split(separator: UInt8(ascii: "\n")).map(Array.init) {
      moment = moment.adding(seconds: 3_600)
      if let fact = try same(Fact.self, line, coding) {
        dispute = evolve(dispute, Event(fact, by: asha, at: moment), id: TicketID("CX-1"))
        if let dispute { look(at: dispute, by: asha, at: moment) }
      }
      if let fact = try same(DeskFact.self, line, coding) {
        desk = desk.evolved(by: fact, by: asha, at: moment)
      }
      _ = try same(OrderListing.self, line, coding)
      _ = try same(VendorListing.self, line, coding)
      _ = try same(StatementEntry.self, line, coding)
      _ = try same(Dispute.self, line, coding)
      // The fields of a draft.
      _ = try same([String: String].self, line, coding)
    }
  }

  /// What stands in a body, if it can be read: written, it reads the same and is written the same again.
  private static func same<Value: Codable & Equatable>(
    _ type: Value.Type, _ body: [UInt8], _ coding: FactCoding
  ) throws -> Value? {
    guard let value = try? coding.value(type, from: body) else { return nil }
    let written = try coding.bytes(of: value)
    let again = try coding.value(type, from: written)
    try hold(again == value, "\(value) is read as \(again)")
    try hold(try coding.bytes(of: again) == written, "\(value) is written in two ways")
    return value
  }

  private static func look(at dispute: Dispute, by actor: Actor, at now: Instant) {
    let context = Context(actor: actor, now: now)
    _ = Assessment(of: dispute, in: context)
    _ = Evidence(on: dispute, in: context)
    _ = dispute.refusal(of: .requestPayout, in: context)
  }
}
