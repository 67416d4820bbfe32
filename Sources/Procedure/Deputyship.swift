/// A person who stands in for a manager between two moments, in the manager's role.
///
/// It gives the role that the manager had when it was given, and ends with it: whoever appointed may have been good for that
/// role alone. It is not handed on: a deputy of a deputy has the role of the one who appointed them, not more.
public struct Deputyship: Hashable, Sendable, Codable {
  /// Who stands in.
  public var deputy: Person
  /// For whom.
  public var standsFor: Person
  /// In which role.
  public var role: Role
  /// The moment from which.
  public var from: Instant
  /// The moment from which no more.
  public var until: Instant
  /// Who appointed the deputy.
  public var appointedBy: Person

  /// The longest that one may be given for, in seconds: 60 days of 24 hours.
  public static let longest: Int64 = 60 * 86_400

  /// Whether it holds at a moment.
  public func holds(at now: Instant) -> Bool { from <= now && now < until }

  func overlaps(from: Instant, until: Instant) -> Bool { self.from < until && from < self.until }
}

/// Who did something, and for whom they stood in.
///
///     Doer(Person("asha"), for: Person("ravi")).shown   // "asha for ravi"
public struct Doer: Hashable, Sendable, CustomStringConvertible {
  /// The person.
  public var person: Person
  /// The manager that they stood in for.
  public var standsFor: Person?

  /// Somebody, for themself or for another.
  public init(_ person: Person, for standsFor: Person? = nil) {
    self.person = person
    self.standsFor = standsFor
  }

  /// As screens name them: `asha`, or `asha for ravi`.
  public var shown: String { standsFor.map { "\(person) for \($0)" } ?? person.text }
  /// The same, wherever it stands in a text.
  public var description: String { shown }

  /// Whether somebody is on both sides: maker and checker are two people, and so are those they stand in for.
  public func sharesSide(with other: Doer) -> Bool {
    [person, standsFor].contains { $0 != nil && ($0 == other.person || $0 == other.standsFor) }
  }

  /// Why this person does not check what another has made; nil where they may.
  ///
  /// - Parameters:
  ///   - made: what the other did: "asked for this payout".
  ///   - byYou: the same of this person, where it reads otherwise.
  func checkFault(of maker: Doer, _ made: Phrase, byYou: Phrase? = nil) -> Phrase? {
    guard sharesSide(with: maker) else { return nil }
    if maker.person == person { return Phrase("You \(byYou ?? made)") }
    if maker.person == standsFor {
      return Phrase("\(maker.person) \(made), and you stand in for them")
    }
    if maker.standsFor == person { return Phrase("\(maker.person) \(made), standing in for you") }
    return Phrase("\(maker.shown) \(made), and you stand in for the same manager")
  }
}

extension Actor {
  /// Who acts, and for whom.
  public var doer: Doer { Doer(person, for: standsFor) }
  /// As screens name them: `asha`, or `asha for ravi`.
  public var shown: String { doer.shown }
}

extension Event {
  /// Who caused it, and for whom.
  public var doer: Doer { Doer(by, for: standsFor) }
  /// Who acted, in which role, and for whom.
  public var actor: Actor { Actor(by, role, standsFor: standsFor) }
}

extension Role {
  /// Of two roles the one that may more.
  func orHigher(_ other: Role) -> Role {
    let order: [Role] = [.viewer, .executive, .opsManager, .financeManager]
    return order.last { $0 == self || $0 == other } ?? self
  }
}

/// Who stands in for whom, and what that gives.
extension Desk {
  /// The role of a login at a moment, by its number; nil sees nothing.
  public func actor(uid: UInt32, at now: Instant) -> Actor? {
    people.first { $0.value.uid == uid }.flatMap { actor($0.key, at: now) }
  }

  /// The role of a person at a moment, with whom they stand in for; nil sees nothing.
  ///
  /// A deputy has the higher of the two roles, their own and the one they stand in for.
  public func actor(_ person: Person, at now: Instant) -> Actor? {
    guard let own = people[person]?.role else { return nil }
    guard let given = deputyship(of: person, at: now) else { return Actor(person, own) }
    return Actor(person, own.orHigher(given.role), standsFor: given.standsFor)
  }

  /// What makes a person a deputy at a moment; nil where nothing does.
  public func deputyship(of person: Person, at now: Instant) -> Deputyship? {
    deputyships.first { $0.deputy == person && $0.holds(at: now) && isInForce($0) }
  }

  /// What was given and is neither over nor fallen, the earliest first.
  public func deputyships(at now: Instant) -> [Deputyship] {
    deputyships.filter { $0.until > now && isInForce($0) }
      .sorted { ($0.from, $0.deputy.text) < ($1.from, $1.deputy.text) }
  }

  /// Whether both still have what it was given on: the manager the role, and the deputy the right to change things.
  private func isInForce(_ given: Deputyship) -> Bool {
    guard let own = people[given.deputy]?.role else { return false }
    return own != .viewer && people[given.standsFor]?.role == given.role
  }

  /// Refuses somebody who would act for another and does not stand in for them at this moment, whatever a screen that was
  /// opened before has in mind.
  public func admit(_ actor: Actor, at now: Instant) throws(Refusal) {
    guard let manager = actor.standsFor, self.actor(actor.person, at: now) != actor else { return }
    throw Refusal(
      .forbidden,
      Phrase(
        "\(actor.person) does not stand in for \(manager) now: nothing was recorded. Another manager has to do it."
      ),
      rule: "Deputies")
  }

  /// The role that is a person's own, whomever they stand in for.
  func ownRole(of actor: Actor) -> Role {
    actor.standsFor == nil ? actor.role : people[actor.person]?.role ?? .viewer
  }

  /// Refuses a deputy what outlives the days: people, their roles, and other deputies.
  func admitOwn(_ actor: Actor) throws(Refusal) {
    guard let manager = actor.standsFor, !ownRole(of: actor).isManager else { return }
    throw Refusal(
      .forbidden,
      Phrase(
        "People, roles and deputies outlive your days as deputy: \(manager) or another manager has to do this."
      ),
      rule: "Deputies")
  }

  func appoint(
    _ deputy: Person, for manager: Person, from: Instant, until: Instant, by actor: Actor,
    at now: Instant
  ) throws(Refusal) -> [DeskFact] {
    let own = try known(deputy)
    let role = try known(manager)
    guard let addressee = Addressee(role) else {
      throw .invalid(
        "for", Phrase("\(manager) is \(role.shown): a deputy stands in for a manager."),
        rule: "Deputies")
    }
    guard deputy != manager else {
      throw .invalid("deputy", Phrase("Nobody stands in for themselves."), rule: "Deputies")
    }
    guard own != .viewer else {
      throw .invalid(
        "deputy",
        Phrase(
          "\(deputy) is a viewer, who changes nothing: name an executive or a manager, or give \(deputy) a role first."
        ),
        rule: "Deputies")
    }
    guard deputy != actor.person else {
      throw Refusal(
        .forbidden,
        Phrase("Nobody makes themselves a deputy: \(manager) or another manager has to."),
        rule: "Deputies")
    }
    try admitAppointing(for: manager, addressee, by: actor)
    guard until > now else { throw .invalid("until", Phrase("The end is past."), rule: "Deputies") }
    guard from < until else {
      throw .invalid("until", Phrase("The end is not after the beginning."), rule: "Deputies")
    }
    guard until.seconds - from.seconds <= Deputyship.longest else {
      throw .invalid(
        "until",
        Phrase("More than 60 days are too long for a deputy: say it again before they end."),
        rule: "Deputies")
    }
    // What was done before it was said was not done as a deputy.
    let begin = max(from, now)
    if let other = deputyships.first(where: {
      $0.deputy == deputy && isInForce($0) && $0.overlaps(from: begin, until: until)
    }) {
      if other.standsFor == manager, other.until == until, other.from == begin || other.from <= now
      {
        return []
      }
      throw Refusal(
        .duplicate,
        Phrase(
          "\(deputy) stands in for \(other.standsFor) on some of these days, and for one manager at a time: choose other days, or say `paydesk people deputy --end \(deputy)` first."
        ),
        rule: "Deputies")
    }
    return [.deputyAppointed(deputy: deputy, standsFor: manager, from: begin, until: until)]
  }

  /// Everything that was given to a deputy and is not over ends now. They themselves may say so, and whoever may appoint.
  func end(_ deputy: Person, by actor: Actor, at now: Instant) throws(Refusal) -> [DeskFact] {
    _ = try known(deputy)
    let given = deputyships(at: now).filter { $0.deputy == deputy }
    guard !given.isEmpty else {
      throw Refusal(
        .unknown,
        Phrase("\(deputy) stands in for nobody, now or later: `paydesk people` lists who does."),
        rule: "Deputies")
    }
    if actor.person != deputy {
      for one in given {
        guard let addressee = Addressee(one.role) else { continue }
        try admitOwn(actor)
        try admitAppointing(for: one.standsFor, addressee, by: actor)
      }
    }
    return given.map { .deputyEnded(deputy: deputy, standsFor: $0.standsFor, from: $0.from) }
  }

  /// The manager themself, or one who decides in their place.
  private func admitAppointing(
    for manager: Person, _ addressee: Addressee, by actor: Actor
  ) throws(Refusal) {
    guard actor.person != manager, !addressee.isOrYieldsTo(ownRole(of: actor)) else { return }
    throw Refusal(
      .forbidden,
      Phrase(
        "\(manager) is \(addressee.shown): only \(manager) or a manager who decides in their place says who stands in for them."
      ),
      rule: "Deputies")
  }

  private func known(_ person: Person) throws(Refusal) -> Role {
    if let member = people[person] { return member.role }
    throw Refusal(
      .unknown, Phrase("\(person) does not work here; add them with `paydesk people add`."),
      rule: "People")
  }
}

extension Addressee {
  /// Whom a manager's role decides as; nil is no manager.
  init?(_ role: Role) {
    switch role {
    case .opsManager: self = .opsManager
    case .financeManager: self = .financeManager
    case .executive, .viewer: return nil
    }
  }
}
