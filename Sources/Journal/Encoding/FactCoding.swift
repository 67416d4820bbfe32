import FoundationEssentials
import Procedure

/// Writes facts as the log keeps them and reads them back, through one stream's vault at a time.
package final class FactCoding {
  let vault = StreamVault()
  let upcasting: Upcasting
  private let decoder = JSONDecoder()

  package convenience init() { self.init(upcasting: .current) }

  init(upcasting: Upcasting) {
    self.upcasting = upcasting
    decoder.userInfo[.personalVault] = vault
  }

  /// The bytes of a fact, with tokens for its personal texts.
  package func bytes(of value: some Encodable) throws -> [UInt8] {
    try CanonicalJSON.bytes(of: value, vault: vault)
  }

  /// A value from its bytes, with the personal texts that its tokens stand for.
  package func value<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
    try decoder.decode(type, from: Data(bytes))
  }

  /// The fact of an event, whatever schema it was written in.
  func fact<Value: Decodable>(_ type: Value.Type, of event: LoggedEvent) throws -> Value {
    let known = upcasting.schema(of: event.name)
    guard event.schema <= known else {
      throw JournalError.broken(
        number: event.number,
        why: "it was written by a newer paydesk (\(event.name), schema \(event.schema);"
          + " this one knows \(known)): upgrade paydesk")
    }
    do {
      guard event.schema < known else { return try value(type, from: event.body) }
      var body = try JSONDecoder().decode(JSONValue.self, from: Data(event.body))
      try upcasting.upcast(&body, name: event.name, from: event.schema)
      return try value(type, from: CanonicalJSON.bytes(of: body))
    } catch let unknown as Upcasting.Unknown {
      throw JournalError.broken(number: event.number, why: unknown.why)
    } catch {
      throw JournalError.broken(
        number: event.number, why: "its \(event.name) cannot be read (\(error))")
    }
  }

  /// The event of a dispute that stands in the log.
  func event(of logged: LoggedEvent) throws -> Event {
    guard let role = Role(rawValue: logged.role) else {
      throw JournalError.broken(number: logged.number, why: "no role is called \(logged.role)")
    }
    return Event(
      try fact(Fact.self, of: logged), by: logged.actor(as: role),
      at: Instant(microseconds: logged.at))
  }
}

extension LoggedEvent {
  /// Who caused it, and for whom, in a role.
  func actor(as role: Role) -> Actor {
    Actor(Person(by), role, standsFor: standsFor.map(Person.init))
  }
}
