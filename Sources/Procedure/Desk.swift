/// The desk itself: who works here in which role, and the policy that counts. Folded from its own events.
public struct Desk: Hashable, Sendable, Codable {
  /// Somebody who works at the desk.
  public struct Member: Hashable, Sendable, Codable {
    /// The number of the operating-system login.
    public var uid: UInt32
    /// What the person may do.
    public var role: Role

    /// Somebody with a login and a role.
    public init(uid: UInt32, role: Role) {
      self.uid = uid
      self.role = role
    }
  }

  /// A policy that one manager adopted and that waits for the other's word.
  public struct Proposal: Hashable, Sendable, Codable {
    /// The policy.
    public var policy: Policy
    /// Who proposed it.
    public var by: Person
    /// In which role.
    public var role: Role
    /// When.
    public var at: Instant
    /// For whom they stood in.
    public var standsFor: Person?
  }

  /// Everybody, by login.
  public var people: [Person: Member] = [:]
  /// The policy that counts.
  public var policy = Policy()
  /// How many policies were adopted; 0 is the built-in one.
  public var policyNumber = 0
  /// A policy that waits for the other manager.
  public var proposal: Proposal?
  /// The number of the desk's events.
  public var version = 0
  /// Who stands in for a manager, and when; `deputyships(at:)` tells which count.
  var deputyships: [Deputyship] = []

  /// A desk where nobody works yet.
  public init() {}

  /// Refuses who may not bring in what the admin panel lists: it arrives, so a viewer alone may not.
  public static func admitListing(by actor: Actor) throws(Refusal) {
    guard actor.role == .viewer else { return }
    throw Refusal(.forbidden, Phrase("A viewer changes nothing."), rule: "People")
  }

  /// Refuses who may not copy the desk's data, put a copy in its place, or read everything anew:
  /// managers alone do, and no executive, since a copy holds everybody's data unmasked and the
  /// others rewrite it for everybody.
  public static func admitKeeping(by actor: Actor) throws(Refusal) {
    guard !actor.role.isManager else { return }
    throw Refusal(
      .forbidden, Phrase("Only a manager may copy, replace or rebuild the desk's data."),
      rule: "People")
  }

  /// From here on up no operating system gives numbers to logins (Linux keeps the upper half of its range free).
  public static let firstNumberWithoutLogin: UInt32 = 1 << 31

  /// A number for somebody who has no login, as on a server, where people are known by name: nobody's here, and no login's.
  public var numberWithoutLogin: UInt32 {
    let taken = Set(people.values.map(\.uid))
    return (Desk.firstNumberWithoutLogin...).first { !taken.contains($0) } ?? UInt32.max
  }

  /// Those who can hold disputes, by name: everybody but viewers, who change nothing.
  public var holders: [Person] {
    people.filter { $0.value.role != .viewer }.keys.sorted { $0.text < $1.text }
  }

  /// Refuses to give disputes to somebody who cannot hold them; a desk that names nobody admits everybody.
  public func admitHolder(_ person: Person) throws(Refusal) {
    guard !people.isEmpty, !holders.contains(person) else { return }
    let names = holders.map(\.text).joined(separator: ", ")
    throw Refusal(
      .invalid,
      people[person] == nil
        ? Phrase("“\(person)” does not work here; it is one of: \(names).")
        : Phrase("\(person) is a viewer and changes nothing; it is one of: \(names)."),
      rule: "People", field: "to")
  }
}

/// What somebody asks to change about the desk.
public enum DeskCommand: Hashable, Sendable {
  /// Makes the first person, an ops manager.
  case initialise(Person, uid: UInt32)
  /// Adds somebody.
  case add(Person, uid: UInt32, role: Role)
  /// Gives somebody another role.
  case changeRole(Person, to: Role)
  /// Adopts a policy.
  case adopt(Policy)
  /// Erases the personal data of a customer's disputes.
  case erase([TicketID], reason: String)
  /// Lets somebody stand in for a manager from one moment until another.
  case appointDeputy(Person, for: Person, from: Instant, until: Instant)
  /// Ends what was given to a deputy, now and later.
  case endDeputy(Person)
}

/// What happened to the desk.
public enum DeskFact: Hashable, Sendable, Codable {
  case personAdded(person: Person, uid: UInt32, role: Role)
  case roleChanged(person: Person, role: Role)
  case policyProposed(policy: Policy)
  case policyAdopted(policy: Policy)
  case personalDataErased(disputes: [TicketID], reason: String)
  case deputyAppointed(deputy: Person, standsFor: Person, from: Instant, until: Instant)
  case deputyEnded(deputy: Person, standsFor: Person, from: Instant)
  /// Approved payouts went out together; each of them says so on its own dispute, with its line.
  case payoutBatchMade(batch: BatchID, lines: Int, total: Money, layout: PayoutLayout)

  /// The names of all of them in the log.
  public static let names = [
    "personAdded", "roleChanged", "policyProposed", "policyAdopted", "personalDataErased",
    "deputyAppointed", "deputyEnded", "payoutBatchMade",
  ]

  /// The fact's name in the log.
  public var name: String { Mirror(reflecting: self).children.first?.label ?? "\(self)" }
}

extension Desk {
  /// What follows from a command on the desk at a moment, or why it is refused. `actor` is nil only where nobody works yet.
  public func decide(
    _ command: DeskCommand, by actor: Actor?, at now: Instant
  ) throws(Refusal) -> [DeskFact] {
    if case .initialise(let person, let uid) = command {
      guard people.isEmpty else {
        throw Refusal(
          .duplicate,
          Phrase(
            "This desk has its people already; a manager adds more with `paydesk people add`."),
          rule: "People")
      }
      return [.personAdded(person: person, uid: uid, role: .opsManager)]
    }
    if case .endDeputy(let deputy) = command, let actor, actor.person == deputy {
      return try end(deputy, by: actor, at: now)
    }
    guard let actor, actor.role.isManager else {
      throw Refusal(.forbidden, Phrase("Only a manager may do this."), rule: "People")
    }
    switch command {
    case .initialise: return []
    case .add(let person, let uid, let role):
      try admitOwn(actor)
      guard !person.text.isBlank else { throw .invalid("person", Phrase("The login is empty.")) }
      guard people[person] == nil else {
        throw Refusal(
          .duplicate,
          Phrase("\(person) works here already; change the role with `paydesk people role`."),
          rule: "People")
      }
      if let owner = people.first(where: { $0.value.uid == uid })?.key {
        throw Refusal(
          .duplicate,
          Phrase(
            "The login number \(uid) is \(owner)'s, who works here already; \(person) needs another."
          ),
          rule: "People")
      }
      return [.personAdded(person: person, uid: uid, role: role)]
    case .changeRole(let person, let role):
      try admitOwn(actor)
      guard let member = people[person] else {
        throw Refusal(
          .unknown, Phrase("\(person) does not work here; add them with `paydesk people add`."),
          rule: "People")
      }
      guard person != actor.person else {
        throw Refusal(
          .forbidden, Phrase("Nobody gives themselves a role: another manager has to."),
          rule: "People")
      }
      return member.role == role ? [] : [.roleChanged(person: person, role: role)]
    case .adopt(let policy):
      if policy == self.policy { return [] }
      guard policy.changesLimit(of: self.policy) else { return [.policyAdopted(policy: policy)] }
      guard let proposal, proposal.policy == policy, proposal.role != actor.role else {
        return [.policyProposed(policy: policy)]
      }
      let proposer = Doer(proposal.by, for: proposal.standsFor)
      if let why = actor.doer.checkFault(of: proposer, Phrase("proposed this policy")) {
        throw Refusal(
          .forbidden, Phrase("\(why): another manager has to adopt it."), rule: "Maker and checker")
      }
      return [.policyAdopted(policy: policy)]
    case .erase(let disputes, let reason):
      guard !disputes.isEmpty else { throw .invalid("disputes", Phrase("No dispute is named.")) }
      guard !reason.isBlank else {
        throw .invalid("reason", Phrase("Erasing needs a reason."), rule: "Personal data")
      }
      return [.personalDataErased(disputes: disputes, reason: reason)]
    case .appointDeputy(let deputy, let manager, let from, let until):
      try admitOwn(actor)
      return try appoint(deputy, for: manager, from: from, until: until, by: actor, at: now)
    case .endDeputy(let deputy): return try end(deputy, by: actor, at: now)
    }
  }

  /// The desk after an event of its own.
  public func evolved(by fact: DeskFact, by actor: Actor, at: Instant) -> Desk {
    var desk = self
    desk.version += 1
    switch fact {
    case .personAdded(let person, let uid, let role):
      desk.people[person] = Member(uid: uid, role: role)
    case .roleChanged(let person, let role): desk.people[person]?.role = role
    case .policyProposed(let policy):
      desk.proposal = Proposal(
        policy: policy, by: actor.person, role: actor.role, at: at, standsFor: actor.standsFor)
    case .policyAdopted(let policy):
      desk.policy = policy
      desk.policyNumber += 1
      desk.proposal = nil
    case .personalDataErased, .payoutBatchMade: break
    case .deputyAppointed(let deputy, let manager, let from, let until):
      desk.deputyships.removeAll { $0.until <= at }
      desk.deputyships.append(
        Deputyship(
          deputy: deputy, standsFor: manager, role: people[manager]?.role ?? .viewer, from: from,
          until: until, appointedBy: actor.person))
    case .deputyEnded(let deputy, let manager, let from):
      desk.deputyships.removeAll {
        $0.deputy == deputy && $0.standsFor == manager && $0.from == from
      }
    }
    return desk
  }
}

extension Policy {
  /// A field that an ops and a finance manager change together.
  public struct Limit: Sendable {
    /// Its name, as the log has it.
    public var name: String
    /// Whether two policies say otherwise of it.
    var differs: @Sendable (Policy, Policy) -> Bool
  }

  /// The fields that are money, or a threshold that decides who approves.
  public static let limits: [Limit] = [
    Limit(name: "financeAbove") { $0.financeAbove != $1.financeAbove },
    Limit(name: "upiLimit") { $0.upiLimit != $1.upiLimit },
    Limit(name: "flagFrom") { $0.flagFrom != $1.flagFrom },
    Limit(name: "blockFrom") { $0.blockFrom != $1.blockFrom },
    Limit(name: "countedDays") { $0.countedDays != $1.countedDays },
    Limit(name: "creditRate") { $0.creditRate != $1.creditRate },
    Limit(name: "windowSeconds") { $0.windowSeconds != $1.windowSeconds },
    Limit(name: "attempts") { $0.attempts != $1.attempts },
    Limit(name: "workingHours") { $0.workingHours != $1.workingHours },
    Limit(name: "summaryLength") { $0.summaryLength != $1.summaryLength },
  ]

  /// Whether money or a threshold that decides who approves would change: an ops and a finance manager adopt it together.
  public func changesLimit(of other: Policy) -> Bool {
    Policy.limits.contains { $0.differs(self, other) }
  }
}

/// The admin panel's record of a sale as an import brought it; it pre-fills Step 2 and decides nothing.
public struct OrderListing: Hashable, Sendable, Codable {
  /// The sale.
  public var order: OrderID
  /// What the panel says.
  public var facts: OrderFacts
  /// The phone that was sold.
  public var device: String

  /// A sale as the panel lists it.
  public init(order: OrderID, facts: OrderFacts, device: String) {
    self.order = order
    self.facts = facts
    self.device = device
  }
}

/// The admin panel's record of a vendor as an import brought it.
public struct VendorListing: Hashable, Sendable, Codable {
  /// The vendor.
  public var vendor: VendorName
  /// Its town.
  public var city: String
  /// Its phone number.
  public var phone: Personal?
  /// Where it is paid itself.
  public var vpa: Personal?
  /// Its credits in the panel, in points; may be below zero.
  public var credits: Int64
  /// Its standing in the panel.
  public var standing: Standing

  /// A vendor as the panel lists it.
  public init(
    vendor: VendorName, city: String, phone: Personal?, vpa: Personal?, credits: Int64,
    standing: Standing
  ) {
    self.vendor = vendor
    self.city = city
    self.phone = phone
    self.vpa = vpa
    self.credits = credits
    self.standing = standing
  }
}
